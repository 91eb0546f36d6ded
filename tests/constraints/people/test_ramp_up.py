from datetime import timedelta

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.people.ramp_up import RampUp
from scheduler.presence import from_shift
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.roster import Shift
from scheduler.rule import Breach
from scheduler.team import Activity, Pins
from tiny_teams import HIGHEST, IMAGES, MONDAY, person, problem, shape, shift

RULE = RampUp()
GENTLE = Activity(id="gentle", name="Gentle", exposes="material", severity=1)


def found(case: Problem, *planned: Shift) -> list[Breach]:
    presences = [from_shift(shift, case.clock, case.activities) for shift in planned]
    return list(RULE.check(Record(case, presences)))


def new_since(days: int, activity: Activity = GENTLE) -> Problem:
    """Ana's ramp-up started so many days before Monday 8 March."""
    return problem(
        person(ramp_up_from=MONDAY - timedelta(days=days)), activities=(activity,), days=2
    )


@pytest.mark.parametrize(
    ("days", "cap"),
    [
        (0, 30),
        (13, 30),  # the last day of week 2
        (14, 60),
        (27, 60),
        (28, 120),
        (48, 120),  # the last day of week 7
        (49, 180),
        (69, 180),
        (70, 210),
        (83, 210),  # the last day of week 12
    ],
)
def test_the_cap_of_each_week_starts_and_ends_on_its_day(days: int, cap: int) -> None:
    case = new_since(days)
    assert not found(case, shift("ana", "2027-03-08 08:00", [("gentle", cap)]))
    (breach,) = found(case, shift("ana", "2027-03-08 08:00", [("gentle", cap + 1)]))
    assert (breach.start, breach.end) == (0, 1440)


def test_the_solver_is_told_the_same_steps() -> None:
    # The last day before the start, and the first and last of each step.
    days = (-1, 0, 13, 14, 27, 28, 48, 49, 69, 70, 83)
    assert [RULE.cap(day) for day in days] == [0, 30, 30, 60, 60, 120, 120, 180, 180, 210, 210]
    assert RULE.cap(84) is None


def test_the_breach_says_minutes_and_limit() -> None:
    (breach,) = found(new_since(0), shift("ana", "2027-03-08 08:00", [("gentle", 75)]))
    assert str(breach.said) == ("Ana is new. Mon 8 March: 1 h 15 of exposure. The limit is 30 min.")


def test_after_twelve_weeks_it_is_over() -> None:
    assert not found(new_since(84, HIGHEST), shift("ana", "2027-03-08 08:00", [("highest", 600)]))


def test_before_the_start_date_there_is_none() -> None:
    assert len(found(new_since(-1), shift("ana", "2027-03-08 08:00", [("gentle", 15)]))) == 1
    assert len(found(new_since(-1), shift("ana", "2027-03-08 08:00", [("gentle", 1)]))) == 1


@pytest.mark.parametrize(
    ("days", "activity", "accepted"),
    [
        (27, IMAGES, False),
        (28, IMAGES, True),
        (83, HIGHEST, False),
        (84, HIGHEST, True),
        (0, GENTLE, True),
    ],
)
def test_severity_grows_after_four_and_twelve_weeks(
    days: int, activity: Activity, accepted: bool
) -> None:
    case = new_since(days, activity)
    breaches = found(case, shift("ana", "2027-03-08 08:00", [(activity.id, 30)]))
    assert (not breaches) == accepted


def test_over_midnight_each_day_has_its_own_minutes() -> None:
    # 30 before midnight, 60 after it: day 13 is the last with 30, day 14 has 60.
    case = new_since(13)
    assert not found(case, shift("ana", "2027-03-08 23:30", [("gentle", 90)]))
    (breach,) = found(case, shift("ana", "2027-03-08 23:30", [("gentle", 91)]))
    assert breach.start == 1440


def test_history_that_runs_into_the_first_day_counts_and_is_not_told_alone() -> None:
    # 23:00 on Sunday, 120 minutes: 60 on Monday already, over the 30 of week 1.
    before = shift("ana", "2027-03-07 23:00", [("gentle", 120)])
    case = problem(person(ramp_up_from=MONDAY), activities=(GENTLE,), history=(before,))
    assert not found(case)
    (breach,) = found(case, shift("ana", "2027-03-08 08:00", [("gentle", 15)]))
    assert "1 h 15" in str(breach.said)


def test_the_steps_can_only_be_lowered() -> None:
    assert RampUp(weeks_1_2=15).weeks_1_2 == 15
    with pytest.raises(ValidationError):
        RampUp(weeks_3_4=61)


def test_post_and_check_accept_the_same_rosters() -> None:
    # Days 13 and 14: 30 minutes on the first, 60 on the second; severity 1.
    ana = person(ramp_up_from=MONDAY - timedelta(days=13))
    case = problem(ana, shapes=(shape("23:15", 75),), activities=(GENTLE,), days=2)
    assert_agreement(case, [RULE], most=2000)


def test_both_severities_agree_at_the_end_of_week_four() -> None:
    ana = person(ramp_up_from=MONDAY - timedelta(days=27))
    case = problem(ana, shapes=(shape("23:30", 60),), activities=(GENTLE, IMAGES))
    assert_agreement(case, [RampUp(weeks_3_4=15, weeks_5_7=15)])


def test_standing_time_over_the_limit_leaves_no_room_and_agrees() -> None:
    pinned = Pins(shifts=(shift("ana", "2027-03-08 23:15", [("gentle", 90)]),))
    ana = person(ramp_up_from=MONDAY)
    case = problem(
        ana,
        shapes=(shape("08:00", 45), shape("23:15", 45)),
        activities=(GENTLE,),
        days=2,
        pins=pinned,
    )
    # Tuesday has 45 standing minutes, over 30: a shift on Tuesday adds none before midnight, and
    # after it (Wednesday) 30 more. 1 + 1 (08:00 in breaks) + 1 x (1 + 1): 23:15 with its three
    # slots all before midnight in breaks.
    agreed = assert_agreement(case, [RULE])
    assert agreed.accepted == 3


@pytest.mark.parametrize(
    ("ago", "activity", "tuesday"),
    [
        # The start: on Monday two slots of nothing, on Tuesday of anything.
        (-1, GENTLE, 4),
        # The first day after week 12, with any severity.
        (83, HIGHEST, 4),
        (82, HIGHEST, 1),
    ],
)
def test_the_first_day_and_the_day_after_the_last_agree(
    ago: int, activity: Activity, tuesday: int
) -> None:
    ana = person(ramp_up_from=MONDAY - timedelta(days=ago))
    case = problem(ana, shapes=(shape("08:00", 30),), activities=(activity,), days=2)
    assert assert_agreement(case, [RULE]).accepted == (1 + 1) * (1 + tuesday)
