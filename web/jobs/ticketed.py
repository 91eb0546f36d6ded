"""The worker of the engine Procrastinate: it claims a job for each ticket that it is given."""

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from datetime import timedelta
from threading import Event
from typing import Any

import procrastinate
import psycopg
from procrastinate.exceptions import ConnectorException
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from web.jobs import running, tickets
from web.jobs.job import Handler
from web.jobs.worker import work_once
from web.storage.store import Store

log = logging.getLogger(__name__)

# How often the signals are looked at, and how long a database that is away is left alone.
_GLANCE_SECONDS = 0.1
_AWAY_SECONDS = 2.0


def run_ticketed_worker(
    store: Store,
    handlers: Mapping[str, Handler[Any]],
    *,
    stop: Event,
    look_seconds: float = 5.0,
    lease: timedelta = running.LEASE,
) -> None:
    """Do jobs as `run_worker` does, woken by tickets, until `stop` is set. PostgreSQL only.

    look_seconds: how often jobs without a ticket are looked for, those of lost workers among them.
    A job under way when `stop` is set goes back, with a new ticket. Handlers run in a thread.
    """
    tickets.prepare(store)
    while not stop.is_set():
        try:
            asyncio.run(_serve(store, handlers, stop, look_seconds, lease))
        except (ConnectorException, OperationalError, psycopg.Error):
            log.warning("the database does not answer; trying again")
            stop.wait(_AWAY_SECONDS)


async def _serve(
    store: Store,
    handlers: Mapping[str, Handler[Any]],
    stop: Event,
    look_seconds: float,
    lease: timedelta,
) -> None:
    address = make_url(store.url).set(drivername="postgresql")
    application = tickets.application(address.render_as_string(hide_password=False))

    @application.task(name=tickets.TASK)
    def claim(job: int) -> None:
        # The oldest job, whichever the ticket was for: so a lost ticket delays no job of its own.
        del job
        work_once(store, handlers, stop=stop, lease=lease)

    async with application.open_async():
        serving = asyncio.create_task(
            application.run_worker_async(
                concurrency=1,
                install_signal_handlers=False,
                delete_jobs="always",
                update_heartbeat_interval=lease.total_seconds() / 3,
                stalled_worker_timeout=lease.total_seconds(),
            )
        )
        try:
            await _look_after(
                application, store, list(handlers), serving, stop, look_seconds, lease
            )
        finally:
            serving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await serving
    # What was handed back has no ticket any more.
    tickets.defer_missing(store, list(handlers))


async def _look_after(
    application: procrastinate.App,
    store: Store,
    kinds: list[str],
    serving: "asyncio.Task[None]",
    stop: Event,
    look_seconds: float,
    lease: timedelta,
) -> None:
    """Beside the worker: look for stalled tickets and for jobs without one, until it ends.

    Not a task of Procrastinate's own, as its guide has it: that one can stall like any other.
    """
    clock = asyncio.get_running_loop().time
    due = clock()
    while not stop.is_set() and not serving.done():
        if clock() >= due:
            await _retry_stalled(application, lease)
            await asyncio.to_thread(tickets.defer_missing, store, kinds)
            due = clock() + look_seconds
        await asyncio.wait({serving}, timeout=_GLANCE_SECONDS)


async def _retry_stalled(application: procrastinate.App, lease: timedelta) -> None:
    """Put tickets of lost workers back: whoever gets one claims what there is, and it is gone."""
    manager = application.job_manager
    for ticket in await manager.get_stalled_jobs(seconds_since_heartbeat=lease.total_seconds()):
        with contextlib.suppress(ConnectorException):
            await manager.retry_job(ticket)
