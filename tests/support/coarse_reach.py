"""How much the coarse form of rules lets through, for sums that stand in a test.

The coarse form may accept too much, so no roster shows where it is looser than it is meant to be:
its most minutes do.

    # 90 minutes less 15 of wind-down: 30, a break of 15, 30.
    assert most_minutes(case, [MaxStint(minutes=30), RecoveryBreak(minutes=15), RULE]) == 60
"""

import sys
from collections.abc import Sequence

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import LinearExpr

from every_roster import free_cells
from scheduler.board import Board
from scheduler.problem import Problem
from scheduler.rule import Rule, Rulebook
from scheduler.team import Activity


def most_minutes(
    problem: Problem,
    rules: Sequence[Rule],
    *activities: Activity,
    within: tuple[int, int] | None = None,
) -> int:
    """The most minutes of these activities, or of all exposing ones, that the coarse form allows.

    Of everybody, in all that the roster may decide, or in the segments that lie within two minutes.
    """
    board = _coarse(problem, rules)
    first, last = within or (-sys.maxsize, sys.maxsize)
    minutes = [
        amount
        for cell in board.cells.values()
        for piece, options in cell.doing.items()
        if first <= piece.start and piece.end <= last
        for option, amount in options.items()
        if (option.activity in activities if activities else option.exposes)
    ]
    return _best(board, -LinearExpr.sum(minutes)) * -1


def least_cost(problem: Problem, rules: Sequence[Rule]) -> tuple[int, int]:
    """The least of level 1 in the coarse form, and the least of level 2 by itself."""
    board = _coarse(problem, rules)
    first, second = (LinearExpr.sum(board.costs[level]) for level in (1, 2))
    return _best(board, first), _best(board, second)


def _coarse(problem: Problem, rules: Sequence[Rule]) -> Board:
    book = Rulebook(rules, catalogue=[type(rule) for rule in rules])
    return Board(problem, book, free=free_cells(problem), look="days")


def _best(board: Board, expression: LinearExpr | int) -> int:
    if isinstance(expression, int):
        return expression
    board.model.minimize(expression)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(board.model) != cp_model.OPTIMAL:
        raise AssertionError("the coarse form has no roster")
    return round(solver.objective_value)
