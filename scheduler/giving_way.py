"""Pins that break a rule give way, step by step, until none does."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from scheduler.checking import STRUCTURE, check_roster
from scheduler.presence import Presence
from scheduler.problem import Cell, PlacedShape, Problem
from scheduler.rule import Breach, Rulebook


@dataclass(eq=False)
class Pin:
    """A pin and the ways in which it may stand, best first; after the last it is void.

    impossible: what it breaks in every way, with history alone.
    """

    ways: tuple[Presence, ...]
    step: int = 0
    impossible: Breach | None = None

    @property
    def first(self) -> Presence:
        """The pin itself, or its best way where its times alone are pinned."""
        return self.ways[0]

    @property
    def cell(self) -> Cell:
        """The person and the day on which it starts."""
        return self.first.person, self.first.day

    @property
    def shape(self) -> PlacedShape:
        """Its times and place."""
        return PlacedShape.of(self.first)

    @property
    def in_force(self) -> bool:
        """Whether it stands in one of its ways."""
        return self.step < len(self.ways)

    @property
    def presence(self) -> Presence | None:
        """How it stands now; None where it is void."""
        return self.ways[self.step] if self.in_force else None

    @property
    def as_pinned(self) -> bool:
        """Whether it stands with its own blocks."""
        return self.step == 0 and self.first.standing

    @property
    def gives_way(self) -> bool:
        """Whether something that was pinned is not in force."""
        return not self.in_force or (self.step > 0 and self.first.standing)


class Judge:
    """What the rules that protect people say of pins that stand in some of their ways."""

    def __init__(self, problem: Problem, rulebook: Rulebook) -> None:
        self.problem = problem
        self.rulebook = rulebook
        self.binding = {r.name for r in rulebook.rules if r.group.protected} | {STRUCTURE}
        self._alone: dict[str, Problem] = {}

    def breaches(self, shifts: Iterable[Presence], problem: Problem | None = None) -> list[Breach]:
        """Every breach of a binding rule, in time order."""
        found = check_roster(problem or self.problem, self.rulebook, shifts)
        return [breach for breach in found if breach.rule in self.binding]

    def _with_nobody_else(self, person: str) -> Problem:
        """The problem of one person and what stands of them: quick to check, pin by pin."""
        if person not in self._alone:
            whole = self.problem
            team = whole.team.model_copy(update={"people": (whole.people[person],)})
            history = tuple(shift for shift in whole.history if shift.person == person)
            self._alone[person] = replace(whole, team=team, history=history)
        return self._alone[person]

    def step_down(self, pins: list[Pin], keep: int = 0) -> None:
        """Let pins give way until no rule is broken; each keeps its last `keep` ways."""
        while True:
            blamed: dict[str | None, Pin] = {}
            able = [pin for pin in pins if pin.step < len(pin.ways) - keep]
            for breach in self.breaches(shifts_of(pins)):
                pin = _blamed(breach, able)
                if pin and breach.person not in blamed:
                    blamed[breach.person] = pin
            if not blamed:
                return
            for pin in dict.fromkeys(blamed.values()):
                self._give_way(pin, keep)

    def _give_way(self, pin: Pin, keep: int) -> None:
        """One step, or all at once where even its last way breaks a rule by itself."""
        if not keep:
            # The last way has no exposure, so that nobody else could make it possible.
            alone = self._with_nobody_else(pin.first.person)
            pin.impossible = next(iter(self.breaches(pin.ways[-1:], alone)), None)
        pin.step = len(pin.ways) if pin.impossible else pin.step + 1

    def put_back(self, pins: list[Pin], pin: Pin) -> Breach | None:
        """Give a pin its best way that breaks nothing now.

        Returns what its own blocks break, or its times where it is void; None where it stands.
        """
        reached = pin.step
        before = {_key(breach) for breach in self.breaches(shifts_of(pins))}
        broken: list[Breach] = []
        for step in range(reached):
            pin.step = step
            found = self.breaches(shifts_of(pins))
            new = [breach for breach in found if _key(breach) not in before]
            if not new:
                return broken[0] if broken else None
            own = [breach for breach in new if breach.person == pin.first.person]
            broken.append((own or new)[0])
        pin.step = reached
        return broken[0 if pin.in_force else -1]


def shifts_of(pins: list[Pin]) -> list[Presence]:
    """The shifts of pins as they stand now."""
    return [pin.presence for pin in pins if pin.presence]


def _key(breach: Breach) -> tuple[str, str | None, int, int]:
    return breach.rule, breach.person, breach.start, breach.end


def _blamed(breach: Breach, pins: list[Pin]) -> Pin | None:
    """The last pin that a breach may come from: within its time, else beside it, else any."""
    own = [pin for pin in pins if breach.person in {None, pin.first.person}]
    within = [p for p in own if p.first.start < breach.end and breach.start < p.first.end]
    beside = [p for p in own if p.first.start <= breach.end and breach.start <= p.first.end]
    return max(within or beside or own, key=lambda p: (p.first.start, p.first.person), default=None)
