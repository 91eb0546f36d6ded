from datetime import date

import pytest

from agreement import assert_agreement
from constraints.exposure.max_weekly_exposure import MaxWeeklyExposure
from hand_rosters import breaches, spans
from scheduler.roster import Shift
from scheduler.team import Pins, WorkedMinutes
from tiny_teams import CHAT, IMAGES, person, problem, shape, shift

RULE = MaxWeeklyExposure()


def images(day: str, minutes: int, start: str = "08:00", who: str = "ana") -> Shift:
    return shift(who, f"2027-03-{day} {start}", [("images", minutes)])


def test_any_seven_days_count_not_only_those_from_monday() -> None:
    case = problem(days=14)
    # Thursday to Wednesday: 5 x 192 = 960, then Thursday again: 4 x 192 + 192.
    five = [images(day, 192) for day in ("11", "12", "15", "16", "17")]
    assert spans(RULE, case, *five, images("18", 192)) == []
    (breach,) = breaches(RULE, case, *five, images("14", 1))
    assert str(breach.said) == (
        "Ana, Thu 11 March to Wed 17 March: 16 h 01 of exposure in seven days. The limit is 16 h."
    )


def test_the_days_before_the_roster_count_as_they_were_worked() -> None:
    before = [images(day, 240) for day in ("03", "04", "05")]
    case = problem(history=before)
    # 3 x 240 + 240 = 960 on Monday 8 March, whose seven days began on Tuesday 2 March.
    assert spans(RULE, case, images("08", 240)) == []
    assert spans(RULE, case, images("08", 241)) == [("ana", "Tue 02 00:00", "Tue 09 00:00")]
    known = WorkedMinutes(person="ana", day=date(2027, 3, 3), minutes=250)
    case = problem(history=before, worked=(known,))
    assert spans(RULE, case, images("08", 240)) == [("ana", "Tue 02 00:00", "Tue 09 00:00")]


def test_a_window_may_end_on_the_day_after_the_roster() -> None:
    # Monday is no longer in the window that ends with the next Monday.
    week = [images(day, 192) for day in ("09", "10", "11", "12")]
    late = shift("ana", "2027-03-14 23:00", [("chat", 60), ("chat", 132)])
    case = problem(days=7, activities=[IMAGES, CHAT])
    assert spans(RULE, case, *week, late) == []
    longer = shift("ana", "2027-03-14 23:00", [("chat", 60), ("chat", 133)])
    assert spans(RULE, case, *week, longer) == [("ana", "Tue 09 00:00", "Tue 16 00:00")]


def test_the_nights_of_the_clock_have_their_own_minutes() -> None:
    # 23:00 on Saturday until 04:00 summer time are 240 elapsed minutes, 180 of them on Sunday.
    case = problem(first=date(2027, 3, 27), activities=[CHAT])
    night = shift("ana", "2027-03-27 23:00", [("chat", 240)])
    assert spans(MaxWeeklyExposure(minutes=240), case, night) == []
    (breach,) = breaches(MaxWeeklyExposure(minutes=239), case, night)
    assert "Sun 28 March: 4 h of exposure" in str(breach.said)


def test_history_over_the_limit_is_not_reported_and_lets_nothing_be_added() -> None:
    before = [images(day, 400) for day in ("03", "04", "05")]
    case = problem(history=before)
    assert spans(RULE, case) == []
    assert spans(RULE, case, images("08", 1)) == [("ana", "Tue 02 00:00", "Tue 09 00:00")]


def test_pins_over_the_limit_are_not_reported() -> None:
    before = [images(day, 400) for day in ("03", "04", "05")]
    case = problem(history=before, pins=Pins(shifts=(images("08", 30),)))
    assert spans(RULE, case) == []


def test_a_night_before_seven_days_that_stand_agrees() -> None:
    # 15 minutes stand on each of the seven days after the only one that is free.
    pins = tuple(images(f"{day:02}", 15) for day in range(9, 16))
    case = problem(days=8, shapes=[shape("23:30", 60)], activities=[IMAGES], pins=Pins(shifts=pins))
    agreed = assert_agreement(case, [MaxWeeklyExposure(minutes=120)])
    # Until Sunday 90 stand, from Tuesday on 105: 30 in all, 15 of them after midnight.
    assert agreed.accepted == 1 + (1 + 4 + 1 + 4)


WEEK_BEFORE = [images("02", 15), images("07", 15)]
EDGES = "mon tue wed sun"


@pytest.mark.parametrize("minutes", [60, 90])
def test_post_and_check_agree_over_more_than_a_week(minutes: int) -> None:
    # Monday, Tuesday, Wednesday, Sunday, Monday: no shift, a break, 30 minutes: 3^5 rosters.
    case = problem(days=8, shapes=[shape("08:00", 30, weekdays=EDGES)], activities=[IMAGES])
    assert_agreement(case, [MaxWeeklyExposure(minutes=minutes)], filling="whole")


@pytest.mark.parametrize("minutes", [15, 30, 45, 60])
def test_post_and_check_agree_with_history(minutes: int) -> None:
    case = problem(
        days=2, shapes=[shape("08:00", 30)], activities=[IMAGES, CHAT], history=WEEK_BEFORE
    )
    assert_agreement(case, [MaxWeeklyExposure(minutes=minutes)])


def test_post_and_check_agree_over_the_midnight_after_the_last_day() -> None:
    # The 15 minutes of Tuesday 2 March are in Monday's seven days and not in Tuesday's.
    case = problem(shapes=[shape("23:30", 60)], activities=[IMAGES, CHAT], history=WEEK_BEFORE)
    assert_agreement(case, [MaxWeeklyExposure(minutes=60)])


def test_post_and_check_agree_with_minutes_worked_over_the_limit_and_with_pins() -> None:
    known = WorkedMinutes(person="ana", day=date(2027, 3, 2), minutes=50)
    case = problem(
        person("Ana"),
        person("Ben"),
        days=2,
        shapes=[shape("08:00", 30)],
        activities=[IMAGES],
        worked=(known,),
        pins=Pins(shifts=(images("08", 45, who="ben"),)),
    )
    assert_agreement(case, [MaxWeeklyExposure(minutes=45)])
