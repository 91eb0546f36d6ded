"""`breather admin`: the first account."""

from datetime import UTC, datetime

import click

from web.accounts.accounts import UsernameTakenError, invite
from web.accounts.links import VALID, make_link
from web.cli.options import database_option
from web.cli.stores import store_at

REFUSED = 2


@click.group("admin")
def command() -> None:
    """Look after the accounts from the command line: the first administrator."""


@command.command(
    "create",
    epilog="Example: breather admin create ada --name 'Ada L.' --address https://roster.example.org",
)
@click.argument("username")
@click.option("--name", help="How the account is called; the username without it.")
@click.option(
    "--address",
    envvar="BREATHER_ADDRESS",
    show_envvar=True,
    default="http://127.0.0.1:8000",
    show_default=True,
    help="Where people reach the site.",
)
@database_option
def create(username: str, *, name: str | None, address: str, database: str) -> None:
    """Make an administrator and print the link with which a password is set, once.

    Accounts for everybody else, and teams, are made on the page of the administrator.
    """
    at = datetime.now(UTC)
    with store_at(database) as store:
        try:
            with store.write() as session:
                account = invite(
                    session, name=name or username, username=username, at=at, administrator=True
                )
                key = make_link(session, account.id, by=None, at=at)
        except UsernameTakenError as error:
            click.echo(str(error), err=True)
            raise SystemExit(REFUSED) from None
    click.echo(f"{address.rstrip('/')}/join/{key}")
    click.echo(f"It works once, for {VALID.days} days, while `breather serve` runs.", err=True)
