"""The handler of real jobs with a watch: how much processor time a roster took, and the queue."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from io import TextIOBase
from time import monotonic, process_time, thread_time
from typing import Any, TypeVar

from scheduler.evaluating import Bounds, Value, roster_of
from scheduler.solving import Solution
from web.jobs.generate import Made, generating, problem_of
from web.jobs.job import Handler, Job, Report, StopRequested
from web.measuring.cores import core_seconds
from web.storage.store import Store

# Minutes short beyond the bound, of those demanded: a roster that is this near is done.
NEAR = 0.02
# To look costs some milliseconds.
LOOK_SECONDS = 1.0

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Done:
    """One job as it was done. Times are seconds of processor time.

    solved: else the team was read and an empty roster stored. near: until a roster was near the
    bound, None where none was. excess: of the roster that was stored. queue: what this worker has
    spent so far beside its handler.
    """

    job: int
    worker: int
    solved: bool
    cores: float
    near: float | None
    excess: float | None
    queue: float


class Watch:
    """Wraps the handler of a worker, and writes a line for each job."""

    def __init__(self, store: Store, out: TextIOBase, *, processes: int) -> None:
        self._store = store
        self._out = out
        self._real = generating(store, workers=processes)
        self._began = process_time()
        self._handling = 0.0

    @property
    def handler(self) -> Handler[Made]:
        """For jobs of the usual kind, whose payload says beside the usual whether to solve."""
        return Handler(run=self._run, store_result=self._real.store_result)

    @property
    def queue(self) -> float:
        """Processor seconds of this process so far that were not the handler's."""
        return process_time() - self._began - self._handling

    def _run(self, job: Job, report: Report, stop_requested: StopRequested) -> Made:
        began = thread_time()
        if not job.payload["solve"]:
            made = self._read(job)
            spent = thread_time() - began
            self._handling += spent
            self._say(job, spent)
            return made
        curve = Curve(report, stop_requested, job.payload["core_seconds"])
        made = self._real.run(job, curve.report, curve.stop_requested)
        cores = curve.cores
        self._handling += thread_time() - began - curve.asking
        self._say(job, cores, *curve.judged())
        return made

    def _say(
        self, job: Job, cores: float, near: float | None = None, excess: float | None = None
    ) -> None:
        done = Done(job.id, os.getpid(), job.payload["solve"], cores, near, excess, self.queue)
        self._out.write(json.dumps(asdict(done)) + "\n")
        self._out.flush()

    def _read(self, job: Job) -> Made:
        asked = job.payload
        with self._store.read() as session:
            problem, rulebook = problem_of(
                session, asked["team_id"], date.fromisoformat(asked["from"]), asked["days"]
            )
        roster = roster_of(problem, rulebook, (), Bounds())
        score = roster.score
        value = Value(score.level1, score.level2, score.short) if score else Value(0, 0, 0)
        return Made(asked["team_id"], Solution(roster, (), (), value, Bounds(), 0.0))


class Curve:
    """What a solve reports, by the processor time that it had taken.

    Near the bound it may stop, and has to when it has taken `most` core-seconds.
    """

    def __init__(self, report: Report, stop_requested: StopRequested, most: float) -> None:
        self._report, self._stop = report, stop_requested
        self._most = most
        self._looked = monotonic()
        self._start = core_seconds(os.getpid())
        self._points: list[tuple[float, int]] = []
        self._bound = 0
        self._demanded = 1
        self._over = False
        self.asking = 0.0

    @property
    def cores(self) -> float:
        """Processor seconds of the whole process tree since the start."""
        return core_seconds(os.getpid()) - self._start

    def report(self, progress: dict[str, Any]) -> None:
        """Pass on what a solve says, and note it where there is a roster."""
        self._timed(lambda: self._report(progress))
        if progress["short"] is not None:
            self._bound = max(self._bound, progress["short_bound"])
            self._demanded = max(1, progress["demanded"])
            self._points.append((self.cores, progress["short"]))
            self._over |= progress["short"] - self._bound <= NEAR * self._demanded

    def stop_requested(self) -> bool:
        """Whether this is near enough, has taken all that it may, or somebody asked."""
        if self._over or self._timed(self._stop):
            return True
        if monotonic() - self._looked >= LOOK_SECONDS:
            self._looked = monotonic()
            self._over = self.cores >= self._most
        return self._over

    def judged(self) -> tuple[float | None, float | None]:
        """When the first roster was near the bound that is known in the end; the last's excess."""
        if not self._points:
            return None, None
        most = self._bound + NEAR * self._demanded
        near = next((cores for cores, short in self._points if short <= most), None)
        return near, (self._points[-1][1] - self._bound) / self._demanded

    def _timed(self, ask: Callable[[], Answer]) -> Answer:
        """The answer; what the question cost is the queue's, not the handler's."""
        began = thread_time()
        answer = ask()
        self.asking += thread_time() - began
        return answer
