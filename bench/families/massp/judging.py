"""What a written solution is worth, by the published rules of the family alone."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from bench.families.files import xml_of
from bench.families.massp.reading import DAY, QUARTER, Instance, Worker
from bench.families.verdict import UnreadableError, Verdict

SHORTEST_SHIFT, LONGEST_SHIFT = 360, 600
SHORTEST_BLOCK = 60
REST = 840
DAYS_IN_A_ROW = 5
# Both ends included, in minutes from midnight.
STARTS = ((0, 0), (360, 600), (840, 1080), (1200, 1440))
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d):00")


@dataclass(frozen=True)
class _Shift:
    """day: numbered from 0. start: minutes from the first midnight. tasks: with their minutes."""

    day: int
    start: int
    tasks: tuple[tuple[int, int], ...]

    @property
    def minutes(self) -> int:
        return sum(minutes for _, minutes in self.tasks)

    @property
    def end(self) -> int:
        return self.start + self.minutes

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Activities and their whole minutes; neighbours of the same activity are one block."""
        known, length = None, 0
        for task, minutes in self.tasks:
            if known is not None and task != known:
                yield known, length
                length = 0
            known, length = task, length + minutes
        if known is not None:
            yield known, length


def judge(instance: Instance, text: str) -> Verdict:
    """The objective of a solution, or the hard rules that it breaks.

    The objective is the sum, over quarters of an hour and activities, of people above the most
    that are wanted, squared. Raises UnreadableError where the text is no such solution.
    """
    shifts = _shifts(instance, xml_of(text))
    faults = [
        fault
        for worker in instance.staff
        for fault in _broken(instance, worker, sorted(shifts[worker.id], key=lambda s: s.start))
    ]
    there = Counter(
        (task, at)
        for of_one in shifts.values()
        for shift in of_one
        for task, at in _quarters(shift)
    )
    faults += _too_few(instance, there)
    if faults:
        return Verdict(None, tuple(faults))
    most = {(wanted.task, wanted.start): wanted.most for wanted in instance.cover}
    return Verdict(sum(max(0, people - most.get(at, 0)) ** 2 for at, people in there.items()))


def _shifts(instance: Instance, root: Element) -> defaultdict[str, list[_Shift]]:
    if root.tag != "Solution":
        raise UnreadableError(f"the solution begins with {root.tag}, not with Solution")
    staff = {worker.id for worker in instance.staff}
    found: defaultdict[str, list[_Shift]] = defaultdict(list)
    for employee in root.iter("Employee"):
        name = employee.get("ID", "")
        if name not in staff or name in found:
            why = "comes twice" if name in found else "is nobody of the staff"
            raise UnreadableError(f"employee {name!r} {why}")
        found[name] = [_shift(instance, name, shift) for shift in employee.iter("Shift")]
    return found


def _shift(instance: Instance, name: str, element: Element) -> _Shift:
    day = _whole(name, element, "Day")
    clock = CLOCK.fullmatch(element.findtext("Start", "").strip())
    if clock is None:
        raise UnreadableError(f"a shift of employee {name} has no start as HH:MM:00")
    start = day * DAY + 60 * int(clock[1]) + int(clock[2])
    tasks = tuple(
        (_whole(name, task, "ID"), _whole(name, task, "Length")) for task in element.iter("Task")
    )
    if unknown := [task for task, _ in tasks if not 1 <= task <= instance.tasks]:
        raise UnreadableError(f"employee {name} does activity {unknown[0]}, which there is not")
    if start % QUARTER or any(minutes % QUARTER for _, minutes in tasks):
        raise UnreadableError(f"a shift of employee {name} is not in quarters of an hour")
    return _Shift(day, start, tasks)


def _whole(name: str, element: Element, what: str) -> int:
    text = element.findtext(what, "").strip()
    if not (text.isascii() and text.isdigit()):
        raise UnreadableError(f"{what} of a shift of employee {name} is no whole number: {text!r}")
    return int(text)


def _quarters(shift: _Shift) -> Iterator[tuple[int, int]]:
    at = shift.start
    for task, minutes in shift.tasks:
        for quarter in range(at, at + minutes, QUARTER):
            yield task, quarter
        at += minutes


def _broken(instance: Instance, worker: Worker, shifts: list[_Shift]) -> Iterator[str]:
    """What one worker's shifts, in time order, break."""
    name = f"employee {worker.id}"
    for shift in shifts:
        yield from _broken_by_one(instance, f"{name}, day {shift.day}", shift)
    for before, after in pairwise(shifts):
        if before.day == after.day:
            yield f"{name}, day {after.day}: two shifts start"
        if after.start - before.end < REST:
            yield f"{name}, day {after.day}: {after.start - before.end} minutes of rest"
    run = 0
    days = {shift.day for shift in shifts}
    for day in sorted(days):
        run = run + 1 if day - 1 in days else 1
        if run == DAYS_IN_A_ROW + 1:
            yield f"{name}, day {day}: more than {DAYS_IN_A_ROW} days in a row"
    minutes = sum(shift.minutes for shift in shifts)
    if not worker.least <= minutes <= worker.most:
        yield f"{name}: {minutes} minutes, from {worker.least} to {worker.most} are wanted"


def _broken_by_one(instance: Instance, place: str, shift: _Shift) -> Iterator[str]:
    if not SHORTEST_SHIFT <= shift.minutes <= LONGEST_SHIFT:
        yield f"{place}: a shift of {shift.minutes} minutes"
    at = shift.start - shift.day * DAY
    if not any(first <= at <= last for first, last in STARTS):
        yield f"{place}: a start at {at // 60:02d}:{at % 60:02d}"
    if shift.start < instance.first or shift.end > instance.last:
        yield f"{place}: a shift outside the horizon"
    for task, minutes in shift.blocks():
        if minutes < SHORTEST_BLOCK:
            yield f"{place}: {minutes} minutes of activity {task}"


def _too_few(instance: Instance, there: Counter[tuple[int, int]]) -> list[str]:
    """Each quarter with too few people, in one fault a task so that they can be read."""
    short: Counter[int] = Counter()
    for wanted in instance.cover:
        short[wanted.task] += max(0, wanted.least - there[wanted.task, wanted.start])
    return [
        f"activity {task}: {people * QUARTER} minutes of least cover are missing"
        for task, people in sorted(short.items())
        if people
    ]
