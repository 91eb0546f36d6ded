from datetime import date, datetime, time

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.exposure.no_exposure_overtime import NoExposureOvertime
from constraints.people.availability import Availability
from constraints.people.volunteer_limits import VolunteerLimits
from hand_rosters import breaches, spans
from scheduler.demand import Weekday
from scheduler.roster import Shift
from scheduler.team import Busy, Person, Pins, WeeklyTime
from tiny_teams import ADMIN, BRUSSELS, CHAT, person, problem, shape, shift

RULE = VolunteerLimits()
ALWAYS = (WeeklyTime(start=time(0), end=time(0)),)


def offer(start: str, end: str) -> Busy:
    """Between local times of Brussels."""
    first, last = (datetime.fromisoformat(m).replace(tzinfo=BRUSSELS) for m in (start, end))
    return Busy(start=first, end=last)


def volunteer(name: str = "Ana", **fields: object) -> Person:
    usual: dict[str, object] = {"volunteer": True, "contract": None, "available": ALWAYS}
    return person(name, **(usual | fields))


def chat(day: int, start: str = "18:00", minutes: int = 60, month: int = 3) -> Shift:
    return shift("ana", f"2027-{month:02}-{day:02} {start}", [("chat", minutes)])


WEEKS = problem(volunteer(), activities=(CHAT, ADMIN), days=14)


def test_a_week_has_two_shifts_from_monday_on() -> None:
    # Sunday 14 is of the first week, Monday 15 of the next.
    assert spans(RULE, WEEKS, chat(8), chat(14), chat(15), chat(21)) == []
    (breach,) = breaches(RULE, WEEKS, chat(8), chat(9), chat(14))
    assert str(breach.said) == (
        "Ana, week of Mon 8 March: shifts 3. A volunteer has at most 2 a week."
    )
    assert spans(VolunteerLimits(shifts=3), WEEKS, chat(8), chat(9), chat(14)) == []


def test_a_shift_has_four_hours_with_its_breaks() -> None:
    assert (
        spans(RULE, WEEKS, shift("ana", "2027-03-08 18:00", [("chat", 180), ("break", 60)])) == []
    )
    (breach,) = breaches(RULE, WEEKS, chat(8, minutes=241))
    assert str(breach.said) == "Ana, Mon 8 March: a shift of 4 h 01. A volunteer's has at most 4 h."
    assert len(spans(VolunteerLimits(minutes=239), WEEKS, chat(8, minutes=240))) == 1


def test_only_what_was_offered() -> None:
    evening = WeeklyTime(weekdays=(Weekday.MON,), start=time(18), end=time(21))
    case = problem(
        volunteer(available=(evening,), offered=(offer("2027-03-09 10:00", "2027-03-09 11:00"),)),
        activities=(CHAT, ADMIN),
        days=7,
    )
    assert spans(RULE, case, chat(8, "18:00", 180), chat(9, "10:00", 60)) == []
    assert spans(RULE, case, chat(8, "17:59", 182)) == [
        ("ana", "Mon 08 17:59", "Mon 08 18:00"),
        ("ana", "Mon 08 21:00", "Mon 08 21:01"),
    ]
    (breach,) = breaches(RULE, case, chat(10, "10:00", 60))
    assert str(breach.said) == "Ana did not offer Wed 10 March from 10:00 to 11:00."
    # What is offered beside the weekly windows is available too.
    assert spans(Availability(), case, chat(8, "18:00", 180), chat(9, "10:00", 60)) == []
    assert len(spans(Availability(), case, chat(9, "10:00", 61))) == 1


def test_windows_that_meet_are_one_and_pass_midnight() -> None:
    windows = (WeeklyTime(start=time(20), end=time(22)), WeeklyTime(start=time(22), end=time(2)))
    case = problem(volunteer(available=windows), activities=(CHAT, ADMIN), days=7)
    assert spans(RULE, case, chat(8, "21:00", 120), chat(10, "00:30", 90)) == []
    assert spans(RULE, case, chat(8, "23:30", 151)) == [("ana", "Tue 09 02:00", "Tue 09 02:01")]


def test_who_offers_nothing_has_no_shift_and_others_are_free() -> None:
    nobody = problem(volunteer(available=None), activities=(CHAT, ADMIN))
    assert spans(RULE, nobody, chat(8)) == [("ana", "Mon 08 18:00", "Mon 08 19:00")]
    paid = problem(person("Ana"), activities=(CHAT, ADMIN), days=7)
    assert spans(RULE, paid, *(chat(day, minutes=300) for day in (8, 9, 10))) == []


@pytest.mark.parametrize(("day", "month"), [(28, 3), (31, 10)])
def test_a_night_of_the_clock_change_counts_elapsed_minutes(day: int, month: int) -> None:
    # Both nights: 240 minutes from midnight, which the clock reads as 05:00 or 03:00.
    case = problem(volunteer(), activities=(CHAT, ADMIN), first=date(2027, month, day))
    assert spans(RULE, case, chat(day, "00:00", 240, month)) == []
    assert len(spans(RULE, case, chat(day, "00:00", 241, month))) == 1


def test_history_of_the_week_counts_and_standing_shifts_are_the_limit() -> None:
    tuesday = date(2027, 3, 9)
    one = problem(volunteer(), activities=(CHAT,), first=tuesday, days=6, history=(chat(8),))
    assert spans(RULE, one, chat(9)) == []
    assert len(spans(RULE, one, chat(9), chat(10))) == 1
    pins = Pins(shifts=(chat(8, minutes=300), chat(9), chat(10)))
    three = problem(volunteer(), activities=(CHAT,), days=7, pins=pins)
    assert spans(RULE, three) == []
    assert len(spans(RULE, three, chat(11))) == 1


def test_the_limits_stand_for_a_contract() -> None:
    # Two shifts of 240 are 480 minutes a week; a third is beyond.
    shifts = [chat(day, minutes=240) for day in (8, 9)]
    rule = NoExposureOvertime()
    assert spans(rule, WEEKS, *shifts) == []
    assert len(spans(rule, WEEKS, *shifts, chat(10, minutes=1))) == 1


def test_settings_end_at_their_limits() -> None:
    for wrong in ({"shifts": 0}, {"shifts": 6}, {"minutes": 59}, {"minutes": 481}):
        with pytest.raises(ValidationError):
            VolunteerLimits.model_validate(wrong)
    assert list(VolunteerLimits(minutes=300).looser()) == ["minutes 300 (recommended 240)"]


def test_post_and_check_agree_on_lengths_and_offers() -> None:
    window = WeeklyTime(start=time(18), end=time(20, 30))
    offers = (offer("2027-03-09 17:00", "2027-03-09 18:00"),)
    case = problem(
        volunteer(available=(window,), offered=offers),
        shapes=[shape("17:00", 60), shape("17:45", 60), shape("18:00", 150), shape("18:00", 165)],
        activities=(ADMIN,),
        days=2,
    )
    assert_agreement(case, [VolunteerLimits(minutes=150)], filling="whole")


def test_post_and_check_agree_on_shifts_a_week() -> None:
    case = problem(
        volunteer(),
        shapes=[shape("18:00", 60)],
        activities=(ADMIN, CHAT),
        first=date(2027, 3, 10),
        days=7,
        history=(chat(8),),
        pins=Pins(shifts=(shift("ana", "2027-03-16 18:00", [("admin", 60)]),)),
    )
    assert_agreement(case, [RULE], filling="breaks")
    assert_agreement(case, [VolunteerLimits(shifts=1)], filling="breaks")


@pytest.mark.parametrize(("minutes", "accepted"), [(149, 3 * 1), (150, 3 * 2), (164, 3 * 2)])
def test_post_and_check_agree_on_lengths_of_volunteers_alone(minutes: int, accepted: int) -> None:
    # Ben, who is paid, has either shift or none.
    case = problem(
        volunteer(),
        person("Ben"),
        shapes=[shape("18:00", 150), shape("18:00", 165)],
        activities=(ADMIN,),
    )
    agreed = assert_agreement(case, [VolunteerLimits(minutes=minutes)], filling="breaks")
    assert agreed.accepted == accepted


def test_the_evening_before_the_roster_reaches_into_it() -> None:
    # Offered is Monday from 22:00 to 01:00, and the roster is Tuesday's: until 01:00, not 01:15.
    window = WeeklyTime(weekdays=(Weekday.MON,), start=time(22), end=time(1))
    case = problem(
        volunteer(available=(window,)),
        shapes=[shape("00:00", 60), shape("00:15", 60)],
        activities=(ADMIN,),
        first=date(2027, 3, 9),
    )
    assert assert_agreement(case, [RULE], filling="breaks").accepted == 2


def test_after_the_last_offer_there_is_no_shift() -> None:
    # Tuesday from 10:00 to 11:00 is all there is.
    case = problem(
        volunteer(available=None, offered=(offer("2027-03-09 10:00", "2027-03-09 11:00"),)),
        shapes=[shape("10:00", 60), shape("10:15", 60), shape("11:00", 60)],
        activities=(ADMIN,),
        days=2,
    )
    assert assert_agreement(case, [RULE], filling="breaks").accepted == 2
