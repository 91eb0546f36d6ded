"""A plan made into shifts with their blocks, one quarter of an hour after the other.

Whoever is free to begin a block begins the one that is of most use in the next hour. That is the
first roster: what it lacks is found when shifts are freed.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from bench.families.massp.reading import QUARTER
from scheduler.rule import Board, Expression, PlacedShape, Presence, Stretch

Place = tuple[str, int]
Cell = tuple[str, int]
Values = Callable[[Expression], int]

# Minutes of a plan are rounded one by one; their sum is off by a few.
TOLERANCE = 5
HOUR = 60
# What somebody is worth who is missing, and who is of use without being missing.
MISSING = 1000
USEFUL = 10


@dataclass(frozen=True)
class Limits:
    """Fewest and most minutes of a shift, the rest after it, and the end of the horizon."""

    shortest: int
    longest: int
    rest: int
    last: int


@dataclass
class _Turn:
    """Somebody's shift while it is laid out.

    begun: the starts of its blocks, and what they are. until: where the block goes on to, as far as
    the others are told.
    """

    cell: Cell
    shape: PlacedShape
    end: int
    begun: list[tuple[int, str]] = field(default_factory=list)
    until: int = 0


def laid_out(
    board: Board,
    values: Values,
    limits: Limits,
    wanted: Mapping[Place, tuple[int, int]],
    there: Counter[Place],
) -> dict[Cell, Presence]:
    """The shifts of a plan. wanted: least and most people. there: those who are there already."""
    turns = [_Turn(cell, shape, end) for cell, (shape, end) in _ends(board, values, limits).items()]
    there = Counter(there)
    first = min((turn.shape.start for turn in turns), default=0)
    for at in range(first, max((turn.end for turn in turns), default=0), QUARTER):
        for turn in turns:
            if turn.shape.start <= at < turn.end:
                _go_on(board, turn, at, wanted, there)
    return {turn.cell: _presence(board, turn) for turn in turns}


def _ends(board: Board, values: Values, limits: Limits) -> dict[Cell, tuple[PlacedShape, int]]:
    """The shape of each planned shift and the end of its work, in whole quarters.

    Rounding the running sum, not each shift, keeps the minutes of a person within their limits.
    """
    found: dict[Cell, tuple[PlacedShape, int]] = {}
    reached: Counter[str] = Counter()
    given: Counter[str] = Counter()
    # The board has its cells in the order of days.
    for (person, day), free in board.cells.items():
        chosen = zip(free.shapes, free.chosen, strict=True)
        shape = next((shape for shape, literal in chosen if values(literal)), None)
        if shape is None:
            continue
        reached[person] += sum(values(v) for here in free.doing.values() for v in here.values())
        whole = (reached[person] + TOLERANCE) // QUARTER * QUARTER - given[person]
        minutes = max(limits.shortest, min(limits.longest, whole))
        given[person] += minutes
        found[person, day] = shape, min(shape.start + minutes, limits.last)
    for (person, day), (shape, end) in found.items():
        if (person, day + 1) in found:
            latest = found[person, day + 1][0].start - limits.rest
            found[person, day] = shape, min(end, latest)
    return found


def _go_on(
    board: Board,
    turn: _Turn,
    at: int,
    wanted: Mapping[Place, tuple[int, int]],
    there: Counter[Place],
) -> None:
    """One more quarter of somebody's work: of the same block, or of a new one of an hour.

    Others reckon with the next hour of it.
    """
    since, now = turn.begun[-1] if turn.begun else (at - HOUR, "")
    there.subtract((now, each) for each in range(at, turn.until, QUARTER))
    hour = range(at, min(at + HOUR, turn.end), QUARTER)
    # A block lasts an hour, and who has less than one left begins no other.
    if at >= since + HOUR and at + HOUR <= turn.end:
        worth = {
            name: sum(_worth(*wanted.get((name, each), (0, 0)), there[name, each]) for each in hour)
            for name in board.problem.activities
        }
        best = max(worth, key=lambda name: (worth[name], name == now))
        if best != now:
            now = best
            turn.begun.append((at, now))
    # A quarter more than an hour: in the next one others look before this one goes on.
    turn.until = min(at + HOUR + QUARTER, turn.end)
    there.update((now, each) for each in range(at, turn.until, QUARTER))


def _worth(least: int, most: int, people: int) -> int:
    """What one person more is worth where so many are there."""
    if people < least:
        return MISSING
    return USEFUL if people < most else -1 - 2 * (people - most)


def _presence(board: Board, turn: _Turn) -> Presence:
    person, day = turn.cell
    shape = turn.shape
    edges = [*turn.begun, (turn.end, "")]
    blocks = [
        Stretch(start, end, board.problem.activities[name])
        for (start, name), (end, _) in pairwise(edges)
    ]
    if turn.end < shape.end:
        blocks.append(Stretch(turn.end, shape.end, None))
    return Presence(person, day, shape.start, shape.end, tuple(blocks), shape.place)
