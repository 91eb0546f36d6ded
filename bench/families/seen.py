"""How far an early board sees: a coarse plan is made for some days after the other.

Of days that are planned later it knows nothing: what lies in them is neither free nor worked.
"""

from scheduler.rule import Board


def known_days(board: Board) -> set[int]:
    """The days of which a board knows anything: free, planned or fixed."""
    return {day for cells in (board.cells, board.plans, board.fixed) for _, day in cells}


def days_seen(board: Board) -> int:
    """The number of days of the roster, from day 0 on, up to the last that a board knows of.

    On boards of slots all: a day of which nothing is known is then one that nobody works on.
    """
    days = board.clock.days
    return min(days, max(known_days(board), default=-1) + 1) if board.coarse else days
