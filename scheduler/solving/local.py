"""Improving the free cells of one board a few at a time, from a roster that keeps every rule."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import IntVar, LinearExprT

from scheduler.board import Board, FreeCell
from scheduler.presence import Presence
from scheduler.problem import Cell
from scheduler.solving.linear import LinearModel, goal_of

# Two people's days at once gained most for their time; one alone gets stuck, three take longer to
# improve than two pairs. What is not done in this deterministic time comes up again; a solver may
# end a little before it.
GROUP_EFFORT = 0.06
DONE = 0.95
# Pairs alone stop gaining after some four seconds a day; all people's next two hours go on.
WINDOW = 60
WINDOW_SHARE = 0.4
# A group or window that is proved to hold nothing better makes the next ones larger, up to so many
# times two people or two hours; one that is not done in its time makes them smaller.
GROW, SHRINK, LARGEST = 1.1, 0.8, 4.0
FIRST_EFFORT = 1.0
FILL_EFFORT = 0.15
# Everybody's stints at once are near enough to the bound here; pairs go on from there.
GOOD_ENOUGH = 0.1
# Between two of the same day there is coverage to share, between two of a person a week's limit.
SAME_DAY = 0.7


class LocalSearch:
    """One board whose decisions are fixed to a roster, but for a few cells in turn.

    The single solver without this finds the first good stints of a day of nine people after five
    to ten seconds; pairs do in half of one. Never worse than the roster it starts from.
    """

    def __init__(self, board: Board, objective: LinearExprT, seed: int) -> None:
        board.model.minimize(objective)
        self._objective = objective
        self._cost = 0.0
        self._board = board
        self._proto = board.model.proto
        self._random = random.Random(seed)  # noqa: S311  (a search, no secret)
        self._decisions = {cell: _decisions(board, cell) for cell in board.cells}
        self._domains = {
            index: list(self._proto.variables[index].domain)
            for indices in self._decisions.values()
            for index in indices
        }
        self._moments = {
            variable.index: moment
            for free in board.cells.values()
            for moment, variable in _timed(free)
            if isinstance(variable, IntVar)
        }
        self._others = {
            variable.index
            for free in board.cells.values()
            for here in free.doing.values()
            for option, variable in here.items()
            if not option.exposes and isinstance(variable, IntVar)
        }
        self._meals = {
            literal.index
            for free in board.cells.values()
            for literal in free.meals.values()
            if isinstance(literal, IntVar)
        }
        self._values: Sequence[int] | None = None
        self._turn: list[Cell] = []
        self.spent = 0.0

    def start_from(self, roster: Mapping[Cell, Presence]) -> bool:
        """Take a roster's shifts as they are; says whether they keep every rule of the board."""
        for cell, free in self._board.cells.items():
            free.hint(roster.get(cell))
        solver = self._solver(FIRST_EFFORT)
        solver.parameters.fix_variables_to_their_hinted_value = True
        return self._solve(solver)

    def start_anywhere(self, effort: float) -> bool:
        """Find any roster for the board; says whether there was one in this deterministic time.

        Any is sought first, then a better one: with the objective a day of fifteen people on three
        activities had none in ten times as long.
        """
        model = self._board.model
        model.proto.clear_objective()
        found = self._solve(self._solver(effort))
        model.minimize(self._objective)
        if found:
            self._cost = math.inf
            self._solve(self._solver(effort))
        return found

    def at_once(self, roster: Mapping[Cell, Presence], effort: float) -> bool:
        """Decide all cells together, from a roster's shifts on; says whether any were found.

        For shifts that nothing is placed in: a hundred cells are done with in a second, where two
        at a time gain nothing. There cuts are worth their time.
        """
        for cell, free in self._board.cells.items():
            free.hint(roster.get(cell))
        solver = self._solver(effort)
        solver.parameters.cut_level = 1
        return self._solve(solver)

    def place(self, first: LinearExprT, effort: float) -> None:
        """Place everybody's stints at once by `first`, then fill the rest by the whole objective.

        first: the objective without what may lie anywhere in a day. With it the linear relaxation
        of a day says nothing about where stints should lie; without, nine people's stints are
        near the best in a second. What the relaxation makes no use of is not offered. The result
        is kept only if it is better on the whole.
        """
        kept, cost = self._values, self._cost
        model = self._board.model
        others = self._others | self._meals
        idle = LinearModel(model).idle(goal_of(model, first), self._domains.keys() - others)
        model.minimize(first)
        self._fix_all_but(set(self._domains))
        for index in idle:
            self._set(index, [0, 0])
        self._proto.solution_hint.vars.clear()
        self._proto.solution_hint.values.clear()
        solver = self._solver(effort)
        solver.parameters.relative_gap_limit = GOOD_ENOUGH
        found = self._solve(solver)
        model.minimize(self._objective)
        if found:
            self._fix_all_but(others)
            found = self._solve(self._solver(FILL_EFFORT))
        if kept is not None and not (found and self._cost < cost):
            self._keep(kept, cost)

    def improve(self, effort: float) -> None:
        """Free cells in turn until the deterministic time is used up."""
        rounds = 0
        pairs = len(self._board.cells)
        until = self.spent + effort
        if not self._moments:
            return
        # Groups and windows grow and shrink apart from each other.
        sizes = {True: 1.0, False: 1.0}
        # A solve that ends at once costs building all the same: a twentieth of its limit.
        while self.spent + rounds * GROUP_EFFORT / 20 < until:
            # Every cell has its turn in a pair first; windows find what no pair can.
            window = rounds >= pairs and self._random.random() < WINDOW_SHARE
            size = sizes[window]
            self._fix_all_but(self._window(size) if window else self._next_group(size))
            cost, spent = self._cost, self.spent
            self._solve(self._solver(GROUP_EFFORT))
            if self.spent - spent > DONE * GROUP_EFFORT:
                sizes[window] = max(1.0, size * SHRINK)
            elif self._cost >= cost and rounds >= pairs:
                sizes[window] = min(LARGEST, size * GROW)
            rounds += 1

    def value(self, term: LinearExprT) -> int:
        """A decision's value in the best roster so far."""
        if isinstance(term, int):
            return term
        if not isinstance(term, IntVar) or self._values is None:
            raise TypeError("only decisions of a solved board have a value")
        return self._values[term.index]

    def _next_group(self, size: float) -> set[int]:
        """Decisions of two cells or more: people's day, or days of a person."""
        cells = list(self._board.cells)
        if not self._turn:
            self._turn = self._random.sample(cells, len(cells))
        first = self._turn.pop()
        near = 1 if self._random.random() < SAME_DAY else 0
        partners = [c for c in cells if c != first and c[near] == first[near]]
        partners = partners or [c for c in cells if c != first]
        others = self._random.sample(partners, min(int(2 * size) - 1, len(partners)))
        return {index for cell in (first, *others) for index in self._decisions[cell]}

    def _window(self, size: float) -> set[int]:
        """What everybody does in two hours or more around a moment; shifts stay."""
        middle = self._random.choice(list(self._moments.values()))
        reach = int(WINDOW * size)
        return {
            index
            for index, moment in self._moments.items()
            if middle - reach <= moment < middle + reach
        }

    def _fix_all_but(self, free: set[int]) -> None:
        values = self._values or ()
        for index, known in self._domains.items():
            self._set(index, known if index in free else [values[index], values[index]])

    def _set(self, index: int, allowed: list[int]) -> None:
        domain = self._proto.variables[index].domain
        domain.clear()
        domain.extend(allowed)

    def _solver(self, effort: float) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = 1
        parameters.max_deterministic_time = effort
        parameters.random_seed = self._random.randrange(1 << 30)
        # Measured on days of the Child Focus example: the relaxation of a day is tight without
        # any cut, and probing and symmetry cost more than they save.
        parameters.linearization_level = 2
        parameters.cut_level = 0
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
        return solver

    def _solve(self, solver: cp_model.CpSolver) -> bool:
        status = solver.solve(self._board.model)
        self.spent += solver.response_proto.deterministic_time
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return False
        self._keep(list(solver.response_proto.solution), solver.objective_value)
        return True

    def _keep(self, values: Sequence[int], cost: float) -> None:
        """Take values as the best, and as what the next solve starts from."""
        self._values, self._cost = values, cost
        hint = self._proto.solution_hint
        hint.vars.clear()
        hint.values.clear()
        hint.vars.extend(range(len(values)))
        hint.values.extend(values)


def _timed(free: FreeCell) -> Iterator[tuple[int, LinearExprT]]:
    for piece, here in free.doing.items():
        for variable in here.values():
            yield piece.start, variable
    yield from free.meals.items()


def _decisions(board: Board, cell: Cell) -> list[int]:
    free = board.cells[cell]
    found = [variable for _, variable in _timed(free)]
    found += free.chosen
    return [variable.index for variable in found if isinstance(variable, IntVar)]
