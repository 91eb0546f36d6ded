"""Workers as processes of their own: killed, stopped, and losing nothing."""

import contextlib
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

import trivial_worker
from waiting import until
from web.jobs.asking import enqueue, request_stop
from web.jobs.running import claim
from web.storage.store import Store
from web.storage.tables import Audit, JobRow, Roster

Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def start(store_url: str) -> Iterator[Start]:
    """Starts a worker; those still there are killed at the end."""
    with contextlib.ExitStack() as stack:

        def begin() -> subprocess.Popen[bytes]:
            worker = subprocess.Popen(
                [sys.executable, str(Path(trivial_worker.__file__)), store_url],
                env=os.environ | {"PYTHONPATH": str(Path.cwd())},
            )
            stack.callback(worker.wait)
            stack.callback(worker.kill)
            return worker

        yield begin


def ask(store: Store, team_id: int, key: str, *, hangs: list[int], dies: list[int]) -> int:
    payload = {"team": team_id, "hangs": hangs, "dies": dies}
    with store.write() as session:
        return enqueue(session, "generate", key, payload, at=datetime.now(UTC)).job_id


def rows(store: Store) -> list[JobRow]:
    with store.read() as session:
        return list(session.scalars(select(JobRow).order_by(JobRow.id)))


def hanging(store: Store, worker: subprocess.Popen[bytes]) -> JobRow | None:
    """The job at which this worker hangs."""
    for row in rows(store):
        if (
            row.state == "running"
            and row.attempt in row.payload["hangs"]
            and row.progress.get("process") == worker.pid
        ):
            return row
    return None


def let_lease_run_out(store: Store, worker: subprocess.Popen[bytes]) -> None:
    """What half a minute without a heartbeat does to the job of a killed worker."""
    past = datetime.now(UTC) - timedelta(seconds=1)
    of_worker = JobRow.progress["process"].as_integer() == worker.pid
    with store.write() as session:
        session.execute(
            update(JobRow).where(JobRow.state == "running", of_worker).values(lease_until=past)
        )


def kill_those_that_hang(store: Store, workers: list[subprocess.Popen[bytes]]) -> None:
    for worker in workers:
        if hanging(store, worker):
            worker.kill()


def test_seven_kills_over_twenty_jobs_give_each_result_once(
    store: Store, team_id: int, start: Start
) -> None:
    hang, die = {0, 5, 6, 18}, {2, 11, 19}
    ids = [
        ask(store, team_id, str(number), hangs=[1] * (number in hang), dies=[1] * (number in die))
        for number in range(20)
    ]
    kills = 0
    workers = [start(), start()]

    def one_is_dead_or_all_is_done() -> bool:
        kill_those_that_hang(store, workers)
        dead = any(worker.poll() is not None for worker in workers)
        return dead or {row.state for row in rows(store)} == {"done"}

    while until(one_is_dead_or_all_is_done):
        for dead in [worker for worker in workers if worker.poll() is not None]:
            assert dead.returncode == -signal.SIGKILL
            kills += 1
            let_lease_run_out(store, dead)
            workers[workers.index(dead)] = start()
        if {row.state for row in rows(store)} == {"done"}:
            break

    assert kills == 7
    with store.read() as session:
        what = select(Audit.object_id).where(Audit.what == "result stored")
        stored = Counter(session.scalars(what))
        drafts = {row.job_id: row.figures["short"] for row in session.scalars(select(Roster))}
    assert stored == Counter(ids)
    assert drafts == {job_id: 2 if number in hang | die else 1 for number, job_id in enumerate(ids)}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_told_to_end_hands_its_job_back(
    store: Store, team_id: int, start: Start, number: signal.Signals
) -> None:
    job_id = ask(store, team_id, "1", hangs=[1], dies=[])
    worker = start()
    until(lambda: hanging(store, worker))
    worker.send_signal(number)
    assert worker.wait(timeout=60) == 0
    job = claim(store, ["generate"])
    assert job is not None
    assert (job.id, job.attempt) == (job_id, 2)
    with store.read() as session:
        assert session.scalar(select(func.count(Roster.id))) == 0


def test_a_worker_without_a_job_ends_when_told_to(store: Store, team_id: int, start: Start) -> None:
    ask(store, team_id, "1", hangs=[], dies=[])
    worker = start()
    until(lambda: rows(store)[0].state == "done")
    worker.terminate()
    assert worker.wait(timeout=60) == 0


def test_a_job_asked_to_stop_ends_with_its_best(store: Store, team_id: int, start: Start) -> None:
    job_id = ask(store, team_id, "1", hangs=[1], dies=[])
    worker = start()
    until(lambda: hanging(store, worker))
    with store.write() as session:
        request_stop(session, job_id, at=datetime.now(UTC))
    until(lambda: rows(store)[0].state == "stopped")
    with store.read() as session:
        assert session.scalars(select(Roster.job_id)).all() == [job_id]
