from datetime import date, datetime

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.exposure.company_in_room import CompanyInRoom
from hand_rosters import record
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.team import Elsewhere, Exposed, Pins, Room
from tiny_teams import ADMIN, BRUSSELS, CHAT, HIGHEST, IMAGES, person, problem, shape, shift

RULE = CompanyInRoom()
ANA, BEN, CAS = (person(name) for name in ("Ana", "Ben", "Cas"))
TWO_ROOMS = (Room(id="quiet", name="Quiet", seats=2), Room(id="far", name="Far", seats=2))


def alone(case: Problem, *shifts: Shift) -> int:
    """Minutes that cost, at a rate of 1."""
    found = list(CompanyInRoom(rate=1).weigh(record(case, *shifts)))
    assert all((cost.level, cost.short, cost.missing) == (2, 0, None) for cost in found)
    return sum(cost.amount for cost in found)


def works(who: str, start: str, minutes: int, what: str = "images") -> Shift:
    return shift(who, f"2027-03-08 {start}", [(what, minutes)])


def test_each_minute_of_material_alone_in_the_room_costs() -> None:
    case = problem(ANA, BEN, CAS)
    both = works("ana", "08:00", 45), works("ben", "08:15", 45)
    # 08:00 to 08:15 and 08:45 to 09:00.
    assert alone(case, *both) == 15 + 15
    assert alone(case, *both, works("cas", "08:01", 58)) == 1 + 1
    assert alone(case, *both, works("cas", "08:00", 60)) == 0
    assert alone(case, both[0]) == 45
    (cost,) = RULE.weigh(record(case, *both))
    assert (cost.rule, cost.amount) == ("company_in_room", 2 * 30)
    assert list(CompanyInRoom(rate=0).weigh(record(case, *both))) == []
    assert list(RULE.weigh(record(case))) == []


def test_a_break_or_work_elsewhere_is_no_company() -> None:
    case = problem(ANA, BEN, activities=[IMAGES, CHAT, ADMIN])
    for what in ("break", "admin", "chat"):
        assert alone(case, works("ana", "08:00", 30), works("ben", "08:00", 30, what)) == 30
    assert alone(case, works("ben", "08:00", 30, "chat")) == 0


def placed(whole: Shift, room: str) -> Shift:
    blocks = tuple(block.model_copy(update={"room": room}) for block in whole.blocks)
    return whole.model_copy(update={"blocks": blocks})


def test_any_work_placed_in_the_same_room_is_company() -> None:
    case = problem(ANA, BEN, activities=[IMAGES, ADMIN], rooms=TWO_ROOMS)
    ana, ben = works("ana", "08:00", 30), works("ben", "08:10", 30, "admin")
    assert alone(case, placed(ana, "quiet"), placed(ben, "quiet")) == 10
    assert alone(case, placed(ana, "quiet"), placed(ben, "far")) == 30
    # Nobody is on material: nobody is missed.
    assert alone(case, placed(ben, "quiet")) == 0


def test_the_roster_s_minutes_count_from_its_first_to_the_night_after_it() -> None:
    history = [shift("ana", "2027-03-07 23:30", [("images", 45)])]
    case = problem(ANA, BEN, history=history)
    # 15 of them lie after midnight.
    assert alone(case) == 15
    assert alone(case, shift("ben", "2027-03-08 00:00", [("images", 20)])) == 5
    # Until the midnight after Tuesday: 60 + 24 x 60.
    assert alone(problem(), shift("ana", "2027-03-08 23:00", [("images", 2000)])) == 1500


@pytest.mark.parametrize(("on", "minutes"), [("2027-03-28", 120), ("2027-10-31", 240)])
def test_nights_of_the_clock_have_their_own_minutes(on: str, minutes: int) -> None:
    case = problem(first=date.fromisoformat(on))
    night = shift("ana", f"{on} 01:00", [("images", minutes)])
    assert night.end.hour == 4
    assert alone(case, night) == minutes


def test_the_rate_ends_where_it_is_said_to() -> None:
    for rate in (-1, 101):
        with pytest.raises(ValidationError):
            CompanyInRoom(rate=rate)
    assert CompanyInRoom(rate=100).in_force
    assert RULE.rate == 2


def test_posted_and_weighed_costs_of_two_are_the_same() -> None:
    # 1 + 8 each by 45 minutes of images; two shapes and other work beside.
    case = problem(ANA, BEN, shapes=[shape("08:00", 45), shape("08:15", 30)])
    assert_agreement(case, [RULE])
    assert_agreement(case, [CompanyInRoom(rate=7)], filling="whole")


def test_of_three_people_any_two_are_company() -> None:
    case = problem(ANA, BEN, CAS, shapes=[shape("08:00", 30)], activities=[IMAGES])
    assert assert_agreement(case, [RULE]).dearest == (0, 2 * 30, 0)


def test_each_room_counts_apart_and_all_material_in_it_together() -> None:
    case = problem(
        ANA, BEN, shapes=[shape("08:00", 30)], activities=[IMAGES, HIGHEST], rooms=TWO_ROOMS
    )
    assert_agreement(case, [RULE])


def test_beside_pins_costs_are_the_same() -> None:
    # Cas is there from 08:05 to 08:20, to the minute.
    pins = Pins(shifts=(works("cas", "08:05", 15),))
    case = problem(ANA, BEN, CAS, shapes=[shape("08:00", 30)], activities=[IMAGES], pins=pins)
    assert_agreement(case, [RULE])


@pytest.mark.parametrize("what", ["images", "admin"])
def test_beside_two_pins_costs_are_the_same(what: str) -> None:
    # Ben's admin in the room from 08:10 to 08:35 is company as much as his images.
    ben = placed(works("ben", "08:10", 25, what), "quiet")
    pins = Pins(shifts=(works("cas", "08:05", 15), ben))
    shapes = [shape("08:00", 45)]
    case = problem(ANA, BEN, CAS, shapes=shapes, activities=[IMAGES, ADMIN], pins=pins)
    assert_agreement(case, [RULE])


def test_over_midnight_at_both_ends_costs_are_the_same() -> None:
    history = [shift("ben", "2027-03-07 23:30", [("images", 45)])]
    case = problem(
        ANA,
        BEN,
        shapes=[shape("00:00", 30), shape("23:30", 60)],
        activities=[IMAGES],
        history=history,
    )
    assert_agreement(case, [RULE], filling="whole")


def test_where_nobody_is_free_what_stands_costs() -> None:
    # Ben stands alone on both days, and Ana may work on the second only.
    pins = Pins(
        shifts=tuple(shift("ben", f"2027-03-{on} 08:00", [("images", 30)]) for on in ("08", "09"))
    )
    shapes = [shape("08:00", 30, weekdays="tue")]
    case = problem(ANA, BEN, days=2, shapes=shapes, activities=[IMAGES], pins=pins)
    assert assert_agreement(case, [RULE]).dearest == (0, 2 * 60, 0)


def test_of_what_stands_after_the_roster_the_day_after_it_counts() -> None:
    # Ben stands alone on Tuesday, the day after, and on Wednesday.
    later = [shift("ben", f"2027-03-{on} 08:00", [("images", 30)]) for on in ("09", "10")]
    case = problem(ANA, BEN, shapes=[shape("08:00", 30)], activities=[IMAGES], history=later)
    assert alone(case) == 30
    # On Monday of two shifts of 30 minutes at most 30 are alone.
    assert assert_agreement(case, [RULE]).dearest == (0, 2 * (30 + 30), 0)


def test_material_in_another_team_is_in_no_room_of_this_one() -> None:
    first, last = (datetime(2027, 3, 8, hour, tzinfo=BRUSSELS) for hour in (8, 9))
    there = Elsewhere(start=first, end=last, exposed=(Exposed(start=first, end=last),))
    ben = person("Ben", elsewhere=(there,))
    case = problem(ANA, ben, shapes=[shape("08:00", 30)], activities=[IMAGES, CHAT])
    assert alone(case) == 0
    assert alone(case, works("ana", "08:00", 30)) == 30
    assert assert_agreement(case, [RULE]).dearest == (0, 2 * 30, 0)
