"""Every roster of a tiny problem, made without the board and without any rule."""

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import Literal

from scheduler.presence import Presence, Stretch, joined
from scheduler.problem import Cell, PlacedShape, Problem
from scheduler.rule import Rulebook
from scheduler.team import Activity, Person

Filling = Literal["slots", "whole", "breaks"]
Roster = tuple[Presence | None, ...]
Doing = tuple[Activity | None, str | None]


def free_cells(problem: Problem) -> list[Cell]:
    """Every person and day of the roster, less what stands, in the board's order."""
    return [
        (person, day)
        for day in range(problem.clock.days)
        for person in problem.people
        if (person, day) not in problem.standing and not problem.minutes_elsewhere(person, day)
    ]


def every_shift(
    problem: Problem, rulebook: Rulebook, cell: Cell, filling: Filling, *, loose: bool = False
) -> list[Presence | None]:
    """Everything a cell can hold: no shift, or a shape with its meal and its slots filled.

    filling: `slots` puts each option or a break into each slot; `whole` one option or a break into
    all slots of the shift; `breaks` leaves every shift empty. The meal is left out, or lies at any
    slot, where a rule gives the shape a meal. loose: also work where it can not be done: shifts
    from home of anybody, material at home or without an approved room.
    """
    name, day = cell
    person = problem.people[name]
    found: list[Presence | None] = [None]
    shapes = dict.fromkeys(problem.choices(cell))
    if cell in problem.outlines:
        shapes[problem.outlines[cell]] = None
    for shape in shapes:
        if loose or person.home or shape.place == "site":
            doing = _doing(problem, shape, loose=loose)
            found += _fillings(problem, rulebook, person, day, shape, doing, filling)
    return found


def _doing(problem: Problem, shape: PlacedShape, *, loose: bool) -> list[Doing]:
    options: list[Doing] = [(None, None)]
    approved = [room.id for room in problem.team.rooms if room.approved]
    for activity in problem.team.activities:
        if activity.exposes == "material":
            rooms = [*(room.id for room in problem.team.rooms), None] if loose else approved
            if loose or shape.place == "site":
                options += [(activity, room) for room in rooms]
        elif loose or shape.place == "site" or activity.home:
            options.append((activity, None))
    return options


def _fillings(
    problem: Problem,
    rulebook: Rulebook,
    person: Person,
    day: int,
    shape: PlacedShape,
    doing: list[Doing],
    filling: Filling,
) -> Iterator[Presence]:
    grid = problem.clock.grid
    first = -(-shape.start // grid) * grid
    slots = range(first, shape.end - grid + 1, grid)
    meal = -(-rulebook.unpaid_minutes(shape.end - shape.start) // grid)
    places = [frozenset(slots[at : at + meal]) for at in range(len(slots) - meal + 1) if meal]
    for eaten in (frozenset[int](), *places):
        working = [slot for slot in slots if slot not in eaten]
        for done in _ways(doing, len(working), filling):
            at = dict(zip(working, done, strict=True))
            stretches = [Stretch(shape.start, first, None)] if first > shape.start else []
            stretches += [
                Stretch(slot, slot + grid, *at.get(slot, (None, None)), slot in eaten)
                for slot in slots
            ]
            reached = stretches[-1].end if stretches else shape.start
            if reached < shape.end:
                stretches.append(Stretch(reached, shape.end, None))
            yield Presence(person.id, day, shape.start, shape.end, joined(stretches), shape.place)


def _ways(doing: list[Doing], slots: int, filling: Filling) -> Iterator[tuple[Doing, ...]]:
    if filling == "slots":
        yield from product(doing, repeat=slots)
    else:
        for one in doing if filling == "whole" else doing[:1]:
            yield (one,) * slots


def every_roster(choices: list[list[Presence | None]], most: int) -> Iterator[Roster]:
    """Every combination of what the cells hold.

    Raises ValueError where there are more than `most`: then the case is not a tiny one.
    """
    number = prod(len(choice) for choice in choices)
    if number > most:
        parts = " x ".join(str(len(choice)) for choice in choices)
        raise ValueError(f"{number} rosters ({parts}) are more than {most}: make the case smaller")
    yield from product(*choices)


def said(problem: Problem, roster: Roster) -> str:
    """A roster to read: `ana Mon 08:00-09:00 site: images 30, break 15, MEAL 15`."""
    lines = []
    for shift in roster:
        if shift is not None:
            clock = problem.clock
            blocks = ", ".join(
                f"{s.activity.id if s.activity else 'MEAL' if s.meal else 'break'} {s.minutes}"
                + (f" in {s.room}" if s.room and len(problem.team.rooms) > 1 else "")
                for s in shift.stretches
            )
            when = clock.moment(shift.start).strftime("%a %d %H:%M")
            until = clock.local(shift.end)
            lines.append(f"  {shift.person} {when}-{until} {shift.place}: {blocks}")
    return "\n".join(lines) or "  nobody works"
