"""What a roster is compared with: which shift of which earlier roster, day by day."""

from datetime import timedelta

from scheduler.problem import PlacedShape
from scheduler.reference import compared
from scheduler.roster import Roster, Shift
from tiny_teams import MONDAY, person, problem, shape, shift


def roster(first: int, last: int, *shifts: Shift) -> Roster:
    a_day = timedelta(days=1)
    return Roster(
        team="Tiny", first=MONDAY + first * a_day, last=MONDAY + last * a_day, shifts=shifts
    )


def at(start: str, who: str = "ana", work: str = "admin") -> Shift:
    return shift(who, f"2027-03-{start}", [(work, 60)])


def test_a_problem_has_no_reference_unless_one_is_given() -> None:
    case = problem(days=2)
    assert (case.reference, case.referenced, case.announced) == ({}, frozenset(), None)
    assert compared(case, ()) == case


def test_days_that_are_shared_are_told_and_no_others() -> None:
    given = roster(-1, 1, at("07 08:00"), at("08 08:00"), at("09 23:30"), at("10 08:00"))
    case = compared(problem(days=5), [given])
    assert case.referenced == {0, 1}
    assert {cell: (p.start, p.end) for cell, p in case.reference.items()} == {
        ("ana", 0): (480, 540),
        ("ana", 1): (1440 + 1410, 1440 + 1470),
    }
    assert not any(presence.standing for presence in case.reference.values())
    later = compared(problem(days=5), [roster(4, 9, at("12 08:00"), at("13 08:00"))])
    assert later.referenced == {4}
    assert list(later.reference) == [("ana", 4)]


def test_of_two_rosters_the_later_tells_a_day_also_where_it_has_it_free() -> None:
    first, second = roster(0, 1, at("08 08:00"), at("09 08:00")), roster(1, 2, at("10 08:00"))
    case = compared(problem(days=3), [first, second])
    assert case.referenced == {0, 1, 2}
    assert list(case.reference) == [("ana", 0), ("ana", 2)]


def test_people_who_left_are_left_out_and_work_that_is_gone_leaves_the_times() -> None:
    given = roster(0, 0, at("08 08:00", "zoe"), at("08 08:00", work="hotline"))
    case = compared(problem(), [given])
    (presence,) = case.reference.values()
    assert (presence.person, presence.start, presence.end) == ("ana", 480, 540)
    assert [stretch.activity for stretch in presence.stretches] == [None]


def test_a_cell_may_have_the_shape_of_the_reference_as_well() -> None:
    case = problem(person("Ana"), person("Ben"), shapes=[shape("08:00", 60)], days=2)
    case = compared(case, [roster(0, 1, at("08 11:00"), at("09 08:00"))])
    assert case.choices(("ana", 0)) == (
        PlacedShape(480, 540, "site"),
        PlacedShape(660, 720, "site"),
    )
    assert case.choices(("ben", 0)) == case.shapes(0)
    assert case.choices(("ana", 1)) == case.shapes(1)
