"""The solver processes of one solve: tasks in, answers out, nothing shared but plain data."""

import heapq
import itertools
import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic
from types import TracebackType
from typing import Self

from scheduler.solving.tasks import Answer, Placed, Setting, Task

# How often a running solve looks whether it is to stop.
LOOK_SECONDS = 0.1


class OutOfTimeError(Exception):
    """The time is up, or somebody asked to stop; the best roster so far is kept."""


class SolverLostError(RuntimeError):
    """A solver process ended by itself, for want of memory perhaps, and again on a second try."""


@dataclass
class _Worker:
    process: BaseProcess
    connection: Connection
    ticket: int | None = None


@dataclass(order=True)
class _Waiting:
    priority: int
    ticket: int
    task: Task = field(compare=False)


class Crew:
    """A few solver processes, started by a fork server that has OR-Tools loaded once.

    size: processes, 0 for none at all. over: says whether to end now; it is asked at least ten
    times a second.
    """

    def __init__(self, size: int, over: Callable[[], bool]) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["scheduler.solving.child"])
        self._size = size
        self.over = over
        self._setting: Setting | None = None
        self._workers: list[_Worker] = []
        self._queue: list[_Waiting] = []
        self._tasks: dict[int, Task] = {}
        self._tries: dict[int, int] = {}
        self._numbers = itertools.count()

    def __enter__(self) -> Self:
        # Loading OR-Tools takes longer than reading a team: let it start at once.
        if self._size:
            forkserver.ensure_running()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every process at once; what they were doing is dropped."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
        self._workers = []

    def open(self, setting: Setting) -> None:
        """Start the processes on a problem."""
        self._setting = setting
        self._workers = [self._start() for _ in range(self._size)]

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._setting), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def submit(self, task: Task, priority: int = 0) -> int:
        """Queue a task; lower priority numbers go first. Returns its ticket."""
        ticket = next(self._numbers)
        heapq.heappush(self._queue, _Waiting(priority, ticket, task))
        self._tasks[ticket] = task
        self._feed()
        return ticket

    def _feed(self) -> None:
        for worker in self._workers:
            if worker.ticket is None and self._queue:
                waiting = heapq.heappop(self._queue)
                worker.ticket = waiting.ticket
                with suppress(BrokenPipeError):
                    worker.connection.send((waiting.ticket, waiting.task))

    def answers(self) -> Iterator[tuple[int, Answer]]:
        """Answers as they come, until nothing is left to do.

        Raises OutOfTimeError when `over` says so, SolverLostError where a process is lost twice.
        """
        while self._tasks:
            if self.over():
                raise OutOfTimeError
            ready = wait([worker.connection for worker in self._workers], timeout=LOOK_SECONDS)
            for worker in list(self._workers):
                if worker.connection in ready:
                    yield from self._receive(worker)

    def _receive(self, worker: _Worker) -> Iterator[tuple[int, Answer]]:
        try:
            ticket, answer = worker.connection.recv()
        except (EOFError, ConnectionResetError):
            self._replace(worker)
            return
        if not (isinstance(answer, Placed) and not answer.last):
            worker.ticket = None
            del self._tasks[ticket]
            self._feed()
        yield ticket, answer

    def _replace(self, worker: _Worker) -> None:
        worker.connection.close()
        worker.process.join()
        self._workers[self._workers.index(worker)] = self._start()
        if worker.ticket is not None:
            ticket = worker.ticket
            self._tries[ticket] = self._tries.get(ticket, 0) + 1
            if self._tries[ticket] > 1:
                raise SolverLostError(f"a solver process ended with {worker.process.exitcode}")
            heapq.heappush(self._queue, _Waiting(-1, ticket, self._tasks[ticket]))
        self._feed()


def _serve(connection: Connection, setting: Setting) -> None:
    from scheduler.solving import child  # noqa: PLC0415  (OR-Tools is for these processes alone)

    child.serve(connection, setting)


def deadline(started: float, seconds: float | None, stop: Callable[[], bool]) -> Callable[[], bool]:
    """Says whether `seconds` have passed since `started` (monotonic), or `stop` says so."""
    return lambda: stop() or (seconds is not None and monotonic() - started >= seconds)
