"""Costs of runs as linear terms over the slots of one person and activity.

A table of costs is a sum of bends: what a run lacks of so many slots, and what it has beyond so
many, at some rate each. Both are counted slot by slot from the starts of the slots before, which is
exact and leaves a linear relaxation that is hardly lower (as Rajan and Takriti have it for the
least up and down times of power stations, IBM research report RC23628, 2005). Costs are pushed down
by whoever minimizes; only negative rates need to be held down as well.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from scheduler.rule import Board, Expression

Term = tuple[Expression, int]


class Runs:
    """The runs of one activity in one person's slots on a board.

    on: 1 by slot where the activity is done, or the number 0 where it is not possible. On a coarse
    board, whose segments are the slots, both are minutes, and 1 is all of a slot's.
    """

    def __init__(self, board: Board, on: Sequence[Expression]) -> None:
        self._board = board
        self._on = on
        self._one = board.clock.grid if board.coarse else 1
        known = groupby(isinstance(slot, int) for slot in on)
        self._stretches = [len(list(slots)) for fixed, slots in known if not fixed]
        self._starts = list(self._begin())

    def _flag(self) -> Expression:
        return self._board.number(0, self._one)

    def _begin(self) -> Iterator[Expression]:
        """1 where a run begins: on now, and not a slot before."""
        for before, now in pairwise([0, *self._on]):
            if isinstance(now, int) or isinstance(before, int):
                # Before the first slot that can be on, nothing is.
                yield now
                continue
            start = self._flag()
            self._board.require(start >= now - before)
            self._board.require(start <= now)
            self._board.require(start + before <= self._one)
            yield start

    def _cost(self, terms: Sequence[Term], most: int) -> None:
        """Add weighted terms to level 2, which are whole slots however they are counted."""
        board = self._board
        amount = board.weighted([term for term, _ in terms], [rate for _, rate in terms])
        if board.coarse:
            whole = board.number(0, most)
            board.require(amount <= whole * self._one)
            amount = whole
        board.cost(2, amount, 1, most)

    def post_number(self, table: Sequence[int]) -> None:
        """What the number of runs costs."""
        costs = table[: 1 + sum((length + 1) // 2 for length in self._stretches)]
        board, most = self._board, max(costs)
        steps = {after - before for before, after in pairwise(costs)}
        if len(steps) <= 1:
            terms = [(start, step) for step in steps for start in self._starts]
            self._cost([*terms, (self._one, costs[0])], most)
            return
        chosen = [self._flag() for _ in costs]
        board.require(board.sum(chosen) == self._one)
        board.require(board.weighted(chosen, range(len(costs))) == board.sum(self._starts))
        self._cost(list(zip(chosen, costs, strict=True)), most)

    def post_lengths(self, table: Sequence[int]) -> None:
        """What each run costs by its length."""
        costs = table[: 1 + max(self._stretches, default=0)]
        if not any(costs[1:]):
            return
        best = min(range(1, len(costs)), key=lambda length: costs[length])
        terms = [(start, costs[best]) for start in self._starts]
        for length, rate in _short_bends(costs, best):
            terms += self._lacking(length, rate)
        for length, rate in _long_bends(costs, best):
            terms += self._beyond(length, rate)
        self._cost(
            [(term, rate) for term, rate in terms if rate and not isinstance(term, int)],
            max(costs) * len(self._on),
        )

    def _lacking(self, length: int, rate: int) -> Iterator[Term]:
        """Slots that runs lack of a length: in each slot, those begun by then and over by now."""
        board = self._board
        for slot in range(len(self._on) + length - 1):
            begun = self._begun(slot, length)
            now = self._on[slot] if slot < len(self._on) else 0
            if not begun or isinstance(now, int):
                yield from ((start, rate) for start in begun)
                continue
            lacking = board.number(0, (length + 1) // 2 * self._one)
            board.require(board.sum(begun) <= lacking + now)
            if rate < 0:
                over = self._over(now, begun)
                board.require(lacking + now <= board.sum([*begun, over]))
            yield lacking, rate

    def _beyond(self, length: int, rate: int) -> Iterator[Term]:
        """Slots of runs beyond a length: on, and not begun in so many slots."""
        for slot in range(length, len(self._on)):
            if any(isinstance(known, int) for known in self._on[slot - length : slot + 1]):
                continue
            begun = self._begun(slot, length)
            if rate < 0:
                yield self._over(self._on[slot], begun), rate
                continue
            over = self._flag()
            self._board.require(self._on[slot] <= over + self._board.sum(begun))
            yield over, rate

    def _begun(self, slot: int, length: int) -> list[Expression]:
        """The starts of the last so many slots, where there can be one."""
        last = self._starts[max(0, slot - length + 1) : slot + 1]
        return [start for start in last if not isinstance(start, int)]

    def _over(self, now: Expression, begun: Sequence[Expression]) -> Expression:
        """At most 1 where a run goes on that is not begun in these slots, else 0."""
        over = self._flag()
        self._board.require(over <= now)
        for start in begun:
            self._board.require(over + start <= self._one)
        return over


def _short_bends(costs: Sequence[int], best: int) -> Iterator[tuple[int, int]]:
    """Lengths up to the best with the rate that each slot which a run lacks of them costs."""
    slope = 0
    for length in range(best, 1, -1):
        now = costs[length - 1] - costs[length]
        if now != slope:
            yield length, now - slope
        slope = now


def _long_bends(costs: Sequence[int], best: int) -> Iterator[tuple[int, int]]:
    """Lengths from the best on with the rate that each slot of a run beyond them costs."""
    slope = 0
    for length in range(best, len(costs) - 1):
        now = costs[length + 1] - costs[length]
        if now != slope:
            yield length, now - slope
        slope = now
