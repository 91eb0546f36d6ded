"""A month that is generated in two halves keeps the same rules over the seam as one made whole."""

from collections.abc import Iterable
from datetime import date, timedelta

from scheduler.checking import check_roster, presences_of
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Breach
from scheduler.solving import solve
from scheduler.team import Contract
from tiny_solving import RULES, book
from tiny_teams import ADMIN, CHAT, line, person, problem, shape, shift

# A Wednesday, so that the seam cuts a week.
FIRST = date(2027, 3, 10)
HALF = 14


def month() -> Problem:
    """Ana, of whom more is asked on each of 28 days than rest and her contract allow."""
    return problem(
        person("Ana", contract=Contract(weekly_minutes=240)),
        shapes=[shape("08:00", 45), shape("20:00", 45)],
        activities=[CHAT, ADMIN],
        first=FIRST,
        days=2 * HALF,
        coverage=(line(CHAT, "08:00", "08:45", target=1), line(ADMIN, "20:00", "20:45", target=1)),
        rules=RULES | {"max_weekly_exposure": {"minutes": 60}},
    )


def half(before: tuple[Shift, ...] = ()) -> tuple[Shift, ...]:
    """The shifts of the first fortnight, or of the one after it, given those of the first."""
    start = FIRST + timedelta(days=HALF if before else 0)
    team = month().team.model_copy(update={"history": before})
    asked = Problem.of(team, start, HALF)
    return solve(asked, book(asked), effort=1).roster.shifts


def broken(shifts: Iterable[Shift]) -> list[Breach]:
    """What the joined roster breaks, checked as one month."""
    whole = month()
    return check_roster(whole, book(whole), presences_of(whole, shifts))


def test_the_joined_roster_keeps_every_rule() -> None:
    first = half()
    second = half(first)
    assert {s.start.date() < FIRST + timedelta(days=HALF) for s in first} == {True}
    assert {s.start.date() < FIRST + timedelta(days=HALF) for s in second} == {False}
    assert broken((*first, *second)) == []


def test_what_only_both_halves_together_break_is_found_over_the_seam() -> None:
    days = [FIRST + timedelta(days=day) for day in range(HALF - 5, HALF + 1)]
    full = [shift("ana", f"{day} 08:00", [("admin", 60)]) for day in days]
    assert broken(full[:-1]) == []
    assert broken(full[-1:]) == []
    assert "consecutive_days" in {breach.rule for breach in broken(full)}
