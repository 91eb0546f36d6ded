"""Shifts are whole: nothing is decided inside one."""

from collections.abc import Callable
from typing import ClassVar

from scheduler.rule import (
    Bars,
    Board,
    Expression,
    Group,
    Hard,
    Presence,
    Problem,
    Words,
    words,
)


class NothingInside(Hard):
    """No activity is placed in any shift, and shifts that somebody never works are not offered.

    never: the kinds of shifts, by person.
    """

    name = "nothing_inside"
    group = Group.COVERAGE
    whole_shifts: ClassVar[bool] = True

    never: dict[str, frozenset[str]]

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("A shift is a whole, and some are never worked by some people.")

    def post(self, board: Board) -> None:
        """A plan's shifts are the roster's as they are."""
        if board.coarse:
            board.lay_out(lambda values: _as_planned(board, values))

    def bar(self, problem: Problem, bars: Bars) -> None:
        """Every activity at any time, and the shifts of the kinds that a person never works."""
        first, last = problem.clock.midnight(0), problem.clock.midnight(problem.clock.days + 1)
        for person in problem.people:
            for activity in problem.activities:
                bars.work(person, activity, first, last)
            never = self.never[person]
            for day in range(problem.clock.days) if never else ():
                for shape in problem.shapes(day):
                    if not never.isdisjoint(problem.kinds(shape.start, shape.end)):
                        bars.shift(person, shape.start, shape.end)


def _as_planned(
    board: Board, values: Callable[[Expression], int]
) -> dict[tuple[str, int], Presence]:
    read = ((cell, free.read(values)) for cell, free in board.cells.items())
    return {cell: presence for cell, presence in read if presence is not None}
