"""A worker that makes the image team's roster in steps that a test sets free one by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

from sqlalchemy.orm import Session

import image_team
from scheduler.roster import Roster
from web.jobs.asking import enqueue
from web.jobs.generate import KIND, payload
from web.jobs.job import Handler, Job, Report, StopRequested
from web.jobs.worker import run_worker
from web.storage.rosters import Draft, store_draft
from web.storage.store import Store

SECONDS = 60
CURVE = [[2.0, 4440, 600], [10.0, 1800, 1000], [34.0, 1170, 1050]]


def told(elapsed: float) -> dict[str, Any]:
    """What a worker has told after some seconds of sixty."""
    curve = [point for point in CURVE if point[0] <= elapsed]
    short, bound = curve[-1][1:] if curve else (None, 600)
    return {
        "elapsed": elapsed,
        "seconds": SECONDS,
        "stage": "shifts",
        "words": "Shifts freed",
        "short": short,
        "short_bound": bound,
        "demanded": 24720,
        "stages": [["The team is read", 0.0], ["What cannot be had", 0.5], ["Shifts freed", 2.0]],
        "curve": curve,
    }


def ask(store: Store, team_id: int = 1) -> int:
    """Put a job into the queue; gives its number."""
    wanted = payload(team_id=team_id, first=image_team.FIRST, days=image_team.DAYS, seconds=SECONDS)
    with store.write() as session:
        return enqueue(session, KIND, str(team_id), wanted, at=datetime.now(UTC)).job_id


class SteppedWorker:
    """Tells of each second that `go` is given, and stores the roster after `end` or a stop."""

    def __init__(self) -> None:
        self._seconds: SimpleQueue[float | None] = SimpleQueue()

    def go(self, elapsed: float) -> None:
        """Let it tell how far it is at a second."""
        self._seconds.put(elapsed)

    def end(self) -> None:
        """Let it end."""
        self._seconds.put(None)

    def _run(self, job: Job, report: Report, stop_requested: StopRequested) -> Roster:
        del job
        while not stop_requested():
            if self._seconds.empty():
                Event().wait(0.02)
                continue
            elapsed = self._seconds.get()
            if elapsed is None:
                break
            report(told(elapsed))
        return image_team.roster()

    @contextmanager
    def working(self, store: Store) -> Iterator["SteppedWorker"]:
        """Work in a thread until the end of the block."""
        stop = Event()
        handlers = {KIND: Handler(self._run, _store_result)}
        thread = Thread(
            target=run_worker,
            args=(store, handlers),
            kwargs={"stop": stop, "poll_seconds": 0.05},
        )
        thread.start()
        try:
            yield self
        finally:
            stop.set()
            thread.join()


def _store_result(session: Session, job: Job, made: Roster) -> None:
    figures = made.score.model_dump(exclude={"by_rule"}) if made.score else {}
    document = made.model_dump_json(by_alias=True)
    draft = Draft(job.payload["team_id"], made.first, made.last, document, figures)
    store_draft(session, draft, at=datetime.now(UTC), job_id=job.id)
