"""Costs of runs as linear terms over the slots of one person and activity.

on: 0/1 by slot, or the number 0 where the activity is not possible. starts: 1 where a run begins.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise

from scheduler.rule import Board, Expression


def starts_of(board: Board, on: Sequence[Expression]) -> list[Expression]:
    """1 where a run begins: on now, and not a slot before."""
    starts: list[Expression] = []
    for before, now in pairwise([0, *on]):
        if isinstance(now, int) or isinstance(before, int):
            # Before the first slot that can be on, nothing is.
            starts.append(now)
            continue
        start = board.flag()
        board.require(start >= now - before)
        board.require(start <= now)
        board.require(start + before <= 1)
        starts.append(start)
    return starts


def post_frequency(
    board: Board, table: Sequence[int], on: Sequence[Expression], starts: Sequence[Expression]
) -> None:
    """The cost of the number of runs."""
    segments = [len(list(slots)) for known, slots in groupby(on, _known) if not known]
    most = sum((length + 1) // 2 for length in segments)
    costs = table[: most + 1]
    number = board.sum(starts)
    steps = {after - before for before, after in pairwise(costs)}
    if len(steps) <= 1:
        step = next(iter(steps), 0)
        board.cost(2, number * step + costs[0], 1, max(costs))
        return
    chosen = [board.flag() for _ in costs]
    board.require(board.sum(chosen) == 1)
    board.require(board.weighted(chosen, range(len(costs))) == number)
    board.cost(2, board.weighted(chosen, costs), 1, max(costs))


def post_lengths(
    board: Board, table: Sequence[int], on: Sequence[Expression], starts: Sequence[Expression]
) -> None:
    """The cost of each run by its length.

    Up to the best length by what a run misses of it, slot by slot from its start; beyond it by
    stretches of so many slots that are all on, at the lengths where the table bends: a run of L
    slots holds L - k + 1 stretches of k. A term that only costs needs to be pushed up alone.
    """
    segments = [len(list(slots)) for known, slots in groupby(on, _known) if not known]
    longest = max(segments, default=0)
    if not longest:
        return
    costs = table[: longest + 1]
    best = min(range(1, longest + 1), key=lambda length: costs[length])
    terms: list[tuple[Expression, int]] = [(start, costs[best]) for start in starts]
    for slot, start in enumerate(starts):
        if not isinstance(start, int):
            ahead = [*on[slot + 1 : slot + best], *[0] * best][: best - 1]
            terms += _too_short(board, costs, start, ahead)
    for length, bend in _bends(costs, best):
        for slot in range(len(on) - length + 1):
            window = on[slot : slot + length]
            if not any(map(_known, window)):
                terms.append((_all_on(board, window, bend), bend))
    terms = [(term, rate) for term, rate in terms if rate and not isinstance(term, int)]
    if terms:
        expression = board.weighted([term for term, _ in terms], [rate for _, rate in terms])
        board.cost(2, expression, 1, max(costs) * len(on))


def _known(slot: Expression) -> bool:
    return isinstance(slot, int)


def _too_short(
    board: Board, costs: Sequence[int], start: Expression, ahead: Sequence[Expression]
) -> list[tuple[Expression, int]]:
    """What a run that begins here costs more than one of the best length, step by step.

    ended: 1 where it has no more than so many slots.
    """
    terms: list[tuple[Expression, int]] = []
    ended: Expression = 0
    for length, after in enumerate(ahead, start=1):
        step = costs[length] - costs[length + 1]
        if isinstance(after, int):
            terms.append((start, step))
            ended = start
            continue
        if ended is start:
            terms.append((start, step))
            continue
        before, ended = ended, board.flag()
        board.require(ended >= start - after)
        if not isinstance(before, int):
            board.require(ended >= before)
        if step < 0:
            board.require(ended <= start)
            board.require(ended + board.sum(ahead[:length]) <= length)
        terms.append((ended, step))
    return terms


def _bends(costs: Sequence[int], best: int) -> list[tuple[int, int]]:
    """Lengths beyond the best at which the slope of the table changes, and by how much."""
    slope = 0
    bends = []
    for length in range(best + 1, len(costs)):
        now = costs[length] - costs[length - 1]
        if now != slope:
            bends.append((length, now - slope))
        slope = now
    return bends


def _all_on(board: Board, window: Sequence[Expression], bend: int) -> Expression:
    """1 where all of the window is on; only pushed to the side to which it does not go itself."""
    whole = board.flag()
    if bend > 0:
        board.require(board.sum(window) <= whole + len(window) - 1)
    else:
        for slot in window:
            board.require(whole <= slot)
    return whole
