"""Small changes of a roster, as somebody at a board would make them."""

import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from scheduler.outlines import filled
from scheduler.presence import Presence, Stretch, joined
from scheduler.problem import Cell, Problem
from scheduler.rule import Rulebook

Roster = Mapping[Cell, Presence]
HOUR = 60


@dataclass(frozen=True)
class Edit:
    """One change. cells: the person-days after it, None where there is no shift any more."""

    said: str
    cells: Mapping[Cell, Presence | None]

    def of(self, roster: Roster) -> dict[Cell, Presence]:
        """The roster with the change made."""
        merged = {**roster, **self.cells}
        return {cell: presence for cell, presence in merged.items() if presence is not None}


def edits(
    problem: Problem,
    rulebook: Rulebook,
    roster: Roster,
    seed: int,
    *,
    people: Collection[str] | None = None,
) -> list[Edit]:
    """Every change of one shift or one block there is, in an order of chance.

    A shift added, taken away, given to another, moved to another start or day, repeated, made
    longer or shorter, done from home or as overtime; a block that becomes other work or a break, is
    divided, or reaches a slot further. seed: makes the order reproducible. people: whose shifts
    are changed or added, everybody's if left out.
    """
    whose = problem.people.keys() if people is None else people
    found = list(_added(problem, rulebook, roster, whose))
    for cell in sorted((c for c in roster if c[0] in whose), key=lambda c: (c[1], c[0])):
        found += _of_shift(problem, roster, roster[cell])
        found += _of_blocks(problem, roster[cell])
    random.Random(seed).shuffle(found)  # noqa: S311  (an order, no secret)
    return found


def _added(
    problem: Problem, rulebook: Rulebook, roster: Roster, people: Collection[str]
) -> Iterator[Edit]:
    bars = rulebook.bars(problem)
    for person in (one for one in problem.people if one in people):
        for day in range(problem.clock.days):
            if (person, day) not in roster:
                for shape in problem.shapes(day):
                    for new in filled(problem, rulebook, bars, (person, day), shape):
                        yield Edit("a shift is added", {(person, day): new})


def _of_shift(problem: Problem, roster: Roster, shift: Presence) -> Iterator[Edit]:
    cell = shift.person, shift.day
    yield Edit("a shift is taken away", {cell: None})
    yield Edit("a shift becomes overtime", {cell: replace(shift, overtime=True)})
    home = replace(shift, place="site" if shift.place == "home" else "home")
    yield Edit("a shift's place changes", {cell: home})
    for other in problem.people:
        if (other, shift.day) not in roster:
            given = replace(shift, person=other, standing=False)
            yield Edit("a shift goes to somebody else", {cell: None, (other, shift.day): given})
    for start in sorted({shape.start for shape in problem.shapes(shift.day)} - {shift.start}):
        moved = shift.moved(shift.day, start - shift.start)
        yield Edit("a shift starts at another time", {cell: moved})
    for day in range(problem.clock.days):
        if (shift.person, day) not in roster:
            by = problem.clock.midnight(day) - problem.clock.midnight(shift.day)
            again = {(shift.person, day): shift.moved(day, by)}
            yield Edit("a shift comes on another day too", again)
            yield Edit("a shift moves to another day", {cell: None, **again})
    for minutes in _other_lengths(problem, shift):
        changed = _fitted(shift, shift.start + minutes)
        yield Edit("a shift has another length", {cell: changed})


def _other_lengths(problem: Problem, shift: Presence) -> list[int]:
    lengths = {shape.end - shape.start for shape in problem.shapes(shift.day)}
    lengths |= {HOUR, shift.minutes - HOUR, shift.minutes + HOUR}
    return sorted(minutes for minutes in lengths if minutes > 0 and minutes != shift.minutes)


def _fitted(shift: Presence, end: int) -> Presence:
    """The shift cut at `end`, or its last block made longer until then."""
    kept = [replace(s, end=min(s.end, end)) for s in shift.stretches if s.start < end]
    kept[-1] = replace(kept[-1], end=end)
    return replace(shift, end=end, stretches=tuple(kept), standing=False)


def _of_blocks(problem: Problem, shift: Presence) -> Iterator[Edit]:
    cell = shift.person, shift.day
    grid = problem.clock.grid
    for index, block in enumerate(shift.stretches):
        for other in _others(problem, block):
            yield Edit("a block becomes other work", {cell: _with(shift, index, [other])})
            middle = block.start + grid
            if middle < block.end:
                for first, second in ((other, block), (block, other)):
                    parts = [replace(first, end=middle), replace(second, start=middle)]
                    yield Edit("a block is divided", {cell: _with(shift, index, parts)})
        if index + 1 < len(shift.stretches):
            after = shift.stretches[index + 1]
            for border in (block.end - grid, block.end + grid):
                if block.start < border < after.end:
                    parts = [replace(block, end=border), replace(after, start=border)]
                    changed = _with(shift, index, parts, more=1)
                    yield Edit("a block ends at another time", {cell: changed})


def _with(shift: Presence, index: int, parts: list[Stretch], more: int = 0) -> Presence:
    """The shift with other blocks in the place of one, and of `more` after it."""
    blocks = [*shift.stretches[:index], *parts, *shift.stretches[index + 1 + more :]]
    return replace(shift, stretches=joined(blocks), standing=False)


def _others(problem: Problem, block: Stretch) -> Iterator[Stretch]:
    for activity in (*problem.activities.values(), None):
        material = activity is not None and activity.exposes == "material"
        for room in problem.rooms if material else (None,):
            if (activity, room) != (block.activity, block.room):
                yield Stretch(block.start, block.end, activity, room)
