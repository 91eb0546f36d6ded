"""The one place that knows how SQLite and PostgreSQL are spoken to."""

import contextlib
import sqlite3
import tempfile
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_MILLISECONDS = 10_000


def new_engine(url: str | URL, *, foreign_keys: bool = True) -> Engine:
    """An engine for a SQLite or PostgreSQL address.

    A missing folder of a SQLite file is made with mode 0700. A transaction writes only if the
    execution option `write` is set; else the database refuses to change anything.

    Raises:
        sqlalchemy.exc.ArgumentError: the address cannot be read.
        ValueError: it is of another kind of database, of SQLite without a file, or of PostgreSQL
            while its driver is not installed.
    """
    address = make_url(url)
    kind = address.get_backend_name()
    if kind == "sqlite":
        return _sqlite(address, foreign_keys=foreign_keys)
    if kind == "postgresql":
        return _postgresql(address)
    raise ValueError(f"a store is SQLite or PostgreSQL, not {kind}")


def _postgresql(address: URL) -> Engine:
    try:
        engine = create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise ValueError(
            "PostgreSQL needs its driver: pip install 'breather[postgresql]'"
        ) from error

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # By itself each statement would see what was stored before it: a roster checked beside one
        # state and judged up to date by another would be published unchecked.
        if not connection.get_execution_options().get("write"):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    return engine


def _sqlite(address: URL, *, foreign_keys: bool) -> Engine:
    if not address.database or address.database == ":memory:":
        raise ValueError("a SQLite store needs a file")
    file = Path(address.database).absolute()
    _make_private(file)
    engine = create_engine(address.set(database=str(file)))

    @event.listens_for(engine, "connect")
    def _on_connect(raw: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        # With None the driver starts no transaction of its own: BEGIN is said below, and a
        # change of tables can be rolled back.
        raw.isolation_level = None
        raw.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        raw.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # A transaction that reads first and writes later fails with "locked"; so who will
        # write says so at once.
        write = bool(connection.get_execution_options().get("write"))
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if write else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _make_private(file: Path) -> None:
    """Make a missing file, its owner's alone as its folder is; the side files get its mode.

    It is put in its place when it is ready. Two who begin with WAL at once would fail with
    "locked"; and to open the file beside SQLite would, on closing, drop SQLite's locks.
    """
    if file.exists():
        return
    file.parent.parent.mkdir(parents=True, exist_ok=True)
    file.parent.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".new-") as folder:
        new = Path(folder, file.name)
        with contextlib.closing(sqlite3.connect(new)) as raw:
            raw.execute("PRAGMA journal_mode = WAL")
        new.chmod(0o600)
        with contextlib.suppress(FileExistsError):
            file.hardlink_to(new)


def for_writing(engine: Engine) -> Engine:
    """Give the same engine and pool, with transactions that may write."""
    return engine.execution_options(write=True)
