"""A worker with a trivial handler, run as a program of its own so that it can be killed.

A job's payload says on which attempts it `hangs` until told to stop, and on which it `dies` by
SIGKILL after storing its result, before the transaction ends. The second argument of the program,
if given, has it work by tickets; it is the lease in seconds.
"""

import os
import signal
import sys
from datetime import UTC, date, datetime, timedelta
from threading import Event

from sqlalchemy.orm import Session

from web.jobs.job import Handler, Job, Report, StopRequested
from web.jobs.signals import stop_at_signals
from web.jobs.ticketed import run_ticketed_worker
from web.jobs.worker import run_worker
from web.storage.auditing import record
from web.storage.rosters import Draft, store_draft
from web.storage.store import open_store


def run(job: Job, report: Report, stop_requested: StopRequested) -> int:
    """The result is the attempt that made it."""
    report({"process": os.getpid()})
    while job.attempt in job.payload["hangs"] and not stop_requested():
        Event().wait(0.01)
    return job.attempt


def store_result(session: Session, job: Job, result: int) -> None:
    """A draft whose short minutes are the result, and a line in the audit for each time stored."""
    day = date(2026, 11, 30)
    draft = Draft(job.payload["team"], day, day, "{}", {"short": result})
    now = datetime.now(UTC)
    store_draft(session, draft, at=now, job_id=job.id)
    record(session, "result stored", at=now, object_id=job.id)
    session.flush()
    if job.attempt in job.payload["dies"]:
        os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Work on the store named by the first argument; by tickets where there is a second."""
    stop = stop_at_signals()
    store = open_store(sys.argv[1])
    handlers = {"generate": Handler(run, store_result)}
    if len(sys.argv) > 2:
        lease = timedelta(seconds=float(sys.argv[2]))
        run_ticketed_worker(store, handlers, stop=stop, look_seconds=0.1, lease=lease)
    else:
        run_worker(store, handlers, stop=stop, poll_seconds=0.05)
    store.close()


if __name__ == "__main__":
    main()
