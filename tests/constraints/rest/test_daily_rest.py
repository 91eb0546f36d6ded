from datetime import date

import pytest
from ortools.sat.python import cp_model
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.rest.daily_rest import DailyRest
from every_roster import free_cells
from hand_rosters import breaches, spans
from scheduler.board import Board
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Rulebook
from scheduler.team import Pins
from tiny_teams import ADMIN, person, problem, shape, shift

RULE = DailyRest()
SPRING = date(2026, 3, 28)
AUTUMN = date(2026, 10, 24)


def worked(start: str, minutes: int) -> Shift:
    return shift("ana", start, [("admin", minutes)])


def test_eleven_hours_lie_between_two_shifts() -> None:
    case = problem(activities=[ADMIN], days=2)
    late = worked("2027-03-08 14:00", 480)
    assert spans(RULE, case, late, worked("2027-03-09 09:00", 240)) == []
    (breach,) = breaches(RULE, case, late, worked("2027-03-09 08:59", 240))
    assert str(breach.said) == (
        "Ana: the shift of Tue 9 March starts at 08:59, 10 h 59 after the one before ended at "
        "22:00. At least 11 h of rest must lie between."
    )


def test_a_shift_over_midnight_rests_into_the_day_after_the_next() -> None:
    case = problem(activities=[ADMIN], days=3)
    # 23:00 and 12 hours are Tuesday 11:00, with 11 hours of rest 22:00.
    night = worked("2027-03-08 23:00", 720)
    assert spans(RULE, case, night, worked("2027-03-09 22:00", 240)) == []
    assert spans(RULE, case, night, worked("2027-03-09 21:59", 240)) == [
        ("ana", "Tue 09 11:00", "Tue 09 21:59")
    ]
    # With 14 hours it is Wednesday 01:00.
    strict = DailyRest(minutes=840)
    assert spans(strict, case, night, worked("2027-03-10 01:00", 240)) == []
    assert len(spans(strict, case, night, worked("2027-03-10 00:59", 240))) == 1


def test_a_shift_that_starts_in_another_leaves_no_minute_between() -> None:
    case = problem(activities=[ADMIN], days=2)
    one, inside = worked("2027-03-08 20:00", 480), worked("2027-03-09 03:30", 240)
    (breach,) = breaches(RULE, case, one, inside)
    assert (breach.start, breach.end) == (1440 + 210, 1440 + 210)
    assert "starts at 03:30, 0 min after the one before ended at 04:00" in str(breach.said)


@pytest.mark.parametrize(
    ("first", "least"),
    # By the clock 22:00 to 09:00 are 11 hours: 10 in March, 12 in October.
    [(SPRING, "10:00"), (AUTUMN, "08:00")],
)
def test_the_nights_of_the_clock_change_count_as_they_last(first: date, least: str) -> None:
    case = problem(activities=[ADMIN], first=first, days=2)
    late = worked(f"{first} 14:00", 480)
    sunday = date.fromordinal(first.toordinal() + 1)
    assert spans(RULE, case, late, worked(f"{sunday} {least}", 240)) == []
    hour, minute = divmod(int(least[:2]) * 60 - 1, 60)
    assert len(spans(RULE, case, late, worked(f"{sunday} {hour:02}:{minute:02}", 240))) == 1


def test_the_shift_before_the_roster_counts_and_two_that_stand_do_not() -> None:
    before = worked("2027-03-07 14:00", 480)
    pin = worked("2027-03-08 08:00", 240)
    history = (worked("2027-03-06 22:00", 720), before)
    case = problem(activities=[ADMIN], history=history)
    assert spans(RULE, case, worked("2027-03-08 09:00", 240)) == []
    assert len(spans(RULE, case, worked("2027-03-08 08:59", 240))) == 1
    pinned = problem(activities=[ADMIN], days=2, history=history, pins=Pins(shifts=(pin,)))
    assert spans(RULE, pinned) == []
    assert len(spans(RULE, pinned, worked("2027-03-08 20:00", 240))) == 1


SHAPES = [shape("06:00", 60), shape("09:00", 60), shape("14:00", 480), shape("20:00", 240)]
NIGHTS = [shape("01:30", 60), shape("22:30", 720), shape("23:45", 720), shape("19:00", 180)]
DAYS = problem(shapes=SHAPES, activities=[ADMIN], days=3)
MINUTE = problem(
    shapes=[shape("14:00", 480), shape("08:59", 60), shape("09:00", 60)],
    activities=[ADMIN],
    days=2,
)
OVER = problem(shapes=NIGHTS, activities=[ADMIN], days=3)
BORDER = problem(
    shapes=SHAPES, activities=[ADMIN], days=3, history=(worked("2027-03-07 22:00", 660),)
)
PINNED = problem(
    shapes=[*SHAPES[:2], *NIGHTS[1:3]],
    activities=[ADMIN],
    days=4,
    history=(worked("2027-03-07 15:00", 480), worked("2027-03-07 08:00", 60)),
    pins=Pins(shifts=(worked("2027-03-10 05:00", 240),)),
)
OUTLINE = problem(
    shapes=SHAPES,
    activities=[ADMIN],
    days=3,
    pins=Pins(shifts=(worked("2027-03-09 10:00", 480).model_copy(update={"blocks": ()}),)),
)
CHANGES = [
    problem(
        shapes=[shape("14:00", 480), shape("23:45", 720), *mornings],
        activities=[ADMIN],
        first=first,
        days=2,
    )
    for first in (SPRING, AUTUMN)
    for mornings in (
        [shape("07:45", 60), shape("08:00", 60)],
        [shape("09:45", 60), shape("10:00", 60)],
    )
]


@pytest.mark.parametrize("case", [DAYS, MINUTE, OVER, BORDER, PINNED, *CHANGES])
def test_post_and_check_agree(case: Problem) -> None:
    assert_agreement(case, [RULE], filling="breaks")


@pytest.mark.parametrize("minutes", [661, 720, 840, 900, 960])
def test_post_and_check_agree_on_longer_rests(minutes: int) -> None:
    for case in (OVER, PINNED):
        assert_agreement(case, [DailyRest(minutes=minutes)], filling="breaks")


def test_a_night_two_days_before_the_roster_agrees() -> None:
    # Until 11:00 on Sunday, and 16 hours: 03:00 on Monday.
    case = problem(
        shapes=[shape("01:30", 60), shape("03:00", 60)],
        activities=[ADMIN],
        history=(worked("2027-03-06 23:00", 720),),
    )
    agreed = assert_agreement(case, [DailyRest(minutes=960)], filling="breaks")
    assert (agreed.rosters, agreed.accepted) == (3, 2)


def test_post_and_check_agree_on_two_people() -> None:
    shapes = [shape("06:00", 60), shape("14:00", 480)]
    case = problem(person("Ana"), person("Bo"), shapes=shapes, activities=[ADMIN], days=2)
    assert_agreement(case, [RULE], filling="breaks")


def test_a_pinned_shift_keeps_its_rest_from_free_ones() -> None:
    board = Board(OUTLINE, Rulebook([RULE], [DailyRest]), free=free_cells(OUTLINE))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    board.model.maximize(board.sum(x for cell in board.cells.values() for x in cell.chosen[2:]))
    # The pin lasts from 10:00 to 18:00: from Monday's shapes only those that end by 23:00, all
    # but 20:00 to 24:00 are left; from Wednesday's only those from 05:00, all.
    assert solver.solve(board.model) == cp_model.OPTIMAL
    monday = board.cells["ana", 0]
    assert solver.objective_value == 2
    board.model.add(monday.chosen[3] == 1)
    assert solver.solve(board.model) == cp_model.INFEASIBLE


def test_two_pins_too_close_leave_no_roster_instead_of_a_fault() -> None:
    pins = tuple(
        worked(start, 480).model_copy(update={"blocks": ()})
        for start in ("2027-03-08 15:00", "2027-03-09 08:00")
    )
    case = problem(shapes=SHAPES, activities=[ADMIN], days=2, pins=Pins(shifts=pins))
    board = Board(case, Rulebook([RULE], [DailyRest]), free=free_cells(case))
    assert cp_model.CpSolver().solve(board.model) == cp_model.INFEASIBLE


def test_less_than_eleven_hours_cannot_be_set() -> None:
    with pytest.raises(ValidationError):
        DailyRest(minutes=659)
