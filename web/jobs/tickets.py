"""Tickets of Procrastinate: each lets one worker, of any number of machines, claim one job.

Needs the extra `postgresql`. A ticket says no more than that there may be something to claim; what
is to be done, and who holds it, is in the table of jobs alone.
"""

import procrastinate
import psycopg
from procrastinate.exceptions import AlreadyEnqueued
from sqlalchemy import column, exists, func, select, table, text
from sqlalchemy.orm import Session

from web.jobs.announcing import SCHEMA
from web.jobs.running import may_be_claimed
from web.storage.store import Store
from web.storage.tables import JobRow

TASK = "breather.claim"

# Any number: the name of the lock under which only one process makes the tables of tickets.
_TICKETS_LOCK = 7_316_403

_TICKET = table("procrastinate_jobs", column("queueing_lock"), column("status"), schema=SCHEMA)


def application(url: str | None = None) -> procrastinate.App:
    """Procrastinate over the tickets of a store; without an address only `defer` can use it."""

    async def look_into_schema(connection: psycopg.AsyncConnection[object]) -> None:
        await connection.execute(f"SET search_path TO {SCHEMA}")
        await connection.commit()

    # One listens, one asks for tickets, and one says that the worker is there: a server has a
    # hundred connections by default, and workers may be many.
    connector = procrastinate.PsycopgConnector(
        conninfo=url, configure=look_into_schema, min_size=1, max_size=3
    )
    return procrastinate.App(connector=connector)


_DEFERRING = application("")


def prepare(store: Store) -> None:
    """Make the tables of tickets; anew, and empty, where they are another version's.

    Raises sqlalchemy.exc.ProgrammingError where the role may not make a schema.
    """
    with store.write() as session:
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _TICKETS_LOCK})
        made_by = session.scalar(
            text("SELECT obj_description(to_regnamespace(:name), 'pg_namespace')"), {"name": SCHEMA}
        )
        if made_by == procrastinate.__version__:
            return
        raw = session.connection().connection.driver_connection
        assert raw is not None  # noqa: S101 - a session has one until it ends
        for statement in (
            f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE",
            f"CREATE SCHEMA {SCHEMA}",
            f"COMMENT ON SCHEMA {SCHEMA} IS '{procrastinate.__version__}'",
            f"SET LOCAL search_path TO {SCHEMA}",
            procrastinate.schema.SchemaManager.get_schema(),
        ):
            raw.execute(statement)


def defer(session: Session, job_id: int) -> None:
    """Give out a ticket for a job, in the session's transaction; at most one waits for each."""
    session.execute(
        text("SELECT set_config('search_path', current_setting('search_path') || :more, true)"),
        {"more": f", {SCHEMA}"},
    )
    ticket = _DEFERRING.configure_task(
        TASK,
        queueing_lock=_lock(job_id),
        connection=session.connection().connection.driver_connection,
    )
    ticket.defer(job=job_id)


def defer_missing(store: Store, kinds: list[str]) -> None:
    """Give out tickets for the jobs of these kinds that may be claimed and have none."""
    waits = exists().where(
        _TICKET.c.queueing_lock == func.concat("job ", JobRow.id),
        _TICKET.c.status == text("'todo'"),
    )
    query = select(JobRow.id).where(may_be_claimed(kinds), ~waits).order_by(JobRow.id)
    with store.read() as session:
        missing = session.scalars(query).all()
    for job_id in missing:
        try:
            with store.write() as session:
                defer(session, job_id)
        except AlreadyEnqueued:
            # Another worker looked at the same moment.
            continue


def _lock(job_id: int) -> str:
    return f"job {job_id}"
