from datetime import date
from typing import Literal

import pytest
from pydantic import ValidationError

from agreement import Fixing, assert_agreement
from constraints.breaks.meal_break import MealBreak
from constraints.exposure.long_break import LongBreak
from constraints.exposure.max_stint import MaxStint
from constraints.exposure.recovery_break import RecoveryBreak
from constraints.exposure.wind_down import WindDown
from constraints.people.authorised import Authorised
from every_roster import every_shift
from hand_rosters import breaches, spans
from scheduler.board import Board
from scheduler.record import Record
from scheduler.rule import Rulebook
from scheduler.team import Pins
from tiny_teams import ADMIN, CHAT, IMAGES, WALK, person, problem, shape, shift

RULE = LongBreak()
ALL = [IMAGES, CHAT, ADMIN, WALK]

Blocks = tuple[str, int]


def found(*blocks: Blocks) -> list[tuple[str | None, str, str]]:
    case = problem(activities=ALL)
    return spans(RULE, case, shift("ana", "2027-03-08 08:00", blocks))


def test_after_two_hours_of_exposure_lies_a_long_break() -> None:
    # 45 + 45 + 30 = 120 by 10:30, then 30 of break, then 120 once more.
    morning = [("images", 45), ("break", 15), ("chat", 45), ("break", 15), ("images", 30)]
    assert found(*morning, ("break", 30), *morning) == []
    case = problem(activities=ALL)
    short = shift("ana", "2027-03-08 08:00", [*morning, ("break", 29), ("images", 1)])
    (breach,) = breaches(RULE, case, short)
    # 08:00 + 150 + 29 + 1.
    assert str(breach.said) == (
        "Ana, Mon 8 March: 2 h 01 of exposure from 08:00 to 11:00 without a break of 30 min. The "
        "limit is 2 h."
    )
    assert spans(RULE, case, short) == [("ana", "Mon 08 08:00", "Mon 08 11:00")]


def test_a_part_over_the_limit_is_told_once_and_the_next_apart() -> None:
    assert found(("images", 121), ("break", 30), ("images", 121)) == [
        ("ana", "Mon 08 08:00", "Mon 08 10:01"),
        ("ana", "Mon 08 10:31", "Mon 08 12:32"),
    ]
    assert found(("images", 121), ("break", 60), ("images", 120)) == [
        ("ana", "Mon 08 08:00", "Mon 08 10:01")
    ]
    # From the first exposure on, not from the start of the shift.
    assert found(("admin", 60), ("images", 121)) == [("ana", "Mon 08 09:00", "Mon 08 11:01")]


def test_a_stint_may_end_with_the_shift_and_other_work_may_go_on() -> None:
    assert found(("admin", 300), ("images", 120)) == []
    assert found(("images", 120), ("admin", 300)) == []


def test_a_meal_counts_and_a_break_beside_it_is_one_with_it() -> None:
    assert found(("images", 120), ("meal", 30), ("images", 120)) == []
    assert found(("images", 120), ("break", 10), ("meal", 20), ("images", 120)) == []
    assert found(("images", 120), ("meal", 20), ("break", 10), ("images", 120)) == []
    assert len(found(("images", 120), ("meal", 20), ("break", 9), ("images", 120))) == 1


def test_only_unbroken_break_counts() -> None:
    parted = [("break", 15), ("admin", 60), ("break", 15)]
    assert len(found(("images", 120), *parted, ("images", 1))) == 1
    # Work away from a screen is recovery between stints, but no break.
    assert len(found(("images", 120), ("walk", 60), ("images", 1))) == 1
    assert len(found(("images", 120), ("break", 15), ("walk", 15), ("images", 1))) == 1


@pytest.mark.parametrize("on", ["2027-03-28", "2027-10-31"])
def test_a_night_over_a_clock_change_is_counted_in_elapsed_minutes(on: str) -> None:
    case = problem(first=date.fromisoformat(on), activities=ALL)
    for pause, exposed, number in ((30, 120, 0), (29, 1, 1), (30, 121, 1)):
        blocks = [("chat", 120), ("break", pause), ("chat", exposed)]
        night = shift("ana", f"{on} 00:30", blocks)
        assert len(breaches(RULE, case, night)) == number


def test_a_shift_over_midnight_counts_on() -> None:
    case = problem(activities=ALL)
    night = shift("ana", "2027-03-08 23:00", [("chat", 60), ("break", 15), ("chat", 61)])
    assert spans(RULE, case, night) == [("ana", "Mon 08 23:00", "Tue 09 01:16")]


def test_what_stands_is_no_breach() -> None:
    pin = shift("ana", "2027-03-08 08:00", [("images", 200)])
    assert spans(RULE, problem(pins=Pins(shifts=(pin,)))) == []


def test_limits_end_where_they_are_said_to() -> None:
    for setting in ({"minutes": 14}, {"minutes": 241}, {"break_minutes": 14}):
        with pytest.raises(ValidationError):
            LongBreak.model_validate(setting)
    with pytest.raises(ValidationError):
        LongBreak(break_minutes=121)
    for rule in (LongBreak(minutes=15, break_minutes=120), LongBreak(minutes=240)):
        assert rule.in_force
    looser = LongBreak(minutes=121, break_minutes=29).looser()
    assert list(looser) == ["minutes 121 (recommended 120)", "break_minutes 29 (recommended 30)"]
    assert list(LongBreak(minutes=119, break_minutes=31).looser()) == []


@pytest.mark.parametrize(("minutes", "pause"), [(15, 15), (44, 31), (45, 45), (60, 30)])
def test_post_and_check_accept_the_same_rosters(minutes: int, pause: int) -> None:
    case = problem(shapes=[shape("08:00", 105)], activities=[IMAGES])
    assert_agreement(case, [LongBreak(minutes=minutes, break_minutes=pause)])


def test_shapes_that_start_and_end_apart_agree_with_other_work() -> None:
    # 50 minutes from 08:00 are three slots and a rest of 5; 08:05 leaves 10 before its first slot.
    shapes = [shape("08:00", 50), shape("08:05", 70), shape("08:30", 60)]
    case = problem(shapes=shapes, activities=[IMAGES, ADMIN])
    assert_agreement(case, [LongBreak(minutes=15, break_minutes=30)])


@pytest.mark.parametrize("grid", [5, 10])
def test_finer_grids_agree(grid: Literal[5, 10]) -> None:
    case = problem(shapes=[shape("08:00", grid * 7)], activities=[CHAT], grid=grid)
    assert_agreement(case, [LongBreak(minutes=24, break_minutes=15)])


def test_every_kind_of_work_agrees_over_midnight() -> None:
    case = problem(shapes=[shape("23:30", 60)], activities=[IMAGES, CHAT, WALK])
    assert_agreement(case, [LongBreak(minutes=15, break_minutes=30)])


def test_two_people_agree() -> None:
    case = problem(person("Ana"), person("Ben"), shapes=[shape("08:00", 60)], activities=[IMAGES])
    assert_agreement(case, [LongBreak(minutes=15, break_minutes=30)])


def test_with_stints_recovery_and_wind_down_all_agree() -> None:
    rules = [
        MaxStint(minutes=30, highest=15),
        RecoveryBreak(),
        LongBreak(minutes=45, break_minutes=30),
        WindDown(minutes=15, contact_minutes=0),
    ]
    assert_agreement(problem(shapes=[shape("08:00", 120)], activities=[IMAGES]), rules)
    assert_agreement(problem(shapes=[shape("08:00", 75)], activities=[CHAT, WALK]), rules)


@pytest.mark.parametrize("pause", [45, 60, 75])
def test_with_a_meal_in_the_middle_all_agree(pause: int) -> None:
    # 180 minutes with a meal of 60 that starts 45, 60 or 75 minutes after their start.
    rules = [
        MaxStint(minutes=30, highest=15),
        RecoveryBreak(),
        LongBreak(minutes=30, break_minutes=pause),
        WindDown(minutes=15),
        MealBreak(minutes=60, from_minutes=180),
    ]
    book = Rulebook(rules, [type(rule) for rule in rules])
    case = problem(shapes=[shape("08:00", 180)], activities=[IMAGES])
    cell = "ana", 0
    posted = Fixing(Board(case, book, free=[cell]))
    coarse = Fixing(Board(case, book, free=[cell], look="days"))
    verdicts = set()
    for each in every_shift(case, book, cell, "slots"):
        meal = [s.start for s in each.stretches if s.meal] if each else []
        if meal in ([525], [555]):
            kept = book.check(Record(case, filter(None, [each]))) == []
            assert (posted.least({cell: each}) is not None) == kept, each
            assert not kept or coarse.least({cell: each}) is not None, each
            verdicts.add(kept)
    assert verdicts == {True, False}


def test_a_longer_shift_beside_one_that_is_within_the_limit_agrees() -> None:
    case = problem(shapes=[shape("08:00", 30), shape("08:00", 60)], activities=[IMAGES])
    assert_agreement(case, [LongBreak(minutes=30, break_minutes=15)])


def test_somebody_without_any_exposing_work_agrees() -> None:
    case = problem(
        person("Ana"),
        person("Ben", authorised=()),
        shapes=[shape("08:00", 45)],
        activities=[IMAGES],
    )
    agreed = assert_agreement(case, [LongBreak(minutes=15, break_minutes=15), Authorised()])
    # Images in two slots on end are too much: of 2 x 2 x 2 ways of Ana's shift 5 are left.
    assert agreed.accepted == (1 + 5) * (1 + 1)
