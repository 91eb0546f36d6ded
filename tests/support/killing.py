"""Workers that are killed in the middle of jobs, and what must be true of their results."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select, update

import trivial_worker
from waiting import until
from web.jobs.asking import enqueue
from web.storage.store import Store
from web.storage.tables import Audit, JobRow, Roster

Worker = subprocess.Popen[bytes]


def begin(stack: ExitStack, *arguments: str) -> Worker:
    """Start a trivial worker; it is killed when the stack ends."""
    worker = subprocess.Popen(
        [sys.executable, str(Path(trivial_worker.__file__)), *arguments],
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )
    stack.callback(worker.wait)
    stack.callback(worker.kill)
    return worker


def ask(store: Store, team_id: int, key: str, *, hangs: list[int], dies: list[int]) -> int:
    """Ask for a job that hangs and dies on these attempts; its number."""
    payload = {"team": team_id, "hangs": hangs, "dies": dies}
    with store.write() as session:
        return enqueue(session, "generate", key, payload, at=datetime.now(UTC)).job_id


def rows(store: Store) -> list[JobRow]:
    """All jobs."""
    with store.read() as session:
        return list(session.scalars(select(JobRow).order_by(JobRow.id)))


def hanging(store: Store, worker: Worker) -> JobRow | None:
    """The job at which this worker hangs."""
    for row in rows(store):
        if (
            row.state == "running"
            and row.attempt in row.payload["hangs"]
            and row.progress.get("process") == worker.pid
        ):
            return row
    return None


def let_lease_run_out(store: Store, worker: Worker) -> None:
    """What half a minute without a heartbeat does to the job of a killed worker."""
    past = datetime.now(UTC) - timedelta(seconds=1)
    of_worker = JobRow.progress["process"].as_integer() == worker.pid
    with store.write() as session:
        session.execute(
            update(JobRow).where(JobRow.state == "running", of_worker).values(lease_until=past)
        )


def kill_until_all_is_done(store: Store, workers: list[Worker], start: Callable[[], Worker]) -> int:
    """Kill each worker that hangs and replace each dead one, until all jobs are done; the kills."""
    kills = 0

    def one_is_dead_or_all_is_done() -> bool:
        for worker in workers:
            if hanging(store, worker):
                worker.kill()
        dead = any(worker.poll() is not None for worker in workers)
        return dead or {row.state for row in rows(store)} == {"done"}

    while until(one_is_dead_or_all_is_done):
        for dead in [worker for worker in workers if worker.poll() is not None]:
            kills += 1
            let_lease_run_out(store, dead)
            workers[workers.index(dead)] = start()
        if {row.state for row in rows(store)} == {"done"}:
            break
    return kills


def results(store: Store) -> tuple[Counter[int | None], dict[int | None, int]]:
    """How often a result of each job was stored, and by job the attempt that made its draft."""
    with store.read() as session:
        what = select(Audit.object_id).where(Audit.what == "result stored")
        drafts = {row.job_id: row.figures["short"] for row in session.scalars(select(Roster))}
        return Counter(session.scalars(what)), drafts
