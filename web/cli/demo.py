"""`breather demo`: the example team on this machine."""

import secrets
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import click
from flask import Flask, url_for

from web.app import create_app
from web.cli.serving import Server, listening
from web.cli.stores import store_at
from web.config import Config
from web.demo.first_roster import NoRosterError, publish_in_time, wait_for_roster
from web.demo.ready import PASSWORD, READY
from web.demo.team import set_up_team
from web.demo.worker import worker_beside
from web.jobs.signals import stop_at_signals
from web.storage.store import Store

HOST = "127.0.0.1"
NO_ROSTER = 1
# Enough is there far earlier, unless the machine is busy with other things.
MOST_SECONDS = 300.0


@click.command("demo", epilog="Example: breather demo --port 8000")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--seconds",
    type=click.FloatRange(1, 600),
    default=MOST_SECONDS,
    show_default=True,
    help="Most time for the first roster.",
)
def command(port: int, seconds: float) -> None:
    """Start the example team on this machine: a fresh store, web server, worker, and a roster.

    It prints the addresses. Ctrl-C ends all that it has started, and the store is thrown away.
    """
    stop = stop_at_signals()
    with TemporaryDirectory(prefix="breather-demo-") as folder:
        database = f"sqlite:///{Path(folder) / 'breather.sqlite3'}"
        with store_at(database) as store:
            address = f"http://{HOST}:{port}"
            config = Config(database, secrets.token_urlsafe(32), address=address, demo=True)
            app = create_app(config)
            server = listening(app, HOST, port)
            with worker_beside(database):
                _run(app, server, store, seconds, address, stop)


def _run(
    app: Flask, server: Server, store: Store, seconds: float, address: str, stop: Event
) -> None:
    # A daemon: it ends with the process, in the middle of an answer if need be.
    Thread(target=server.run, daemon=True).start()
    team = set_up_team(store, now=datetime.now(UTC), seconds=seconds)
    click.echo(f"Making a roster of four weeks from {team.first}; this may take a minute.")
    try:
        roster_id = wait_for_roster(
            store, team, stop=stop, tell=lambda words: click.echo(f"  {words}")
        )
        if roster_id is None:
            return
        token = publish_in_time(store, team, roster_id)
    except NoRosterError as error:
        click.echo(str(error), err=True)
        raise SystemExit(NO_ROSTER) from None
    _say_addresses(app, token, address)
    stop.wait()


def _say_addresses(app: Flask, token: str, address: str) -> None:
    with app.test_request_context(base_url=address):
        feed = url_for("feeds.feed", token=token, _external=True)
    accounts = "\n".join(
        f"  {ready.username:<16}{ready.role or 'administrator'}" for ready in READY
    )
    click.echo(f"""
Breather's demo runs. Ctrl-C ends it.

  Pages     {address}/
  Calendar  {feed}

An account for each role, all with the password {PASSWORD}:

{accounts}

They are for this demo alone. Use two browsers, or sign out in between.""")
