"""The best roster so far: every change is checked and valued before it is kept."""

from collections.abc import Iterable, Mapping

from scheduler.checking import check_roster
from scheduler.evaluating import Value, evaluate
from scheduler.presence import Presence
from scheduler.problem import Cell, Problem
from scheduler.record import Record
from scheduler.rule import Breach, Rulebook


class Incumbent:
    """Holds a valid roster and takes only valid ones that are better.

    presences: the roster's shifts by cell. rulebook: what they are judged by. changed: the cells
    that whoever looked last (`told`) has not seen as they are now. The roster it starts from must
    be valid.
    """

    def __init__(
        self, problem: Problem, rulebook: Rulebook, presences: Mapping[Cell, Presence]
    ) -> None:
        self._problem = problem
        self.rulebook = rulebook
        self.presences = dict(presences)
        self.changed: set[Cell] = set()
        self.value = self._value(self.presences)

    def _value(self, presences: Mapping[Cell, Presence]) -> Value:
        return evaluate(self.rulebook, Record(self._problem, presences.values()))

    def breaches(self, presences: Mapping[Cell, Presence]) -> list[Breach]:
        """What the checker says of a roster."""
        return check_roster(self._problem, self.rulebook, presences.values())

    def with_cells(
        self, cells: Iterable[Cell], placed: Mapping[Cell, Presence]
    ) -> dict[Cell, Presence]:
        """The roster with these cells replaced; a cell that is not placed becomes free time."""
        freed = set(cells)
        merged = {cell: p for cell, p in self.presences.items() if cell not in freed}
        # In the same order whichever answer came first: repairs and boards go through them in it.
        return dict(sorted((merged | dict(placed)).items(), key=lambda item: item[0][::-1]))

    def offer(self, presences: Mapping[Cell, Presence]) -> bool:
        """Take a roster if it is better and keeps every rule; says whether it did."""
        value = self._value(presences)
        if not value.better_than(self.value) or self.breaches(presences):
            return False
        before = self.presences
        self.changed |= {
            cell
            for cell in before.keys() | presences.keys()
            if before.get(cell) != presences.get(cell)
        }
        self.presences, self.value = dict(presences), value
        return True

    def told(self) -> set[Cell]:
        """The cells that changed since this was asked last."""
        changed, self.changed = self.changed, set()
        return changed

    def offer_repaired(self, presences: Mapping[Cell, Presence]) -> bool:
        """Take what of a roster keeps every rule: shifts that break one are left out.

        Days placed at the same time can break a rule together. Standing shifts stay; the empty
        roster keeps every rule, so this ends.
        """
        left = dict(presences)
        while breaches := self.breaches(left):
            dropped = {cell for breach in breaches for cell in self._broken_by(breach, left)}
            if not dropped:
                return False
            left = {cell: p for cell, p in left.items() if cell not in dropped}
        return self.offer(left)

    @staticmethod
    def _broken_by(breach: Breach, presences: Mapping[Cell, Presence]) -> list[Cell]:
        inside = [
            cell
            for cell, p in presences.items()
            if not p.standing
            and (breach.person is None or p.person == breach.person)
            and p.start < breach.end
            and breach.start < p.end
        ]
        return inside[-1:] if breach.person else inside[:1]
