"""Edits of whole shifts: other times, another day, another person, added and taken away."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scheduler.bars import Bars
from scheduler.outlines import filled
from scheduler.presence import Presence, Stretch
from scheduler.problem import Cell, PlacedShape, Problem
from scheduler.rule import Rulebook
from scheduler.team import Activity
from web.editing.blocks import FINEST, paint
from web.editing.change import Change, NotPossibleError, Why, free, shift_at

Shifts = Sequence[Presence]


def remove_shift(shifts: Shifts, cell: Cell) -> Change:
    """The person is free on the day.

    Raises:
        NotPossibleError: there is no shift.
    """
    shift_at(shifts, cell)
    return Change({cell: None})


def resize_shift(shifts: Shifts, cell: Cell, start: int, end: int) -> Change:
    """Other times: as long as before it moves with its blocks, else its ends are cut or grow.

    What grows is the first or the last block.

    Raises:
        NotPossibleError: there is no shift, it would be none, or it has these times.
    """
    shift = shift_at(shifts, cell)
    if end <= start:
        raise NotPossibleError(Why.EMPTY)
    if start % FINEST or end % FINEST:
        raise NotPossibleError(Why.OFF_GRID)
    if (start, end) == (shift.start, shift.end):
        raise NotPossibleError(Why.SAME)
    if end - start == shift.minutes:
        return Change({cell: shift.moved(shift.day, start - shift.start)})
    parts = [
        replace(s, start=max(s.start, start), end=min(s.end, end))
        for s in shift.stretches
        if s.start < end and s.end > start
    ]
    if not parts:
        raise NotPossibleError(Why.OUTSIDE)
    parts[0] = replace(parts[0], start=start)
    parts[-1] = replace(parts[-1], end=end)
    new = replace(shift, start=start, end=end, stretches=tuple(parts), standing=False)
    return Change({cell: new})


def move_to_day(problem: Problem, shifts: Shifts, cell: Cell, day: int) -> Change:
    """The shift at the same times of another day.

    Raises:
        NotPossibleError: there is none, the day is not one of the roster's, or has one already.
    """
    shift = shift_at(shifts, cell)
    if not 0 <= day < problem.clock.days:
        raise NotPossibleError(Why.NO_DAY)
    if day == cell[1]:
        raise NotPossibleError(Why.SAME)
    free(shifts, (cell[0], day))
    by = problem.clock.midnight(day) - problem.clock.midnight(cell[1])
    return Change({cell: None, (cell[0], day): shift.moved(day, by)})


def give_shift(shifts: Shifts, cell: Cell, person: str) -> Change:
    """The shift as it is, for somebody who is free that day.

    Raises:
        NotPossibleError: there is no shift, or that person has one.
    """
    shift = shift_at(shifts, cell)
    other = person, cell[1]
    free(shifts, other)
    return Change({cell: None, other: replace(shift, person=person, standing=False)})


def swap_shifts(shifts: Shifts, one: Cell, other: Cell) -> Change:
    """Two people change shifts of one day, each with all that is in it.

    Raises:
        NotPossibleError: one of them has none.
    """
    first, second = shift_at(shifts, one), shift_at(shifts, other)
    if one == other:
        raise NotPossibleError(Why.SAME)
    return Change(
        {
            one: replace(second, person=one[0], standing=False),
            other: replace(first, person=other[0], standing=False),
        }
    )


def add_shift(
    problem: Problem, rulebook: Rulebook, bars: Bars, shifts: Shifts, cell: Cell, shape: PlacedShape
) -> Change:
    """A shift of a shape with other work, and a meal where the rules give it one.

    Raises:
        NotPossibleError: there is one already, or the day is not one of the roster's.
    """
    if not 0 <= cell[1] < problem.clock.days:
        raise NotPossibleError(Why.NO_DAY)
    free(shifts, cell)
    return Change({cell: next(filled(problem, rulebook, bars, cell, shape))})


def cover(
    shift: Presence, rulebook: Rulebook, activity: Activity, start: int, end: int, room: str | None
) -> Presence:
    """The shift with an activity wherever it can lie from `start` to `end`.

    In runs as long as the rules let them be, with breaks as short as they ask for in between; a
    meal stays where it is. Work that does not expose goes on without.
    """
    grid = FINEST
    longest = rulebook.longest_run(activity.severity, grid) if activity.exposes else None
    gap = rulebook.shortest_gap(grid) if activity.exposes else 0
    for first, last in _outside_meal(shift, max(start, shift.start), min(end, shift.end)):
        reached = first
        while reached < last:
            until = last if longest is None else min(last, reached + longest)
            work = Stretch(reached, until, activity, room)
            shift = _over(shift, work)
            rest = min(last, until + gap)
            if until < rest:
                shift = _over(shift, Stretch(until, rest, None))
            reached = max(until, rest)
    return shift


def _over(shift: Presence, stretch: Stretch) -> Presence:
    try:
        return paint(shift, stretch)
    except NotPossibleError:
        return shift


def _outside_meal(shift: Presence, start: int, end: int) -> Iterable[tuple[int, int]]:
    meal = next((s for s in shift.stretches if s.meal), None)
    if meal is None:
        return [(start, end)] if start < end else []
    parts = [(start, min(end, meal.start)), (max(start, meal.end), end)]
    return [(a, b) for a, b in parts if a < b]
