"""What a worker does with jobs. Every step is one short transaction, fenced by the attempt."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from web.jobs.job import Job, LeaseLostError
from web.storage.store import Store
from web.storage.tables import JobRow, JobState

LEASE = timedelta(seconds=30)
# A job whose worker died this often is more likely the cause than the victim.
MOST_LOSSES = 3


def claim(store: Store, kinds: Collection[str], *, lease: timedelta = LEASE) -> Job | None:
    """Take the oldest job of these kinds that waits or whose lease ran out; None if there is none.

    A job whose lease ran out for the third time is failed with `worker_lost`.
    """
    while True:
        with store.write() as session:
            row = _next(session, kinds)
            if row is None:
                return None
            if _may_run(row):
                return _take(row, lease)


def may_be_claimed(kinds: Collection[str]) -> ColumnElement[bool]:
    """The jobs of these kinds that wait, or whose lease ran out."""
    lost = (JobRow.state == "running") & (JobRow.lease_until < _now())
    return JobRow.kind.in_(kinds) & or_(JobRow.state == "queued", lost)


def _next(session: Session, kinds: Collection[str]) -> JobRow | None:
    query = select(JobRow).where(may_be_claimed(kinds)).order_by(JobRow.id)
    return session.scalars(query.limit(1).with_for_update(skip_locked=True)).one_or_none()


def _may_run(row: JobRow) -> bool:
    """Count a lease that ran out, and end the job where trying again makes no sense."""
    if row.state == "running":
        row.losses += 1
    if row.stop_requested:
        # Whoever had something to show for it is gone; nobody wants it begun anew.
        _end(row, "stopped")
        return False
    if row.losses >= MOST_LOSSES:
        _end(row, "failed", error_code="worker_lost")
        return False
    return True


def _take(row: JobRow, lease: timedelta) -> Job:
    row.state, row.attempt = "running", row.attempt + 1
    row.lease_until = _now() + lease
    row.started_at = row.started_at or _now()
    return Job(row.id, row.kind, row.key, row.payload, row.attempt, row.created_at)


def heartbeat(store: Store, job: Job, *, lease: timedelta = LEASE) -> None:
    """Hold the job for another lease.

    Raises:
        LeaseLostError: it is no longer this attempt's.
    """
    with store.write() as session:
        _change(session, job, lease_until=_now() + lease)


def report(store: Store, job: Job, progress: dict[str, Any]) -> None:
    """Store how far the job is; `progress` names nobody.

    Raises:
        LeaseLostError: it is no longer this attempt's.
    """
    with store.write() as session:
        _change(session, job, progress=progress, step=JobRow.step + 1)


def stop_requested(store: Store, job: Job) -> bool:
    """Whether somebody asked for the best so far."""
    with store.read() as session:
        asked = session.scalar(select(JobRow.stop_requested).where(JobRow.id == job.id))
    return bool(asked)


def finish(store: Store, job: Job, store_result: Callable[[Session], None]) -> None:
    """Store the result and end the job in one transaction: both, or neither.

    Raises:
        LeaseLostError: it is no longer this attempt's; nothing was stored.
    """
    with store.write() as session:
        row = _held(session, job)
        store_result(session)
        _end(row, "stopped" if row.stop_requested else "done")


def fail(store: Store, job: Job, code: str) -> None:
    """End the job without a result. `code` is a fixed word that names nobody.

    Raises:
        LeaseLostError: it is no longer this attempt's.
    """
    with store.write() as session:
        _end(_held(session, job), "failed", error_code=code)


def hand_back(store: Store, job: Job) -> None:
    """Put the job back into the queue, to be claimed at once; it does not count as lost.

    Raises:
        LeaseLostError: it is no longer this attempt's.
    """
    with store.write() as session:
        _change(session, job, state="queued", lease_until=None)


def _held(session: Session, job: Job) -> JobRow:
    query = select(JobRow).where(_is_of(job)).with_for_update()
    row = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise LeaseLostError
    return row


def _change(session: Session, job: Job, **values: Any) -> None:  # noqa: ANN401 - columns of all types
    changed = session.scalar(
        update(JobRow).where(_is_of(job)).values(**values).returning(JobRow.id)
    )
    if changed is None:
        raise LeaseLostError


def _is_of(job: Job) -> ColumnElement[bool]:
    return (JobRow.id == job.id) & (JobRow.attempt == job.attempt) & (JobRow.state == "running")


def _end(row: JobRow, state: JobState, *, error_code: str | None = None) -> None:
    row.state, row.error_code = state, error_code
    row.lease_until, row.ended_at = None, _now()


def _now() -> datetime:
    return datetime.now(UTC)
