"""What of the demand is still open while shifts are placed one after another."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scheduler.presence import Presence, Stretch
from scheduler.problem import CoverageSpan, Problem, WorkloadSpan

# What a minute is worth: one below a minimum comes before all targets, these before workload.
BELOW_MINIMUM = 1000
BELOW_TARGET = 10
OF_WORKLOAD = 9


@dataclass
class _Line:
    """A coverage line on one day, with the people who are on it by slot. skilled: None for all."""

    span: CoverageSpan
    skilled: frozenset[str] | None
    there: Counter[int] = field(default_factory=Counter)

    def counts(self, person: str) -> bool:
        return self.skilled is None or person in self.skilled


class OpenDemand:
    """Coverage, workload and seats that are still to be had, slot by slot of the grid.

    A block counts in each slot that it touches; what a roster is worth is the evaluator's to say.
    Standing shifts before and in the roster are counted from the start.
    """

    def __init__(self, problem: Problem) -> None:
        self._grid = problem.clock.grid
        self._lines: dict[tuple[str, int], list[_Line]] = defaultdict(list)
        self._loads: dict[tuple[str, int], list[WorkloadSpan]] = defaultdict(list)
        self._left: Counter[WorkloadSpan] = Counter()
        self._seats: Counter[tuple[str, int]] = Counter()
        self._problem = problem
        for span in problem.coverage:
            skill = span.line.skill
            line = _Line(span, problem.skilled(skill, span.day) if skill else None)
            for slot in self._slots(span.start, span.end):
                self._lines[span.line.activity, slot].append(line)
        for load in problem.workload:
            self._left[load] = load.minutes - problem.asked_by_coverage(load)
            for day in load.days:
                self._loads[load.target.activity, day].append(load)
        for shifts in problem.recent_by_day.get(0, ()), problem.standing.values():
            self.take(shift for shift in shifts if not shift.elsewhere)

    def _slots(self, start: int, end: int) -> range:
        return range(start // self._grid * self._grid, end, self._grid)

    def worth(self, person: str, activity: str, slot: int) -> int:
        """What the person's work on an activity in the slot [slot, slot + grid) is still worth."""
        found = 0
        for line in self._lines.get((activity, slot), ()):
            if line.counts(person):
                there = line.there[slot]
                found += self._minutes(line, slot) * (
                    BELOW_MINIMUM * (there < line.span.line.minimum)
                    + BELOW_TARGET * (there < line.span.wanted)
                )
        if found:
            return found
        loads = self._loads.get((activity, self._problem.clock.day_at(slot)), ())
        return self._grid * OF_WORKLOAD if any(self._left[load] > 0 for load in loads) else 0

    def _minutes(self, line: _Line, slot: int) -> int:
        return min(slot + self._grid, line.span.end) - max(slot, line.span.start)

    def seat(self, room: str, slot: int) -> bool:
        """Whether a seat of an approved room is free in a slot."""
        return self._seats[room, slot] < self._problem.rooms[room]

    def take(self, shifts: Iterable[Presence]) -> None:
        """Count these shifts: what they do is no longer open."""
        self._count(shifts, 1)

    def give_back(self, shifts: Iterable[Presence]) -> None:
        """Count these shifts no longer."""
        self._count(shifts, -1)

    def _count(self, shifts: Iterable[Presence], by: int) -> None:
        for person, stretch, slot in self._work(shifts):
            name = stretch.activity.id if stretch.activity else ""
            covered = 0
            for line in self._lines.get((name, slot), ()):
                if line.counts(person):
                    before, after = line.there[slot], line.there[slot] + by
                    line.there[slot] = after
                    if line.skilled is None:
                        more = min(after, line.span.wanted) - min(before, line.span.wanted)
                        covered += more * self._minutes(line, slot)
            minutes = min(stretch.end, slot + self._grid) - max(stretch.start, slot)
            for load in self._loads.get((name, self._problem.clock.day_at(slot)), ()):
                self._left[load] -= minutes * by - covered
            if stretch.material and stretch.room:
                self._seats[stretch.room, slot] += by

    def _work(self, shifts: Iterable[Presence]) -> Iterator[tuple[str, Stretch, int]]:
        for shift in shifts:
            for stretch in shift.stretches:
                if stretch.activity is not None:
                    for slot in self._slots(stretch.start, stretch.end):
                        yield shift.person, stretch, slot
