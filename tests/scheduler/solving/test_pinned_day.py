"""A day whose shifts are all pinned in their times has nothing to be laid out."""

from dataclasses import replace
from datetime import date

import pytest

from constraints.change.pinned import Pinned
from constraints.coverage.coverage import Coverage
from scheduler.presence import Presence, Stretch
from scheduler.problem import PlacedShape, Problem
from scheduler.rule import Rulebook
from scheduler.solving import solve
from scheduler.solving.crew import Crew
from scheduler.solving.tasks import CoarseTask, Task
from tiny_teams import ADMIN, WALK, line, person, problem, shape

BOOK = Rulebook((Coverage(), Pinned()), (Coverage, Pinned))


def _case(days: int) -> Problem:
    """Ana from 08:00 to 09:00; walks are wanted in the first half, admin in the second."""
    wanted = (line(WALK, "08:00", "08:30"), line(ADMIN, "08:30", "09:00"))
    case = problem(
        person("Ana"),
        shapes=[shape("08:00", 60)],
        activities=[ADMIN, WALK],
        days=days,
        coverage=wanted,
        closing_days=[date(2027, 3, 9)],
    )
    return replace(case, outlines={("ana", 0): PlacedShape(480, 540, "site")})


@pytest.mark.parametrize(("days", "plans"), [(1, 0), (2, 1)])
def test_a_pinned_day_is_placed_without_a_plan(
    monkeypatch: pytest.MonkeyPatch, days: int, plans: int
) -> None:
    asked: list[Task] = []
    submit = Crew.submit

    def noted(self: Crew, task: Task, priority: int = 0) -> int:
        asked.append(task)
        return submit(self, task, priority)

    monkeypatch.setattr(Crew, "submit", noted)
    solution = solve(_case(days), BOOK, effort=0, workers=1)
    assert sum(isinstance(task, CoarseTask) for task in asked) == plans
    (shift,) = [presence for presence in solution.presences if presence.day == 0]
    assert [(s.start, s.end, s.activity) for s in shift.stretches] == [
        (480, 510, WALK),
        (510, 540, ADMIN),
    ]
    assert solution.value.level1 == 0


@pytest.mark.parametrize(("until", "kept"), [(540, True), (525, False)])
def test_a_shift_that_is_known_is_begun_with_where_its_own_times_are_pinned(
    until: int, kept: bool
) -> None:
    case = _case(1)
    walk = Stretch(480, 510, WALK)
    known = Presence("ana", 0, 480, until, (walk, Stretch(510, until, ADMIN)))
    told: list[int | None] = []
    solve(
        replace(case, reference={("ana", 0): known}),
        BOOK,
        effort=0,
        workers=1,
        on_progress=lambda progress: told.append(progress.level2),
    )
    # All that is wanted is there before anything is sought, or nothing that is known is taken.
    assert told[0] == (0 if kept else None)
