"""What a written solution is worth by the published rules. Knows nothing of the engine.

Written is what the public model prints: the hours worked, then a line a person of 96 characters
in brackets, R for rest, B for a break, L for lunch, a digit for an activity.

Source: examples/shift.cpp of chuffed (github.com/chuffed/chuffed).
"""

import re
from collections.abc import Iterator
from itertools import groupby

from bench.families.shoe.reading import SLOTS, Instance
from bench.families.verdict import UnreadableError, Verdict

SLOTS_AN_HOUR = 4
SHORTEST_BLOCK = 4
BREAK, LUNCH = "B", "LLLL"
PART, FULL = (13, 24), (30, 38)
PAUSES = {(BREAK,): ("part-time", PART), (BREAK, LUNCH, BREAK): ("full-time", FULL)}

_HOURS = re.compile(r"^Hours worked: (\d+(?:\.\d+)?)$")
_PERSON = re.compile(r"^\[([0-9RBL]*)\]$")


def judge(instance: Instance, text: str, cap: int | None = None) -> Verdict:
    """Worked slots, or the hard rules that are broken.

    cap: most slots of one activity a person, our own extra. Raises UnreadableError where the text
    is no solution.
    """
    hours, people = _read(instance, text)
    faults = [fault for n, day in enumerate(people, 1) for fault in _day(instance, n, day)]
    if cap is not None:
        faults += [fault for n, day in enumerate(people, 1) for fault in _capped(n, day, cap)]
    faults += _cover(instance, people)
    worked = sum(character.isdigit() for day in people for character in day)
    if hours * SLOTS_AN_HOUR != worked:
        faults.append(f"{hours:g} hours are told, {worked} slots are worked")
    return Verdict(None if faults else worked, tuple(faults))


def _read(instance: Instance, text: str) -> tuple[float, list[str]]:
    lines = text.splitlines()
    told = _HOURS.match(lines[0]) if lines else None
    if told is None:
        raise UnreadableError("line 1 does not tell the hours worked")
    people = []
    for number, line in enumerate(lines[1:], start=2):
        match = _PERSON.match(line)
        if match is None or len(match[1]) != SLOTS:
            raise UnreadableError(f"line {number} is no day of {SLOTS} slots")
        foreign = [c for c in match[1] if c.isdigit() and int(c) >= instance.activities]
        if foreign:
            raise UnreadableError(f"line {number} has an activity {foreign[0]}")
        people.append(match[1])
    return float(told[1]), people


def _day(instance: Instance, number: int, day: str) -> Iterator[str]:
    """What is wrong with a person's day."""
    shift = day.strip("R")
    if not shift:
        return
    start = day.index(shift)
    first, end = instance.opening
    if start < first or start + len(shift) > end:
        yield f"person {number} works while the store is closed"
    blocks = ["".join(group) for _, group in groupby(shift)]
    work, pauses = blocks[::2], tuple(blocks[1::2])
    if not all(block[0].isdigit() for block in work) or pauses not in PAUSES:
        yield f"person {number} has no shift of work and pauses as they may be"
        return
    if any(len(block) < SHORTEST_BLOCK for block in work):
        yield f"person {number} has a block of under {SHORTEST_BLOCK} slots"
    name, (shortest, longest) = PAUSES[pauses]
    if not shortest <= len(shift) <= longest:
        yield f"person {number} has a {name} shift of {len(shift)} slots"


def _capped(number: int, day: str, cap: int) -> Iterator[str]:
    for activity in sorted(set(day) - set("RBL")):
        if day.count(activity) > cap:
            yield f"person {number} has {day.count(activity)} slots of activity {activity}"


def _cover(instance: Instance, people: list[str]) -> Iterator[str]:
    for slot, row in enumerate(instance.wanted):
        for activity, wanted in enumerate(row):
            there = sum(day[slot] == str(activity) for day in people)
            if there < wanted:
                yield f"slot {slot} has {there} of {wanted} people on activity {activity}"
