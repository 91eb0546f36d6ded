"""A roster that is in force after the one being made stands: rules reach over that border too."""

from datetime import date, timedelta

import pytest

from agreement import assert_agreement
from constraints.exposure.max_daily_exposure import MaxDailyExposure
from constraints.exposure.max_weekly_exposure import MaxWeeklyExposure
from constraints.rest.consecutive_days import ConsecutiveDays
from constraints.rest.contract_minutes import ContractMinutes
from constraints.rest.daily_rest import DailyRest
from constraints.rest.night_work import NightWork
from constraints.rest.shift_succession import ShiftSuccession
from constraints.rest.weekly_rest import WeeklyRest
from hand_rosters import breaches, spans
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Rule
from scheduler.team import Contract
from tiny_teams import ADMIN, IMAGES, MONDAY, person, problem, shape, shift

# Tuesday is day 1 of a roster that begins on the Monday. Clocks change in these nights.
SPRING, AUTUMN = date(2027, 3, 27), date(2027, 10, 30)


def admin(day: int, start: str = "09:00", minutes: int = 240, first: date = MONDAY) -> Shift:
    return shift("ana", f"{first + timedelta(days=day)} {start}", [("admin", minutes)])


def images(day: int, minutes: int, start: str = "09:00") -> Shift:
    return shift("ana", f"{MONDAY + timedelta(days=day)} {start}", [("images", minutes)])


def days(*numbers: int) -> tuple[Shift, ...]:
    return tuple(admin(number) for number in numbers)


def test_what_stands_after_the_last_day_is_no_past_and_no_roster() -> None:
    case = problem(activities=[ADMIN], days=2, history=[admin(-1), admin(1), admin(2, "23:00")])
    assert [p.day for p in case.history] == [-1, 2]
    assert [p.day for p in case.before["ana"]] == [-1]
    assert case.days_known("ana") == 4
    assert case.days_known("bo") == 2
    assert breaches(DailyRest(), case) == []


@pytest.mark.parametrize(("start", "found"), [("20:00", 0), ("20:01", 1)])
def test_a_rest_before_a_shift_that_stands_after_the_roster(start: str, found: int) -> None:
    # Until 22:00, and from 09:00 on: 11 hours.
    case = problem(activities=[ADMIN], history=[admin(1)])
    assert len(breaches(DailyRest(), case, admin(0, start, 120))) == found


@pytest.mark.parametrize(
    ("night", "start", "found"),
    # Until 22:00 on Saturday, and from the start on Sunday: 11 hours, one less or more by the wall.
    [(SPRING, "10:00", 0), (SPRING, "09:59", 1), (AUTUMN, "08:00", 0), (AUTUMN, "07:59", 1)],
)
def test_a_rest_in_the_nights_on_which_the_clock_is_changed(
    night: date, start: str, found: int
) -> None:
    team = problem(activities=[ADMIN]).team
    team = team.model_copy(update={"history": (admin(1, start, first=night),)})
    case = Problem.of(team, night, 1)
    assert len(breaches(DailyRest(), case, admin(0, "20:00", 120, first=night))) == found


@pytest.mark.parametrize(
    ("limit", "later"),
    [(1, (2,)), (1, (3,)), (1, (2, 3)), (2, (2,)), (2, (2, 4)), (2, (2, 3, 4)), (3, (2, 3, 4, 5))],
)
def test_days_in_a_row_agree_over_the_border(limit: int, later: tuple[int, ...]) -> None:
    case = problem(shapes=[shape("09:00", 240)], activities=[ADMIN], days=2, history=days(*later))
    assert_agreement(case, [ConsecutiveDays(days=limit)], filling="breaks")


def test_a_run_over_the_border_is_counted_whole_and_never_for_what_stands_alone() -> None:
    case = problem(activities=[ADMIN], days=2, history=days(2, 3, 4, 5))
    assert spans(ConsecutiveDays(), case, admin(1)) == []
    assert spans(ConsecutiveDays(), case, admin(0)) == []
    assert spans(ConsecutiveDays(), case, admin(0), admin(1)) == [
        ("ana", "Mon 08 00:00", "Sun 14 00:00")
    ]
    six = problem(activities=[ADMIN], days=2, history=days(2, 3, 4, 5, 6, 7))
    assert spans(ConsecutiveDays(), six) == []
    assert len(spans(ConsecutiveDays(), six, admin(1))) == 1


# The last of the seven days that hold the roster's last day ends six days after it.
@pytest.mark.parametrize(("day", "found"), [(1, 1), (6, 1), (7, 0)])
def test_the_last_seven_days_that_hold_a_day_of_the_roster(day: int, found: int) -> None:
    case = problem(activities=[IMAGES], history=[images(day, 60)])
    rule = MaxWeeklyExposure(minutes=90)
    assert len(spans(rule, case, images(0, 30))) == 0
    assert len(spans(rule, case, images(0, 31))) == found


@pytest.mark.parametrize(("day", "found"), [(7, 1), (8, 0)])
def test_a_night_at_the_end_reaches_one_day_further(day: int, found: int) -> None:
    # 30 minutes before midnight and 30 after it.
    case = problem(activities=[IMAGES], history=[images(day, 61)])
    rule = MaxWeeklyExposure(minutes=90)
    assert len(spans(rule, case, images(0, 60, "23:30"))) == found


@pytest.mark.parametrize(
    ("day", "minutes"), [(1, 45), (1, 60), (1, 90), (6, 60), (6, 90), (7, 45), (7, 60), (8, 45)]
)
def test_seven_days_agree_over_the_border(day: int, minutes: int) -> None:
    case = problem(shapes=[shape("23:30", 60)], activities=[IMAGES], history=[images(day, 45)])
    assert_agreement(case, [MaxWeeklyExposure(minutes=minutes)])


@pytest.mark.parametrize("minutes", [15, 30, 40])
def test_the_day_after_the_roster_has_one_cap_for_the_night_and_what_stands(minutes: int) -> None:
    case = problem(
        shapes=[shape("23:30", 60)], activities=[IMAGES], history=[images(1, 15, "20:00")]
    )
    assert_agreement(case, [MaxDailyExposure(minutes=minutes)])


@pytest.mark.parametrize("later", [(3, 4, 5, 6, 7, 8), (3, 4, 5, 6, 7, 8, 9)])
def test_the_weekly_rest_agrees_over_the_border(later: tuple[int, ...]) -> None:
    case = problem(shapes=[shape("09:00", 240)], activities=[ADMIN], days=3, history=days(*later))
    assert_agreement(case, [WeeklyRest()], filling="breaks")


def test_the_weekly_rest_that_a_shift_at_the_end_takes_away_later_is_named() -> None:
    # Worked from Wednesday to Tuesday; the rest before it ends in the seven days to that Tuesday.
    case = problem(activities=[ADMIN], days=2, history=days(2, 3, 4, 5, 6, 7, 8))
    assert spans(WeeklyRest(), case) == []
    assert spans(WeeklyRest(), case, admin(0, "07:00")) == []
    # From Monday 22:01 on 34 h 59 are left, and the rest before it ends in one week only.
    found = spans(WeeklyRest(), case, admin(0, "21:01", 60))
    assert found == [
        ("ana", "Tue 09 00:00", "Tue 16 00:00"),
        ("ana", "Wed 10 00:00", "Wed 17 00:00"),
    ]
    assert spans(WeeklyRest(), case, admin(0, "21:00", 60)) == []


def test_a_week_over_the_border_has_the_contract_of_one_week() -> None:
    ana = person("Ana", contract=Contract(weekly_minutes=600))
    case = problem(ana, activities=[ADMIN], days=2, history=days(3, 4))
    assert spans(ContractMinutes(), case, admin(0, minutes=120)) == []
    assert len(spans(ContractMinutes(), case, admin(0, minutes=121))) == 1


def test_no_late_before_an_early_that_stands_after_the_roster() -> None:
    case = problem(activities=[ADMIN], days=2, history=days(2, 3))
    assert spans(ShiftSuccession(), case) == []
    assert spans(ShiftSuccession(), case, admin(1, "14:00")) == []
    assert spans(ShiftSuccession(), case, admin(1, "14:01")) == [
        ("ana", "Wed 10 09:00", "Wed 10 13:00")
    ]
    assert spans(ShiftSuccession(), case, admin(0, "14:01")) == []


def test_nights_after_the_roster_are_none_of_it_and_need_their_day_after() -> None:
    night = admin(2, "22:00", 480)
    case = problem(activities=[ADMIN, IMAGES], days=2, history=[night, images(4, 30)])
    assert spans(NightWork(nights=1), case, admin(0, "22:00", 480)) == []
    morning = problem(activities=[ADMIN, IMAGES], days=2, history=[images(2, 30)])
    assert spans(NightWork(), morning, admin(0, "22:00", 480)) == []
    assert len(spans(NightWork(), morning, admin(1, "22:00", 480))) == 1


@pytest.mark.parametrize("rule", [ShiftSuccession(), NightWork(nights=1)])
@pytest.mark.parametrize("start", ["09:00", "22:00"])
def test_kinds_of_shifts_agree_over_the_border(rule: Rule, start: str) -> None:
    shapes = [shape("09:00", 60), shape("14:00", 300), shape("22:00", 240)]
    later = [admin(2, start, 300), images(3, 30)]
    case = problem(shapes=shapes, activities=[ADMIN, IMAGES], days=2, history=later)
    assert_agreement(case, [rule], filling="whole")
