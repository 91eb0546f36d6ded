"""A schedule to begin with: everybody wanted is there, whatever the runs cost.

The family rearranges a schedule that is in force; its files keep what each slot had of it and not
who did what. Going from slot to slot, whoever can goes on with what they did.
"""

from collections.abc import Iterator

from bench.families.wtv.reading import FREE, Instance
from scheduler.presence import Presence, Stretch, joined
from scheduler.problem import Cell, PlacedShape
from scheduler.team import Activity


def draft(
    instance: Instance,
    grid: int,
    outlines: dict[Cell, PlacedShape],
    activities: dict[str, Activity],
) -> dict[Cell, Presence]:
    """A shift for each outline; `instance` is one that has a solution. grid: minutes of a slot."""
    columns = list(_columns(instance))
    numbers = {person: number for number, person in enumerate(instance.people)}
    shifts = {}
    for (person, day), shape in outlines.items():
        stretches = joined(
            Stretch(at, at + grid, activities[columns[at // grid][numbers[person]]])
            for at in range(shape.start, shape.end, grid)
        )
        shifts[person, day] = Presence(person, day, shape.start, shape.end, stretches, shape.place)
    return shifts


def _columns(instance: Instance) -> Iterator[list[str]]:
    """What everybody does in each slot."""
    before: list[str] = []
    for slot, wanted in enumerate(zip(*instance.wanted, strict=True)):
        done = [given[slot] for given in instance.given]
        left = dict(zip(instance.activities, wanted, strict=True))
        left = {name: people - done.count(name) for name, people in left.items()}
        free = [number for number, cell in enumerate(done) if cell == FREE]
        for number in free if before else ():
            if left.get(before[number], 0) > 0:
                done[number] = before[number]
                left[before[number]] -= 1
        for number in free:
            if done[number] == FREE:
                done[number] = next(name for name, people in left.items() if people > 0)
                left[done[number]] -= 1
        yield done
        before = done
