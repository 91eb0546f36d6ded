"""An instance as the engine is asked it: one day, on which everybody's shift is pinned."""

from collections.abc import Iterator
from datetime import date, time
from itertools import groupby

from bench.families.family import Question
from bench.families.slots import lines_of
from bench.families.verdict import UnsolvableError
from bench.families.wtv.drafting import draft
from bench.families.wtv.fixed import Fixed, FixedWork
from bench.families.wtv.reading import FREE, OFF, Instance
from bench.families.wtv.runs import RunCosts, Tables
from constraints.change.pinned import Pinned
from constraints.coverage.coverage import Coverage
from scheduler.clock import Clock
from scheduler.problem import Cell, PlacedShape, Problem
from scheduler.rule import Rule, Rulebook
from scheduler.team import Activity, Contract, Person, ShiftShape, Team

# The family's rules: cover and pins are the product's, the other two are of this family alone.
CATALOGUE: tuple[type[Rule], ...] = (FixedWork, RunCosts, Coverage, Pinned)
# A day without a change of the clock. Which one does not matter.
DAY = date(2025, 1, 6)
ZONE = "UTC"
# A slot lasts 10 minutes where a day has room for them all, else 5: the files do not say. With 15
# the two hours that the search frees at once hold few slots to rearrange runs in, with 5 many.
GRIDS = (10, 5)
MINUTES_A_DAY = 1440
# Somebody missing costs more than any longer run that would be saved by it.
MISSING_RATE = 1000


def ask(instance: Instance) -> Question:
    """The problem and the rules. Raises UnsolvableError where a slot's numbers do not add up."""
    _refuse_unsolvable(instance)
    grid = grid_of(instance)
    team = _team(instance, grid)
    outlines: dict[Cell, PlacedShape] = {}
    off = set()
    for person, given in zip(instance.people, instance.given, strict=True):
        there = [slot for slot, cell in enumerate(given) if cell != OFF]
        if there:
            shape = PlacedShape(there[0] * grid, (there[-1] + 1) * grid, "site")
            outlines[person, 0] = shape
        else:
            off.add((person, 0))
    problem = Problem(
        team,
        Clock(ZONE, DAY, 1, grid),
        outlines=outlines,
        days_off=frozenset(off),
        reference=draft(instance, grid, outlines, {a.id: a for a in team.activities}),
    )
    return Question(problem, Rulebook(_rules(instance, grid), CATALOGUE))


def _rules(instance: Instance, grid: int) -> tuple[Rule, ...]:
    costs = zip(instance.run_cost, instance.frequency_cost, strict=True)
    tables = [Tables(run=run, frequency=frequency) for run, frequency in costs]
    return (
        FixedWork(fixed=tuple(_fixed(instance, grid))),
        RunCosts(tables=dict(zip(instance.activities, tables, strict=True))),
        Coverage(missing_rate=MISSING_RATE, surplus_rate=0),
        Pinned(),
    )


def grid_of(instance: Instance) -> int:
    """Minutes of a slot on the engine's clock."""
    return next(grid for grid in GRIDS if instance.slots * grid <= MINUTES_A_DAY)


def _refuse_unsolvable(instance: Instance) -> None:
    """Where these hold, whoever is free takes whatever is left, slot by slot: a solution."""
    for person, given in zip(instance.people, instance.given, strict=True):
        if [there for there, _ in groupby(given, lambda cell: cell != OFF)].count(True) > 1:
            raise UnsolvableError(f"the shift of {person} has a gap, and a shift has none")
    for slot, wanted in enumerate(zip(*instance.wanted, strict=True), start=1):
        cells = [given[slot - 1] for given in instance.given]
        there = sum(cell != OFF for cell in cells)
        if there != sum(wanted):
            raise UnsolvableError(f"slot {slot} wants {sum(wanted)} people and has {there}")
        for activity, people in zip(instance.activities, wanted, strict=True):
            if cells.count(activity) > people:
                told = f"slot {slot} wants {people} people on {activity}"
                raise UnsolvableError(f"{told} and fixes {cells.count(activity)}")


def _team(instance: Instance, grid: int) -> Team:
    return Team(
        name="wtv",
        timezone=ZONE,
        activities=tuple(Activity(id=name, name=name) for name in instance.activities),
        # Nobody has another shift than the pinned one; a team has a shape all the same.
        shapes=(ShiftShape(start=time(), minutes=MINUTES_A_DAY // 2),),
        people=tuple(
            Person(id=name, name=name, contract=Contract(weekly_minutes=2880))
            for name in instance.people
        ),
        coverage=tuple(
            line
            for name, wanted in zip(instance.activities, instance.wanted, strict=True)
            for line in lines_of(name, wanted, grid)
        ),
    )


def _fixed(instance: Instance, grid: int) -> Iterator[Fixed]:
    for person, given in zip(instance.people, instance.given, strict=True):
        first = 0
        for cell, slots in groupby(given):
            last = first + len(list(slots))
            if cell not in {OFF, FREE}:
                yield Fixed(person=person, activity=cell, start=first * grid, end=last * grid)
            first = last
