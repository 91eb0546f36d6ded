"""A roster that grows shift by shift and is asked of the checker at each."""

from collections import defaultdict
from collections.abc import Mapping

from scheduler.checking import alone, together
from scheduler.presence import Presence
from scheduler.problem import Cell, Problem
from scheduler.rule import Breach, Rulebook
from scheduler.solving.open_demand import OpenDemand


class SoFar:
    """The shifts so far, what they leave open, and each person's exposure in them.

    start: a roster that keeps every rule. presences: all shifts by cell.
    """

    def __init__(
        self, problem: Problem, rulebook: Rulebook, start: Mapping[Cell, Presence]
    ) -> None:
        self.presences = dict(start)
        self.demand = OpenDemand(problem)
        self.demand.take(p for p in start.values() if not p.standing)
        self._problem, self._rulebook, self._start = problem, rulebook, start
        self._theirs: dict[str, dict[int, Presence]] = defaultdict(dict)
        for (person, day), presence in start.items():
            self._theirs[person][day] = presence

    def exposed(self, person: str) -> int:
        """Exposing minutes of a person in the roster so far."""
        shifts = self._theirs[person].values()
        return sum(s.minutes for shift in shifts for s in shift.stretches if s.exposes)

    def minutes(self, person: str, day: int) -> int:
        """Minutes of a person's shifts in the week of a day."""
        shifts = (self._theirs[person].get(each) for each in self._problem.clock.week(day))
        return sum(shift.minutes for shift in shifts if shift)

    def offer(self, presence: Presence) -> list[Breach]:
        """Take a shift where its person may have it beside all others; else say why not."""
        theirs = self._theirs[presence.person] | {presence.day: presence}
        person = {presence.person}
        breaches = list(alone(self._problem, self._rulebook, theirs.values(), person))
        if not breaches:
            self.take(presence)
        return breaches

    def take(self, presence: Presence) -> None:
        """Take a shift that is known to keep its person's rules."""
        self._remove((presence.person, presence.day))
        self.demand.take([presence])
        self._theirs[presence.person][presence.day] = presence
        self.presences[presence.person, presence.day] = presence

    def leave(self, cell: Cell) -> None:
        """What the cell had at the start, if anything."""
        self._remove(cell)
        if cell in self._start:
            self.take(self._start[cell])

    def _remove(self, cell: Cell) -> None:
        before = self.presences.pop(cell, None)
        if before:
            self.demand.give_back([before])
            del self._theirs[before.person][before.day]

    def together(self, day: int) -> list[Breach]:
        """What people break who are there at the same time, in the shifts of a day."""
        return list(together(self._problem, self._rulebook, self.presences.values(), day))
