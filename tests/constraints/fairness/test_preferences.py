from datetime import date, time, timedelta

import pytest

from agreement import assert_agreement
from constraints.fairness.preferences import Preferences
from hand_rosters import presence
from rosters import costs
from scheduler.board import Board
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Rulebook
from scheduler.team import Pins, Wish
from tiny_teams import ADMIN, MONDAY, person, problem, shape, shift

RULE = Preferences()


def off(day: int) -> Wish:
    return Wish(day=MONDAY + timedelta(days=day))


def work(day: int, after: str | None = None, before: str | None = None) -> Wish:
    return Wish(
        day=MONDAY + timedelta(days=day),
        wish="work",
        not_before=time.fromisoformat(after) if after else None,
        not_after=time.fromisoformat(before) if before else None,
    )


def cost(case: Problem, *shifts: Shift) -> int:
    assert costs(RULE, case, *shifts)[::2] == (0, 0)
    return costs(RULE, case, *shifts)[1]


def at(start: str, minutes: int, who: str = "ana") -> Shift:
    return shift(who, f"2027-03-{start}", [("admin", minutes)])


def test_each_further_unmet_wish_of_a_person_costs_more() -> None:
    case = problem(person("Ana", wishes=(off(0), off(1), off(2))), days=3)
    # 300, then 600, then 900.
    assert cost(case, at("08 08:00", 60)) == 300
    assert cost(case, at("08 08:00", 60), at("09 08:00", 60)) == 300 + 600
    assert cost(case, *(at(f"{day} 08:00", 60) for day in ("08", "09", "10"))) == 1800


def test_unmet_wishes_of_the_weeks_before_are_counted_on() -> None:
    case = problem(person("Ana", wishes=(off(0), off(1)), unmet_wishes=2), days=2)
    # The third and the fourth.
    assert cost(case, at("08 08:00", 60), at("09 08:00", 60)) == 900 + 1200
    # Two people with one each are cheaper than one with two.
    two = problem(person("Ana", wishes=(off(0),)), person("Ben", wishes=(off(0),)))
    assert cost(two, at("08 08:00", 60), at("08 08:00", 60, "ben")) == 300 + 300


def test_a_day_off_is_free_of_every_minute() -> None:
    case = problem(person("Ana", wishes=(off(1),)), days=3)
    assert cost(case, at("08 22:00", 120), at("10 00:00", 60)) == 0
    assert cost(case, at("08 22:00", 121)) == 300
    # Both a night before and a shift on the day are one wish unmet.
    assert cost(case, at("08 22:00", 121), at("09 20:00", 60)) == 300
    before = problem(person("Ana", wishes=(off(0),)), history=[at("07 23:00", 61)])
    assert cost(before) == 300


@pytest.mark.parametrize(("on", "minutes"), [("2027-03-28", 23 * 60), ("2027-10-31", 25 * 60)])
def test_a_day_off_lasts_from_midnight_to_midnight_in_both_clock_changes(
    on: str, minutes: int
) -> None:
    first = date.fromisoformat(on)
    case = problem(person("Ana", wishes=(Wish(day=first),)), first=first, days=2)
    after = (first + timedelta(days=1)).isoformat()
    assert case.clock.midnight(1) == minutes
    assert cost(case, shift("ana", f"{after} 00:00", [("admin", 60)])) == 0
    assert cost(case, shift("ana", f"{on} 23:59", [("admin", 60)])) == 300


def test_a_wish_to_work_wants_a_shift_within_its_hours() -> None:
    case = problem(person("Ana", wishes=(work(0, "09:00", "17:00"),)))
    assert cost(case) == 300
    assert cost(case, at("08 09:00", 480)) == 0
    assert cost(case, at("08 08:59", 60)) == 300
    assert cost(case, at("08 16:01", 60)) == 300
    any_time = problem(person("Ana", wishes=(work(0),)))
    assert cost(any_time, at("08 23:00", 120)) == 0
    night = problem(person("Ana", wishes=(work(0, "22:00", "06:00"),)))
    assert cost(night, at("08 22:00", 480)) == 0
    assert cost(night, at("08 22:00", 481)) == 300
    whole_day = problem(person("Ana", wishes=(work(0, "09:00", "09:00"),)))
    assert cost(whole_day, at("08 22:00", 480)) == 0


def test_wishes_for_other_dates_are_not_looked_at() -> None:
    ana = person("Ana", wishes=(work(-1), off(1), work(2)))
    assert cost(problem(ana), at("08 23:30", 60)) == 0


SHAPES = [shape("23:30", 60), shape("23:30", 30), shape("08:00", 30), shape("10:00", 45)]


def test_post_and_weigh_agree_over_days_and_nights() -> None:
    ana = person("Ana", wishes=(off(1), work(2, "09:00", "12:00"), work(0)), unmet_wishes=1)
    case = problem(ana, days=3, shapes=SHAPES, activities=[ADMIN])
    # None met: (2 + 3 + 4) x 300.
    assert assert_agreement(case, [RULE], filling="breaks").dearest == (0, 2700, 0)
    ben = person("Ben", wishes=(work(1, before="09:00"), off(1), off(0)), unmet_wishes=3)
    case = problem(ana, ben, days=2, shapes=SHAPES, activities=[ADMIN])
    assert_agreement(case, [Preferences(weight=7)], filling="breaks")


def test_a_night_before_a_wished_day_agrees_where_other_days_are_held() -> None:
    shapes = [shape("23:30", 60), shape("23:30", 30)]
    ana = person("Ana", wishes=(off(1),))
    case = problem(ana, days=3, shapes=shapes, activities=[ADMIN])
    assert_agreement(case, [RULE], filling="breaks", held=9)


def test_post_and_weigh_agree_with_pins_and_history() -> None:
    ana = person("Ana", wishes=(off(0), off(1), work(2, "09:00")))
    case = problem(
        ana,
        days=4,
        shapes=SHAPES,
        activities=[ADMIN],
        history=[at("07 23:30", 60)],
        pins=Pins(shifts=(at("10 10:00", 30),)),
    )
    assert_agreement(case, [RULE], filling="breaks")
    late = problem(ana, days=3, shapes=SHAPES[2:], pins=Pins(shifts=(at("08 23:30", 60),)))
    assert_agreement(late, [RULE], filling="breaks")


def test_wishes_that_are_decided_already_agree() -> None:
    # Monday's is unmet by a pin, nothing can start on Thursday or the day before it.
    ana = person("Ana", wishes=(off(0), off(1), off(3)))
    case = problem(
        ana,
        days=4,
        shapes=[shape("08:00", 30, weekdays="tue")],
        activities=[ADMIN],
        pins=Pins(shifts=(at("08 10:00", 30),)),
    )
    assert assert_agreement(case, [RULE], filling="breaks").dearest == (0, 300 + 600, 0)


def test_a_board_counts_the_wishes_of_those_whom_it_decides_alone() -> None:
    case = problem(person("Ana", wishes=(off(0),)), person("Ben", wishes=(off(0), off(1))), days=2)
    book = Rulebook([RULE], [Preferences])
    held = {("ana", 0): presence(case, at("08 08:00", 60))}
    board = Board(case, book, free=[("ben", 0), ("ben", 1)], held=held)
    # Ben's first and second at most, in the order in which they are unmet.
    assert len(board.costs[2]) == 2
    assert board.ceilings[2] == 300 + 600
