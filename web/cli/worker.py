"""`breather worker`: makes the rosters that pages ask for."""

import logging
from collections.abc import Mapping
from importlib import import_module
from threading import Event
from typing import Any, Literal

import click

from web.cli.options import database_option
from web.cli.stores import store_at
from web.jobs.announcing import ready_for_tickets
from web.jobs.generate import KIND, generating
from web.jobs.job import Handler
from web.jobs.signals import stop_at_end_of_input, stop_at_signals
from web.jobs.worker import run_worker
from web.storage.store import Store

Engine = Literal["table", "procrastinate"]
CANNOT_USE = 2


@click.command("worker", epilog="Example: breather worker --database sqlite:///breather.sqlite3")
@database_option
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="Solver processes, each at a low priority.",
)
@click.option(
    "--engine",
    type=click.Choice(["table", "procrastinate"]),
    help="What wakes it: looking into the table of jobs, or tickets of Procrastinate, which is "
    "used where the store is PostgreSQL and it is installed.",
)
@click.option("--until-input-ends", is_flag=True, hidden=True)
def command(database: str, *, workers: int, engine: Engine | None, until_input_ends: bool) -> None:
    """Start a worker. Any number may run; a job of one that is killed is taken up by another."""
    stop = stop_at_signals()
    if until_input_ends:
        stop_at_end_of_input(stop)
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    with store_at(database) as store:
        run_engine(store, {KIND: generating(store, workers=workers)}, stop, engine)


def run_engine(
    store: Store, handlers: Mapping[str, Handler[Any]], stop: Event, engine: Engine | None
) -> None:
    """Do jobs until `stop` is set, by the engine asked for, else the one that fits the store."""
    if engine == "procrastinate" and not ready_for_tickets(store):
        on_sqlite = store.url.startswith("sqlite")
        lacks = "the store is SQLite" if on_sqlite else "it is not installed"
        click.echo(f"Procrastinate cannot be used: {lacks}.", err=True)
        raise SystemExit(CANNOT_USE)
    if engine == "table" or not ready_for_tickets(store):
        run_worker(store, handlers, stop=stop)
    else:
        import_module("web.jobs.ticketed").run_ticketed_worker(store, handlers, stop=stop)
