"""The choices of the single model are counted without making it."""

from typing import Any, Literal

import pytest

from bench.model_size import choices, gibibytes
from few_people import FIRST, few_people
from scheduler.board import Board
from scheduler.problem import Problem
from scheduler.team import Person
from tiny_solving import RULES, book
from tiny_teams import ADMIN, IMAGES, person, problem, shape


def counted(*people: Person, **team: Any) -> int:  # noqa: ANN401  (any other field of a team)
    case = problem(*people, rules=RULES, **team)
    return choices(case, book(case))


def test_material_is_a_choice_in_each_approved_room_and_other_work_one() -> None:
    rooms = [
        {"id": name, "name": name, "seats": 1, "approved": name != "hall"}
        for name in ("left", "right", "hall")
    ]
    # Four quarters of an hour: images in two rooms, and admin.
    assert counted(rooms=rooms) == 4 * (2 + 1)
    assert counted(rooms=rooms, grid=5) == 12 * (2 + 1)


def test_what_is_barred_or_not_done_at_home_is_no_choice() -> None:
    assert counted(person("Ana", authorised=())) == 4
    at_home = [shape("08:00", 60, place="home")]
    assert counted(person("Ana", home=True), shapes=at_home) == 4
    # On site from eight to nine, at home until ten: material in the first hour alone.
    both = [shape("08:00", 60), shape("09:00", 60, place="home")]
    assert counted(person("Ana", home=True), shapes=both) == 4 * 2 + 4


def test_slots_that_several_shifts_share_count_once() -> None:
    shapes = [shape("08:00", 60), shape("08:30", 60)]
    assert counted(shapes=shapes, activities=[IMAGES, ADMIN]) == 6 * 2


@pytest.mark.parametrize("grid", [5, 15])
def test_a_model_that_is_made_has_as_many(grid: Literal[5, 15]) -> None:
    few, rulebook = few_people(2)
    case = Problem.of(few.team, FIRST, 2, grid)
    free = [(person, day) for day in range(2) for person in case.people]
    board = Board(case, rulebook, free=free, bars=rulebook.bars(case))
    made = sum(len(here) for cell in board.cells.values() for here in cell.doing.values())
    assert choices(case, rulebook) == made


def test_memory_is_expected_in_proportion() -> None:
    case = problem(rules=RULES)
    # Eight choices, 2.3 variables each, 10,000 bytes each.
    assert gibibytes(case, book(case)) * 2**30 == pytest.approx(8 * 2.3 * 10_000)
