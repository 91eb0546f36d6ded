"""What a written schedule is worth, by the published rules of the family alone."""

from collections.abc import Iterator
from itertools import groupby

from bench.families.verdict import UnreadableError, Verdict
from bench.families.wtv.reading import FREE, OFF, Instance, rows_of, sections_of

# Of one kind of fault so many are told; a schedule that is wrong throughout is one line still.
TOLD = 3


def judge_schedule(instance: Instance, text: str) -> Verdict:
    """The value of a schedule, or the rules that it breaks.

    Raises UnreadableError where the text is no schedule of these people and activities.
    """
    section = sections_of(text, ("schedule",))["schedule"]
    rows = list(rows_of(section, instance.people, instance.slots))
    known = {OFF, FREE, *instance.activities}
    for row in rows:
        for cell in row.cells:
            if cell not in known:
                raise UnreadableError(f"line {row.line}: {cell!r} is no activity")
    done = [row.cells for row in rows]
    faults = tuple(_faults(instance, done))
    return Verdict(None if faults else _objective(instance, done), faults)


def _faults(instance: Instance, done: list[tuple[str, ...]]) -> Iterator[str]:
    for told in (_kept(instance, done), _staffed(instance, done)):
        found = list(told)
        yield from found[:TOLD]
        if len(found) > TOLD:
            yield f"and {len(found) - TOLD} more like it"


def _kept(instance: Instance, done: list[tuple[str, ...]]) -> Iterator[str]:
    """Off shift nothing, on shift one activity, and the fixed one where one is fixed."""
    for person, given, row in zip(instance.people, instance.given, done, strict=True):
        for slot, (must, cell) in enumerate(zip(given, row, strict=True), start=1):
            if must == OFF and cell != OFF:
                yield f"{person} slot {slot}: {cell} off shift"
            elif must != OFF and cell in {OFF, FREE}:
                yield f"{person} slot {slot}: no activity on shift"
            elif must not in {OFF, FREE, cell}:
                yield f"{person} slot {slot}: {cell}, fixed is {must}"


def _staffed(instance: Instance, done: list[tuple[str, ...]]) -> Iterator[str]:
    """Exactly the wanted number of people on each activity in each slot."""
    for activity, wanted in zip(instance.activities, instance.wanted, strict=True):
        for slot, people in enumerate(wanted):
            there = sum(row[slot] == activity for row in done)
            if there != people:
                yield f"{activity} slot {slot + 1}: {there} people, wanted {people}"


def _objective(instance: Instance, done: list[tuple[str, ...]]) -> int:
    """Each run by its length, and each person's number of runs of each activity."""
    total = 0
    for row in done:
        runs = [(name, len(list(cells))) for name, cells in groupby(row)]
        for number, activity in enumerate(instance.activities):
            lengths = [length for name, length in runs if name == activity]
            total += sum(instance.run_cost[number][length] for length in lengths)
            total += instance.frequency_cost[number][len(lengths)]
    return total
