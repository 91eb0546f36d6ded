"""`breather restore`: a copy of a store into an empty one."""

from pathlib import Path
from typing import NoReturn

import click
from sqlalchemy.exc import SQLAlchemyError

from web.cli.options import stored_option

FAILED = 2


@click.command(
    "restore",
    epilog="Example: breather restore FILE --database sqlite:////var/lib/breather/new.sqlite3",
)
@click.argument("file")
@click.option("--check", is_flag=True, help="Only verify FILE; touch no database.")
@stored_option
def command(file: str, *, check: bool, database: str) -> None:
    """Verify FILE and read it into the database at the address, which has to be empty.

    A copy of an older Breather is brought up to date, one of a newer is refused. It is read whole
    or not at all. A copy made of SQLite can go into PostgreSQL and the other way round.
    """
    from web.backups.format import DamagedError, manifest_of
    from web.backups.restoring import NewerError, NotEmptyError, restore

    path = Path(file)
    try:
        manifest = manifest_of(path) if check else restore(database, path)
    except DamagedError as error:
        _fail(f"{file} is damaged: {error}. Nothing was restored.")
    except NotEmptyError:
        _fail("The database is not empty. Give the address of a new one; nothing was restored.")
    except NewerError as error:
        _fail(f"{file} is of a newer Breather (revision {error}). Nothing was restored.")
    except SQLAlchemyError:
        # The error itself may hold the address with its password.
        _fail("The database failed. Nothing was restored.")
    except (OSError, ValueError) as error:
        _fail(f"Nothing was restored. {error}")
    else:
        rows = sum(table.rows for table in manifest.tables.values())
        done = "whole" if check else "restored"
        click.echo(f"{file} of {manifest.made_at:%Y-%m-%d %H:%M} UTC: {rows} rows, {done}.")


def _fail(said: str) -> NoReturn:
    click.echo(said, err=True)
    raise SystemExit(FAILED)
