"""Which cells are freed next: days, pairs of days, and people around a shortfall."""

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from scheduler.problem import Cell, Problem

# Deterministic seconds of CP-SAT for a neighbourhood; those that gain get asked again.
EFFORT = 0.6
FEW_PEOPLE = 4


@dataclass(frozen=True)
class Neighbourhood:
    """Cells to free at once. kind: how it was chosen, so that gains can be told apart."""

    kind: str
    cells: tuple[Cell, ...]


class Chooser:
    """Picks neighbourhoods, more often of the kinds that gained more per second.

    seed: makes the picks reproducible.
    """

    KINDS = ("day", "two days", "people's week", "person's period")

    def __init__(self, problem: Problem, seed: int) -> None:
        self._problem = problem
        self._random = random.Random(seed)  # noqa: S311  (a search, no secret)
        self._weights = dict.fromkeys(self.KINDS, 1.0)
        self._days: list[int] = []

    def pick(self, away_from: Collection[Cell], open_minutes: dict[int, int]) -> Neighbourhood:
        """The next neighbourhood, if it can be without cells that others are working on.

        open_minutes: what each day still lacks, so that days with more come up more often.
        """
        best: Neighbourhood | None = None
        for _ in range(6):
            kind = self._random.choices(self.KINDS, [self._weights[k] for k in self.KINDS])[0]
            cells = tuple(self._cells(kind, open_minutes))
            found = Neighbourhood(kind, cells)
            if not set(cells) & set(away_from):
                return found
            best = best or found
        assert best is not None  # noqa: S101  (six rounds always give one)
        return best

    def learn(self, kind: str, gain: float, spent: float) -> None:
        """Weigh a kind by what it gained for its time; none falls out of use."""
        rate = gain / max(spent, 0.01)
        self._weights[kind] = max(0.25, 0.85 * self._weights[kind] + 0.15 * min(rate, 8.0))

    def _cells(self, kind: str, open_minutes: dict[int, int]) -> Iterator[Cell]:
        people = list(self._problem.people)
        days = range(self._problem.clock.days)
        weights = [1 + open_minutes.get(day, 0) for day in days]
        day = self._random.choices(days, weights)[0]
        if kind == "day":
            chosen, wanted = people, [day]
        elif kind == "two days":
            chosen = self._some(people, 2 * FEW_PEOPLE)
            other = self._random.choice([d for d in self._problem.clock.week(day) if d in days])
            wanted = sorted({day, other})
        elif kind == "people's week":
            chosen = self._some(people, FEW_PEOPLE - 1)
            wanted = [d for d in self._problem.clock.week(day) if d in days]
        else:
            chosen, wanted = self._some(people, 1), list(days)
        for one in wanted:
            for person in chosen:
                yield person, one

    def _some(self, people: list[str], most: int) -> list[str]:
        chosen = set(self._random.sample(people, min(most, len(people))))
        return [person for person in people if person in chosen]
