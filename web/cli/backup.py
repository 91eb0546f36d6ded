"""`breather backup`: all of a store in one file."""

from datetime import UTC, datetime
from typing import NoReturn

import click
from sqlalchemy.exc import SQLAlchemyError

from web.cli.files import writable
from web.cli.options import stored_option

FAILED = 2


@click.command("backup", epilog="Example: breather backup /srv/copies/breather-$(date +%F).backup")
@click.argument("file")
@stored_option
def command(file: str, *, database: str) -> None:
    """Copy the whole store into FILE while it is in use, and verify the copy.

    FILE is replaced whole or not at all, and is yours alone to read: it holds all that is stored.
    """
    from web.backups.backing_up import NoStoreError, back_up
    from web.backups.format import DamagedError

    path = writable(file)
    try:
        manifest = back_up(database, path, at=datetime.now(UTC))
    except NoStoreError:
        _fail("There is no store at the address of the database.")
    except DamagedError as error:
        _fail(f"The copy could not be verified: {error}. Nothing was written.")
    except SQLAlchemyError:
        # The error itself may hold the address with its password.
        _fail("The database cannot be read.")
    except (OSError, ValueError) as error:
        _fail(f"No copy was made. {error}")
    else:
        rows = sum(table.rows for table in manifest.tables.values())
        click.echo(
            f"{file}: {rows} rows of {len(manifest.tables)} tables, "
            f"revision {manifest.revision}, verified."
        )


def _fail(said: str) -> NoReturn:
    click.echo(said, err=True)
    raise SystemExit(FAILED)
