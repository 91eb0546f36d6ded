"""Weeks that repeat earlier ones: what a planner by hand would start from."""

from collections.abc import Iterable

from scheduler.presence import Presence
from scheduler.problem import Cell, Problem

WEEK = 7


def repeated(problem: Problem, shifts: Iterable[Presence], weeks: int) -> dict[Cell, Presence]:
    """The shifts as they would be `weeks` weeks later, on days and for people that are free.

    Local times stay, so a shift over a night of another length is left out. Whether the rules are
    kept is for whoever takes them to check: leave and limits differ from week to week.
    """
    free = problem.taken | problem.outlines.keys()
    later = (_moved(problem, shift, weeks * WEEK) for shift in shifts)
    return {
        (shift.person, shift.day): shift
        for shift in later
        if shift is not None
        and 0 <= shift.day < problem.clock.days
        and not shift.elsewhere
        and shift.person in problem.people
        and (shift.person, shift.day) not in free
    }


def _moved(problem: Problem, shift: Presence, days: int) -> Presence | None:
    clock = problem.clock
    by = clock.midnight(shift.day + days) - clock.midnight(shift.day)
    moved = shift.moved(shift.day + days, by)
    before, after = (
        [clock.moment(minute).time() for minute in (each.start, each.end)]
        for each in (shift, moved)
    )
    return moved if before == after else None
