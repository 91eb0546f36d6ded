from datetime import date, datetime

import pytest

from agreement import assert_agreement
from constraints.people.recovery_after_event import RecoveryAfterEvent
from scheduler.presence import from_shift
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.roster import Shift
from scheduler.rule import Breach
from scheduler.team import Person, Pins, Private
from tiny_teams import BRUSSELS, IMAGES, person, problem, shape, shift

RULE = RecoveryAfterEvent()


def after(*events: str, until: date | None = None) -> Person:
    moments = tuple(datetime.fromisoformat(e).replace(tzinfo=BRUSSELS) for e in events)
    return person(private=Private(events=moments, no_exposure_until=until))


def found(case: Problem, *planned: Shift) -> list[Breach]:
    presences = [from_shift(shift, case.clock, case.activities) for shift in planned]
    return list(RULE.check(Record(case, presences)))


def exposed(day: int, start: str = "08:00", minutes: int = 60) -> Shift:
    return shift("ana", f"2027-03-{day:02} {start}", [("images", minutes)])


def working(day: int, start: str = "08:00", minutes: int = 60) -> Shift:
    return shift("ana", f"2027-03-{day:02} {start}", [("admin", minutes)])


def test_the_rest_of_the_day_is_without_exposure() -> None:
    case = problem(after("2027-03-08 09:00"), days=3)
    assert not found(case, exposed(8, "08:00", 60))
    assert found(case, exposed(8, "08:00", 61))
    assert found(case, exposed(8, "20:00"))


def test_the_next_day_with_a_shift_is_without_exposure_and_the_one_after_is_not() -> None:
    case = problem(after("2027-03-08 09:00"), days=5)
    assert found(case, exposed(9))
    assert not found(case, working(9), exposed(10))
    # Days off do not count: the first shift is on Thursday.
    assert found(case, exposed(11))
    assert not found(case, working(11), exposed(12))


def test_a_shift_on_the_day_of_the_event_is_not_the_next_working_day() -> None:
    case = problem(after("2027-03-08 09:00"), days=3)
    assert found(case, working(8, "20:00"), exposed(9))


def test_all_of_the_next_working_day_s_shift_counts_also_after_midnight() -> None:
    case = problem(after("2027-03-08 09:00"), days=4)
    night = shift("ana", "2027-03-09 22:00", [("admin", 120), ("images", 30)])
    assert found(case, night)
    assert not found(case, working(9), exposed(10, "23:30", 60))


def test_an_event_in_a_night_shift_ends_exposure_until_the_shift_ends() -> None:
    # The event is on Tuesday at 01:00: the night shift of Monday, Tuesday evening, and the shift
    # of Wednesday are without exposure.
    case = problem(after("2027-03-09 01:00"), days=5)
    night = shift("ana", "2027-03-08 22:00", [("images", 180), ("admin", 60)])
    assert not found(case, night)
    assert found(case, shift("ana", "2027-03-08 22:00", [("images", 181)]))
    assert found(case, night, exposed(9, "22:00"))
    assert found(case, night, working(9, "22:00"), exposed(10, "22:00"))
    assert not found(case, night, working(10), exposed(11))


def test_an_event_before_the_roster_counts_with_the_shifts_worked_since() -> None:
    event = after("2027-03-04 10:00")
    assert found(problem(event), exposed(8))
    assert not found(problem(event, history=(working(5),)), exposed(8))
    # A shift on the event's own day is not the working day after it.
    assert found(problem(event, history=(working(4, "14:00"),)), exposed(8))


def test_history_alone_is_not_told() -> None:
    case = problem(after("2027-03-04 10:00"), history=(exposed(5),))
    assert not found(case)


def test_every_event_is_looked_at() -> None:
    case = problem(after("2027-03-08 09:00", "2027-03-10 12:00"), days=7)
    assert not found(case, working(9), exposed(10, "08:00", 240))
    assert found(case, working(9), exposed(10, "08:00", 241))
    assert found(case, working(9), working(10), exposed(11))
    assert not found(case, working(9), working(10), working(11), exposed(12))


def test_the_person_may_lengthen_it() -> None:
    case = problem(after(until=date(2027, 3, 9)), days=3)
    assert found(case, exposed(8))
    assert found(case, exposed(9, "23:00", 90))
    assert not found(case, shift("ana", "2027-03-09 23:00", [("admin", 60), ("images", 30)]))
    assert not found(case, exposed(10))


@pytest.mark.parametrize("minute", ["08:59", "09:00", "09:01"])
def test_the_minute_of_the_event_is_exact(minute: str) -> None:
    case = problem(after(f"2027-03-08 {minute}"))
    assert bool(found(case, exposed(8))) == (minute == "08:59")


def test_in_the_night_of_25_hours_the_day_ends_an_hour_later() -> None:
    # Sunday 31 October 2027 has 25 hours; the event is in the evening before.
    case = problem(after("2027-10-30 20:00"), first=date(2027, 10, 30), days=3)
    late = shift("ana", "2027-10-31 23:30", [("images", 15)])
    assert found(case, late)
    day = shift("ana", "2027-10-31 00:00", [("admin", 30)])
    assert not found(case, day, shift("ana", "2027-11-01 00:00", [("images", 15)]))


def test_others_read_neither_rule_nor_time_of_it() -> None:
    case = problem(after("2027-03-08 08:10"))
    (breach,) = found(case, shift("ana", "2027-03-08 08:00", [("admin", 15), ("images", 15)]))
    assert breach.private
    assert (breach.public_rule, breach.start, breach.end) == ("availability", 480, 510)
    assert str(breach.public_words) == "Not available for this work then."


def test_post_and_check_accept_the_same_rosters() -> None:
    case = problem(
        after("2027-03-08 08:20"),
        shapes=(shape("08:00", 30),),
        activities=(IMAGES,),
        days=4,
    )
    # Two slots of images or break: 5 a day. Monday: the second slot is a break: 3. Then B shifts
    # without exposure (1 way) until one lies between. Days 1 to 3, by which of them is the first
    # worked (1 way) and what follows: day 1: 5 x 5; day 2: 5; day 3: 1; none: 1. 3 x 32 = 96.
    agreed = assert_agreement(case, [RULE])
    assert (agreed.rosters, agreed.accepted) == (625, 96)


def test_over_midnight_they_agree() -> None:
    case = problem(
        after("2027-03-08 23:50"),
        shapes=(shape("23:30", 45),),
        activities=(IMAGES,),
        days=3,
    )
    # Three slots: 9 a day. Monday: only the slot before 23:45 may expose: 1 + 2. Then the first
    # worked day has 1 way: 1 x 9 on day 1, 1 on day 2, 1 for none.
    agreed = assert_agreement(case, [RULE])
    assert (agreed.rosters, agreed.accepted) == (9**3, 3 * 11)


def test_standing_shifts_between_agree() -> None:
    pins = Pins(shifts=(working(9),))
    case = problem(after("2027-03-06 10:00"), shapes=(shape("08:00", 30),), days=3, pins=pins)
    assert_agreement(case, [RULE])


def test_history_and_a_chosen_date_agree() -> None:
    rested = shift("ana", "2027-03-05 14:00", [("break", 60)])
    case = problem(
        after("2027-03-04 10:00", "2027-03-09 08:10", until=date(2027, 3, 8)),
        shapes=(shape("08:00", 30), shape("23:45", 30)),
        activities=(IMAGES,),
        days=3,
        history=(rested,),
    )
    assert_agreement(case, [RULE])


@pytest.mark.parametrize("until", [date(2027, 3, 8), date(2027, 3, 9), date(2027, 12, 31)])
def test_a_chosen_date_at_and_after_the_roster_s_end_agrees(until: date) -> None:
    case = problem(after(until=until), shapes=(shape("23:45", 30),), activities=(IMAGES,))
    # Before midnight never, after it where the date is Monday.
    agreed = assert_agreement(case, [RULE])
    assert agreed.accepted == (3 if until == date(2027, 3, 8) else 2)
