"""The worker: claim a job, do it, store its result, until told to stop."""

import logging
import traceback
from collections.abc import Mapping
from datetime import timedelta
from threading import Event
from typing import Any

from sqlalchemy.exc import OperationalError

from web.jobs import running
from web.jobs.hold import Hold
from web.jobs.job import Handler, Job, JobFailedError, LeaseLostError
from web.storage.store import Store

log = logging.getLogger(__name__)


def run_worker(
    store: Store,
    handlers: Mapping[str, Handler[Any]],
    *,
    stop: Event,
    poll_seconds: float = 0.5,
    lease: timedelta = running.LEASE,
) -> None:
    """Do the jobs of the kinds that have a handler, one after the other, until `stop` is set.

    A job under way when `stop` is set goes back into the queue, for another worker to claim at
    once. Handlers run in this thread; `web.jobs.signals.stop_at_signals` gives a fitting event.
    """
    while not stop.is_set():
        if not work_once(store, handlers, stop=stop, lease=lease):
            stop.wait(poll_seconds)


def work_once(
    store: Store,
    handlers: Mapping[str, Handler[Any]],
    *,
    stop: Event,
    lease: timedelta = running.LEASE,
) -> bool:
    """Do the oldest job that may be claimed; False if there is none or the database is away."""
    try:
        job = running.claim(store, list(handlers), lease=lease)
        if job is not None:
            _work(store, handlers[job.kind], job, lease, stop)
        return job is not None
    except OperationalError:
        log.warning("the database does not answer; trying again")
        return False


def _work(store: Store, handler: Handler[Any], job: Job, lease: timedelta, stop: Event) -> None:
    hold = Hold(store, job, lease, stop)
    try:
        with hold.beating():
            _run(store, handler, job, hold)
    except LeaseLostError:
        log.warning("job %d: taken by another worker, this result is dropped", job.id)


def _run(store: Store, handler: Handler[Any], job: Job, hold: Hold) -> None:
    try:
        result = handler.run(
            job, lambda progress: running.report(store, job, progress), hold.stop_requested
        )
        if hold.broken_off:
            running.hand_back(store, job)
        else:
            running.finish(store, job, lambda session: handler.store_result(session, job, result))
    except (LeaseLostError, OperationalError):
        raise
    except JobFailedError as error:
        running.fail(store, job, error.code)
    except Exception as error:  # noqa: BLE001 - whatever a handler does, the worker goes on
        if hold.shutting_down:
            # Ctrl-C reaches the children of a handler too, and their end is not its fault.
            running.hand_back(store, job)
            return
        log.error("job %d failed: %s", job.id, _without_values(error))  # noqa: TRY400
        running.fail(store, job, "internal_error")


def _without_values(error: Exception) -> str:
    """Where it happened and of which type; its message may hold what is nobody's business."""
    places = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{place.filename}:{place.lineno}" for place in reversed(places))
    return f"{type(error).__name__} at {where}"
