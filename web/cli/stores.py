"""The store that a command was told of."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import SQLAlchemyError

from web.storage.migrating import migrate
from web.storage.store import Store, open_store

CANNOT_OPEN = 2


@contextmanager
def store_at(url: str) -> Iterator[Store]:
    """The store at an address, brought up to date first; one that cannot be had is said, exit 2."""
    try:
        migrate(url)
        store = open_store(url)
    except (SQLAlchemyError, ValueError, OSError) as error:
        # The address itself may hold a password.
        said = str(error).splitlines()[0] if isinstance(error, ValueError | OSError) else ""
        click.echo(f"The database cannot be opened. {said}".rstrip(), err=True)
        raise SystemExit(CANNOT_OPEN) from None
    try:
        yield store
    finally:
        store.close()
