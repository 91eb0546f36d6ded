from datetime import date
from typing import Literal

import pytest
from pydantic import ValidationError

from agreement import Fixing, assert_agreement
from constraints.breaks.meal_break import MealBreak
from constraints.exposure.max_stint import MaxStint
from constraints.exposure.recovery_break import RecoveryBreak
from rosters import breaches, record
from scheduler.board import Board
from scheduler.rule import Rulebook
from scheduler.team import Pins
from tiny_teams import ADMIN, CHAT, HIGHEST, IMAGES, WALK, problem, shape, shift

ALL = [IMAGES, HIGHEST, CHAT, ADMIN, WALK]


def said(*blocks: tuple[str, int]) -> list[str]:
    return breaches(
        RecoveryBreak(), problem(activities=ALL), shift("ana", "2027-03-08 08:00", blocks)
    )


def test_fifteen_minutes_of_break_lie_between_two_stints() -> None:
    assert said(("images", 30), ("break", 15), ("images", 30)) == []
    assert said(("images", 30), ("break", 14), ("chat", 30)) == [
        (
            "Ana: between the stints that end at 08:30 and start at 08:44 lie 14 min of unbroken "
            "break. At least 15 min must."
        )
    ]


def test_work_away_from_a_screen_counts_and_other_work_does_not() -> None:
    assert said(("images", 30), ("walk", 10), ("break", 5), ("images", 30)) == []
    assert len(said(("images", 30), ("admin", 60), ("images", 30))) == 1
    # 14 before and 14 after admin are not 15 unbroken; with 15 before or after it they are.
    split = said(("images", 30), ("break", 14), ("admin", 5), ("break", 14), ("images", 30))
    assert len(split) == 1
    assert said(("images", 30), ("admin", 5), ("break", 15), ("images", 30)) == []
    assert said(("images", 30), ("meal", 30), ("admin", 5), ("images", 30)) == []


def test_each_pair_of_neighbouring_stints_is_looked_at() -> None:
    three = [("images", 30), ("break", 15), ("images", 30), ("break", 10), ("images", 30)]
    assert len(said(*three)) == 1


def test_no_break_is_asked_before_the_first_or_after_the_last_stint() -> None:
    assert said(("images", 30), ("break", 5)) == []
    assert said(("break", 5), ("images", 30)) == []


@pytest.mark.parametrize("on", ["2027-03-28", "2027-10-31"])
def test_a_break_over_a_clock_change_is_counted_in_elapsed_minutes(on: str) -> None:
    case = problem(first=date.fromisoformat(on))
    for minutes, found in ((15, 0), (14, 1)):
        night = shift("ana", f"{on} 01:30", [("images", 20), ("break", minutes), ("images", 20)])
        assert len(breaches(RecoveryBreak(), case, night)) == found


def test_what_stands_is_no_breach() -> None:
    pin = shift("ana", "2027-03-08 08:00", [("images", 30), ("break", 5), ("images", 30)])
    assert breaches(RecoveryBreak(), problem(pins=Pins(shifts=(pin,)))) == []


def test_the_break_ends_at_its_floor_and_is_planned_in_whole_slots() -> None:
    with pytest.raises(ValidationError):
        RecoveryBreak(minutes=9)
    assert list(RecoveryBreak(minutes=10).looser()) == ["minutes 10 (recommended 15)"]
    assert [RecoveryBreak(minutes=10).shortest_gap(grid) for grid in (5, 10, 15)] == [10, 10, 15]
    assert [RecoveryBreak(minutes=20).shortest_gap(grid) for grid in (5, 10, 15)] == [20, 20, 30]


@pytest.mark.parametrize("minutes", [10, 15, 20, 30, 45])
def test_post_and_check_accept_the_same_rosters(minutes: int) -> None:
    case = problem(shapes=[shape("08:00", 105)], activities=[IMAGES, ADMIN])
    assert_agreement(case, [RecoveryBreak(minutes=minutes)])


@pytest.mark.parametrize("grid", [5, 10])
def test_finer_grids_agree(grid: Literal[5, 10]) -> None:
    shapes = [shape("08:00", grid * 6)]
    case = problem(shapes=shapes, activities=[IMAGES, ADMIN], grid=grid)
    assert_agreement(case, [RecoveryBreak(minutes=10)])
    assert_agreement(case, [RecoveryBreak(minutes=grid * 3)])


def test_every_kind_of_work_agrees() -> None:
    case = problem(shapes=[shape("08:00", 75)], activities=[IMAGES, CHAT, ADMIN, WALK])
    assert_agreement(case, [RecoveryBreak(minutes=30)])


def test_shapes_that_start_and_end_apart_agree() -> None:
    # 50 minutes from 08:00 are three slots and a rest of 5, which is break.
    shapes = [shape("08:00", 50), shape("08:15", 75), shape("08:30", 60)]
    case = problem(shapes=shapes, activities=[IMAGES, ADMIN])
    assert_agreement(case, [RecoveryBreak(minutes=30)])


@pytest.mark.parametrize(("minutes", "highest", "gap"), [(30, 15, 15), (45, 20, 30), (15, 15, 45)])
def test_with_longest_stints_the_coarse_form_accepts_every_roster(
    minutes: int, highest: int, gap: int
) -> None:
    rules = [MaxStint(minutes=minutes, highest=highest), RecoveryBreak(minutes=gap)]
    case = problem(shapes=[shape("08:00", 90)], activities=[IMAGES, HIGHEST])
    assert_agreement(case, rules)
    case = problem(shapes=[shape("08:00", 105)], activities=[IMAGES, ADMIN])
    assert_agreement(case, rules)


def test_a_long_meal_takes_its_time_from_the_coarse_form_but_once() -> None:
    # 45 + meal 60 + 45 + 15 + 15 = 180: the meal is one of the two breaks between three stints.
    blocks = [("images", 45), ("meal", 60), ("images", 45), ("break", 15), ("images", 15)]
    case = problem(shapes=[shape("08:00", 180)], activities=[IMAGES])
    rules = [MaxStint(minutes=45), RecoveryBreak(), MealBreak(minutes=60, from_minutes=180)]
    book = Rulebook(rules, [type(rule) for rule in rules])
    full = shift("ana", "2027-03-08 08:00", blocks)
    over = shift("ana", "2027-03-08 08:00", [("images", 75), ("meal", 60), ("images", 45)])
    coarse = Fixing(Board(case, book, free=[("ana", 0)], look="days"))
    (presence,) = record(case, full).planned
    assert book.check(record(case, full)) == []
    assert coarse.least({("ana", 0): presence}) is not None
    (presence,) = record(case, over).planned
    assert coarse.least({("ana", 0): presence}) is None
