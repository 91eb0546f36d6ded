"""Write a whole store into one file while it is in use."""

import os
import tempfile
import zipfile
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Connection, Table, select

from web.backups.format import FORMAT, MANIFEST, Kept, Manifest, TableWriter, manifest_of, place_of
from web.backups.tables import given_out, revision_of, tables_of
from web.backups.values import written
from web.storage.engine import new_engine

ROWS_AT_ONCE = 200


class NoStoreError(Exception):
    """There are no tables at the address."""


def back_up(url: str, path: Path, *, at: datetime) -> Manifest:
    """Copy the store at `url` into a file, whole or not at all, and read it again to verify it.

    All of it is what the store held at one moment; whoever writes meanwhile need not wait. The file
    is its owner's alone: it holds everything, the private class and hashes of passwords too.

    Raises:
        NoStoreError: nothing is there to copy.
        web.backups.format.DamagedError: what was written cannot be read again as it was.
        OSError, sqlalchemy.exc.SQLAlchemyError: the file or the database failed.
    """
    engine = new_engine(url)
    # PostgreSQL sees one moment only if told so; SQLite does by itself.
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as target, engine.connect() as connection:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                _write(connection, archive, at)
            target.flush()
            os.fsync(target.fileno())
        manifest = manifest_of(new)
        new.replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            new.unlink()
        raise
    finally:
        engine.dispose()
    return manifest


def _write(connection: Connection, archive: zipfile.ZipFile, at: datetime) -> None:
    revision = revision_of(connection)
    if revision is None:
        raise NoStoreError
    tables = tables_of(connection)
    kept = {table.name: _table(connection, archive, table) for table in tables}
    manifest = Manifest(
        format=FORMAT,
        breather=version("breather"),
        made_at=at,
        revision=revision,
        tables=kept,
        given_out=given_out(connection, tables),
    )
    archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))


def _table(connection: Connection, archive: zipfile.ZipFile, table: Table) -> Kept:
    query = select(table).order_by(*table.primary_key.columns)
    with archive.open(place_of(table.name), "w", force_zip64=True) as target:
        writer = TableWriter(target)
        options = {"yield_per": ROWS_AT_ONCE}
        for row in connection.execute(query, execution_options=options).mappings():
            writer.add({name: written(value) for name, value in row.items()})
    return writer.kept
