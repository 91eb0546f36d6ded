"""Limits are a person's: what is planned or done in another team stands."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from agreement import assert_agreement
from constraints.exposure.exposure_share import ExposureShare
from constraints.exposure.max_daily_exposure import MaxDailyExposure
from constraints.exposure.max_weekly_exposure import MaxWeeklyExposure
from constraints.exposure.no_lone_exposure import NoLoneExposure
from constraints.fairness.balanced_unpopular import BalancedUnpopular
from constraints.people.buddy import Buddy
from constraints.people.mentor_load import MentorLoad
from constraints.people.support_reachable import SupportReachable
from constraints.rest.consecutive_days import ConsecutiveDays
from constraints.rest.contract_minutes import ContractMinutes
from constraints.rest.daily_rest import DailyRest
from constraints.rest.night_work import NightWork
from constraints.rest.shift_count import ShiftCount
from constraints.rest.shift_succession import ShiftSuccession
from constraints.rest.weekly_rest import WeeklyRest
from constraints.rest.work_rules_frame import WorkRulesFrame
from hand_rosters import breaches, presence, record, spans
from scheduler.checking import check_roster
from scheduler.pins import settle_pins
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Rule, Rulebook
from scheduler.team import Contract, Elsewhere, Exposed, Pins, WorkedMinutes
from tiny_teams import (
    ADMIN,
    BRUSSELS,
    CHAT,
    IMAGES,
    MONDAY,
    SINCE_LONG,
    person,
    problem,
    shape,
    shift,
)

SPRING, AUTUMN = date(2027, 3, 27), date(2027, 10, 30)


def other(
    day: int, start: str, minutes: int, exposed: tuple[int, int] = (0, 0), first: date = MONDAY
) -> Elsewhere:
    """A shift in another team; exposed: after how many minutes it exposes, and how long."""
    on = datetime.fromisoformat(f"{first + timedelta(days=day)} {start}").replace(tzinfo=BRUSSELS)

    def at(minute: int) -> datetime:
        return on.astimezone(UTC) + timedelta(minutes=minute)

    after, long = exposed
    parts = (Exposed(start=at(after), end=at(after + long)),) if long else ()
    return Elsewhere(start=at(0), end=at(minutes), exposed=parts)


def ana(*shifts: Elsewhere, days: int = 1, **fields: Any) -> Problem:  # noqa: ANN401  (any field)
    terms = fields.pop("contract", Contract(weekly_minutes=2280))
    return problem(person("Ana", elsewhere=shifts, contract=terms), days=days, **fields)


def work(day: int, start: str, minutes: int, activity: str = "images") -> Shift:
    return shift("ana", f"{MONDAY + timedelta(days=day)} {start}", [(activity, minutes)])


def test_a_shift_elsewhere_stands_and_is_none_of_the_roster() -> None:
    case = ana(other(0, "08:00", 240, (60, 45)), days=2)
    (there,) = case.history
    assert (there.day, there.elsewhere, there.standing, there.place) == (0, True, True, "home")
    assert [(s.start, s.end, s.exposes) for s in there.stretches] == [
        (480, 540, False),
        (540, 585, True),
        (585, 720, False),
    ]
    assert there.counted(meals_paid=True) == 0
    assert case.taken == {("ana", 0)}
    assert record(case).shifts("ana") == (there,)
    assert record(case).new_shifts("ana") == ()


def test_one_start_a_day_over_both_teams() -> None:
    case = ana(other(0, "08:00", 60), activities=[ADMIN])
    late = [presence(case, work(0, "22:00", 60, "admin"))]
    found = check_roster(case, Rulebook([], []), late)
    assert [str(b.said) for b in found] == ["Ana, Mon 8 March: a second shift starts at 22:00."]
    early = [presence(case, work(0, "05:00", 60, "admin"))]
    assert len(check_roster(case, Rulebook([], []), early)) == 1


def test_a_pin_on_a_day_with_a_shift_elsewhere_is_void() -> None:
    pins = Pins(shifts=(work(0, "20:00", 60, "admin"),))
    case = ana(other(0, "08:00", 60), activities=[ADMIN], pins=pins)
    settled, void = settle_pins(case, Rulebook([], []))
    assert not settled.standing
    assert len(void) == 1


@pytest.mark.parametrize(("minutes", "found"), [(60, 0), (61, 1)])
def test_the_day_s_cap_is_one_over_a_night_from_elsewhere(minutes: int, found: int) -> None:
    # 23:00 to 02:00 elsewhere, an hour after midnight on Tuesday of a cap of two.
    case = ana(other(0, "23:00", 180, (0, 120)), days=2, activities=[IMAGES])
    assert len(spans(MaxDailyExposure(minutes=120), case, work(1, "14:00", minutes))) == found


@pytest.mark.parametrize("minutes", [15, 30, 45])
def test_daily_and_weekly_caps_agree(minutes: int) -> None:
    case = ana(
        other(0, "23:30", 60, (15, 45)),
        days=2,
        shapes=[shape("16:00", 60)],
        activities=[IMAGES],
    )
    assert_agreement(case, [MaxDailyExposure(minutes=minutes)])
    assert_agreement(case, [MaxWeeklyExposure(minutes=45 + minutes)])


def test_minutes_really_done_here_are_added_to_those_elsewhere() -> None:
    done = WorkedMinutes(person="ana", day=MONDAY - timedelta(days=1), minutes=30)
    case = ana(other(-1, "08:00", 60, (0, 45)), activities=[IMAGES], worked=(done,))
    assert case.exposed_before["ana", -1] == 75
    assert spans(MaxWeeklyExposure(minutes=105), case, work(0, "09:00", 30)) == []
    assert len(spans(MaxWeeklyExposure(minutes=104), case, work(0, "09:00", 30))) == 1


@pytest.mark.parametrize(
    ("night", "start", "found"),
    [(SPRING, "10:00", 0), (SPRING, "09:59", 1), (AUTUMN, "08:00", 0), (AUTUMN, "07:59", 1)],
)
def test_the_rest_between_teams_in_the_nights_on_which_the_clock_is_changed(
    night: date, start: str, found: int
) -> None:
    late = other(0, "20:00", 120, first=night)
    case = Problem.of(ana(late, activities=[ADMIN]).team, night, 2)
    early = shift("ana", f"{night + timedelta(days=1)} {start}", [("admin", 60)])
    assert len(breaches(DailyRest(), case, early)) == found


def test_rests_and_days_in_a_row_agree() -> None:
    case = ana(
        other(1, "15:00", 60),
        other(3, "09:00", 60),
        days=5,
        shapes=[shape("09:00", 60), shape("22:00", 60)],
        activities=[ADMIN],
    )
    assert_agreement(case, [DailyRest()], filling="breaks", held=0)
    assert_agreement(case, [ConsecutiveDays(days=2)], filling="breaks", held=0)


def test_the_weekly_rest_agrees() -> None:
    row = tuple(other(day, "09:00", 240) for day in (-4, -3, -2, -1, 1, 2, 4))
    case = ana(*row, days=4, shapes=[shape("10:00", 60)], activities=[ADMIN])
    assert_agreement(case, [WeeklyRest()], filling="breaks", held=0)


def test_the_contract_is_of_this_team_alone() -> None:
    elsewhere = other(0, "08:00", 480)
    terms = Contract(weekly_minutes=120)
    case = ana(elsewhere, days=3, shapes=[shape("09:00", 60)], activities=[ADMIN], contract=terms)
    rule = ContractMinutes()
    assert spans(rule, case, work(1, "09:00", 60, "admin"), work(2, "09:00", 60, "admin")) == []
    assert len(spans(rule, case, work(1, "09:00", 60, "admin"), work(2, "09:00", 61, "admin"))) == 1


def test_the_share_of_exposure_and_the_frame_see_the_time_of_both_teams() -> None:
    case = ana(
        other(0, "08:00", 120, (0, 30)), days=2, shapes=[shape("09:00", 60)], activities=[IMAGES]
    )
    # 30 of 120 elsewhere, 60 more here: at most half of the 180 in all.
    assert spans(ExposureShare(percent=50), case, work(1, "09:00", 60)) == []
    assert len(spans(ExposureShare(percent=49), case, work(1, "09:00", 60))) == 1
    assert_agreement(case, [ExposureShare(percent=40)])
    assert spans(WorkRulesFrame(most_weekly=180), case, work(1, "09:00", 60)) == []
    assert len(spans(WorkRulesFrame(most_weekly=179), case, work(1, "09:00", 60))) == 1
    assert_agreement(case, [WorkRulesFrame(most_weekly=179)], filling="breaks")


def test_who_is_elsewhere_is_no_company_and_no_night_of_this_team() -> None:
    nights = tuple(other(day, "22:00", 480) for day in (-2, 0))
    people = (person("Ana", elsewhere=nights, supports=SINCE_LONG), person("Bo"))
    case = problem(*people, shapes=[shape("22:00", 30)], activities=[IMAGES])
    bo = shift("bo", f"{MONDAY} 22:00", [("images", 30)])
    assert len(spans(NoLoneExposure(), case, bo)) == 1
    assert len(spans(SupportReachable(), case, bo)) == 1
    assert_agreement(case, [BalancedUnpopular()], filling="breaks", held=0)


def exposed_elsewhere(exposes: str) -> Elsewhere:
    """From 08:00 to 09:00 on Monday, all of it exposing."""
    whole = other(0, "08:00", 60, (0, 60))
    parts = tuple(part.model_copy(update={"exposes": exposes}) for part in whole.exposed)
    return whole.model_copy(update={"exposed": parts})


@pytest.mark.parametrize("exposes", ["material", "contact"])
@pytest.mark.parametrize("rule", [Buddy(), MentorLoad()])
def test_a_mentor_who_is_exposed_elsewhere_is_beside_nobody(exposes: str, rule: Rule) -> None:
    case = problem(
        person("Ana", ramp_up_from=MONDAY),
        person("Mia", mentor=SINCE_LONG, elsewhere=(exposed_elsewhere(exposes),)),
        shapes=[shape("08:00", 30)],
        activities=[CHAT, IMAGES],
    )
    for activity in ("chat", "images"):
        assert len(spans(rule, case, work(0, "08:00", 30, activity))) == 1
    # Ana has no shift, or an empty one.
    assert assert_agreement(case, [rule]).accepted == 2


@pytest.mark.parametrize("exposes", ["material", "contact"])
def test_a_newcomer_who_is_exposed_elsewhere_takes_no_mentor(exposes: str) -> None:
    case = problem(
        person("Ana", ramp_up_from=MONDAY, elsewhere=(exposed_elsewhere(exposes),)),
        person("Ben", ramp_up_from=MONDAY),
        person("Mia", mentor=SINCE_LONG),
        shapes=[shape("08:00", 30)],
        activities=[CHAT],
    )
    both = [shift(who, f"{MONDAY} 08:00", [("chat", 30)]) for who in ("ben", "mia")]
    assert spans(MentorLoad(), case, *both) == []
    # In each slot neither chats, Mia alone does, or both: 3 x 3. Without Ben 2 x 2, without Mia 1,
    # without both 1.
    assert assert_agreement(case, [MentorLoad()]).accepted == 9 + 4 + 1 + 1


def test_a_kind_of_shift_elsewhere_is_one_of_the_person_s() -> None:
    late = other(1, "22:00", 480)
    case = ana(late, days=4, activities=[ADMIN])
    assert len(spans(ShiftCount(most={"late": 1}), case, work(3, "18:00", 60, "admin"))) == 1
    assert spans(ShiftCount(most={"late": 1}), case, work(3, "09:00", 60, "admin")) == []
    assert len(spans(NightWork(nights=1), case, work(3, "22:00", 480, "admin"))) == 1
    assert len(spans(ShiftSuccession(), case, work(2, "09:00", 60, "admin"))) == 1
    early = ana(other(1, "09:00", 60), days=4, activities=[ADMIN])
    assert spans(ShiftSuccession(), early, work(0, "18:00", 60, "admin")) == [
        ("ana", "Tue 09 09:00", "Tue 09 10:00")
    ]
    assert spans(ShiftSuccession(), early, work(0, "09:00", 60, "admin")) == []


@pytest.mark.parametrize("there", [other(1, "09:00", 60), other(1, "22:00", 400)])
@pytest.mark.parametrize(
    "rule", [ShiftSuccession(), ShiftCount(most={"late": 1, "early": 1}), NightWork(nights=0)]
)
def test_kinds_of_shifts_agree_over_both_teams(there: Elsewhere, rule: Rule) -> None:
    shapes = [shape("09:00", 60), shape("22:00", 400)]
    case = ana(there, days=3, shapes=shapes, activities=[ADMIN])
    assert_agreement(case, [rule], filling="breaks")
