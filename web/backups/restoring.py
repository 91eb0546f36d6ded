"""Read a copy into an empty store."""

import zipfile
from itertools import islice
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Table, func, insert, inspect, select, text

from web.backups.format import DamagedError, Manifest, manifest_of, rows_of
from web.backups.tables import NOT_OURS, give_out_after, tables_of
from web.backups.values import read
from web.storage.engine import for_writing, new_engine
from web.storage.migrating import MIGRATION_LOCK, migration_config

ROWS_AT_ONCE = 200


class NotEmptyError(Exception):
    """The store has tables already; a copy is never mixed with what is there."""


class NewerError(Exception):
    """The copy was made by a newer Breather than this one."""


def restore(url: str, path: Path) -> Manifest:
    """Read a copy into the empty database at `url` and bring it up to date; all of it or nothing.

    The copy may be of an older Breather, and of the other kind of database.

    Raises:
        web.backups.format.DamagedError: the file is not a whole copy.
        NotEmptyError: there are tables already.
        NewerError: its tables are of a revision that this Breather does not know.
        OSError, sqlalchemy.exc.SQLAlchemyError: the file or the database failed.
    """
    manifest = manifest_of(path)
    _know(manifest.revision)
    engine = new_engine(url, foreign_keys=False)
    try:
        with for_writing(engine).begin() as connection, zipfile.ZipFile(path) as archive:
            if connection.dialect.name == "postgresql":
                lock = text("SELECT pg_advisory_xact_lock(:lock)")
                connection.execute(lock, {"lock": MIGRATION_LOCK})
            if any(not n.startswith(NOT_OURS) for n in inspect(connection).get_table_names()):
                raise NotEmptyError
            _upgrade(connection, manifest.revision)
            _fill(connection, archive, manifest)
            _upgrade(connection, "head")
    finally:
        engine.dispose()
    return manifest


def _know(revision: str) -> None:
    try:
        ScriptDirectory.from_config(migration_config()).get_revision(revision)
    except CommandError as error:
        raise NewerError(revision) from error


def _upgrade(connection: Connection, revision: str) -> None:
    config = migration_config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _fill(connection: Connection, archive: zipfile.ZipFile, manifest: Manifest) -> None:
    tables = tables_of(connection)
    names = {table.name for table in tables}
    if names != manifest.tables.keys():
        raise DamagedError("its tables are not those of its revision")
    for table in tables:
        _insert(connection, archive, table)
        found = connection.execute(select(func.count()).select_from(table)).scalar()
        if found != manifest.tables[table.name].rows:
            raise DamagedError(f"{table.name} has {found} rows after it was read")
    give_out_after(connection, tables, manifest.given_out)
    sqlite = connection.dialect.name == "sqlite"
    if sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise DamagedError("it refers to rows that are not there")


def _insert(connection: Connection, archive: zipfile.ZipFile, table: Table) -> None:
    rows = rows_of(archive, table.name)
    while some := list(islice(rows, ROWS_AT_ONCE)):
        try:
            values = [{name: read(table.c[name], v) for name, v in row.items()} for row in some]
        except (KeyError, TypeError, ValueError) as error:
            raise DamagedError(f"a row of {table.name} does not fit its table") from error
        connection.execute(insert(table), values)
