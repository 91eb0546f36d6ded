"""What becomes of a job whose handler fails, is cut off, or is overtaken."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from waiting import until
from web.jobs.asking import enqueue
from web.jobs.job import Handler, Job, JobFailedError, Report, StopRequested
from web.jobs.running import claim
from web.jobs.worker import run_worker
from web.storage.auditing import record
from web.storage.store import Store
from web.storage.tables import Audit, JobRow

Run = Callable[[Job, Report, StopRequested], str]


def keep(session: Session, job: Job, result: str) -> None:
    record(session, result, at=job.created_at)


def ask(store: Store, kind: str) -> int:
    with store.write() as session:
        return enqueue(session, kind, "1", {}, at=datetime.now(UTC)).job_id


def work(
    store: Store,
    run: Run,
    *,
    store_result: Callable[[Session, Job, str], None] = keep,
    stop: Event | None = None,
    lease: timedelta = timedelta(seconds=30),
) -> JobRow:
    """Let a worker run one job, then one that ends the worker; what became of the first."""
    ending = stop or Event()
    job_id = ask(store, "generate")
    ask(store, "end")
    handlers: dict[str, Handler[Any]] = {
        "generate": Handler(run, store_result),
        "end": Handler(lambda *_: ending.set(), lambda *_: None),
    }
    run_worker(store, handlers, stop=ending, poll_seconds=0.01, lease=lease)
    return row(store, job_id)


def row(store: Store, job_id: int) -> JobRow:
    with store.read() as session:
        return session.get_one(JobRow, job_id)


def results(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Audit.what)))


def overtake(store: Store, job: Job) -> None:
    """Let the lease run out and another worker take the job."""
    with store.write() as session:
        past = datetime.now(UTC) - timedelta(seconds=1)
        session.execute(update(JobRow).where(JobRow.id == job.id).values(lease_until=past))
    other = claim(store, ["generate"])
    assert other is not None
    assert other.attempt == job.attempt + 1


def test_a_handler_that_cannot_do_it_says_why_in_a_word(store: Store) -> None:
    def run(job: Job, report: Report, stop_requested: StopRequested) -> str:
        raise JobFailedError("team_changed")

    ended = work(store, run)
    assert (ended.state, ended.error_code) == ("failed", "team_changed")


def test_a_fault_ends_the_job_and_its_values_are_logged_nowhere(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    def run(job: Job, report: Report, stop_requested: StopRequested) -> str:
        raise ValueError("Ana is away on Tuesday")

    ended = work(store, run)
    assert (ended.state, ended.error_code) == ("failed", "internal_error")
    assert "ValueError at " in caplog.text
    assert "Ana" not in caplog.text


def test_a_result_that_cannot_be_stored_leaves_nothing_behind(store: Store) -> None:
    def store_half(session: Session, job: Job, result: str) -> None:
        keep(session, job, result)
        session.flush()
        raise ZeroDivisionError

    ended = work(store, lambda *_: "roster", store_result=store_half)
    assert (ended.state, ended.error_code) == ("failed", "internal_error")
    assert results(store) == []


def test_a_handler_that_fails_because_everything_ends_is_not_at_fault(store: Store) -> None:
    stop = Event()

    def run(job: Job, report: Report, stop_requested: StopRequested) -> str:
        stop.set()
        raise ChildProcessError

    ended = work(store, run, stop=stop)
    assert (ended.state, ended.error_code) == ("queued", None)


def test_a_result_that_was_ready_is_stored_even_while_everything_ends(store: Store) -> None:
    stop = Event()

    def run(job: Job, report: Report, stop_requested: StopRequested) -> str:
        stop.set()
        return "roster"

    assert work(store, run, stop=stop).state == "done"
    assert results(store) == ["roster"]


def test_the_result_of_an_overtaken_attempt_is_dropped(store: Store) -> None:
    def run(job: Job, report: Report, stop_requested: StopRequested) -> str:
        overtake(store, job)
        return "roster"

    ended = work(store, run)
    assert (ended.state, ended.attempt) == ("running", 2)
    assert results(store) == []


def test_an_overtaken_handler_is_told_to_stop(store: Store) -> None:
    def run(job: Job, report: Report, stop_requested: StopRequested) -> str:
        overtake(store, job)
        until(stop_requested)
        return "roster"

    assert work(store, run, lease=timedelta(seconds=3)).attempt == 2
    assert results(store) == []


def test_a_long_job_keeps_its_lease(store: Store) -> None:
    def run(job: Job, report: Report, stop_requested: StopRequested) -> str:
        first = row(store, job.id).lease_until
        until(lambda: row(store, job.id).lease_until != first)
        return "roster"

    ended = work(store, run, lease=timedelta(seconds=3))
    assert (ended.state, ended.attempt) == ("done", 1)
