"""Wishes for leave come by a rule that anybody can read, and never by who was quickest."""

from datetime import date

from web.manager.leave_order import Wished, in_order, with_room

JULY = [date(2027, 7, day) for day in range(1, 32)]


def wish(number: int, person: str, first: int, last: int) -> Wished:
    """A wish for days of July; numbers go up in the order in which wishes were put."""
    return Wished(number, person, date(2027, 7, first), date(2027, 7, last))


ANA, BEN, CLEO = wish(1, "ana", 1, 7), wish(2, "ben", 1, 7), wish(3, "cleo", 1, 7)


def people(found: list[Wished]) -> list[str]:
    return [one.person for one in found]


def test_who_was_granted_fewer_of_the_same_days_last_year_goes_first() -> None:
    found = in_order([ANA, BEN, CLEO], {"ana": 7, "ben": 2}, lot="a round")
    assert people(found) == ["cleo", "ben", "ana"]


def test_first_wishes_of_all_go_before_anybodys_second() -> None:
    second = wish(4, "cleo", 20, 21)
    found = in_order([CLEO, second, ANA], {"ana": 14}, lot="a round")
    assert found == [CLEO, ANA, second]


def test_among_equals_the_lot_decides_and_not_who_asked_first() -> None:
    rounds = [people(in_order([ANA, BEN], {}, lot=str(number))) for number in range(40)]
    assert ["ana", "ben"] in rounds
    assert ["ben", "ana"] in rounds
    late = wish(9, "ana", 1, 7)
    assert people(in_order([ANA, BEN], {}, lot="x")) == people(in_order([late, BEN], {}, lot="x"))


def test_the_lot_of_a_round_stays_as_it_fell() -> None:
    assert in_order([ANA, BEN, CLEO], {}, lot="x") == in_order([CLEO, BEN, ANA], {}, lot="x")


def test_a_wish_has_room_where_no_day_has_more_off_than_may_be() -> None:
    assert with_room([ANA, BEN, CLEO], {}, 2) == {1, 2}
    # One is on leave already on 3 July.
    assert with_room([ANA, BEN], {date(2027, 7, 3): 1}, 2) == {1}


def test_a_wish_without_room_takes_none_from_those_after_it() -> None:
    whole, week = wish(5, "dora", 1, 31), wish(6, "emil", 8, 14)
    assert with_room([ANA, whole, week], {}, 1) == {1, 6}
    assert whole.days == JULY
