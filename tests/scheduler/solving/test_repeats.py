"""A roster is begun from the weeks before it, as far as they can come again."""

from datetime import date, timedelta

from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.solving import solve
from scheduler.solving.repeats import repeated
from scheduler.team import Leave, Pins
from tiny_solving import RULES, book
from tiny_teams import ADMIN, MONDAY, line, person, problem, shape, shift

BEFORE = MONDAY - timedelta(days=7)


def at(who: str, day: date, start: str = "08:00", minutes: int = 60) -> Shift:
    return shift(who, f"{day} {start}", [("admin", minutes)])


def case(*history: Shift, leave: bool = False, pins: Pins = Pins(), days: int = 2) -> Problem:  # noqa: B008 (frozen)
    away = (Leave(first=MONDAY, last=MONDAY),) if leave else ()
    return problem(
        person("Ana", leave=away),
        person("Ben"),
        shapes=[shape("08:00", 60)],
        activities=[ADMIN],
        days=days,
        coverage=(line(ADMIN, "08:00", "09:00", minimum=2),),
        rules=RULES,
        history=history,
        pins=pins,
    )


def at_once(of: Problem) -> set[tuple[str, int, int]]:
    """Person, day and start of each shift of a solve that is stopped before it has begun."""
    solution = solve(of, book(of), stop=lambda: True)
    assert not solution.breaches
    return {(p.person, p.day, p.start) for p in solution.presences}


def test_the_week_before_is_the_first_roster() -> None:
    last_week = at("ana", BEFORE), at("ben", BEFORE + timedelta(days=1))
    assert at_once(case(*last_week)) == {("ana", 0, 480), ("ben", 1, 1440 + 480)}


def test_leave_and_pins_go_before_it() -> None:
    last_week = at("ana", BEFORE), at("ben", BEFORE)
    assert at_once(case(*last_week, leave=True)) == {("ben", 0, 480)}
    pinned = Pins(shifts=(at("ben", MONDAY, "11:00"),))
    assert at_once(case(*last_week, pins=pinned)) == {("ana", 0, 480), ("ben", 0, 660)}


def test_as_many_weeks_as_the_roster_has_are_repeated() -> None:
    # A roster of eight days takes two weeks; so the Monday of the week before comes on its day 7.
    found = at_once(case(at("ana", BEFORE), at("ben", BEFORE - timedelta(days=7)), days=8))
    assert {(who, day) for who, day, _ in found} == {("ana", 7), ("ben", 0)}


def test_a_shift_over_the_night_that_the_clock_changes_is_not_repeated() -> None:
    # The night to Sunday 28 March 2027 has 23 hours: 22:00 to 04:00 are 5 h there and 6 h before.
    night = at("ana", date(2027, 3, 20), "22:00", 360)
    plain = at("ben", date(2027, 3, 20), "20:00", 240)
    spring = problem(
        person("Ana"),
        person("Ben"),
        activities=[ADMIN],
        first=date(2027, 3, 27),
        days=2,
        history=(night, plain),
    )
    assert list(repeated(spring, spring.history, 1)) == [("ben", 0)]
