"""Whole shifts as the family has them: one kind a shift, and nothing to place inside."""

from collections.abc import Iterable, Mapping

from bench.families.seen import days_seen
from scheduler.rule import Amount, Board, Expression, PlacedShape, Presence, Problem


def kind_of(problem: Problem, shift: PlacedShape | Presence) -> str:
    """The kind of a shift; the team's kinds do not overlap, so that there is exactly one."""
    (kind,) = problem.kinds(shift.start, shift.end)
    return kind


def turns(board: Board, person: str, day: int) -> dict[str, Expression]:
    """What may start on a day by kind, with 1 where it does."""
    return {kind_of(board.problem, shape): one for shape, one in board.starts(person, day)}


def working(turns: Mapping[str, Expression], kinds: Iterable[str]) -> list[Expression]:
    """The terms of some kinds, those that may start."""
    return [turns[kind] for kind in kinds if kind in turns]


def total(board: Board, terms: Iterable[Expression]) -> Amount:
    """The sum of terms, of which those of days that are decided already are held."""
    every = list(terms)
    free = [term for term in every if not isinstance(term, int)]
    held = sum(term for term in every if isinstance(term, int))
    return Amount(board.sum(free) if free else 0, held)


def horizon_seen(board: Board) -> int:
    """The number of days from day 0 on of which the board knows anything.

    A plan made week by week does not see the later weeks; to ask all of the horizon's minutes of
    its first would leave none for the last.
    """
    days, seen = board.clock.days, days_seen(board)
    # Of a day on which nobody may work there is nothing to know.
    while seen < days and not any(_open(board, person, seen) for person in board.problem.people):
        seen += 1
    return seen


def _open(board: Board, person: str, day: int) -> bool:
    return any(
        not board.bars.bars_shift(person, shape.start, shape.end)
        for shape in board.problem.shapes(day)
    )
