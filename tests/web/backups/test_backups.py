"""A store in one file: at one moment, whole or not at all, and back into either database."""

import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from alembic import command
from click.testing import CliRunner
from sqlalchemy import inspect, select, text

from scratch_postgresql import ScratchServer
from web.backups.backing_up import NoStoreError, back_up
from web.backups.format import MANIFEST, DamagedError, manifest_of
from web.backups.restoring import NewerError, NotEmptyError, restore
from web.cli import breather
from web.storage.auditing import record
from web.storage.engine import for_writing, new_engine
from web.storage.migrating import migration_config
from web.storage.rosters import Draft, publish, store_draft
from web.storage.store import Store, open_store
from web.storage.tables import Account, Audit, Base


def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as the program reads it."""
    store = open_store(url)
    with store.read() as session:
        found = {
            table.name: [
                tuple(row)
                for row in session.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
        }
    store.close()
    return found


@pytest.fixture
def full(store: Store, week: Draft, ana: int, noon: datetime) -> Store:
    """A store with a team, an account and a published roster with its feed."""
    with store.write() as session:
        roster = store_draft(session, week, at=noon)
        publish(session, roster.id, by=ana, feed_bodies={"ana": b"\x00\xff"}, at=noon)
    return store


@pytest.fixture
def other_postgres_url(postgres: ScratchServer) -> Iterator[str]:
    with postgres.database() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Another database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/restored/breather.db"
    address: str = request.getfixturevalue("other_postgres_url")
    return address


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/restored/breather.db"


def test_what_is_restored_is_what_was_stored_on_either_database(
    full: Store, empty_url: str, tmp_path: Path, noon: datetime
) -> None:
    copy = tmp_path / "copy.backup"
    manifest = back_up(full.url, copy, at=noon)
    assert manifest.tables["account"].rows == 1
    assert copy.stat().st_mode & 0o777 == 0o600
    restore(empty_url, copy)
    assert rows(empty_url) == rows(full.url)


def test_a_restored_store_goes_on_with_new_numbers_and_keeps_its_audit(
    full: Store, empty_url: str, tmp_path: Path, noon: datetime
) -> None:
    with full.write() as session:
        gone = Account(name="x", username="x", password_hash="", created_at=noon)
        session.add(gone)
        session.flush()
        last = gone.id
        session.delete(gone)
    copy = tmp_path / "copy.backup"
    back_up(full.url, copy, at=noon)
    restore(empty_url, copy)
    store = open_store(empty_url)
    with store.write() as session:
        new = Account(name="y", username="y", password_hash="", created_at=noon)
        session.add(new)
        record(session, "roster published", at=noon)
        session.flush()
        assert new.id == last + 1
    with pytest.raises(Exception, match="only added"), store.write() as session:
        session.execute(text("DELETE FROM audit"))
    store.close()


def test_a_copy_is_of_one_moment_and_stops_nobody_from_writing(
    full: Store, tmp_path: Path, noon: datetime
) -> None:
    """Each deed adds two lines; no copy has one of them alone, however many are written."""
    done, written = threading.Event(), threading.Event()

    def go_on() -> None:
        while not done.is_set():
            with full.write() as session:
                for _ in range(2):
                    record(session, "twice", at=noon)
                    session.flush()
            written.set()

    writing = threading.Thread(target=go_on)
    writing.start()
    try:
        assert written.wait(30)
        for number in range(3):
            copy = tmp_path / f"{number}.backup"
            back_up(full.url, copy, at=noon)
            with zipfile.ZipFile(copy) as archive:
                lines = archive.read("tables/audit.jsonl").splitlines()
            twice = [line for line in lines if json.loads(line)["what"] == "twice"]
            assert len(twice) % 2 == 0
    finally:
        done.set()
        writing.join()
    with full.read() as session:
        assert len(session.scalars(select(Audit)).all()) > 0


def changed(copy: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The same file with other content in some of its parts."""
    other = copy.with_name("changed.backup")
    with zipfile.ZipFile(copy) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return other


def test_a_copy_with_another_row_is_refused_and_nothing_restored(
    full: Store, empty_sqlite: str, tmp_path: Path, noon: datetime
) -> None:
    copy = tmp_path / "copy.backup"
    back_up(full.url, copy, at=noon)
    other = changed(
        copy, lambda name, data: data.replace(b"Ana", b"Eve") if "account" in name else data
    )
    with pytest.raises(DamagedError, match="account"):
        restore(empty_sqlite, other)
    cut = tmp_path / "cut.backup"
    cut.write_bytes(copy.read_bytes()[:-40])
    with pytest.raises(DamagedError):
        manifest_of(cut)
    assert not Path(empty_sqlite.removeprefix("sqlite:///")).exists()


def test_a_copy_of_a_newer_revision_is_refused(
    full: Store, empty_sqlite: str, tmp_path: Path, noon: datetime
) -> None:
    copy = tmp_path / "copy.backup"
    revision = back_up(full.url, copy, at=noon).revision.encode()
    newer = changed(
        copy, lambda name, data: data.replace(revision, b"9999") if name == MANIFEST else data
    )
    with pytest.raises(NewerError):
        restore(empty_sqlite, newer)


def test_a_store_that_has_tables_is_left_as_it_is(
    full: Store, tmp_path: Path, noon: datetime
) -> None:
    copy = tmp_path / "copy.backup"
    back_up(full.url, copy, at=noon)
    before = rows(full.url)
    with pytest.raises(NotEmptyError):
        restore(full.url, copy)
    assert rows(full.url) == before


def test_where_restoring_fails_half_way_no_table_is_left(
    full: Store,
    empty_url: str,
    tmp_path: Path,
    noon: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy = tmp_path / "copy.backup"
    back_up(full.url, copy, at=noon)

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("web.backups.restoring.give_out_after", fail)
    with pytest.raises(OSError, match="full"):
        restore(empty_url, copy)
    engine = new_engine(empty_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()
    monkeypatch.undo()
    restore(empty_url, copy)
    assert rows(empty_url) == rows(full.url)


def test_a_copy_of_an_older_revision_is_brought_up_to_date(
    sqlite_url: str, empty_url: str, tmp_path: Path, noon: datetime
) -> None:
    engine = new_engine(sqlite_url)
    with for_writing(engine).begin() as connection:
        config = migration_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
        connection.execute(
            text(
                "INSERT INTO account (name, username, password_hash, active, demo, administrator, "
                "session_epoch, created_at) VALUES ('Ana', 'ana', '', 1, 0, 0, 1, :at)"
            ),
            {"at": "2026-11-23 12:00:00.000000"},
        )
    engine.dispose()
    copy = tmp_path / "copy.backup"
    assert back_up(sqlite_url, copy, at=noon).revision == "0005"
    restore(empty_url, copy)
    store = open_store(empty_url)
    with store.read() as session:
        (account,) = session.scalars(select(Account))
        assert (account.name, account.created_at, account.joined) == ("Ana", noon, True)
    store.close()


def test_a_file_that_is_there_stays_where_no_copy_can_be_made(
    sqlite_url: str, tmp_path: Path, noon: datetime
) -> None:
    kept = tmp_path / "copy.backup"
    kept.write_text("yesterday's")
    with pytest.raises(NoStoreError):
        back_up(sqlite_url, kept, at=noon)
    assert kept.read_text() == "yesterday's"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["copy.backup"]


def test_the_commands_say_what_they_did(
    full: Store, empty_sqlite: str, tmp_path: Path, noon: datetime
) -> None:
    copy = str(tmp_path / "copy.backup")
    run = CliRunner().invoke
    made = run(breather, ["backup", copy, "--database", full.url])
    assert made.exit_code == 0
    assert "verified" in made.output
    checked = run(breather, ["restore", copy, "--check", "--database", empty_sqlite])
    assert (checked.exit_code, "whole" in checked.output) == (0, True)
    done = run(breather, ["restore", copy, "--database", empty_sqlite])
    assert (done.exit_code, "restored" in done.output) == (0, True)
    again = run(breather, ["restore", copy, "--database", empty_sqlite])
    assert again.exit_code == 2
    assert "not empty" in again.output
    missing = run(breather, ["restore", copy + "x", "--database", empty_sqlite])
    assert missing.exit_code == 2
