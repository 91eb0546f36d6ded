from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.rest.compensation_rest import CompensationRest
from rosters import costs, record
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.team import CallOut, Contract, Leave, Pins, PublicHolidays, ShiftShape
from tiny_teams import ADMIN, BRUSSELS, person, problem, shape, shift

RULE = CompensationRest()
# A Monday: the Sundays before it are the days -1, -8 and so on.
FIRST = date(2027, 3, 8)
ANA = person("Ana")


def on(day: int, start: str = "08:00", minutes: int = 480, who: str = "ana") -> Shift:
    return shift(who, f"{FIRST + timedelta(days=day)} {start}", [("admin", minutes)])


def weekdays(first: int, last: int) -> list[Shift]:
    """Work on each day from Monday to Friday in [first, last)."""
    return [on(day) for day in range(first, last) if day % 7 < 5]


def case(
    history: Iterable[Shift],
    days: int = 7,
    **fields: Any,  # noqa: ANN401  (any field of a team)
) -> Problem:
    usual: dict[str, Any] = {"shapes": [shape("08:00", 480)], "activities": [ADMIN]}
    people = fields.pop("people", (ANA,))
    return problem(*people, first=FIRST, days=days, history=list(history), **(usual | fields))


# A Sunday six weeks and a day back is due on day 6 less a week: -36 + 42 = 6.
WORKED = [on(-36), *weekdays(-35, 0)]


def test_a_day_of_rest_follows_within_six_weeks() -> None:
    busy = weekdays(0, 7)
    # Five working days and no free one from Monday to Friday in six weeks: 2 x 120.
    assert costs(RULE, case(WORKED), *busy) == (240, 0, 0)
    assert costs(RULE, case(WORKED), *busy[1:]) == (0, 0, 0)
    assert costs(CompensationRest(half_rate=7), case(WORKED), *busy) == (14, 0, 0)
    (cost,) = RULE.weigh(record(case(WORKED), *busy))
    assert cost.missing
    assert str(cost.missing.said) == (
        "Ana: a day of rest for work on Sun 31 January was due by Sun 14 March."
    )
    assert cost.missing.minutes == 240
    assert (cost.missing.start, cost.missing.end) == (6 * 1440, 7 * 1440)


def test_what_is_due_after_the_roster_waits() -> None:
    later = [on(-35 + 6), *weekdays(-28, 0)]
    assert costs(RULE, case(later), *weekdays(0, 7)) == (0, 0, 0)
    assert costs(RULE, case(later, days=14), *weekdays(0, 14)) == (240, 0, 0)
    # It was due on the day before the roster: that is history alone.
    earlier = [on(-43), *weekdays(-42, 0)]
    assert costs(RULE, case(earlier), *weekdays(0, 7)) == (0, 0, 0)


@pytest.mark.parametrize(("minutes", "due"), [(240, 120), (241, 240)])
def test_more_than_four_hours_give_a_full_day(minutes: int, due: int) -> None:
    worked = [on(-36, minutes=minutes), *weekdays(-35, 0)]
    assert costs(RULE, case(worked), *weekdays(0, 7)) == (due, 0, 0)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("08:00", 300, 120),  # five hours until 13:00 leave half a day
        ("08:00", 301, 240),
        ("07:59", 301, 240),
        ("13:00", 300, 120),
        ("12:59", 60, 240),
        ("13:00", 301, 240),
    ],
)
def test_half_a_day_is_free_before_or_after_13(start: str, minutes: int, due: int) -> None:
    friday = on(4, start, minutes)
    assert costs(RULE, case(WORKED), *weekdays(0, 4), friday) == (due, 0, 0)
    # Two halves are a day.
    halves = [*weekdays(0, 3), on(3, start, minutes), friday]
    assert costs(RULE, case(WORKED), *halves)[0] == (0 if due == 120 else 240)


def test_rest_that_is_due_on_the_day_after_the_roster_is_not_looked_at() -> None:
    for days, due in ((5, 0), (6, 0), (7, 240)):
        assert costs(RULE, case(WORKED, days=days), *weekdays(0, days)) == (due, 0, 0)


def test_twelve_weeks_before_the_roster_count_and_no_day_more() -> None:
    twelve = CompensationRest(weeks=12)
    # Sunday -85 was due on day -1: the one free Monday, -77, is all for Sunday -78.
    history = [on(-85), on(-78), *(s for s in weekdays(-84, 0) if s != on(-77))]
    assert costs(twelve, case(history), *weekdays(0, 7)) == (0, 0, 0)
    # From a Sunday on, the Sunday twelve weeks before is due on the first day.
    team = problem(
        ANA, first=FIRST - timedelta(days=1), activities=[ADMIN], history=[on(-85), *history[2:]]
    )
    assert costs(twelve, team) == (0, 0, 0)
    busy = [on(-85), on(-77), *history[2:]]
    team = problem(ANA, first=FIRST - timedelta(days=1), activities=[ADMIN], history=busy)
    assert costs(twelve, team) == (240, 0, 0)


def test_half_a_day_that_is_missing_is_said_so() -> None:
    worked = [on(-36, minutes=60), *weekdays(-35, 0)]
    (cost,) = RULE.weigh(record(case(worked), *weekdays(0, 7)))
    assert cost.missing
    assert str(cost.missing.said) == (
        "Ana: half a day of rest for work on Sun 31 January was due by Sun 14 March."
    )


def test_minutes_count_on_the_day_in_which_they_lie() -> None:
    # Saturday 22:00 until Sunday 03:00: three hours of Sunday are half a day.
    night = [on(-37, "22:00", 300), *weekdays(-35, 0)]
    assert costs(RULE, case(night), *weekdays(0, 7)) == (120, 0, 0)
    # One minute of Sunday is half a day.
    minute = [on(-37, "23:00", 61), *weekdays(-35, 0)]
    assert costs(RULE, case(minute), *weekdays(0, 7)) == (120, 0, 0)
    assert costs(RULE, case([on(-37, "23:00", 60), *minute[1:]]), *weekdays(0, 7)) == (0, 0, 0)
    # Thursday's shift up to midnight leaves Friday whole, a minute more leaves half of it.
    for minutes, due in ((479, 0), (480, 0), (481, 120)):
        thursday = on(3, "16:00", minutes)
        assert costs(RULE, case(WORKED), *weekdays(0, 3), thursday) == (due, 0, 0)
    # A night into Tuesday leaves half of Monday and half of Tuesday; a shift there takes that.
    monday = [on(0, "22:00", 300), *weekdays(2, 5)]
    assert costs(RULE, case(WORKED), *monday) == (0, 0, 0)
    assert costs(RULE, case(WORKED), *monday, on(1, "14:00", 120)) == (120, 0, 0)
    assert costs(RULE, case(WORKED), *monday, on(1, "09:00", 120)) == (120, 0, 0)


@pytest.mark.parametrize("sunday", [date(2027, 3, 28), date(2027, 10, 31)])
def test_a_sunday_of_the_clock_change_counts_as_it_lasts(sunday: date) -> None:
    # From 00:00 to 05:00 by the clock are 4 hours in spring: half a day; 6 in autumn.
    spring = sunday.month == 3
    work = shift("ana", f"{sunday} 00:00", [("admin", 240 if spring else 360)])
    days = (sunday + timedelta(days=number) for number in range(1, 43))
    busy = [shift("ana", f"{day} 08:00", [("admin", 480)]) for day in days if day.weekday() < 5]
    team = problem(
        ANA, first=sunday + timedelta(days=42), days=1, history=[work, *busy], activities=[ADMIN]
    )
    assert costs(RULE, team) == (120 if spring else 240, 0, 0)


def test_leave_closed_days_and_holidays_give_no_rest_and_weekends_do_not() -> None:
    busy = weekdays(0, 4)
    away = person("Ana", leave=(Leave(first=date(2027, 3, 12), last=date(2027, 3, 12)),))
    assert costs(RULE, case(WORKED, people=(away,)), *busy)[0] == 240
    assert costs(RULE, case(WORKED, closing_days=(date(2027, 3, 12),)), *busy)[0] == 240
    assert costs(RULE, case(WORKED), *busy)[0] == 0


def test_a_public_holiday_worked_gives_rest_and_one_that_is_free_is_none() -> None:
    # Monday 29 March 2027 is Easter Monday in Belgium, six weeks before 10 May.
    first = date(2027, 5, 10)
    days = [first + timedelta(days=number) for number in range(-42, 5)]
    free = {date(2027, 3, 29), date(2027, 5, 6)}
    busy = [
        shift("ana", f"{d} 08:00", [("admin", 480)])
        for d in days
        if d.weekday() < 5 and d not in free
    ]
    easter = shift("ana", "2027-03-29 08:00", [("admin", 480)])
    for wanted, due in ((PublicHolidays(country="BE", closed=False), 240), (None, 0)):
        team = problem(
            ANA,
            first=first,
            days=5,
            activities=[ADMIN],
            history=[easter, *(s for s in busy if s.start.date() < first)],
            holidays=wanted,
        )
        planned = [s for s in busy if s.start.date() >= first]
        # Ascension, 6 May, is free and a holiday itself: no rest for another.
        assert costs(RULE, team, *planned) == (due, 0, 0)


def test_a_call_out_on_a_sunday_is_work_and_on_a_free_day_spoils_it() -> None:
    def call(day: int) -> CallOut:
        start = datetime.combine(FIRST + timedelta(days=day), datetime.min.time(), BRUSSELS)
        return CallOut(person="ana", start=start, end=start + timedelta(minutes=241))

    assert costs(RULE, case(weekdays(-35, 0), call_outs=[call(-36)]), *weekdays(0, 5))[0] == 240
    assert costs(RULE, case(WORKED, call_outs=[call(4)]), *weekdays(0, 4))[0] == 240
    assert costs(RULE, case(WORKED, call_outs=[call(5)]), *weekdays(0, 4))[0] == 0


def test_each_day_serves_once_and_the_oldest_first() -> None:
    # Sundays -43 and -36; the Friday of the week between is free: it serves the first.
    history = [on(-43), *weekdays(-42, -38), on(-36), *weekdays(-35, 0)]
    assert costs(RULE, case(history), *weekdays(0, 5))[0] == 240
    # Without the first it is before the second, and serves nothing.
    assert costs(RULE, case(history[1:]), *weekdays(0, 5))[0] == 240
    assert costs(RULE, case(history), *weekdays(0, 4))[0] == 0


def test_one_free_day_is_rest_for_two_halves_and_no_third() -> None:
    # A Sunday and half of another, and on Wednesday alone no work: half a day is missing.
    history = [on(-36), on(-29, minutes=60), *weekdays(-35, 0)]
    busy = [each for each in weekdays(0, 14) if each != on(2)]
    assert costs(RULE, case(history, days=14), *busy) == (120, 0, 0)


def test_volunteers_have_limits_of_their_own() -> None:
    helper = person("Ana", volunteer=True, contract=Contract(weekly_minutes=0))
    assert costs(RULE, case(WORKED, people=(helper,)), *weekdays(0, 7)) == (0, 0, 0)


def test_settings_end_at_their_limits() -> None:
    for wrong in ({"weeks": 13}, {"full_over": 241}, {"half_rate": 0}):
        with pytest.raises(ValidationError):
            CompensationRest.model_validate(wrong)


SHORT = CompensationRest(weeks=1)


def test_post_and_weigh_agree_on_what_was_worked_before() -> None:
    # Sunday, the day before the roster, is due on the next one.
    history = [on(-1, minutes=300), on(-8), *weekdays(-7, 0)]
    busy = Pins(shifts=(on(1), on(3), on(4)))
    team = case(
        history,
        days=7,
        pins=busy,
        shapes=[
            shape("08:00", 300, weekdays="mon wed"),
            shape("08:00", 301, weekdays="mon wed"),
            shape("21:00", 240, weekdays="mon wed"),
        ],
    )
    assert assert_agreement(team, [SHORT], filling="breaks", held=2).dearest[0] == 240


def test_post_and_weigh_agree_on_two_halves_of_one_day() -> None:
    # Monday's night into Tuesday with Tuesday's shifts; the other days are full.
    pins = Pins(shifts=(on(2), on(3), on(4)))
    night = [
        shape("22:00", 300, weekdays="mon"),
        shape("19:00", 361, weekdays="mon"),
        shape("09:00", 480, weekdays="mon"),
        shape("14:00", 120, weekdays="tue"),
        shape("09:00", 120, weekdays="tue"),
        shape("12:00", 120, weekdays="tue"),
    ]
    team = case([on(-1)], days=7, pins=pins, shapes=night)
    assert assert_agreement(team, [SHORT], filling="breaks").dearest[0] == 240


@pytest.mark.parametrize(
    "weekend",
    [
        [shape("08:00", 240, weekdays="sun"), shape("08:00", 241, weekdays="sun")],
        [shape("20:00", 480, weekdays="sat"), shape("20:00", 481, weekdays="sat")],
        [shape("23:00", 120, weekdays="sat"), shape("10:00", 180, weekdays="sun")],
        [shape("22:00", 360, weekdays="sun")],
        [shape("08:00", 60, weekdays="sat"), shape("08:00", 241, weekdays="sun")],
    ],
)
def test_post_and_weigh_agree_where_the_roster_itself_makes_rest_due(
    weekend: list[ShiftShape],
) -> None:
    # Sunday of the first week is due on that of the second: free are Sundays, a Monday, a Friday.
    pins = Pins(shifts=tuple(on(day) for day in (0, 1, 2, 3, 7, 8, 9, 10)))
    shapes = [shape("08:00", 480, weekdays="fri"), *weekend]
    team = case([on(-1, minutes=60)], days=14, pins=pins, shapes=shapes)
    assert assert_agreement(team, [SHORT], filling="breaks", held=1).dearest[0] >= 240


def test_the_day_on_which_rest_is_due_still_gives_it() -> None:
    # Easter Monday is due on the Monday after it.
    days = ["2027-03-29", "2027-03-30", "2027-03-31", "2027-04-01", "2027-04-02"]
    team = problem(
        ANA,
        first=date(2027, 4, 5),
        shapes=[shape("08:00", 480)],
        activities=[ADMIN],
        history=[shift("ana", f"{day} 08:00", [("admin", 480)]) for day in days],
        holidays=PublicHolidays(country="BE", closed=False),
    )
    assert assert_agreement(team, [SHORT], filling="breaks").dearest[0] == 240


def april(day: int, start: str = "08:00", minutes: int = 480, who: str = "ana") -> Shift:
    """A shift, `day` days from Monday 5 April 2027, the one after Easter Monday."""
    return shift(who, f"{date(2027, 4, 5) + timedelta(days=day)} {start}", [("admin", minutes)])


BUSY = [april(day) for day in (-6, -5, -4, -3)]


@pytest.mark.parametrize(
    ("history", "most"),
    [
        ([april(-7, minutes=60), *BUSY], 120),
        ([april(-7, minutes=240), *BUSY], 120),
        ([april(-7, minutes=241), *BUSY], 240),
        # Wednesday serves Easter Sunday, which was first.
        ([april(-8), april(-7), *BUSY[:1], *BUSY[2:]], 240),
        # Wednesday's work from 13:00 on leaves half a day.
        ([april(-7), april(-5, "13:00", 300), *BUSY[:1], *BUSY[2:]], 120),
    ],
)
def test_post_and_weigh_agree_on_what_easter_leaves(history: list[Shift], most: int) -> None:
    team = problem(
        ANA,
        first=date(2027, 4, 5),
        shapes=[shape("08:00", 480)],
        activities=[ADMIN],
        history=history,
        holidays=PublicHolidays(country="BE", closed=False),
    )
    assert assert_agreement(team, [SHORT], filling="breaks").dearest == (most, 0, 0)


def test_post_and_weigh_agree_on_a_free_day_before_the_roster_with_a_call_out() -> None:
    start = datetime(2027, 3, 31, 10, tzinfo=BRUSSELS)
    team = problem(
        ANA,
        first=date(2027, 4, 5),
        shapes=[shape("08:00", 480)],
        activities=[ADMIN],
        history=[april(-7), *BUSY[:1], *BUSY[2:]],
        call_outs=[CallOut(person="ana", start=start, end=start + timedelta(minutes=30))],
        holidays=PublicHolidays(country="BE", closed=False),
    )
    assert assert_agreement(team, [SHORT], filling="breaks").dearest == (240, 0, 0)


def test_post_and_weigh_agree_on_a_free_day_between_two_midnights() -> None:
    # Ana's Wednesday lies between work up to midnight and from midnight on; Ben has no free day.
    ana = [april(-7), april(-6, "16:00"), april(-4, "00:00"), april(-3)]
    team = problem(
        ANA,
        person("Ben"),
        first=date(2027, 4, 5),
        shapes=[shape("08:00", 480)],
        activities=[ADMIN],
        history=[*ana, *(april(day, who="ben") for day in (-7, -6, -5, -4, -3))],
        holidays=PublicHolidays(country="BE", closed=False),
    )
    assert assert_agreement(team, [SHORT], filling="breaks").dearest == (240, 0, 0)


@pytest.mark.parametrize("days", [5, 6])
def test_post_and_weigh_agree_that_the_last_sunday_is_due_after_the_roster(days: int) -> None:
    team = problem(
        ANA,
        first=date(2027, 4, 5),
        days=days,
        shapes=[shape("08:00", 480, weekdays="mon")],
        activities=[ADMIN],
        history=[april(-7), *BUSY, april(-1)],
        pins=Pins(shifts=tuple(april(day) for day in (1, 2, 3, 4))),
        holidays=PublicHolidays(country="BE", closed=False),
    )
    assert assert_agreement(team, [SHORT], filling="breaks").dearest == (240, 0, 0)


@pytest.mark.parametrize("days", [12, 13])
def test_post_and_weigh_agree_that_a_sunday_of_the_roster_is_due_after_it(days: int) -> None:
    pins = Pins(shifts=tuple(on(day) for day in (0, 1, 2, 3, 7, 8, 9, 10, 11)))
    shapes = [shape("08:00", 480, weekdays="fri sun")]
    team = case([on(-1, minutes=200)], days=days, pins=pins, shapes=shapes)
    assert assert_agreement(team, [SHORT], filling="breaks").dearest == (120, 0, 0)


def test_post_and_weigh_agree_on_a_monday_that_serves_the_sunday_before_it_alone() -> None:
    # Nothing serves the Sunday before the roster: Monday 7 is too late for it.
    pins = Pins(shifts=tuple(on(day) for day in (0, 1, 2, 3, 4, 8, 9, 10, 11)))
    shapes = [shape("08:00", 480, weekdays="mon sun")]
    team = case([on(-1)], days=14, pins=pins, shapes=shapes)
    assert assert_agreement(team, [SHORT], filling="breaks").dearest == (480, 0, 0)


def test_post_and_weigh_agree_that_the_day_before_a_holiday_serves_for_none() -> None:
    # Ascension, Thursday 6 May, is due on the Thursday after it, and Wednesday lies before it.
    def may(day: int) -> Shift:
        return shift("ana", f"2027-05-{day:02} 08:00", [("admin", 480)])

    team = problem(
        ANA,
        first=date(2027, 5, 3),
        days=11,
        shapes=[shape("08:00", 480, weekdays="wed thu")],
        activities=[ADMIN],
        pins=Pins(shifts=tuple(may(day) for day in (3, 4, 7, 10, 11, 12, 13))),
        holidays=PublicHolidays(country="BE", closed=False),
    )
    assert assert_agreement(team, [SHORT], filling="breaks").dearest == (240, 0, 0)


def test_post_and_weigh_agree_on_a_day_after_a_shift_up_to_midnight() -> None:
    # Ana's Tuesday is free, whatever her Monday; Ben has none.
    ben = [
        shift("ben", f"{FIRST + timedelta(days=day)} 08:00", [("admin", 480)]) for day in (-1, 0)
    ]
    rest = [on(day, who=who) for day in (1, 2, 3, 4) for who in ("ana", "ben")]
    pins = Pins(shifts=(ben[1], *(each for each in rest if each != on(1))))
    team = case(
        [on(-1), ben[0]],
        pins=pins,
        people=(ANA, person("Ben")),
        shapes=[shape("16:00", 480, weekdays="mon")],
    )
    assert assert_agreement(team, [SHORT], filling="breaks").dearest == (240, 0, 0)


def test_post_and_weigh_agree_on_two_shifts_that_stand_on_one_day() -> None:
    # Monday's night leaves half of Monday, and with Tuesday's shift nothing of Tuesday.
    pins = Pins(shifts=(on(0, "22:00", 300), on(1, "14:00", 120), on(2), on(3)))
    team = case([on(-1)], pins=pins, shapes=[shape("08:00", 480, weekdays="fri")])
    assert assert_agreement(team, [SHORT], filling="breaks").dearest == (120, 0, 0)


def test_post_and_weigh_agree_beside_a_volunteer() -> None:
    helper = person("Ben", volunteer=True, contract=None)
    busy = tuple(on(day, who=who) for day in (0, 1, 2, 3) for who in ("ana", "ben"))
    team = case(
        [on(-1), on(-1, who="ben")],
        people=(ANA, helper),
        pins=Pins(shifts=busy),
        shapes=[shape("08:00", 480, weekdays="fri")],
    )
    assert assert_agreement(team, [SHORT], filling="breaks").dearest == (240, 0, 0)
