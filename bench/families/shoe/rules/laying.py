"""Counts of people who are alike, made into shifts: who begins first ends first.

Every shift keeps its form so. Which block is of which activity is chosen block by block, by what is
missing then; a few blocks end when another should have, which is mended when shifts are freed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from scheduler.rule import FreeCell, Presence, Stretch

Count = Callable[[int], int]


class Block(NamedTuple):
    """A block of work: [start, end) in slots, of the n-th person."""

    start: int
    end: int
    person: int


class Counted(NamedTuple):
    """How many blocks of a kind have begun and ended by each edge of a slot."""

    begun: Count
    ended: Count


def moments(count: Count, slots: int) -> list[int]:
    """The edge of each thing that is counted, in order."""
    steps = [count(edge) - count(edge - 1) for edge in range(slots + 1)]
    return [edge for edge, more in enumerate(steps) for _ in range(more)]


def blocks_of(forms: Iterable[Sequence[Counted]], slots: int) -> list[Block]:
    """The blocks of everybody, by forms of shifts as their blocks in order."""
    found = []
    people = 0
    for form in forms:
        number = 0
        for begun, ended in form:
            pairs = list(zip(moments(begun, slots), moments(ended, slots), strict=True))
            found += [Block(*pair, people + n) for n, pair in enumerate(pairs)]
            number = len(pairs)
        people += number
    return sorted(found)


def activities_of(
    blocks: Iterable[Block], wanted: Mapping[str, Counted], slots: int
) -> dict[Block, str]:
    """An activity for each block: what is missing when it begins, ending as alike as can be."""
    chosen: dict[Block, str] = {}
    ends = {name: moments(counted.ended, slots) for name, counted in wanted.items()}
    by_start: dict[int, list[Block]] = {}
    for block in blocks:
        by_start.setdefault(block.start, []).append(block)
    for edge, new in sorted(by_start.items()):
        there = Counter(name for block, name in chosen.items() if block.end > edge)
        places: list[tuple[int, str]] = []
        for _ in new:
            name = max(
                wanted, key=lambda n: wanted[n].begun(edge) - wanted[n].ended(edge) - there[n]
            )
            left = [end for end in ends[name] if end > edge]
            # Those who are there already end first.
            places.append((left[there[name]] if there[name] < len(left) else slots, name))
            there[name] += 1
        order = sorted(new, key=lambda block: block.end)
        chosen |= {block: name for block, (_, name) in zip(order, sorted(places), strict=True)}
    return chosen


def changed_about(
    chosen: Mapping[Block, str], wanted: Mapping[str, Counted], slots: int
) -> dict[Block, str]:
    """The same blocks with activities changed about, one or two at a time, until none helps."""
    lacking = {
        name: [counted.begun(slot) - counted.ended(slot) for slot in range(slots)]
        for name, counted in wanted.items()
    }
    for block, name in chosen.items():
        _put(lacking[name], block, -1)
    found = dict(chosen)
    better = True
    while better:
        better = False
        for block, other in combinations(sorted(found), 2):
            if block.start < other.end and other.start < block.end:
                better = _swapped(found, block, other, lacking) or better
    return found


def _swapped(
    found: dict[Block, str], block: Block, other: Block, lacking: Mapping[str, list[int]]
) -> bool:
    """Whether two blocks have better changed their activities."""
    mine, theirs = found[block], found[other]
    if mine == theirs:
        return False
    span = range(min(block.start, other.start), max(block.end, other.end))
    before = sum(max(0, lacking[name][slot]) for name in (mine, theirs) for slot in span)
    for name, come, go in ((mine, other, block), (theirs, block, other)):
        _put(lacking[name], come, -1)
        _put(lacking[name], go, 1)
    after = sum(max(0, lacking[name][slot]) for name in (mine, theirs) for slot in span)
    if after < before:
        found[block], found[other] = theirs, mine
        return True
    for name, come, go in ((mine, other, block), (theirs, block, other)):
        _put(lacking[name], come, 1)
        _put(lacking[name], go, -1)
    return False


def _put(lacking: list[int], block: Block, by: int) -> None:
    for slot in range(block.start, block.end):
        lacking[slot] += by


def presences(cells: Sequence[FreeCell], chosen: Mapping[Block, str]) -> list[Presence]:
    """The shifts of the first cells, each in a shape that holds all its blocks."""
    by_person: dict[int, list[Block]] = {}
    for block in sorted(chosen):
        by_person.setdefault(block.person, []).append(block)
    return [
        _presence(cell, {block: chosen[block] for block in blocks})
        for cell, (_, blocks) in zip(cells, sorted(by_person.items()), strict=False)
    ]


def _presence(cell: FreeCell, chosen: Mapping[Block, str]) -> Presence:
    pieces, activities = cell.pieces, cell.board.problem.activities
    times = [(pieces[b.start].start, pieces[b.end - 1].end, name) for b, name in chosen.items()]
    first, last = times[0][0], times[-1][1]
    shape = next(s for s in cell.shapes if s.start <= first and last <= s.end)
    edges = [shape.start, *(edge for start, end, _ in times for edge in (start, end)), shape.end]
    doing = [None, *(each for *_, name in times for each in (activities[name], None))]
    stretches = tuple(
        Stretch(start, end, activity)
        for start, end, activity in zip(edges, edges[1:], doing, strict=False)
        if start < end
    )
    return Presence(cell.person.id, cell.day, shape.start, shape.end, stretches, shape.place)
