"""Which pins are in force, and the roster that stands before anything is planned."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from scheduler.checking import STRUCTURE, check_roster
from scheduler.outlines import filled
from scheduler.presence import Presence
from scheduler.problem import Cell, PlacedShape, Problem
from scheduler.rule import Breach, Rulebook
from scheduler.words import Clocked, Day, Words, words


class VoidPin(NamedTuple):
    """A pin, or the blocks of one, that is not in force, and why, as anybody may read it."""

    pin: Words
    reason: Words


def settle_pins(problem: Problem, rulebook: Rulebook) -> tuple[Problem, list[VoidPin]]:
    """The problem with the pins in force, and those that are void.

    A pin is void where it breaks a rule of exposure, breaks, rest or people, or lies on a day that
    is pinned free, with history and the other pins alone. Where the times of a shift can stay and
    its blocks cannot, its times stay pinned. Of pins that break a rule together the later give
    way; each void one would break a rule again if it were put back.
    """
    if not problem.standing and not problem.outlines:
        return problem, []
    pins = [_Pin(ways) for ways in _ways_of_pins(problem, rulebook)]
    judge = _Judge(replace(problem, standing={}, outlines={}, days_off=frozenset()), rulebook)
    off = [pin for pin in pins if pin.cell in problem.days_off]
    for pin in off:
        pin.step = len(pin.ways)
    judge.step_down(pins)
    void = []
    for pin in pins:
        if pin in off:
            day = Day(problem.clock.date(pin.first.day))
            void.append(VoidPin(_said(problem, pin), words("{day} is pinned free.", day=day)))
        elif pin.step:
            breach = judge.put_back(pins, pin)
            if pin.gives_way and breach:
                void.append(VoidPin(_said(problem, pin), breach.public_words))
    kept = [pin for pin in pins if pin.in_force]
    settled = replace(
        problem,
        standing={p.cell: problem.standing[p.cell] for p in kept if p.as_pinned},
        outlines={p.cell: p.shape for p in kept if not p.as_pinned},
    )
    return settled, void


def fallback_roster(problem: Problem, rulebook: Rulebook) -> list[Presence]:
    """The roster of what is pinned alone, valid whatever else can be found.

    problem: with pins in force, as `settle_pins` gives them. Shifts pinned in their times hold work
    that does not expose, or a break, and a meal where a rule asks for one.
    """
    pins = [
        _Pin(ways[:1] if ways[0].standing else ways) for ways in _ways_of_pins(problem, rulebook)
    ]
    _Judge(problem, rulebook).step_down(pins, keep=1)
    return [pin.presence for pin in pins if pin.presence]


@dataclass(eq=False)
class _Pin:
    """A pin and the ways in which it may stand, best first; after the last it is void."""

    ways: tuple[Presence, ...]
    step: int = 0

    @property
    def first(self) -> Presence:
        return self.ways[0]

    @property
    def cell(self) -> Cell:
        return self.first.person, self.first.day

    @property
    def shape(self) -> PlacedShape:
        return PlacedShape(self.first.start, self.first.end, self.first.place)

    @property
    def in_force(self) -> bool:
        return self.step < len(self.ways)

    @property
    def presence(self) -> Presence | None:
        return self.ways[self.step] if self.in_force else None

    @property
    def as_pinned(self) -> bool:
        """Whether it stands with its own blocks."""
        return self.step == 0 and self.first.standing

    @property
    def gives_way(self) -> bool:
        """Whether something that was pinned is not in force."""
        return not self.in_force or (self.step > 0 and self.first.standing)


class _Judge:
    """What the rules that protect people say of pins that stand in some of their ways."""

    def __init__(self, problem: Problem, rulebook: Rulebook) -> None:
        self.problem = problem
        self.rulebook = rulebook
        self.binding = {r.name for r in rulebook.rules if r.group.protected} | {STRUCTURE}

    def breaches(self, pins: list[_Pin]) -> list[Breach]:
        """Every breach of a binding rule, in time order."""
        standing = [pin.presence for pin in pins if pin.presence]
        found = check_roster(self.problem, self.rulebook, standing)
        return [breach for breach in found if breach.rule in self.binding]

    def step_down(self, pins: list[_Pin], keep: int = 0) -> None:
        """Let pins give way until no rule is broken; each keeps its last `keep` ways."""
        while True:
            blamed: dict[str | None, _Pin] = {}
            able = [pin for pin in pins if pin.step < len(pin.ways) - keep]
            for breach in self.breaches(pins):
                pin = _blamed(breach, able)
                if pin and breach.person not in blamed:
                    blamed[breach.person] = pin
            if not blamed:
                return
            for pin in dict.fromkeys(blamed.values()):
                pin.step += 1

    def put_back(self, pins: list[_Pin], pin: _Pin) -> Breach | None:
        """Give a pin its best way that breaks nothing now.

        Returns what its own blocks break, or its times where it is void; None where it stands.
        """
        reached, before = pin.step, {_key(breach) for breach in self.breaches(pins)}
        broken: list[Breach] = []
        for step in range(reached):
            pin.step = step
            new = [breach for breach in self.breaches(pins) if _key(breach) not in before]
            if not new:
                return broken[0] if broken else None
            own = [breach for breach in new if breach.person == pin.first.person]
            broken.append((own or new)[0])
        pin.step = reached
        return broken[0 if pin.in_force else -1]


def _key(breach: Breach) -> tuple[str, str | None, int, int]:
    return breach.rule, breach.person, breach.start, breach.end


def _blamed(breach: Breach, pins: list[_Pin]) -> _Pin | None:
    """The last pin that a breach may come from: within its time, else beside it, else any."""
    own = [pin for pin in pins if breach.person in {None, pin.first.person}]
    within = [p for p in own if p.first.start < breach.end and breach.start < p.first.end]
    beside = [p for p in own if p.first.start <= breach.end and breach.start <= p.first.end]
    return max(within or beside or own, key=lambda p: (p.first.start, p.first.person), default=None)


def _ways_of_pins(problem: Problem, rulebook: Rulebook) -> Iterator[tuple[Presence, ...]]:
    """The ways of each pin in time order: as it is pinned, with other work, with a break."""
    bars = rulebook.bars(problem)
    shapes = {c: PlacedShape(p.start, p.end, p.place) for c, p in problem.standing.items()}
    shapes |= problem.outlines
    for cell, shape in sorted(shapes.items(), key=lambda item: (item[1].start, item[0])):
        pinned = problem.standing.get(cell)
        others = filled(problem, rulebook, bars, cell, shape)
        yield (pinned, *others) if pinned else tuple(others)


def _said(problem: Problem, pin: _Pin) -> Words:
    clock, shape = problem.clock, pin.shape
    template = (
        "{name}, {day}: the blocks of the shift pinned from {start} to {end}."
        if pin.in_force
        else "{name}, {day}: the shift pinned from {start} to {end}."
    )
    return words(
        template,
        name=problem.people[pin.first.person].name,
        day=Day(clock.date(pin.first.day)),
        start=Clocked(clock.moment(shape.start)),
        end=Clocked(clock.moment(shape.end)),
    )
