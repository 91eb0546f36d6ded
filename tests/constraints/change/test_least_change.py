from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from agreement import assert_agreement
from constraints.change.least_change import LeastChange
from constraints.change.pinned import Pinned
from every_roster import free_cells
from rosters import costs
from scheduler.board import Board
from scheduler.presence import from_shift
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Rulebook
from scheduler.team import DayOff, Pins
from tiny_teams import ADMIN, BRUSSELS, MONDAY, person, problem, shape, shift

RULE = LeastChange()
BANDS = LeastChange(near_days=1, far_days=15, weight=7, person_weight=5)


def at(start: str, minutes: int = 60, who: str = "ana", **more: str) -> Shift:
    return shift(who, f"2027-03-{start}", [("admin", minutes)], **more)  # type: ignore[arg-type]


def against(case: Problem, *shifts: Shift, days: int | None = None) -> Problem:
    """The case with these shifts as its reference, which tells of the first `days` days."""
    read = [from_shift(each, case.clock, case.activities) for each in shifts]
    told = frozenset(range(case.clock.days if days is None else days))
    return replace(case, reference={(p.person, p.day): p for p in read}, referenced=told)


def cost(case: Problem, *shifts: Shift, rule: LeastChange = RULE) -> int:
    first, second, short = costs(rule, case, *shifts)
    assert (first, short) == (0, 0)
    return second


def test_without_a_reference_nothing_costs() -> None:
    assert cost(problem(), at("08 08:00")) == 0


def test_the_same_roster_costs_nothing_whatever_is_done_in_it() -> None:
    case = against(problem(days=2), at("08 08:00"))
    assert cost(case, at("08 08:00")) == 0
    assert cost(case, shift("ana", "2027-03-08 08:00", [("break", 15), ("images", 45)])) == 0


@pytest.mark.parametrize(
    "planned",
    [
        (),
        (at("08 08:15", 45),),
        (at("08 08:00", 45),),
        (at("08 08:01", 60),),
        (at("08 08:00", 60, place="home"),),
        (at("08 08:00"), at("09 08:00")),
    ],
)
def test_a_shift_gone_added_or_at_another_time_or_place_is_one_person_day(
    planned: tuple[Shift, ...],
) -> None:
    # Twice 600 within seven days, and 600 for Ana.
    assert cost(against(problem(days=2), at("08 08:00")), *planned) == 1200 + 600


def test_a_shift_on_another_day_is_two_person_days_of_one_person() -> None:
    case = against(problem(days=2), at("08 08:00"))
    assert cost(case, at("09 08:00")) == 2 * 1200 + 600
    # Handed to somebody else it touches two.
    case = against(problem(person("Ana"), person("Ben"), days=2), at("08 08:00"))
    assert cost(case, at("08 08:00", who="ben")) == 2 * (1200 + 600)


@pytest.mark.parametrize(
    ("day", "rate"), [(0, 1200), (6, 1200), (7, 600), (27, 600), (28, 300), (40, 300)]
)
def test_what_is_nearer_is_dearer(day: int, rate: int) -> None:
    case = against(problem(days=41))
    on = MONDAY + timedelta(days=day)
    assert cost(case, shift("ana", f"{on} 08:00", [("admin", 60)])) == rate + 600


def test_an_odd_weight_is_halved_downward() -> None:
    # Day 0 is near, day 1 not, day 15 far: 2 x 7 + 7 + 3, and 5 for Ana.
    case = against(problem(days=16))
    planned = at("08 08:00"), at("09 08:00"), at("23 08:00")
    assert cost(case, *planned, rule=BANDS) == 14 + 7 + 3 + 5


def test_nearness_counts_from_the_announcement_where_it_is_later() -> None:
    # Announced on Wednesday 10 March, day 2: the first seven days are 2 to 8.
    case = against(problem(days=20))
    case = replace(case, announced=datetime(2027, 3, 10, 9, tzinfo=BRUSSELS))
    assert cost(case, at("16 08:00")) == 1200 + 600
    assert cost(case, at("17 08:00")) == 600 + 600
    early = replace(case, announced=datetime(2027, 2, 1, 9, tzinfo=BRUSSELS))
    assert cost(early, at("14 08:00")) == 1200 + 600
    assert cost(early, at("15 08:00")) == 600 + 600


def test_days_of_which_the_reference_does_not_tell_are_free() -> None:
    case = against(problem(days=3), at("08 08:00"), days=1)
    assert cost(case, at("08 08:00"), at("09 08:00"), at("10 08:00")) == 0


def test_shifts_before_the_roster_are_no_change() -> None:
    case = against(problem(history=[at("07 23:00", 120)]))
    assert cost(case) == 0


@pytest.mark.parametrize("on", ["2027-03-28", "2027-10-31"])
def test_a_night_of_a_clock_change_is_one_day(on: str) -> None:
    night = shift("ana", f"{on} 00:00", [("admin", 240)])
    case = against(problem(first=date.fromisoformat(on), days=2), night)
    assert cost(case, night) == 0
    longer = shift("ana", f"{on} 00:00", [("admin", 241)])
    assert cost(case, longer) == 1200 + 600


SHAPES = [shape("08:00", 30), shape("08:00", 30, "home"), shape("08:00", 45), shape("23:45", 30)]


def test_post_and_weigh_agree_over_the_bands() -> None:
    home = person("Ana", home=True)
    case = problem(home, days=3, shapes=SHAPES, activities=[ADMIN])
    # Day 2 is not told. Days 0 and 1 changed: 2 x 7 + 7, and 5 for Ana.
    told = against(case, at("08 08:00", 30), days=2)
    assert assert_agreement(told, [BANDS], filling="breaks").dearest == (0, 14 + 7 + 5, 0)
    told = against(case, at("09 23:45", 30), at("10 08:00", 45))
    assert assert_agreement(told, [BANDS], filling="breaks").dearest == (0, 14 + 2 * 7 + 5, 0)


def test_post_and_weigh_agree_where_far_days_are_cheaper() -> None:
    # Shapes on Mondays and Tuesdays alone: of the days from 0 to 15 these are 0, 1, 7, 8, 14, 15.
    case = problem(days=16, shapes=[shape("08:00", 30, weekdays="mon tue")], activities=[ADMIN])
    told = against(case, at("22 08:00", 30), at("23 08:00", 30))
    # Day 0 twice 7, days 1, 7, 8 and 14 once, day 15 half of it; and 5 for Ana.
    agreed = assert_agreement(told, [BANDS], filling="breaks")
    assert agreed.rosters == 2**6
    assert agreed.dearest == (0, 14 + 4 * 7 + 3 + 5, 0)


def test_post_and_weigh_agree_where_nearness_counts_from_an_announcement() -> None:
    # Announced on day 1, which alone is near: days 0 and 1 cost 14, day 2 costs 7, and 5 for Ana.
    case = problem(days=3, shapes=SHAPES[:1], activities=[ADMIN])
    case = replace(against(case), announced=datetime(2027, 3, 9, 9, tzinfo=BRUSSELS))
    assert assert_agreement(case, [BANDS], filling="breaks").dearest == (0, 14 + 14 + 7 + 5, 0)


def test_the_board_knows_the_most_that_changes_can_cost() -> None:
    # Ana's Monday may change, and Tuesday's pin is a change: 1200 each, 600 for her. Ben may get a
    # shift on both days: 2 x 1200 + 600.
    case = problem(
        person("Ana"),
        person("Ben"),
        days=2,
        shapes=SHAPES[:1],
        activities=[ADMIN],
        pins=Pins(shifts=(at("09 10:00", 30),)),
    )
    board = Board(against(case), Rulebook([RULE], [LeastChange]), free=free_cells(case))
    assert board.ceilings == {1: 0, 2: 2 * (2 * 1200 + 600)}


def test_post_and_weigh_agree_for_two_people_with_blocks() -> None:
    people = person("Ana"), person("Ben")
    case = problem(*people, days=1, shapes=[shape("08:00", 30), shape("09:00", 30)])
    told = against(case, at("08 08:00", 30))
    # Twice 600 and 600 for each of both.
    assert assert_agreement(told, [RULE]).dearest == (0, 2 * 1800, 0)


def test_post_and_weigh_agree_where_pins_differ_from_the_reference() -> None:
    pins = Pins(
        shifts=(at("08 10:00", 30), at("09 10:00", 30, "ben").model_copy(update={"blocks": ()})),
        days_off=(DayOff(person="ben", day=MONDAY),),
    )
    case = problem(
        person("Ana"), person("Ben"), days=2, shapes=SHAPES[:1], activities=[ADMIN], pins=pins
    )
    told = against(case, at("08 08:00", 30), at("08 08:00", 30, "ben"), at("09 10:00", 30, "ben"))
    # Ana's pin is another shift, Ben's day off one that is gone: 1800 each, whatever is free. Ana's
    # second day is 1200 more.
    agreed = assert_agreement(told, [RULE, Pinned()], filling="breaks")
    assert agreed.dearest == (0, 2 * 1800 + 1200, 0)


def test_a_shift_of_a_shape_that_is_no_longer_offered_can_be_kept() -> None:
    case = problem(days=2, shapes=SHAPES[:1], activities=[ADMIN])
    told = against(case, at("08 11:07", 53))
    agreed = assert_agreement(told, [RULE], filling="breaks")
    # Free, the shape offered, or the old one; and the second day free or not.
    assert agreed.rosters == 3 * 2
