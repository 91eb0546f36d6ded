from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from agreement import Fixing, assert_agreement
from constraints.rest.consecutive_days_off import ConsecutiveDaysOff
from hand_rosters import presence, record
from scheduler.board import Board
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Rulebook
from scheduler.team import Pins
from tiny_teams import ADMIN, MONDAY, person, problem, shape, shift

RULE = ConsecutiveDaysOff(rate=100)


def worked(
    *days: int, start: str = "09:00", minutes: int = 240, first: date = MONDAY
) -> list[Shift]:
    return [
        shift("ana", f"{first + timedelta(days=day)} {start}", [("admin", minutes)]) for day in days
    ]


def asking(asked: int | None, days: int, **fields: object) -> Problem:
    ana = person("Ana", days_off_in_row=asked)
    return problem(ana, activities=[ADMIN], days=days, **fields)  # type: ignore[arg-type]


def short(case: Problem, *shifts: Shift) -> list[str]:
    costs = RULE.weigh(record(case, *shifts))
    return [f"{cost.level}, {cost.amount}: {cost.missing.said}" for cost in costs if cost.missing]


def test_runs_between_working_days_that_are_too_short_are_a_shortfall() -> None:
    days = worked(0, 2, 5, 9, 10)
    # Free are 1, then 3 and 4, then 6 to 8.
    assert short(asking(2, 14), *days) == [
        "1, 100: Ana, up to Tue 9 March: free days in a row 1, asked for 2."
    ]
    assert short(asking(3, 14), *days) == [
        "1, 200: Ana, up to Tue 9 March: free days in a row 1, asked for 3.",
        "1, 100: Ana, up to Fri 12 March: free days in a row 2, asked for 3.",
    ]
    (first, second) = RULE.weigh(record(asking(3, 14), *days))
    assert first.missing
    assert second.missing
    assert (second.missing.start, second.missing.end) == (3 * 1440, 5 * 1440)
    assert (first.missing.start, first.missing.end, first.missing.minutes) == (1440, 2880, 200)
    assert short(asking(None, 14), *days) == []


def test_runs_at_the_ends_of_what_is_known_are_not_counted() -> None:
    assert short(asking(7, 5), *worked(1)) == []
    assert short(asking(7, 5), *worked(1, 2)) == []
    assert len(short(asking(7, 5), *worked(1, 3))) == 1
    # Day 4 is free, and may be the first of many.
    assert len(short(asking(7, 5), *worked(0, 2, 3))) == 1
    assert short(asking(7, 5)) == []


def test_the_days_before_the_roster_count_where_its_days_end_the_run() -> None:
    case = asking(3, 5, history=worked(-6, -4, -2))
    assert short(case) == []
    assert short(case, *worked(0)) == [
        "1, 200: Ana, up to Sun 7 March: free days in a row 1, asked for 3."
    ]
    assert short(case, *worked(1)) == [
        "1, 100: Ana, up to Mon 8 March: free days in a row 2, asked for 3."
    ]
    assert short(case, *worked(2)) == []
    # What ended before the roster is not the roster's.
    assert short(asking(3, 5, history=worked(-3, -1))) == []


def test_a_working_day_that_stands_after_the_roster_ends_no_run_of_it() -> None:
    case = asking(3, 4, shapes=[shape("08:00", 240)], history=worked(4))
    assert short(case, *worked(0, 2)) == [
        "1, 200: Ana, up to Tue 9 March: free days in a row 1, asked for 3."
    ]
    assert_agreement(case, [RULE], filling="breaks", held=1)


def test_a_night_counts_for_the_run_before_a_shift_that_is_held() -> None:
    case = asking(2, 4, shapes=[shape("22:00", 240), shape("08:00", 240)])
    book = Rulebook([RULE], [ConsecutiveDaysOff])
    held = presence(case, worked(3)[0])
    board = Board(case, book, free=[("ana", 0)], held={("ana", 3): held})
    fixing = Fixing(board)
    # Into Tuesday, so that Wednesday alone is free; on Monday alone there are two.
    for start, cost in (("22:00", 100), ("08:00", 0)):
        (monday,) = worked(0, start=start)
        empty = monday.model_copy(update={"blocks": ()})
        assert fixing.least({("ana", 0): presence(case, empty)}) == (cost, 0, 0)


def test_the_day_on_which_a_night_ends_is_not_free() -> None:
    case = asking(2, 6)
    # Monday's night ends on Tuesday: only Wednesday is free; ending at midnight it leaves two days.
    assert len(short(case, *worked(0, start="22:00"), *worked(3))) == 1
    assert short(case, *worked(0, start="20:00"), *worked(3)) == []
    assert len(short(case, *worked(0, start="20:00", minutes=241), *worked(3))) == 1
    # A night that ends where the next shift starts leaves no free day at all.
    assert short(case, *worked(0, start="22:00"), *worked(2)) == []
    # Past the last day is past the roster.
    assert short(case, *worked(3), *worked(5, start="22:00"))[0].startswith("1, 100")


@pytest.mark.parametrize("first", [date(2027, 3, 27), date(2026, 10, 24)])
def test_the_day_on_which_the_clock_changes_is_one_day(first: date) -> None:
    case = asking(2, 4, first=first)
    assert len(short(case, *worked(0, 2, first=first))) == 1
    assert short(case, *worked(0, 3, first=first)) == []
    # From 19:00 to 24:00 on Sunday, 300 minutes: Monday and Tuesday are free.
    sunday = worked(1, start="19:00", minutes=300, first=first)
    assert short(asking(2, 5, first=first), *sunday, *worked(4, first=first)) == []
    longer = worked(1, start="19:00", minutes=301, first=first)
    assert len(short(asking(2, 5, first=first), *longer, *worked(4, first=first))) == 1


def test_what_stands_costs_too() -> None:
    case = asking(2, 4, pins=Pins(shifts=tuple(worked(0, 2))))
    assert len(short(case)) == 1


def test_range() -> None:
    for rate in (0, 1001):
        with pytest.raises(ValidationError):
            ConsecutiveDaysOff(rate=rate)


@pytest.mark.parametrize("asked", [2, 3])
@pytest.mark.parametrize("history", [(), (-2,), (-4, -3)])
@pytest.mark.parametrize("pins", [(1,), (1, 4)])
def test_post_and_weigh_agree(asked: int, history: tuple[int, ...], pins: tuple[int, ...]) -> None:
    case = problem(
        person("Ana", days_off_in_row=asked),
        shapes=[shape("08:00", 240)],
        activities=[ADMIN],
        days=6,
        history=worked(*history),
        pins=Pins(shifts=tuple(worked(*pins))),
    )
    assert_agreement(case, [RULE], filling="breaks", held=1)


@pytest.mark.parametrize("history", [(-2,), (-3,)])
@pytest.mark.parametrize("pins", [(), (2,)])
def test_post_and_weigh_agree_on_nights(history: tuple[int, ...], pins: tuple[int, ...]) -> None:
    case = problem(
        person("Ana", days_off_in_row=2),
        shapes=[shape("23:00", 75), shape("20:00", 240)],
        activities=[ADMIN],
        days=4,
        history=worked(*history, start="22:00"),
        pins=Pins(shifts=tuple(worked(*pins, start="22:00"))),
    )
    assert_agreement(case, [RULE], filling="breaks", held=1)


def test_post_and_weigh_agree_on_two_people() -> None:
    case = problem(
        person("Ana", days_off_in_row=3),
        person("Bo"),
        shapes=[shape("08:00", 60)],
        activities=[ADMIN],
        days=4,
    )
    agreed = assert_agreement(case, [RULE], filling="breaks", held=1)
    # Four days have room for one free day between two worked ones: two too few.
    assert agreed.dearest == (200, 0, 0)
