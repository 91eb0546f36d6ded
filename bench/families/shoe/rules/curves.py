"""Blocks of work as curves: how many have begun by each edge of a slot, and how many have ended.

Each constraint says that one curve is not above another so much earlier. Such systems have whole
corners, so that the relaxation of a person's day is tight; and it is the same for a count of
people, for of people who are alike the first to begin can always be the first to end.
"""

from itertools import accumulate

from bench.families.shoe.terms import BLOCK, Form
from scheduler.rule import Board, Expression


class Curve:
    """A count that only rises: 0 before edge `first`, `whole` from edge `last` on."""

    def __init__(self, board: Board, whole: Expression, most: int, first: int, last: int) -> None:
        self.whole = whole
        self._first = first
        self._rising: list[Expression] = [
            board.flag() if most == 1 else board.count(most) for _ in range(first, last)
        ]
        for before, after in zip(self._rising, [*self._rising[1:], whole], strict=False):
            board.require(before <= after)

    def at(self, edge: int) -> Expression:
        """The count at an edge; nothing has happened before the first."""
        if edge < self._first:
            return 0
        rising = edge - self._first
        return self._rising[rising] if rising < len(self._rising) else self.whole


class Shifted:
    """Another curve, so many slots later: a block begins when the pause after another ends."""

    def __init__(self, curve: Curve, slots: int) -> None:
        self._curve = curve
        self._slots = slots

    def at(self, edge: int) -> Expression:
        """The count at an edge."""
        return self._curve.at(edge - self._slots)


def never_before(board: Board, later: Curve, earlier: Curve | Shifted, by: int, slots: int) -> None:
    """The n-th of one curve comes at least `by` slots after the n-th of the other."""
    for edge in range(slots + 1):
        now, then = later.at(edge), earlier.at(edge - by)
        if now is not then and not (isinstance(now, int) and now == 0):
            board.require(now <= then)


class Blocks:
    """When blocks of one activity begin and end, whose ever they are; `most` of them."""

    def __init__(self, board: Board, slots: int, most: int) -> None:
        whole = board.count(most)
        self.begin = Curve(board, whole, most, 0, slots - BLOCK)
        self.end = Curve(board, whole, most, BLOCK, slots)
        never_before(board, self.end, self.begin, BLOCK, slots)


class Shifts:
    """How many shifts of a form there are, and when their blocks begin and end.

    slots: of the time in which they lie. most: how many there may be; 1 makes choices of them.
    """

    def __init__(self, board: Board, form: Form, slots: int, most: int) -> None:
        self.whole: Expression = 0
        if form.shortest <= slots:
            self.whole = board.flag() if most == 1 else board.count(most)
        self.form = form
        self.blocks = tuple(self._blocks(board, slots, most)) if form.shortest <= slots else ()

    def _blocks(self, board: Board, slots: int, most: int) -> list[tuple[Curve | Shifted, Curve]]:
        form = self.form
        begin = Curve(board, self.whole, most, 0, slots - form.shortest)
        blocks: list[tuple[Curve | Shifted, Curve]] = []
        least = [BLOCK * n + pauses for n, pauses in enumerate(accumulate((0, *form.pauses)), 1)]
        for number, earliest in enumerate(least):
            last = number == len(form.pauses)
            first = form.shortest if last else earliest
            end = Curve(board, self.whole, most, first, slots - least[-1] + earliest)
            start = Shifted(blocks[-1][1], form.pauses[number - 1]) if number else begin
            never_before(board, end, start, BLOCK, slots)
            blocks.append((start, end))
        finish = blocks[-1][1]
        never_before(board, finish, begin, form.shortest, slots)
        for edge in range(form.longest, slots + 1):
            board.require(finish.at(edge) >= begin.at(edge - form.longest))
        return blocks

    def begun(self, edge: int) -> list[Expression]:
        """Blocks that have begun by an edge, to be summed."""
        return [start.at(edge) for start, _ in self.blocks]

    def ended(self, edge: int) -> list[Expression]:
        """Blocks that have ended by an edge, to be summed."""
        return [end.at(edge) for _, end in self.blocks]
