from datetime import date, timedelta
from typing import Any

import pytest
from ortools.sat.python import cp_model

from agreement import assert_agreement
from constraints.rest.weekly_rest import WeeklyRest
from hand_rosters import breaches, spans
from scheduler.board import Board
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Rulebook
from scheduler.team import CallOut, Pins, ShiftShape
from tiny_teams import ADMIN, MONDAY, person, problem, shape, shift

RULE = WeeklyRest()
WEEK = problem(activities=[ADMIN], days=7)
TWO_WEEKS = problem(activities=[ADMIN], days=14)


def worked(day: int, start: str = "09:00", end: str = "17:00", first: date = MONDAY) -> Shift:
    """A shift `day` days after the first; one that ends earlier by the clock ends a day later."""
    (a, b), (c, d) = (map(int, clock.split(":")) for clock in (start, end))
    minutes = (c * 60 + d - a * 60 - b) % 1440
    return shift("ana", f"{first + timedelta(days=day)} {start}", [("admin", minutes)])


def test_the_normal_week_has_its_rest() -> None:
    # Sunday to Saturday holds only 33 hours of Sunday and 31 of Saturday, but the weekend ends
    # on the Monday in it.
    normal = [worked(day) for day in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)]
    assert spans(RULE, TWO_WEEKS, *normal) == []


def test_seven_days_without_one_free_are_named() -> None:
    # Before the first shift nothing is known: that rest ends on the first Monday, and nine days
    # later three times seven days have none. By the end of Thursday one has lasted 55 hours.
    said = "Ana: in the seven days to {} March the longest rest is {} h. At least 35 h must end in "
    said += "them or have lasted."
    found = breaches(RULE, TWO_WEEKS, *(worked(day) for day in range(9)))
    assert [str(b.said) for b in found] == [
        said.format("Mon 15", 16),
        said.format("Tue 16", 16),
        said.format("Wed 17", 31),
    ]


@pytest.mark.parametrize(("minute", "number"), [("20:00", 0), ("19:59", 1)])
def test_a_free_day_counts_with_the_hours_around_it(minute: str, number: int) -> None:
    # Free on Thursday: from Wednesday's end at 09:00 to Thursday 20:00 are 35 hours.
    days = [worked(day, "05:00", "09:00") for day in range(3)]
    days += [worked(3, minute, "23:00"), *(worked(day, "12:00", "20:00") for day in range(4, 10))]
    history = tuple(worked(day, "05:00", "09:00") for day in range(-7, 0))
    case = problem(activities=[ADMIN], days=10, history=history)
    found = [b.end for b in breaches(RULE, case, *days)]
    # The seven days to Thursday are the first that no standing shift spoils alone.
    thursday = case.clock.midnight(4)
    assert (thursday in found) == bool(number)


@pytest.mark.parametrize(
    ("first", "hour"),
    # From Saturday 22:00 to Monday 09:00 by the clock 35 hours: 34 in March, 36 in October.
    [(date(2026, 3, 23), "10:00"), (date(2026, 10, 19), "08:00")],
)
def test_the_nights_of_the_clock_change_count_as_they_last(first: date, hour: str) -> None:
    case = problem(activities=[ADMIN], first=first, days=8)
    week = [worked(day, "14:00", "22:00", first) for day in range(6)]
    start = int(hour[:2]) * 60
    for minutes, fits in ((start, True), (start - 1, False)):
        early = f"{minutes // 60:02}:{minutes % 60:02}"
        found = breaches(RULE, case, *week, worked(7, early, "16:00", first))
        assert (not found) == fits


def test_a_shift_over_midnight_begins_the_rest_when_it_ends() -> None:
    nights = [worked(day, "23:00", "07:00") for day in range(6)]
    # From Sunday 07:00 to Monday 18:00 are 35 hours; the first shift ends the unknown rest.
    assert spans(RULE, TWO_WEEKS, *nights, worked(7, "18:00", "22:00")) == []
    assert spans(RULE, TWO_WEEKS, *nights, worked(7, "17:59", "22:00")) == [
        ("ana", "Tue 09 00:00", "Tue 16 00:00"),
        ("ana", "Wed 10 00:00", "Wed 17 00:00"),
    ]


def test_the_last_seven_days_are_looked_at_too() -> None:
    # The rest before the first shift ends on Tuesday, and the next seven end on the last day.
    days = [worked(day) for day in range(1, 9)]
    eight, nine = problem(activities=[ADMIN], days=8), problem(activities=[ADMIN], days=9)
    assert spans(RULE, eight, *days[:-1]) == []
    assert spans(RULE, nine, *days) == [("ana", "Wed 10 00:00", "Wed 17 00:00")]


def test_a_rest_that_began_before_the_roster_counts_whole() -> None:
    history = (worked(-3, "09:00", "22:00"),)
    case = problem(activities=[ADMIN], days=7, history=history)
    # Friday 22:00 to Monday 09:00 are 59 hours.
    assert spans(RULE, case, *(worked(day) for day in range(6))) == []


def test_what_stands_alone_is_not_reported() -> None:
    history = tuple(worked(day) for day in range(-7, 0))
    case = problem(
        activities=[ADMIN],
        days=7,
        history=history,
        pins=Pins(shifts=tuple(worked(day) for day in range(2))),
    )
    assert spans(RULE, case) == []
    # From Tuesday 17:00 to Thursday 09:00 are 40 hours. A shift on Wednesday leaves 31 until
    # Thursday's end; the pins alone leave 55.
    assert spans(RULE, case, worked(3)) == []
    assert spans(RULE, case, worked(2)) == [("ana", "Fri 05 00:00", "Fri 12 00:00")]


def week_before(pins: tuple[Shift, ...] = ()) -> dict[str, Any]:
    history = tuple(worked(day) for day in range(-6, 0))
    return {"history": history, "activities": [ADMIN], "pins": Pins(shifts=pins)}


EVENING = [shape("05:00", 60), shape("13:00", 540)]
NIGHTS = [shape("10:00", 60), shape("22:30", 720), shape("20:00", 180)]
SINGLE = [
    shape("13:00", 540, weekdays="mon wed fri sun"),
    shape("06:00", 60, weekdays="tue thu sat"),
]
FULL = week_before()
LATE = {
    "activities": [ADMIN],
    "history": tuple(worked(day, "22:00", "06:00") for day in range(-6, 0)),
}
PINNED = week_before((worked(0, "14:00", "23:00"), worked(2, "10:00", "15:00")))


@pytest.mark.parametrize("team", [FULL, LATE, PINNED])
@pytest.mark.parametrize("shapes", [EVENING, NIGHTS])
def test_post_and_check_agree_after_history(team: dict[str, Any], shapes: list[ShiftShape]) -> None:
    assert_agreement(three_days(team, shapes), [RULE], filling="breaks", held=1)


def test_post_and_check_agree_on_the_minute() -> None:
    # From Sunday 17:00 to Tuesday 04:00 are 35 hours.
    case = three_days(FULL, [shape("03:59", 60), shape("04:00", 60)])
    assert_agreement(case, [RULE], filling="breaks")


@pytest.mark.parametrize("minutes", [2101, 2400, 2880, 4320])
def test_post_and_check_agree_on_longer_rests(minutes: int) -> None:
    rules = [WeeklyRest(minutes=minutes)]
    assert_agreement(three_days(FULL, EVENING), rules, filling="breaks", held=0)


def three_days(team: dict[str, Any], shapes: list[ShiftShape]) -> Problem:
    days = 5 if team is PINNED else 3
    return problem(shapes=shapes, days=days, **team)


def test_post_and_check_agree_where_standing_shifts_leave_just_enough() -> None:
    # From Sunday 13:00 to Monday's end are 35 hours.
    history = tuple(worked(day, "09:00", "13:00") for day in range(-7, 0))
    case = problem(shapes=[shape("09:00", 60)], activities=[ADMIN], days=2, history=history)
    assert_agreement(case, [RULE], filling="breaks")


def test_a_rest_that_ends_with_the_first_minute_of_the_seven_days_ends_in_them() -> None:
    midnights = [worked(day, "00:00", "01:00") for day in range(7)]
    case = problem(activities=[ADMIN], days=7, history=(worked(-3),))
    assert spans(RULE, case, *midnights) == []
    case = problem(shapes=[shape("00:00", 60)], activities=[ADMIN], days=8)
    assert_agreement(case, [RULE], filling="breaks", held=0)


@pytest.mark.parametrize("days", [8, 9])
def test_post_and_check_agree_on_windows_within_the_roster(days: int) -> None:
    case = problem(shapes=SINGLE, activities=[ADMIN], days=days)
    assert_agreement(case, [RULE], filling="breaks", held=0)


@pytest.mark.parametrize("first", [date(2026, 3, 27), date(2026, 10, 23)])
def test_post_and_check_agree_over_the_clock_change(first: date) -> None:
    # Friday to Monday after a week of work; free on Saturday or Sunday.
    case = problem(
        shapes=[
            shape("13:00", 480, weekdays="fri sat"),
            shape("08:00", 60, weekdays="sun mon"),
            shape("07:00", 60, weekdays="sun mon"),
            shape("09:00", 60, weekdays="sun mon"),
        ],
        activities=[ADMIN],
        first=first,
        days=4,
        history=tuple(worked(day, first=first) for day in (-4, -3, -2, -1)),
    )
    assert_agreement(case, [WeeklyRest(minutes=2400)], filling="breaks", held=0)


def test_post_and_check_agree_on_two_people() -> None:
    ana = [worked(day) for day in range(-6, 0)]
    bo = [s.model_copy(update={"person": "bo"}) for s in ana[2:]]
    case = problem(
        person("Ana"),
        person("Bo"),
        shapes=SINGLE,
        activities=[ADMIN],
        days=3,
        history=(*ana, *bo),
    )
    assert_agreement(case, [RULE], filling="breaks")


@pytest.mark.parametrize("pinned", [range(2, 8), range(1, 8)])
def test_what_is_free_must_not_spoil_the_rest_that_pins_leave(pinned: range) -> None:
    # Pins on every other day of the second seven: their only rest ends with the first of the pins.
    case = problem(
        shapes=[shape("09:00", 480)],
        activities=[ADMIN],
        days=8,
        pins=Pins(shifts=tuple(worked(day) for day in pinned)),
    )
    agreed = assert_agreement(case, [RULE], filling="breaks")
    # All free days worked leave none.
    assert agreed.accepted == agreed.rosters - 1


def test_a_long_night_spoils_a_rest_three_days_before_it_would_end() -> None:
    # The night ended on Saturday at 11:00: 37.5 hours until Monday 00:30, and 40 are asked for.
    history = (*(worked(day) for day in range(-9, -3)), worked(-3, "23:00", "11:00"))
    case = problem(shapes=[shape("00:30", 60)], activities=[ADMIN], history=history, days=1)
    agreed = assert_agreement(case, [WeeklyRest(minutes=2400)], filling="breaks")
    assert (agreed.rosters, agreed.accepted) == (2, 1)


def called(start: str, end: str) -> CallOut:
    ends = {"from": f"2027-03-{start}+01:00", "to": f"2027-03-{end}+01:00"}
    return CallOut.model_validate({"person": "ana"} | ends)


def test_a_call_out_that_ends_the_only_rest_is_spoilt_by_an_earlier_start() -> None:
    # Monday 21:00 to Wednesday 09:00 are 36 hours, and to 06:00 they are 33.
    case = problem(
        shapes=[shape("06:00", 60), shape("08:30", 60), shape("09:00", 480)],
        activities=[ADMIN],
        days=8,
        pins=Pins(shifts=(worked(0, "13:00", "21:00"), *(worked(day) for day in range(3, 8)))),
        call_outs=(called("10T09:00", "10T10:00"),),
    )
    agreed = assert_agreement(case, [RULE], filling="breaks")
    # Nothing on Tuesday; nothing, or the shift from 08:30 or 09:00, on Wednesday.
    assert (agreed.rosters, agreed.accepted) == (16, 3)


def test_a_call_out_over_the_last_midnight_leaves_no_roster_at_fault() -> None:
    # Sunday 13:00 to Monday 23:30 are 34.5 hours: pins and call-out alone have no rest.
    case = problem(
        shapes=[shape("18:00", 60, weekdays="mon")],
        activities=[ADMIN],
        days=8,
        pins=Pins(shifts=(*(worked(day) for day in range(6)), worked(6, "05:00", "13:00"))),
        call_outs=(called("15T23:30", "16T00:30"),),
    )
    assert spans(RULE, case) == []
    assert spans(RULE, case, worked(7, "18:00", "19:00")) == []
    board = Board(case, Rulebook([RULE], [WeeklyRest]), free=[("ana", 7)])
    assert cp_model.CpSolver().solve(board.model) == cp_model.OPTIMAL


def test_a_long_night_spoils_a_rest_that_goes_on() -> None:
    # From Monday 11:00 to the end of Tuesday 37 hours; without the night 79 since Saturday 17:00.
    # The seven days before those have the rest that ended with the first pin.
    case = problem(
        shapes=[shape("23:00", 720, weekdays="sun")],
        activities=[ADMIN],
        days=9,
        pins=Pins(shifts=tuple(worked(day) for day in range(1, 6))),
    )
    agreed = assert_agreement(case, [WeeklyRest(minutes=2400)], filling="breaks")
    assert (agreed.rosters, agreed.accepted) == (2, 1)
