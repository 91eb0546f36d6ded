"""Say that a job waits, in the transaction that stores it, to workers that listen on PostgreSQL."""

from importlib import import_module
from importlib.util import find_spec

from sqlalchemy import text
from sqlalchemy.orm import Session

from web.storage.store import Store

# Tickets lie in a schema of their own: nothing in it is the truth, so it can be made anew.
SCHEMA = "breather_tickets"
_NEEDED = "procrastinate"


def ready_for_tickets(store: Store) -> bool:
    """Whether workers of a store can be woken by tickets: PostgreSQL, and the library is there."""
    return store.url.startswith("postgresql") and find_spec(_NEEDED) is not None


def announce(session: Session, job_id: int) -> None:
    """Defer a ticket for a job, where workers of the engine Procrastinate use this database.

    On SQLite, and where no such worker was ever started, nothing is done. A job without a ticket
    is not lost: those workers look for one every few seconds.
    """
    if session.get_bind().dialect.name != "postgresql" or find_spec(_NEEDED) is None:
        return
    there = text("SELECT to_regclass(:name) IS NOT NULL")
    if session.scalar(there, {"name": f"{SCHEMA}.procrastinate_jobs"}):
        import_module("web.jobs.tickets").defer(session, job_id)
