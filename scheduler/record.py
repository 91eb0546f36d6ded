"""A finished roster with its history, as the checker reads it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from scheduler.presence import Presence, Stretch
from scheduler.problem import Cell, CoverageSpan, Problem
from scheduler.team import Person


class Record:
    """All shifts of a team, those of the last five weeks first, in a few ways to look at them.

    problem: the question the roster answers. planned: the roster's own shifts. So that one changed
    day is judged without reading everybody's month again, only: the people to look at, and since:
    the day from which on history is read.
    """

    def __init__(
        self,
        problem: Problem,
        planned: Iterable[Presence],
        *,
        only: Collection[str] | None = None,
        since: int | None = None,
    ) -> None:
        self.problem = problem
        self._only = only
        self._since = since
        self.clock = problem.clock
        self._staffing: dict[CoverageSpan, list[tuple[int, int, int]]] = {}
        self.planned = tuple(sorted(planned, key=lambda p: (p.start, p.person)))

    @cached_property
    def by_person(self) -> Mapping[str, tuple[Presence, ...]]:
        """Each person's shifts, history included, in time order."""
        found: dict[str, list[Presence]] = {person.id: [] for person in self.people}
        for person, shifts in self.problem.recent_of.items():
            if self._only is None or person in self._only:
                since = self._since
                known = shifts if since is None else (p for p in shifts if p.day >= since)
                found.setdefault(person, []).extend(known)
        for presence in self.planned:
            found.setdefault(presence.person, []).append(presence)
        return {
            person: tuple(sorted(shifts, key=lambda p: p.start)) for person, shifts in found.items()
        }

    @cached_property
    def by_cell(self) -> Mapping[Cell, tuple[Presence, ...]]:
        """Shifts by person and day of their start; more than one is a breach of its own."""
        found: dict[Cell, list[Presence]] = defaultdict(list)
        for shifts in self.by_person.values():
            for presence in shifts:
                found[presence.person, presence.day].append(presence)
        return {cell: tuple(shifts) for cell, shifts in found.items()}

    @property
    def people(self) -> Iterator[Person]:
        """Everybody in the team that is looked at, in its order."""
        everybody = self.problem.team.people
        return iter(p for p in everybody if self._only is None or p.id in self._only)

    def shifts(self, person: str) -> tuple[Presence, ...]:
        """A person's shifts, history included, in time order."""
        return self.by_person.get(person, ())

    def new_shifts(self, person: str) -> tuple[Presence, ...]:
        """A person's shifts in this team that start in the roster's days."""
        return tuple(
            p for p in self.shifts(person) if 0 <= p.day < self.clock.days and not p.elsewhere
        )

    def counted(self, presence: Presence) -> int:
        """Paid minutes of a shift: without an unpaid meal break."""
        return presence.counted(meals_paid=self.problem.team.meals_paid)

    def stretches(self, person: str) -> Iterator[tuple[Presence, Stretch]]:
        """A person's blocks with their shifts, in time order."""
        for presence in self.shifts(person):
            for stretch in presence.stretches:
                yield presence, stretch

    def name(self, person: str) -> str:
        """A person's name, or the id where nobody in the team has it."""
        found = self.problem.people.get(person)
        return found.name if found else person

    @cached_property
    def _blocks(self) -> Mapping[tuple[str, int], list[tuple[int, int, str]]]:
        found: dict[tuple[str, int], list[tuple[int, int, str]]] = defaultdict(list)
        for person in self.by_person:
            for _, stretch in self.stretches(person):
                if stretch.activity is not None:
                    block = stretch.start, stretch.end, person
                    first, last = (
                        self.clock.day_at(stretch.start),
                        self.clock.day_at(stretch.end - 1),
                    )
                    for day in range(first, last + 1):
                        found[stretch.activity.id, day].append(block)
        return found

    def blocks_on(self, activity: str, day: int) -> list[tuple[int, int, str]]:
        """Start, end and person of each block of an activity that touches a local day."""
        return self._blocks.get((activity, day), [])

    def staffing(self, span: CoverageSpan) -> list[tuple[int, int, int]]:
        """[start, end) and how many people of a coverage line were on it, in time order."""
        if span not in self._staffing:
            self._staffing[span] = self._steps(span)
        return self._staffing[span]

    def _steps(self, span: CoverageSpan) -> list[tuple[int, int, int]]:
        skilled = self.problem.skilled(span.line.skill, span.day) if span.line.skill else None
        change: dict[int, int] = defaultdict(int)
        for start, end, person in self.blocks_on(span.line.activity, span.day):
            a, b = max(start, span.start), min(end, span.end)
            if a < b and (skilled is None or person in skilled):
                change[a] += 1
                change[b] -= 1
        steps, there, reached = [], 0, span.start
        for moment in (*sorted(change), span.end):
            if moment > reached:
                steps.append((reached, moment, there))
                reached = moment
            there += change.get(moment, 0)
        return steps

    @cached_property
    def _exposure(self) -> Mapping[Cell, tuple[int, int]]:
        found: dict[Cell, list[int]] = defaultdict(lambda: [0, 0])
        for person in self.by_person:
            for presence, stretch in self.stretches(person):
                if stretch.exposes:
                    self._add(found, presence, stretch)
        for cell, minutes in self.problem.worked.items():
            found[cell] = [minutes, minutes]
        return {cell: (total, standing) for cell, (total, standing) in found.items()}

    def _add(self, found: dict[Cell, list[int]], presence: Presence, stretch: Stretch) -> None:
        start = stretch.start
        while start < stretch.end:
            day = self.clock.day_at(start)
            end = min(stretch.end, self.clock.midnight(day + 1))
            minutes = found[presence.person, day]
            minutes[0] += end - start
            if presence.standing:
                minutes[1] += end - start
            start = end

    def exposure(self, person: str, day: int) -> int:
        """Exposing minutes in a local day: those really done where they are known, else planned."""
        return self._exposure.get((person, day), (0, 0))[0]

    def standing_exposure(self, person: str, day: int) -> int:
        """The part of `exposure` that nobody may change: history and pins."""
        return self._exposure.get((person, day), (0, 0))[1]
