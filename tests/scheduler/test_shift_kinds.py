"""What a team calls early, late or night, by the minute."""

from datetime import date, time

import pytest

from scheduler.problem import Problem
from scheduler.team import Activity, ShiftShape, Team


def of(first: date = date(2026, 3, 9)) -> Problem:
    team = Team(
        name="Kinds",
        timezone="Europe/Brussels",
        activities=(Activity(id="admin", name="Admin"),),
        shapes=(ShiftShape.model_validate({"start": "08:00", "minutes": 480}),),
    )
    return Problem.of(team, first, 7)


@pytest.mark.parametrize(
    ("start", "end", "kinds"),
    [
        (9 * 60 + 59, 18 * 60, {"early"}),
        (10 * 60, 18 * 60, set()),
        (10 * 60, 18 * 60 + 1, {"late"}),
        # 23:00 to 02:00 are three hours of the night; a minute less are not.
        (20 * 60, 26 * 60, {"late", "night"}),
        (20 * 60, 26 * 60 - 1, {"late"}),
        # From 03:00 the night before has three hours left.
        (3 * 60, 11 * 60, {"early", "night"}),
        (3 * 60 + 1, 11 * 60, {"early"}),
    ],
)
def test_a_kind_begins_and_ends_at_its_minute(start: int, end: int, kinds: set[str]) -> None:
    assert of().kinds(start, end) == kinds


def test_a_night_is_counted_in_elapsed_minutes_when_the_clock_goes_forward() -> None:
    # From 23:00 on Saturday to 03:00 summer time on Sunday are 3 h, to 02:00 only 2 h on the wall
    # clock that is never shown: 60 + 120 elapsed minutes.
    problem = of(date(2026, 3, 28))
    saturday_evening = problem.clock.at(0, time(20))
    assert "night" in problem.kinds(saturday_evening, problem.clock.midnight(1) + 120)
    assert "night" not in problem.kinds(saturday_evening, problem.clock.midnight(1) + 119)
