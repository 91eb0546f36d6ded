"""What a page does with jobs: ask for one, look at it, and ask it to stop."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from web.jobs.announcing import announce
from web.storage.tables import JobRow

ACTIVE_STATES = ("queued", "running")


@dataclass(frozen=True)
class Asked:
    """The job that now does what was asked; `joined` if somebody had asked for it before."""

    job_id: int
    joined: bool


def enqueue(
    session: Session, kind: str, key: str, payload: Mapping[str, Any], *, at: datetime
) -> Asked:
    """Put a job into the queue, or join the one of that kind and key that is under way."""
    while True:
        under_way = active_job(session, kind, key)
        if under_way is not None:
            return Asked(under_way.id, joined=True)
        row = JobRow(kind=kind, key=key, payload=dict(payload), created_at=at)
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:
            # On PostgreSQL somebody asked at the same moment; that job may even be done by now.
            continue
        announce(session, row.id)
        return Asked(row.id, joined=False)


def active_job(session: Session, kind: str, key: str) -> JobRow | None:
    """The queued or running job of this kind and key."""
    return session.scalars(
        select(JobRow).where(
            JobRow.kind == kind, JobRow.key == key, JobRow.state.in_(ACTIVE_STATES)
        )
    ).one_or_none()


def request_stop(session: Session, job_id: int, *, at: datetime) -> None:
    """Ask a running job to end with the best it has; one that nobody began is stopped at once.

    Raises:
        sqlalchemy.exc.NoResultFound: no such job.
    """
    query = select(JobRow).where(JobRow.id == job_id).with_for_update()
    row = session.scalars(query.execution_options(populate_existing=True)).one()
    if row.state not in ACTIVE_STATES:
        return
    row.stop_requested = True
    if row.state == "queued":
        row.state, row.ended_at = "stopped", at
