"""Rosters written by hand, for the sums in the tests of rules.

broken = breaches(ExposureShare(), case, shift("ana", "2027-03-08 08:00", [("images", 60)]))
"""

from scheduler.presence import Presence, from_shift
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.roster import Shift
from scheduler.rule import Breach, Rule


def presence(problem: Problem, shift: Shift) -> Presence:
    """A shift of a file as the checker reads it, free."""
    return from_shift(shift, problem.clock, problem.activities)


def record(problem: Problem, *shifts: Shift) -> Record:
    """The roster of these shifts, with the pins and the history of the problem."""
    free = [presence(problem, shift) for shift in shifts]
    return Record(problem, [*problem.standing.values(), *free])


def breaches(rule: Rule, problem: Problem, *shifts: Shift) -> list[Breach]:
    """What a rule finds in the roster of these shifts."""
    return list(rule.check(record(problem, *shifts)))


def spans(rule: Rule, problem: Problem, *shifts: Shift) -> list[tuple[str | None, str, str]]:
    """Each breach as (person, local start, local end), such as `Mon 08 08:00`."""

    def at(minute: int) -> str:
        return problem.clock.moment(minute).strftime("%a %d %H:%M")

    return [(b.person, at(b.start), at(b.end)) for b in breaches(rule, problem, *shifts)]
