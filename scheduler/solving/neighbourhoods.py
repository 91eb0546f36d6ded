"""Which cells are freed next.

Days, pairs of days, a week of a few people, those around a shortfall, one person's period.
"""

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from scheduler.evaluating import Value
from scheduler.problem import Cell, Problem

FEW_PEOPLE = 3
PICKS = 12
SWEEPS = 1
# A new neighbourhood starts from the roster that was best this many tasks ago, whatever the
# number of processes: so the same seed gives the same roster on one core and on four.
IN_FLIGHT = 4
EFFORT = 0.3


@dataclass(frozen=True)
class Neighbourhood:
    """Cells to free at once. kind: how they were chosen, so that gains can be told apart.

    shifts_stay: only what is done inside the shifts is free.
    """

    kind: str
    cells: tuple[Cell, ...]
    shifts_stay: bool = False


STINTS = "a day's stints"
SHORTFALL = "around a shortfall"


class Chooser:
    """Picks neighbourhoods, more often of the kinds that gained more for their time.

    seed: makes the picks reproducible. effort: deterministic time for one. in_flight: how many are
    freed at once.
    """

    effort = EFFORT
    KINDS: Mapping[str, float] = {
        STINTS: 6.0,
        "day": 2.0,
        "two days": 1.0,
        "people's week": 2.0,
        SHORTFALL: 2.0,
        "one person's period": 1.0,
    }

    def __init__(self, problem: Problem, seed: int) -> None:
        self.in_flight = IN_FLIGHT
        self._problem = problem
        self._random = random.Random(seed)  # noqa: S311  (a search, no secret)
        self._weights = dict(self.KINDS)
        self._queue: list[int] = []
        self._sweeps = 0

    def pick(
        self,
        away_from: Collection[Cell],
        value: Value,
        shifts: Collection[Cell],
    ) -> Neighbourhood:
        """The next neighbourhood, apart from what others work on if it can be.

        value: of the best roster; days that lack more come up more often. shifts: the cells that
        have one.
        """
        found = self._any(value, shifts)
        for _ in range(PICKS):
            apart = not set(found.cells) & set(away_from)
            if found.cells and apart:
                break
            found = self._any(value, shifts)
        return found

    def learn(self, found: Neighbourhood, gain: float, spent: float) -> None:
        """Weigh a kind by its gain for its time."""
        rate = min(gain / max(spent, 0.01), 40.0)
        usual = self.KINDS[found.kind]
        self._weights[found.kind] = max(usual / 4, 0.9 * self._weights[found.kind] + 0.1 * rate)

    def _any(self, value: Value, shifts: Collection[Cell]) -> Neighbourhood:
        open_minutes = value.open_minutes
        if not self._queue:
            days = range(self._problem.clock.days)
            self._queue = sorted(days, key=lambda day: open_minutes.get(day, 0))
            self._sweeps += 1
        kind = self._random.choices(list(self._weights), list(self._weights.values()))[0]
        # The first roster's stints are rough: every day has its turns before anything else.
        if kind == STINTS or self._sweeps <= SWEEPS:
            kind, day = STINTS, self._queue.pop()
            cells = tuple(c for c in self._cells("day", {}, day) if c in shifts)
            return Neighbourhood(kind, cells, shifts_stay=True)
        if kind == SHORTFALL:
            return Neighbourhood(kind, tuple(self._around_a_shortfall(value)))
        return Neighbourhood(kind, tuple(self._cells(kind, open_minutes)))

    def _cells(
        self, kind: str, open_minutes: Mapping[int, int], only: int | None = None
    ) -> list[Cell]:
        people = list(self._problem.people)
        days = range(self._problem.clock.days)
        weights = [30 + open_minutes.get(day, 0) for day in days]
        day = self._random.choices(days, weights)[0] if only is None else only
        week = [d for d in self._problem.clock.week(day) if d in days]
        if kind == "day":
            return [(person, day) for person in people]
        if kind == "two days":
            chosen = self._some(people, 3 * FEW_PEOPLE)
            return [(p, d) for d in sorted({day, self._random.choice(week)}) for p in chosen]
        if kind == "people's week":
            chosen = self._some(people, FEW_PEOPLE)
            return [(person, d) for d in week for person in chosen]
        person = self._random.choice(people)
        return [(person, d) for d in days]

    def _around_a_shortfall(self, value: Value) -> list[Cell]:
        """A few who may do what is missing, on that day and on two others to change it with."""
        days = range(self._problem.clock.days)
        missing = {key: minutes for key, minutes in value.open_work.items() if key[0] in days}
        if not missing:
            return []
        day, name = self._random.choices(list(missing), list(missing.values()))[0]
        week = [d for d in self._problem.clock.week(day) if d in days]
        chosen = self._some(self._able(name, day), FEW_PEOPLE + 1)
        others = self._random.sample(week, min(2, len(week)))
        return [(person, d) for d in sorted({day, *others}) for person in chosen]

    def _able(self, activity: str | None, day: int) -> list[str]:
        """Who may do an activity on a day; everybody where it is not exposing."""
        people = self._problem.team.people
        work = self._problem.activities.get(activity or "")
        if work is None or work.exposes is None:
            return [person.id for person in people]
        on = self._problem.clock.date(day)
        return [person.id for person in people if person.authorised_for(work.id, on)]

    def _some(self, people: list[str], most: int) -> list[str]:
        chosen = set(self._random.sample(people, min(most, len(people))))
        return [person for person in people if person in chosen]
