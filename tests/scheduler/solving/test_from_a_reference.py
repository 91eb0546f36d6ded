"""A solve with a reference starts from it, and leaves as much of it as it can."""

from dataclasses import replace
from datetime import datetime

from scheduler.problem import Problem
from scheduler.reference import compared
from scheduler.roster import Roster, Shift
from scheduler.solving import solve
from scheduler.team import Leave, Pins
from tiny_solving import RULES, book
from tiny_teams import ADMIN, BRUSSELS, MONDAY, line, person, problem, shape, shift


def at(who: str, start: str = "08:00") -> Shift:
    return shift(who, f"2027-03-08 {start}", [("admin", 60)])


def case(*known: Shift, leave: bool = False, pins: Pins = Pins()) -> Problem:  # noqa: B008 (frozen)
    """Ana, Ben and Cem, of whom one is wanted from eight to nine; any of them would do."""
    away = (Leave(first=MONDAY, last=MONDAY),) if leave else ()
    people = person("Ana"), person("Ben", leave=away), person("Cem")
    made = problem(
        *people,
        shapes=[shape("08:00", 60)],
        activities=[ADMIN],
        coverage=(line(ADMIN, "08:00", "09:00", minimum=1),),
        rules=RULES,
        pins=pins,
    )
    return compared(made, [Roster(team="Tiny", first=MONDAY, last=MONDAY, shifts=known)])


def who_works(of: Problem, *, effort: int | None = None) -> list[str]:
    """The people of the roster; without effort it is stopped before anything is looked for."""
    solution = solve(of, book(of), effort=effort, stop=lambda: effort is None)
    assert not solution.breaches
    return sorted(presence.person for presence in solution.presences)


def test_the_reference_is_the_first_roster_where_it_keeps_every_rule() -> None:
    assert who_works(case(at("ben"))) == ["ben"]
    assert who_works(case()) == []


def test_a_shift_of_it_that_breaks_a_rule_is_left_out_and_the_rest_is_kept() -> None:
    assert who_works(case(at("ana"), at("ben"), leave=True)) == ["ana"]


def test_what_is_pinned_goes_before_it() -> None:
    pinned = case(at("ana", "11:00"), at("ben"), pins=Pins(shifts=(at("ana"),)))
    solution = solve(pinned, book(pinned), stop=lambda: True)
    assert {(p.person, p.start) for p in solution.presences} == {("ana", 480), ("ben", 480)}


def test_of_rosters_that_cover_alike_the_one_with_least_change_is_made() -> None:
    for name in ("ana", "ben", "cem"):
        assert who_works(case(at(name)), effort=2) == [name]


def test_who_is_not_coming_is_replaced_and_nobody_else_is_moved() -> None:
    assert len(who_works(case(at("ben"), leave=True), effort=2)) == 1
    assert who_works(case(at("ana"), at("ben"), leave=True), effort=2) == ["ana"]


def test_what_is_announced_too_near_keeps_what_is_in_force() -> None:
    # One person is wanted and two are in force: without notice both keep their shift.
    near = case(at("ana"), at("ben"))
    near = replace(near, announced=datetime(2027, 3, 5, 9, tzinfo=BRUSSELS))
    assert who_works(near, effort=2) == ["ana", "ben"]
    # Ben is not coming: his shift goes, and nobody gets one without a yes.
    gone = replace(case(at("ben"), leave=True), announced=near.announced)
    assert who_works(gone, effort=2) == []
    asked = replace(gone, agreed=frozenset({("cem", 0)}))
    assert who_works(asked, effort=2) == ["cem"]
