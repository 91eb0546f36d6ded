from collections.abc import Iterable
from typing import Literal

import pytest
from ortools.sat.python import cp_model
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.breaks.meal_break import MealBreak
from every_roster import free_cells
from hand_rosters import breaches, spans
from scheduler.board import Board
from scheduler.problem import Problem
from scheduler.rule import Expression, Rulebook
from scheduler.team import Pins, ShiftShape
from tiny_teams import ADMIN, IMAGES, person, problem, shape, shift

RULE = MealBreak()


def cut(*at: int, from_minutes: int = 360) -> MealBreak:
    """The rule with edges of coarse segments at these minutes of the first day."""

    class Cut(MealBreak):
        def cuts(self, problem: Problem, day: int) -> Iterable[int]:
            del problem, day
            return at

    return Cut(from_minutes=from_minutes)


CASE = problem(activities=[ADMIN])


def most(board: Board, terms: list[Expression]) -> int:
    board.model.maximize(board.sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(board.model) == cp_model.OPTIMAL
    return int(solver.objective_value)


def said(*blocks: tuple[str, int], start: str = "2027-03-08 08:00") -> list[str]:
    return [str(b.said) for b in breaches(RULE, CASE, shift("ana", start, blocks))]


def test_a_shift_of_six_hours_holds_one_meal_and_a_shorter_one_none() -> None:
    assert said(("admin", 165), ("meal", 30), ("admin", 165)) == []
    assert said(("admin", 359)) == []
    (none,) = said(("admin", 165), ("break", 30), ("admin", 165))
    assert none == (
        "Ana, Mon 8 March: meal breaks in a shift of 6 h: 0. From 6 h on it holds one, a shorter "
        "shift none."
    )
    assert len(said(("admin", 100), ("meal", 30), ("admin", 40), ("meal", 30), ("admin", 160))) == 1
    assert len(said(("admin", 165), ("meal", 30), ("admin", 164))) == 1


def test_it_lasts_half_an_hour_and_a_longer_one_is_no_breach() -> None:
    assert said(("admin", 165), ("meal", 29), ("admin", 166)) == [
        "Ana, Mon 8 March: the meal break lasts 29 min. The least is 30 min."
    ]
    assert said(("admin", 150), ("meal", 60), ("admin", 150)) == []


def test_it_keeps_off_the_first_and_the_last_quarter() -> None:
    # 7 h 36 is 456 minutes, a quarter of it 114.
    assert said(("admin", 114), ("meal", 30), ("admin", 312)) == []
    assert said(("admin", 312), ("meal", 30), ("admin", 114)) == []
    (early,) = said(("admin", 113), ("meal", 30), ("admin", 313))
    assert early == (
        "Ana, Mon 8 March: the meal break from 09:53 to 10:23 touches the first or last quarter of "
        "the shift."
    )
    assert len(said(("admin", 313), ("meal", 30), ("admin", 113))) == 1


def test_it_is_counted_in_elapsed_minutes_on_both_nights_of_the_clock_change() -> None:
    for night in ("2026-03-28", "2026-10-24"):
        whole = [("admin", 120), ("meal", 30), ("admin", 330)]
        early = [("admin", 119), ("meal", 30), ("admin", 331)]
        assert said(*whole, start=f"{night} 23:00") == []
        assert len(said(*early, start=f"{night} 23:00")) == 1


def test_what_stands_is_not_reported() -> None:
    long = [("admin", 480)]
    case = problem(
        activities=[ADMIN],
        history=(shift("ana", "2027-03-07 08:00", long),),
        pins=Pins(shifts=(shift("ana", "2027-03-08 08:00", long),)),
    )
    assert spans(RULE, case) == []


@pytest.mark.parametrize(
    ("grid", "minutes", "lengths"),
    [
        (15, 30, [165, 180, 195]),
        # 40 is planned as 45; 7 minutes at the end belong to no slot.
        (15, 40, [180, 187, 232]),
        (10, 30, [170, 180, 190, 235]),
        (10, 45, [240]),
        (5, 32, [175, 180, 183]),
    ],
)
@pytest.mark.parametrize("start", ["08:00", "22:30"])
def test_post_and_check_agree(
    grid: Literal[5, 10, 15], minutes: int, lengths: list[int], start: str
) -> None:
    shapes = [shape(start, length) for length in lengths]
    case = problem(shapes=shapes, activities=[ADMIN], grid=grid)
    assert_agreement(case, [MealBreak(minutes=minutes, from_minutes=180)], filling="whole")


def test_post_and_check_agree_on_overlapping_shapes_of_two_people() -> None:
    shapes = [shape("08:00", 180), shape("08:30", 210), shape("09:00", 150)]
    case = problem(person("Ana"), person("Bo"), shapes=shapes, activities=[ADMIN])
    assert_agreement(case, [MealBreak(from_minutes=180)], filling="whole")


def test_a_shift_without_a_place_for_its_meal_is_not_rostered() -> None:
    # [45, 135] holds 90 minutes, not 100; the shorter shift needs none.
    case = problem(shapes=[shape("08:00", 180), shape("08:00", 90)], activities=[ADMIN])
    rules = [MealBreak(from_minutes=180, minutes=100)]
    agreed = assert_agreement(case, rules, filling="whole")
    assert agreed.accepted == 1 + 2


@pytest.mark.parametrize("minutes", [30, 40])
def test_nobody_works_while_the_meal_lasts(minutes: int) -> None:
    # 456 minutes are 30 slots and 6 minutes; less a meal of 2 or 3 slots.
    case = problem(shapes=[shape("08:00", 456)], activities=[IMAGES, ADMIN])
    rules = [MealBreak(minutes=minutes)]
    board = Board(case, Rulebook(rules, [MealBreak]), free=free_cells(case))
    (cell,) = board.cells.values()
    assert most(board, [cell.work(piece) for piece in cell.pieces]) == 30 - -(-minutes // 15)


@pytest.mark.parametrize("segments", [False, True])
def test_the_coarse_form_keeps_room_for_the_meal(segments: bool) -> None:
    # 456 minutes are 30 slots and 6 minutes; less 30 of meal, 420 are left for work.
    rule = cut(570, 840) if segments else RULE
    case = problem(shapes=[shape("08:00", 456)], activities=[IMAGES])
    board = Board(case, Rulebook([rule], [type(rule)]), free=free_cells(case), look="days")
    (cell,) = board.cells.values()
    middle = [piece for piece in cell.pieces if piece.end > 480 + 114 and piece.start < 480 + 342]
    assert most(board, [cell.work(piece) for piece in cell.pieces]) == 420
    if segments:
        # The segment from 09:30 to 14:00 holds every place of the meal.
        assert most(board, [cell.work(piece) for piece in middle]) == 240


def test_a_meal_with_a_single_place_has_that_place() -> None:
    # [45, 135] holds 90 minutes; the meal of 90 fills it.
    case = problem(shapes=[shape("08:00", 180)], activities=[ADMIN])
    agreed = assert_agreement(case, [MealBreak(from_minutes=180, minutes=90)], filling="whole")
    assert agreed.accepted == 1 + 2


def test_a_shift_without_a_meal_has_no_unpaid_minutes() -> None:
    assert [RULE.unpaid_minutes(minutes) for minutes in (359, 360)] == [0, 30]


def coarse(rule: MealBreak, *shapes: ShiftShape) -> Board:
    case = problem(shapes=shapes, activities=[ADMIN])
    return Board(case, Rulebook([rule], [type(rule)]), free=free_cells(case), look="days")


def most_work(board: Board, start: int, end: int) -> int:
    """The most work of the only cell in the segments of [start, end)."""
    (cell,) = board.cells.values()
    return most(board, [cell.work(p) for p in cell.pieces if start <= p.start and p.end <= end])


def test_the_segments_that_hold_the_meal_leave_room_for_it() -> None:
    # 08:00 to 15:36: a quarter is 114, so the meal lies in [594, 822], on the grid from 600 to 810.
    eight = shape("08:00", 456)
    assert most_work(coarse(cut(600, 810), eight), 600, 810) == 210 - 30
    # The segments from 10:00 to 13:00 and from there to 15:30 hold it together.
    assert most_work(coarse(cut(600, 780), eight), 600, 1440) == 330 - 30


def test_work_in_segments_lies_in_whole_slots() -> None:
    # 08:05 to 15:36: slots from 08:15 to 15:30.
    assert most_work(coarse(cut(570, 840), shape("08:05", 451)), 0, 1440) == 435 - 30
    # 08:10 to 11:05 has no slot after 11:00, where the meal of the other shape lies.
    board = coarse(cut(660, from_minutes=180), shape("11:00", 180), shape("08:10", 175))
    (cell,) = board.cells.values()
    board.require(cell.chosen[1] == 1)
    assert most_work(board, 660, 1440) == 0


@pytest.mark.parametrize(
    "shapes",
    [
        # The segment until 10:15 holds the first shape's meal, and not always the second's.
        (shape("08:00", 180), shape("08:30", 210)),
        # The second has nothing in the segment of the first one's meal.
        (shape("08:00", 180), shape("14:00", 60)),
    ],
)
def test_the_coarse_form_accepts_the_meals_of_other_shapes(
    shapes: tuple[ShiftShape, ShiftShape],
) -> None:
    case = problem(shapes=shapes, activities=[ADMIN])
    assert_agreement(case, [cut(615, from_minutes=180)], filling="whole")


def test_a_shorter_meal_than_half_an_hour_cannot_be_set() -> None:
    with pytest.raises(ValidationError):
        MealBreak(minutes=15)
    assert list(MealBreak(active=False).looser()) == ["switched off"]
