"""A roster as a schedule: the activity of each person in each slot, as MiniZinc data."""

from collections.abc import Iterable

from bench.families.wtv.reading import FREE, OFF, Instance
from scheduler.presence import Presence


def schedule_of(instance: Instance, grid: int, shifts: Iterable[Presence]) -> str:
    """The matrix `schedule` in the layout of `fixed`; `<>` where somebody on shift does nothing.

    grid: minutes of a slot.
    """
    rows = {
        person: [OFF if cell == OFF else FREE for cell in given]
        for person, given in zip(instance.people, instance.given, strict=True)
    }
    for shift in shifts:
        for stretch in shift.stretches:
            if stretch.activity is not None:
                for slot in range(stretch.start // grid, stretch.end // grid):
                    rows[shift.person][slot] = stretch.activity.id
    told = "\n".join(f"| {person}: {', '.join(row)}" for person, row in rows.items())
    return f"schedule =\n[{told}\n|];\n"
