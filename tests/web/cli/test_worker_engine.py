"""Which engine wakes a worker."""

from threading import Event

import pytest

from web.cli.worker import CANNOT_USE, run_engine
from web.storage.store import Store


def test_on_sqlite_the_table_is_looked_into(sqlite_store: Store) -> None:
    stop = Event()
    stop.set()
    run_engine(sqlite_store, {}, stop, None)


def test_tickets_on_sqlite_are_refused(
    sqlite_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run_engine(sqlite_store, {}, Event(), "procrastinate")
    assert ended.value.code == CANNOT_USE
    assert capsys.readouterr().err == "Procrastinate cannot be used: the store is SQLite.\n"
