from datetime import date, datetime, time

import pytest

from agreement import assert_agreement
from constraints.people.availability import Availability
from scheduler.demand import Weekday
from scheduler.presence import from_shift
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.roster import Shift
from scheduler.rule import Breach
from scheduler.team import Busy, Leave, NamedPeriod, Pins, Private, PublicHolidays, WeeklyTime
from tiny_teams import BRUSSELS, person, problem, shape, shift

RULE = Availability()


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=BRUSSELS)


def found(case: Problem, *planned: Shift) -> list[Breach]:
    presences = [from_shift(shift, case.clock, case.activities) for shift in planned]
    return list(RULE.check(Record(case, presences)))


def window(start: str, end: str, *weekdays: Weekday) -> WeeklyTime:
    return WeeklyTime(
        weekdays=weekdays or Weekday.every(),
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
    )


def test_leave_is_whole_local_days_with_both_ends() -> None:
    away = person(leave=(Leave(first=date(2027, 3, 9), last=date(2027, 3, 10)),))
    case = problem(away, days=5)
    days = [8, 9, 10, 11]
    told = [
        bool(found(case, shift("ana", f"2027-03-{day:02} 08:00", [("admin", 60)]))) for day in days
    ]
    assert told == [False, True, True, False]


def test_the_night_before_leave_ends_at_midnight() -> None:
    away = person(leave=(Leave(first=date(2027, 3, 9), last=date(2027, 3, 9)),))
    case = problem(away, days=2)
    assert not found(case, shift("ana", "2027-03-08 23:00", [("admin", 60)]))
    breaches = found(case, shift("ana", "2027-03-08 23:00", [("admin", 90)]))
    assert [(b.start, b.end) for b in breaches] == [(1440, 1470)]
    assert str(breaches[0].said) == "Ana is not available on Tue 9 March from 00:00 to 00:30."
    breaches = found(case, shift("ana", "2027-03-08 23:00", [("admin", 61)]))
    assert [(b.start, b.end) for b in breaches] == [(1440, 1441)]


def test_the_night_after_leave_begins_at_midnight() -> None:
    away = person(leave=(Leave(first=date(2027, 3, 8), last=date(2027, 3, 8)),))
    case = problem(away, days=2)
    breaches = found(case, shift("ana", "2027-03-08 23:00", [("admin", 90)]))
    assert [(b.start, b.end) for b in breaches] == [(1380, 1440)]


def test_what_stands_and_people_of_no_team_are_not_told() -> None:
    away = person(leave=(Leave(first=date(2027, 3, 8), last=date(2027, 3, 8)),))
    planned = shift("ana", "2027-03-08 08:00", [("admin", 60)])
    case = problem(away, pins=Pins(shifts=(planned,)))
    assert not list(RULE.check(Record(case, case.standing.values())))
    assert not found(case, planned.model_copy(update={"person": "nobody"}))


def test_a_shift_outside_every_window_is_told_as_long_as_it_lasts() -> None:
    case = problem(person(available=(window("17:00", "20:00"),)))
    breaches = found(case, shift("ana", "2027-03-08 08:00", [("admin", 60)]))
    assert [(b.start, b.end) for b in breaches] == [(480, 540)]


def test_closing_days_and_closed_holidays_hold_for_everybody() -> None:
    # Easter Monday is 29 March 2027; the 30th is a closing day of the team's own.
    belgium = PublicHolidays(country="BE")
    case = problem(
        first=date(2027, 3, 29), days=3, holidays=belgium, closing_days=(date(2027, 3, 30),)
    )
    told = [
        bool(found(case, shift("ana", f"2027-03-{day} 08:00", [("admin", 60)])))
        for day in (29, 30, 31)
    ]
    assert told == [True, True, False]


def test_holidays_on_which_the_team_is_open_are_working_days() -> None:
    open_then = PublicHolidays(country="BE", closed=False)
    case = problem(first=date(2027, 3, 29), holidays=open_then)
    assert not found(case, shift("ana", "2027-03-29 08:00", [("admin", 60)]))


@pytest.mark.parametrize(
    ("start", "minutes", "accepted"),
    [
        ("2027-03-08 17:00", 180, True),
        ("2027-03-08 16:59", 60, False),
        ("2027-03-08 17:00", 181, False),
        ("2027-03-10 17:00", 60, False),  # a Wednesday
        ("2027-03-09 22:00", 240, True),  # Tuesday 22:00 to Wednesday 02:00
        ("2027-03-10 01:00", 60, True),
        ("2027-03-10 01:00", 61, False),
    ],
)
def test_weekly_windows_hold_whole_shifts(start: str, minutes: int, accepted: bool) -> None:
    offered = (window("17:00", "20:00", Weekday.MON), window("22:00", "02:00", Weekday.TUE))
    case = problem(person(available=offered), days=7)
    assert (not found(case, shift("ana", start, [("admin", minutes)]))) == accepted


def test_windows_that_meet_are_one() -> None:
    offered = (window("08:00", "12:00"), window("12:00", "16:00"))
    case = problem(person(available=offered))
    assert not found(case, shift("ana", "2027-03-08 08:00", [("admin", 480)]))


def test_a_window_from_midnight_to_midnight_is_the_whole_day() -> None:
    case = problem(person(available=(window("00:00", "00:00"),)), days=2)
    assert not found(case, shift("ana", "2027-03-08 20:00", [("admin", 480)]))


def test_a_single_offer_begins_with_its_first_whole_minute() -> None:
    offer = Busy(start=at("2027-03-08 09:00:30"), end=at("2027-03-08 12:00"))
    case = problem(person(available=(), offered=(offer,)))
    assert not found(case, shift("ana", "2027-03-08 09:01", [("admin", 179)]))
    breaches = found(case, shift("ana", "2027-03-08 09:00", [("admin", 181)]))
    assert [(b.start, b.end) for b in breaches] == [(540, 541), (720, 721)]


def test_who_offers_no_window_is_never_there() -> None:
    case = problem(person(available=()))
    assert found(case, shift("ana", "2027-03-08 08:00", [("admin", 60)]))


def test_a_window_over_the_night_of_25_hours_is_an_hour_longer() -> None:
    # 31 October 2027, 02:00 to 03:00 comes twice: 22:00 to 06:00 are 9 elapsed hours.
    case = problem(person(available=(window("22:00", "06:00"),)), first=date(2027, 10, 30), days=2)
    assert not found(case, shift("ana", "2027-10-30 22:00", [("admin", 540)]))
    assert found(case, shift("ana", "2027-10-30 22:00", [("admin", 541)]))


def test_private_times_are_told_by_the_whole_shift_and_without_a_word_more() -> None:
    taken = (Busy(start=at("2027-03-08 08:30"), end=at("2027-03-08 08:45")),)
    planned = shift("ana", "2027-03-08 08:00", [("admin", 60)])
    for who in (person(private=Private(appointments=taken)), person(busy=taken)):
        (breach,) = found(problem(who), planned)
        assert breach.private
        assert (breach.start, breach.end) == (480, 540)
        assert str(breach.public_words) == "Not available for this work then."


def test_a_shift_may_touch_a_private_time() -> None:
    taken = (Busy(start=at("2027-03-08 09:00"), end=at("2027-03-08 09:30")),)
    case = problem(person(private=Private(appointments=taken)))
    assert not found(case, shift("ana", "2027-03-08 08:00", [("admin", 60)]))
    assert not found(case, shift("ana", "2027-03-08 09:30", [("admin", 60)]))


def test_a_busy_time_is_widened_to_whole_minutes() -> None:
    taken = (Busy(start=at("2027-03-08 08:59:30"), end=at("2027-03-08 09:30:30")),)
    case = problem(person(busy=taken))
    assert found(case, shift("ana", "2027-03-08 08:00", [("admin", 60)]))
    assert found(case, shift("ana", "2027-03-08 09:30", [("admin", 60)]))
    assert not found(case, shift("ana", "2027-03-08 09:31", [("admin", 60)]))


def test_post_and_check_accept_the_same_rosters() -> None:
    ana = person(
        leave=(Leave(first=date(2027, 3, 9), last=date(2027, 3, 9)),),
        available=(window("07:00", "23:45"), window("23:45", "01:00", Weekday.MON)),
        busy=(Busy(start=at("2027-03-08 09:00"), end=at("2027-03-08 09:20")),),
    )
    starts = ["07:00", "06:45", "08:30", "09:00", "09:15", "09:20", "09:30", "23:15", "23:30"]
    case = problem(ana, shapes=[shape(start, 30) for start in starts], days=3)
    # Of nine shifts a day, 06:45 is never offered. Monday: not 09:00 and 09:15 (busy to 09:20),
    # all else, since 23:30 ends at midnight when leave starts: 6. Tuesday is leave: none, and on
    # Wednesday 23:30 is not offered: 7. With none at all: 7 x 1 x 8.
    agreed = assert_agreement(case, [RULE], filling="breaks")
    assert (agreed.rosters, agreed.accepted) == (1000, 7 * 1 * 8)


def test_closing_days_agree() -> None:
    closed = (date(2027, 3, 9),)
    case = problem(shapes=[shape("08:00", 30)], days=3, closing_days=closed)
    agreed = assert_agreement(case, [RULE], filling="breaks")
    assert (agreed.rosters, agreed.accepted) == (2**3, 2 * 1 * 2)


def test_leave_after_the_last_day_agrees() -> None:
    away = person(leave=(Leave(first=date(2027, 3, 9), last=date(2027, 3, 12)),))
    case = problem(away, shapes=[shape("23:30", 30), shape("23:30", 60)])
    agreed = assert_agreement(case, [RULE], filling="breaks")
    assert (agreed.rosters, agreed.accepted) == (3, 2)


def test_a_busy_time_that_ends_within_a_minute_agrees() -> None:
    taken = Busy(start=at("2027-03-08 10:00"), end=at("2027-03-08 10:20:30"))
    case = problem(person(busy=(taken,)), shapes=[shape("10:20", 30), shape("10:21", 30)])
    agreed = assert_agreement(case, [RULE], filling="breaks")
    assert (agreed.rosters, agreed.accepted) == (3, 2)


def test_the_window_of_the_night_before_and_no_window_at_all_agree() -> None:
    shapes = [shape("01:00", 60), shape("01:15", 60)]
    case = problem(person(available=(window("22:00", "02:00"),)), shapes=shapes)
    agreed = assert_agreement(case, [RULE], filling="breaks")
    assert (agreed.rosters, agreed.accepted) == (3, 2)
    never = problem(person(available=()), shapes=shapes)
    assert assert_agreement(never, [RULE], filling="breaks").accepted == 1


def test_opening_hours_and_those_of_a_period_agree() -> None:
    """Open from 08:00 to 09:00, on Tuesday from 10:00, on Wednesday not at all."""
    tuesday, wednesday = date(2027, 3, 9), date(2027, 3, 10)
    late = NamedPeriod(
        name="Late", first=tuesday, last=tuesday, opening=(window("10:00", "11:00"),)
    )
    case = problem(
        shapes=[shape(start, 30) for start in ("07:45", "08:00", "08:30", "10:00")],
        days=3,
        opening=(window("08:00", "09:00"),),
        periods=(late, NamedPeriod(name="Bridge", first=wednesday, last=wednesday, closed=True)),
    )
    # Off, or 08:00 and 08:30 on Monday; off, or 10:00 on Tuesday; off on Wednesday.
    agreed = assert_agreement(case, [RULE], filling="breaks")
    assert (agreed.rosters, agreed.accepted) == (5**3, 3 * 2 * 1)
