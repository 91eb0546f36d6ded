from collections.abc import Iterable
from datetime import date
from typing import Literal

import pytest
from pydantic import ValidationError

from agreement import Fixing, assert_agreement
from coarse_reach import most_minutes
from constraints.breaks.meal_break import MealBreak
from constraints.exposure.max_stint import MaxStint
from constraints.exposure.recovery_break import RecoveryBreak
from hand_rosters import spans
from rosters import breaches, record
from scheduler.board import Board
from scheduler.problem import Problem
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


def test_the_coarse_form_holds_whole_runs_and_the_breaks_between_them() -> None:
    # 90 minutes and one break more hold E minutes in runs of 30, each with its break of 15:
    # E + 15 x E / 30 = 105, so 70; in runs of 15 with the highest severity E + 15 x E / 15, so 52.
    rules = [MaxStint(minutes=30, highest=15), RecoveryBreak(minutes=15)]
    case = problem(shapes=[shape("08:00", 90)], activities=[IMAGES, HIGHEST])
    assert most_minutes(case, rules) == 70
    case = problem(shapes=[shape("08:00", 90)], activities=[HIGHEST])
    assert most_minutes(case, rules) == 52
    # Severity 2 runs as long as any other.
    case = problem(shapes=[shape("08:00", 90)], activities=[IMAGES, CHAT])
    assert most_minutes(case, rules) == 70


class Cut(RecoveryBreak):
    """Segments of the coarse form with an edge at 09:00."""

    def cuts(self, problem: Problem, day: int) -> Iterable[int]:
        del problem, day
        return (540,)


def test_each_segment_of_the_coarse_form_holds_whole_runs() -> None:
    # In 60 minutes E + 15 x E / 30 = 75, so 50; with the highest severity 2 x E = 75, so 37.
    rules = [MaxStint(minutes=30, highest=15), Cut(minutes=15)]
    for activity, minutes in ((IMAGES, 50), (HIGHEST, 37)):
        case = problem(shapes=[shape("08:00", 90)], activities=[activity, ADMIN])
        assert most_minutes(case, rules, activity, within=(0, 540)) == minutes


def test_the_whole_shift_holds_whole_runs_where_segments_would_hold_more() -> None:
    # E + 15 x E / 30 = 89 + 15, so 69; the segments of 60 and 29 would hold 50 and 29.
    rules = [MaxStint(minutes=30, highest=15), Cut(minutes=15)]
    case = problem(shapes=[shape("08:00", 89)], activities=[IMAGES])
    assert most_minutes(case, rules) == 69


def test_shapes_with_nothing_in_a_segment_agree() -> None:
    rules = [MaxStint(minutes=30, highest=15), Cut(minutes=15)]
    case = problem(shapes=[shape("08:00", 60), shape("09:00", 60)], activities=[IMAGES])
    assert_agreement(case, rules)


def test_the_coarse_form_says_nothing_where_a_stint_has_no_whole_slot() -> None:
    # The highest severity has no slot of 15 in a stint of 10; images still have.
    rules = [MaxStint(minutes=30, highest=10), RecoveryBreak(minutes=15)]
    case = problem(shapes=[shape("08:00", 60)], activities=[IMAGES, ADMIN])
    assert most_minutes(case, rules, IMAGES) == 60
    assert_agreement(case, rules)


def test_a_meal_no_longer_than_a_break_leaves_the_coarse_form_all_its_room() -> None:
    # 180 and a break of 45: E + 45 x E / 45 = 225, so 112. The meal of 30 is one of the breaks.
    rules = [MaxStint(), RecoveryBreak(minutes=45), MealBreak(from_minutes=180)]
    case = problem(shapes=[shape("08:00", 180)], activities=[IMAGES])
    assert most_minutes(case, rules) == 112
    # One of 60 takes 15 more than a break: 2 x E = 210.
    longer = [*rules[:2], MealBreak(minutes=60, from_minutes=180)]
    assert most_minutes(case, longer) == 105


def test_a_breach_lies_between_the_last_block_before_and_the_first_after() -> None:
    blocks = [("images", 15), ("chat", 15), ("break", 10), ("chat", 15), ("images", 15)]
    case = problem(activities=ALL)
    planned = shift("ana", "2027-03-08 08:00", blocks)
    assert spans(RecoveryBreak(), case, planned) == [("ana", "Mon 08 08:30", "Mon 08 08:40")]
