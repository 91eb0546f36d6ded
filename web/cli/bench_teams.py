"""`breather bench teams`: a large organisation, team by team, through the queue."""

import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import click

from scheduler.examples.generated import FEWEST, MOST
from web.cli.options import from_option
from web.cli.stores import store_at
from web.jobs.announcing import ready_for_tickets
from web.jobs.signals import stop_at_signals
from web.measuring.measuring import Asked, ToldToEndError, measure
from web.measuring.organisation import Size
from web.measuring.telling import lines

CANNOT_MEASURE, LOST, TOLD_TO_END = 2, 1, 130
WITH_TICKETS = 4


@click.command("teams", epilog="Example: breather bench teams --people 10000 --sample 2")
@click.option(
    "--people", type=click.IntRange(min=FEWEST), required=True, help="Of the organisation."
)
@click.option(
    "--size", type=click.IntRange(FEWEST, MOST), default=20, show_default=True, help="A team."
)
@click.option(
    "--sample",
    type=click.IntRange(min=0),
    metavar="TEAMS",
    default=3,
    show_default=True,
    help="So many teams are solved; the others pass through the queue, and are estimated.",
)
@click.option(
    "--core-seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=120.0,
    show_default=True,
    help="The most processor time for a team that is solved.",
)
@click.option(
    "--database",
    metavar="URL",
    help="An empty store; a SQLite file that is thrown away, without it.",
)
@click.option("--workers", type=click.IntRange(1, 64), help="1, or 4 where tickets wake them.")
@click.option(
    "--processes", type=click.IntRange(1, 64), default=2, show_default=True, help="Of each worker."
)
@click.option("--kills", type=click.IntRange(min=0), default=0, help="Of workers, by SIGKILL.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True)
@from_option
def command(  # noqa: PLR0913 - each is an option of the command
    people: int,
    *,
    size: int,
    sample: int,
    core_seconds: float,
    database: str | None,
    workers: int | None,
    processes: int,
    kills: int,
    seed: int,
    first: date,
) -> None:
    """Make up an organisation's teams, and have workers make a roster of each as a job.

    Says how much processor time a team takes until its minutes short are within 2 % of the least
    possible, of those demanded; what the queue takes beside it; whether each team has one roster;
    and the sum. Exit 1 where a team has none or two, 2 where it cannot be measured, 130 by Ctrl-C.
    """
    try:
        asked_size = Size(people, size)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    stop = stop_at_signals()
    with ExitStack() as stack:
        if database is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="breather-bench-"))
            database = f"sqlite:///{Path(folder, 'store.sqlite3')}"
        store = stack.enter_context(store_at(database))
        asked = Asked(
            asked_size,
            first,
            sample=sample,
            core_seconds=core_seconds,
            workers=workers or (WITH_TICKETS if ready_for_tickets(store) else 1),
            processes=processes,
            kills=kills,
            seed=seed,
        )
        try:
            figures = measure(store, asked, lambda line: click.echo(line, err=True), stop)
        except ToldToEndError:
            raise SystemExit(TOLD_TO_END) from None
        except (RuntimeError, ValueError) as error:
            click.echo(f"It cannot be measured: {error}.", err=True)
            raise SystemExit(CANNOT_MEASURE) from None
    for line in lines(figures):
        click.echo(line)
    if len(figures.results) != figures.teams or set(figures.results.values()) != {1}:
        raise SystemExit(LOST)
