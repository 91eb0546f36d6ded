"""Which pins are in force, and the roster that stands before anything is planned."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from scheduler.giving_way import Judge, Pin, shifts_of
from scheduler.outlines import filled
from scheduler.presence import Presence
from scheduler.problem import PlacedShape, Problem
from scheduler.rule import Rulebook
from scheduler.words import Clocked, Day, Value, Words, words


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
    pins = [Pin(ways) for ways in _ways_of_pins(problem, rulebook)]
    judge = Judge(replace(problem, standing={}, outlines={}, days_off=frozenset()), rulebook)
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
            breach = pin.impossible or judge.put_back(pins, pin)
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
        Pin(ways[:1] if ways[0].standing else ways) for ways in _ways_of_pins(problem, rulebook)
    ]
    Judge(problem, rulebook).step_down(pins, keep=1)
    return shifts_of(pins)


def _ways_of_pins(problem: Problem, rulebook: Rulebook) -> Iterator[tuple[Presence, ...]]:
    """The ways of each pin in time order: as it is pinned, with other work, with a break."""
    bars = rulebook.bars(problem)
    shapes = {c: PlacedShape.of(p) for c, p in problem.standing.items()}
    shapes |= problem.outlines
    for cell, shape in sorted(shapes.items(), key=lambda item: (item[1].start, item[0])):
        pinned = problem.standing.get(cell)
        others = filled(problem, rulebook, bars, cell, shape)
        yield (pinned, *others) if pinned else tuple(others)


def _said(problem: Problem, pin: Pin) -> Words:
    clock, shape = problem.clock, pin.shape
    values: dict[str, Value] = {
        "name": problem.people[pin.first.person].name,
        "day": Day(clock.date(pin.first.day)),
        "start": Clocked(clock.moment(shape.start)),
        "end": Clocked(clock.moment(shape.end)),
    }
    if pin.in_force:
        return words(
            "{name}, {day}: the blocks of the shift pinned from {start} to {end}.", **values
        )
    return words("{name}, {day}: the shift pinned from {start} to {end}.", **values)
