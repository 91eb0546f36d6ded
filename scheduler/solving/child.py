"""A solver process: it builds boards, solves them and sends plain data back.

Imports OR-Tools; the process that asks does not.
"""

import contextlib
import os
import select
import signal
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import LinearExprT

from scheduler.amount import Expression
from scheduler.board import Board, Values
from scheduler.evaluating import Bounds
from scheduler.outlines import filled
from scheduler.presence import Presence
from scheduler.problem import Cell, PlacedShape, PlannedDay
from scheduler.solving.linear import LinearModel, goal_of
from scheduler.solving.local import LocalSearch
from scheduler.solving.tasks import (
    Answer,
    Bounded,
    BoundTask,
    CoarseTask,
    Placed,
    Planned,
    Setting,
    SlotTask,
    Task,
    WholeTask,
)

NICENESS = 5
# One minute of level 1 counts a hundred target minutes: enough to come first in all but the last
# trade, and no more than the solvers can tell apart. What is kept is judged by the evaluator.
LEVEL1_WEIGHT = 1000
# Deterministic time for everybody's stints of a day at once, where there are none yet.
PLACING = 0.5
HALF = 0.5
# Variables of a coarse board. Twelve people's week has some 3,600 and takes a second; sixteen who
# work around the clock have 11,700 a week, which took a minute, and day by day four seconds.
AT_ONCE = 4000
ROUNDING = 1e-4


def serve(connection: Connection, setting: Setting) -> None:
    """Answer tasks until the connection closes. Ends with the process that asked, at once."""
    threading.Thread(target=_end_with_asker, args=(connection.fileno(),), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICENESS)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            number, task = connection.recv()
            _answer(connection, number, setting, task)


def _end_with_asker(connection: int) -> None:
    """End this process when the other end of its connection is gone, in mid-task too.

    A solver looks at no connection for minutes, but lets other threads run. The fork server, whose
    child this is, lives on as long as its children do: nothing is to be learned from its end.
    """
    gone = select.poll()
    gone.register(connection, 0)
    gone.poll()
    os.kill(os.getpid(), signal.SIGKILL)


def _answer(connection: Connection, number: int, setting: Setting, task: Task) -> None:
    if isinstance(task, WholeTask):
        _whole(connection, number, setting, task)
        return
    answer: Answer
    if isinstance(task, BoundTask):
        answer = bound(setting, task)
    elif isinstance(task, CoarseTask):
        answer = coarse(setting, task)
    else:
        answer = slots(setting, task)
    connection.send((number, answer))


def _all_cells(setting: Setting) -> list[Cell]:
    days = range(setting.problem.clock.days)
    return [(person, day) for day in days for person in setting.problem.people]


def bound(setting: Setting, task: BoundTask) -> Bounded:
    """LP bounds of minutes short and of both levels, over all valid rosters.

    Among those whose level 1 is limited, of level 2 alone.
    """
    board = Board(
        setting.problem, setting.rulebook, free=_all_cells(setting), look="days", bars=setting.bars
    )
    level1 = goal_of(board.model, board.sum(board.costs[1]))
    level2 = goal_of(board.model, board.sum(board.costs[2]))
    short = goal_of(board.model, board.sum(board.short_terms))
    model = LinearModel(board.model)
    if task.level1_at_most is not None:
        model.limit(level1, task.level1_at_most)
        return Bounded(Bounds(level2=model.bound(level2)))
    return Bounded(Bounds(model.bound(level1), model.bound(level2), model.bound(short)))


def _objective(board: Board) -> Expression:
    return board.sum(board.costs[1]) * LEVEL1_WEIGHT + board.sum(board.costs[2])


def _value(term: LinearExprT, found: Sequence[float]) -> float:
    return term if isinstance(term, int) else found[term.index]  # type: ignore[union-attr]


def coarse(setting: Setting, task: CoarseTask) -> Planned:
    """Shifts and minutes by SCIP, without places in the shift.

    Of more days than one program can be solved for in seconds, half are planned after the others.
    """
    board = Board(
        setting.problem,
        setting.rulebook,
        free=task.free,
        look="days",
        bars=setting.bars,
        held=task.held,
        plans=task.plans,
    )
    days = sorted({day for _, day in task.free})
    if len(days) > 1 and len(board.model.proto.variables) > AT_ONCE:
        middle = days[len(days) // 2]
        first = coarse(setting, _part(task, range(days[0], middle), task.plans))
        known = {**task.plans, **first.plans}
        second = coarse(setting, _part(task, range(middle, days[-1] + 1), known))
        return Planned(
            {**first.plans, **second.plans},
            found=first.found or second.found,
            laid={**first.laid, **second.laid},
        )
    goal = goal_of(board.model, _objective(board))
    shapes = [
        term.index
        for free in board.cells.values()
        for term in free.chosen
        if isinstance(term, cp_model.IntVar)
    ]
    model = LinearModel(board.model, board.counts)
    # What is laid out is a roster already: no placing makes good afterwards what a plan gives away.
    gap = 0.0 if board.layouts else task.gap
    found = model.best(goal, among=shapes, nodes=task.nodes, gap=gap)
    if found is None:
        return Planned({}, found=False)
    laid: dict[Cell, Presence] = {}
    for layout in board.layouts:
        laid |= layout(lambda term: round(_value(term, found)))
    if laid:
        return Planned({cell: _as_plan(p) for cell, p in laid.items()}, found=True, laid=laid)
    return Planned(_plans(board, found), found=True)


def _as_plan(presence: Presence) -> PlannedDay:
    """What other days' plans need to know of a shift that is placed."""
    minutes: dict[str, int] = {}
    for stretch in presence.stretches:
        if stretch.activity is not None:
            name = stretch.activity.id
            minutes[name] = minutes.get(name, 0) + stretch.minutes
    exposed = sum(stretch.minutes for stretch in presence.stretches if stretch.exposes)
    shape = PlacedShape.of(presence)
    return PlannedDay(shape, minutes, exposed)


def _part(task: CoarseTask, days: range, plans: Mapping[Cell, PlannedDay]) -> CoarseTask:
    """The same task for some of its days alone."""
    return replace(task, free=tuple(cell for cell in task.free if cell[1] in days), plans=plans)


def _plans(board: Board, found: Sequence[float]) -> dict[Cell, PlannedDay]:
    plans = {}
    reached: dict[str, float] = {}
    for cell, free in board.cells.items():
        shape = next(
            (s for s, c in zip(free.shapes, free.chosen, strict=True) if _value(c, found) > HALF),
            None,
        )
        if shape is None:
            continue
        minutes: dict[str, float] = {}
        for here in free.doing.values():
            for option, variable in here.items():
                name = option.activity.id
                minutes[name] = minutes.get(name, 0) + _value(variable, found)
        exposed = sum(n for name, n in minutes.items() if board.problem.activities[name].exposes)
        # Rounding the running sum, not each day, keeps the week's sum within its limit.
        before = reached.get(cell[0], 0.0)
        reached[cell[0]] = before + exposed
        grid = board.clock.grid
        whole = int((before + exposed + ROUNDING) // grid - (before + ROUNDING) // grid) * grid
        rounded = {name: round(n) for name, n in minutes.items() if n >= 1}
        plans[cell] = PlannedDay(shape, rounded, whole)
    return plans


def slots(setting: Setting, task: SlotTask) -> Placed:
    """Place the slots of some cells by CP-SAT within a deterministic time."""
    board = Board(
        setting.problem,
        setting.rulebook if task.hint or setting.rulebook.whole_shifts else setting.rough,
        free=task.free,
        bars=setting.bars,
        held=task.held,
        plans=task.plans,
        shapes=task.shapes,
    )
    search = LocalSearch(board, _objective(board), task.seed)
    if setting.rulebook.whole_shifts:
        if not search.at_once(task.hint, task.effort):
            return Placed({}, "UNKNOWN", search.spent)
        return Placed(_read(board, search.value), "FEASIBLE", search.spent)
    start = task.hint or _plain(setting, task.shapes)
    if not (search.start_from(start) or search.start_anywhere(task.effort)):
        return Placed({}, "UNKNOWN", search.spent)
    if not task.hint:
        first = board.weighted([_objective(board), board.sum(board.fillers)], [1, -1])
        search.place(first, PLACING)
    search.improve(task.effort)
    return Placed(_read(board, search.value), "FEASIBLE", search.spent)


def _plain(setting: Setting, shapes: Mapping[Cell, PlacedShape]) -> dict[Cell, Presence]:
    """Each shift with other work and its meal: nothing is covered, but every rule is kept."""
    return {
        cell: next(filled(setting.problem, setting.rulebook, setting.bars, cell, shape))
        for cell, shape in shapes.items()
    }


def _read(board: Board, values: Values) -> dict[Cell, Presence]:
    read = ((cell, free.read(values)) for cell, free in board.cells.items())
    return {cell: presence for cell, presence in read if presence is not None}


class _Sender(cp_model.CpSolverSolutionCallback):
    """Sends each better roster of the single model as it is found."""

    def __init__(self, connection: Connection, number: int, board: Board) -> None:
        super().__init__()
        self._connection, self._number, self._board = connection, number, board

    def on_solution_callback(self) -> None:
        """Called by the solver with a better solution."""
        presences = _read(self._board, self.value)
        self._connection.send((self._number, Placed(presences, "FEASIBLE", last=False)))


def _whole(connection: Connection, number: int, setting: Setting, task: WholeTask) -> None:
    board = Board(setting.problem, setting.rulebook, free=task.free, bars=setting.bars)
    board.model.minimize(_objective(board))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = task.workers
    solver.parameters.random_seed = task.seed
    if task.seconds is not None:
        solver.parameters.max_time_in_seconds = task.seconds
    if task.effort is not None:
        solver.parameters.max_deterministic_time = task.effort
    # The relaxation of a day is tight: with it, two days in three are proved in the time that
    # without it gives no bound at all.
    solver.parameters.linearization_level = 2
    solver.parameters.cp_model_probing_level = 0
    status = solver.status_name(solver.solve(board.model, _Sender(connection, number, board)))
    found = status in {"OPTIMAL", "FEASIBLE"}
    presences = _read(board, solver.value) if found else {}
    done = {"OPTIMAL": "OPTIMAL", "FEASIBLE": "FEASIBLE", "INFEASIBLE": "INFEASIBLE"}
    connection.send((number, Placed(presences, done.get(status, "UNKNOWN"))))  # type: ignore[arg-type]
