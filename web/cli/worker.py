"""`breather worker`: makes the rosters that pages ask for."""

import logging
import sys
from threading import Event, Thread

import click

from web.cli.options import database_option
from web.cli.stores import store_at
from web.jobs.generate import KIND, generating
from web.jobs.signals import stop_at_signals
from web.jobs.worker import run_worker


@click.command("worker", epilog="Example: breather worker --database sqlite:///breather.sqlite3")
@database_option
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="Solver processes, each at a low priority.",
)
@click.option("--until-input-ends", is_flag=True, hidden=True)
def command(database: str, *, workers: int, until_input_ends: bool) -> None:
    """Start a worker. Any number may run; a job of one that is killed is taken up by another."""
    stop = stop_at_signals()
    if until_input_ends:
        # Standard input is a pipe that whoever started this holds: it ends with them, however.
        Thread(target=_stop_at_end_of_input, args=(stop,), daemon=True).start()
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    with store_at(database) as store:
        run_worker(store, {KIND: generating(store, workers=workers)}, stop=stop)


def _stop_at_end_of_input(stop: Event) -> None:
    sys.stdin.read()
    stop.set()
