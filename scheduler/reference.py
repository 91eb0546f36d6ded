"""The roster that a new one is compared with: what is in force, or an earlier draft."""

from collections.abc import Iterable
from dataclasses import replace

from scheduler.presence import Presence, from_shift
from scheduler.problem import Cell, Problem
from scheduler.roster import Roster, Shift, by_day


def compared(problem: Problem, rosters: Iterable[Roster]) -> Problem:
    """The problem with these rosters as its reference, on the days that they share with it.

    rosters: of a day that several have the last one tells. Shifts of people whom the team no longer
    has are left out; of work that it no longer has, the times stay alone.
    """
    rosters = list(rosters)
    first, last = problem.dates()
    told = {day: roster for day, roster in by_day(rosters).items() if first <= day <= last}
    reference: dict[Cell, Presence] = {}
    for roster in rosters:
        for shift in roster.shifts:
            day = problem.clock.day_at(problem.clock.minute(shift.start))
            if shift.person in problem.people and told.get(problem.clock.date(day)) is roster:
                reference[shift.person, day] = _presence(problem, shift)
    referenced = frozenset(problem.clock.day(day) for day in told)
    return replace(problem, reference=reference, referenced=referenced)


def _presence(problem: Problem, shift: Shift) -> Presence:
    try:
        return from_shift(shift, problem.clock, problem.activities)
    except ValueError:
        bare = shift.model_copy(update={"blocks": ()})
        return from_shift(bare, problem.clock, problem.activities)
