"""Opening hours and named periods: shifts lie in them, and nothing is asked for outside."""

import json
from datetime import date, time

import pytest

from bare_team import bare_team
from constraints.people.availability import Availability
from constraints.reading import read
from scheduler.demand import Weekday
from scheduler.presence import from_shift
from scheduler.problem import Problem
from scheduler.reading.faults import TeamFaultsError
from scheduler.record import Record
from scheduler.team import NamedPeriod, WeeklyTime
from tiny_teams import ADMIN, line, person, problem, shift

# Monday 8 March 2027, and the two days after it.
MONDAY, TUESDAY, WEDNESDAY = (date(2027, 3, day) for day in (8, 9, 10))


def hours(start: str, end: str, *weekdays: Weekday) -> WeeklyTime:
    return WeeklyTime(
        weekdays=weekdays or Weekday.every(),
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
    )


def told(case: Problem, start: str, minutes: int) -> list[tuple[int, int]]:
    planned = from_shift(shift("ana", start, [("admin", minutes)]), case.clock, case.activities)
    return [(b.start, b.end) for b in Availability().check(Record(case, [planned]))]


def asked(case: Problem) -> list[tuple[int, int, int]]:
    return [(span.day, span.start, span.end) for span in case.coverage]


def test_without_hours_a_team_is_always_open() -> None:
    case = problem(person())
    assert case.open_hours is None
    assert told(case, "2027-03-08 03:00", 60) == []


def test_a_shift_lies_in_the_opening_hours() -> None:
    """Open from 08:00 to 12:00 and from 12:00 to 18:00, which meet; not on Tuesday."""
    week = (hours("08:00", "12:00", Weekday.MON), hours("12:00", "18:00", Weekday.MON))
    case = problem(person(), days=2, opening=week)
    assert told(case, "2027-03-08 11:00", 120) == []
    assert told(case, "2027-03-08 17:00", 90) == [(1080, 1110)]
    assert told(case, "2027-03-09 09:00", 60) == [(1980, 2040)]


def test_nothing_is_asked_for_outside_the_hours() -> None:
    """Wanted from 07:00 to 20:00; open from 09:00 to 12:00 and from 13:00 to 17:00."""
    case = problem(
        person(),
        opening=(hours("09:00", "12:00"), hours("13:00", "17:00")),
        coverage=(line(ADMIN, "07:00", "20:00"),),
    )
    assert asked(case) == [(0, 540, 720), (0, 780, 1020)]


def test_hours_over_midnight_hold_on_the_morning_after() -> None:
    """Open from 20:00 to 04:00: of a day from 00:00 to 04:00 and from 20:00 to 24:00."""
    case = problem(
        person(), opening=(hours("20:00", "04:00"),), coverage=(line(ADMIN, "00:00", "00:00"),)
    )
    assert asked(case) == [(0, 0, 240), (0, 1200, 1440)]
    assert told(case, "2027-03-08 23:00", 120) == []


def test_a_period_has_hours_of_its_own_and_a_closed_one_is_closed() -> None:
    case = problem(
        person(),
        days=3,
        opening=(hours("08:00", "18:00"),),
        periods=(
            NamedPeriod(
                name="Short day", first=TUESDAY, last=TUESDAY, opening=(hours("10:00", "12:00"),)
            ),
            NamedPeriod(name="Bridge", first=WEDNESDAY, last=WEDNESDAY, closed=True),
        ),
        coverage=(line(ADMIN, "08:00", "18:00"),),
    )
    assert asked(case) == [(0, 480, 1080), (1, 1440 + 600, 1440 + 720)]
    assert case.closed_days == {2}
    assert told(case, "2027-03-10 10:00", 60) == [(2880 + 600, 2880 + 660)]


def test_a_period_without_hours_has_the_teams() -> None:
    named = NamedPeriod(name="Campaign", first=MONDAY, last=TUESDAY)
    case = problem(person(), opening=(hours("08:00", "18:00"),), periods=(named,))
    assert told(case, "2027-03-08 19:00", 60) == [(1140, 1200)]


def test_hours_of_a_period_leave_other_days_open() -> None:
    short = NamedPeriod(name="S", first=MONDAY, last=MONDAY, opening=(hours("10:00", "12:00"),))
    case = problem(person(), days=2, periods=(short,))
    assert told(case, "2027-03-08 13:00", 60) == [(780, 840)]
    assert told(case, "2027-03-09 03:00", 60) == []


@pytest.mark.parametrize(
    ("section", "place", "words"),
    [
        (
            {"opening": [{"from": "08:03", "to": "18:00"}]},
            "opening[0].from",
            '"08:03" is not a multiple of 5 minutes',
        ),
        (
            {"periods": [{"name": "A", "from": "2027-03-09", "to": "2027-03-08"}]},
            "periods[0].to",
            "2027-03-08 is before it starts, 2027-03-09",
        ),
        (
            {
                "periods": [
                    {"name": "A", "from": "2027-03-01", "to": "2027-03-08"},
                    {"name": "B", "from": "2027-03-08", "to": "2027-03-09"},
                ]
            },
            "periods[1].from",
            "overlaps periods[0]",
        ),
        (
            {
                "periods": [
                    {
                        "name": "A",
                        "from": "2027-03-01",
                        "to": "2027-03-08",
                        "closed": True,
                        "opening": [{"from": "08:00", "to": "18:00"}],
                    }
                ]
            },
            "periods[0].opening",
            "a period in which the team is closed has no hours",
        ),
    ],
)
def test_what_makes_no_sense_is_told(section: dict[str, object], place: str, words: str) -> None:
    with pytest.raises(TeamFaultsError) as error:
        read(json.loads(bare_team()) | section)
    assert [(fault.place, str(fault.words)) for fault in error.value.faults] == [(place, words)]


def test_the_hours_of_the_eve_are_known() -> None:
    case = problem(person(), opening=(hours("22:00", "06:00"),))
    assert case.open_hours is not None
    assert case.open_hours[:2] == ((-2 * 1440 + 1320, -1440 + 360), (-1440 + 1320, 360))
