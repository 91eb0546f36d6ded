"""The best roster so far takes answers in whatever order they come."""

from itertools import permutations

import pytest

from hand_rosters import presence
from scheduler.problem import Cell, Problem
from scheduler.solving.incumbent import Incumbent
from tiny_solving import RULES, book
from tiny_teams import CHAT, IMAGES, line, person, problem, shape, shift


@pytest.fixture
def case() -> Problem:
    """Three people for a room with two seats, and more demand than they can meet."""
    return problem(
        person("Ana"),
        person("Ben"),
        person("Cleo"),
        shapes=[shape("08:00", 60)],
        activities=[IMAGES, CHAT],
        rooms=[{"id": "quiet", "name": "Quiet room", "seats": 2}],
        coverage=(line(IMAGES, "08:00", "08:30", target=3),),
        rules=RULES,
    )


def test_which_answer_came_first_does_not_decide_what_is_left_out(case: Problem) -> None:
    blocks = [("images", 30), ("break", 30)]
    made = [
        presence(case, shift(who, "2027-03-08 08:00", blocks)) for who in ("ana", "ben", "cleo")
    ]
    kept = set()
    for order in permutations(made):
        best = Incumbent(case, book(case), {})
        cells: list[Cell] = [(each.person, each.day) for each in order]
        placed = dict(zip(cells, order, strict=True))
        # Three at once are one too many for the room.
        assert best.breaches(placed) != []
        assert best.offer_repaired(best.with_cells(cells, placed))
        kept.add(tuple(best.presences))
    assert len(kept) == 1
