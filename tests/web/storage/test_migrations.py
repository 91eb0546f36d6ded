"""The revisions make exactly the tables that the code knows."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Integer, MetaData, Table, inspect, select, text

from at_once import at_once
from web.storage.engine import for_writing, new_engine
from web.storage.migrating import migrate, migration_config
from web.storage.store import open_store
from web.storage.tables import Account, Base, Membership, PrivateCapacity

# No column may be there to hold a diagnosis, a kind of absence or a reason.
OF_HEALTH = re.compile(
    r"reason|diagnos|health|medical|sick|ill(ness)?\b|absence|leave|opt_?out|counsel|refus"
)


def differences(url: str, metadata: MetaData) -> list[object]:
    engine = new_engine(url)
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    return list(found)


def health_columns(metadata: MetaData) -> list[str]:
    return [
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if OF_HEALTH.search(column.name)
    ]


def test_an_empty_database_gets_the_tables_of_the_code(store_url: str) -> None:
    migrate(store_url)
    assert differences(store_url, Base.metadata) == []


def test_a_difference_would_be_found(store_url: str) -> None:
    migrate(store_url)
    planted = MetaData()
    for table in Base.metadata.tables.values():
        if table.name != "audit":
            table.to_metadata(planted)
    assert differences(store_url, planted)


def test_migrating_again_changes_nothing(store_url: str) -> None:
    migrate(store_url)
    migrate(store_url)
    assert differences(store_url, Base.metadata) == []


def test_the_number_of_an_account_that_is_gone_is_not_given_out_again(store_url: str) -> None:
    migrate(store_url)
    store = open_store(store_url)
    numbers = []
    for name in ("first", "second"):
        with store.write() as session:
            row = Account(name=name, username=name, password_hash="x", created_at=datetime.now(UTC))
            session.add(row)
            session.flush()
            numbers.append(row.id)
            session.delete(row)
    store.close()
    assert numbers == [1, 2]


def test_several_processes_may_migrate_at_the_same_moment(store_url: str) -> None:
    at_once(lambda _: migrate(store_url), 8)
    assert differences(store_url, Base.metadata) == []


def test_every_constraint_has_a_name(store_url: str) -> None:
    migrate(store_url)
    engine = new_engine(store_url)
    look = inspect(engine)
    names = [
        constraint["name"]
        for table in Base.metadata.tables
        for constraint in [
            *look.get_foreign_keys(table),
            *look.get_unique_constraints(table),
            *look.get_check_constraints(table),
        ]
    ]
    engine.dispose()
    assert names
    assert all(names)


def test_no_column_holds_a_reason_or_a_kind_of_absence() -> None:
    assert health_columns(Base.metadata) == []


@pytest.mark.parametrize("name", ["reason", "sick_days", "absence_kind", "opt_out"])
def test_such_a_column_would_be_found(name: str) -> None:
    planted = MetaData()
    Table("person", planted, Column(name, Integer))
    assert health_columns(planted) == [f"person.{name}"]


def test_the_folder_and_files_of_a_store_are_its_owners_alone(
    sqlite_url: str, tmp_path: Path
) -> None:
    migrate(sqlite_url)
    folder = tmp_path / "store"
    modes = {path.name: path.stat().st_mode & 0o777 for path in [folder, *folder.iterdir()]}
    assert modes.pop("store") == 0o700
    assert modes
    assert all(mode == 0o600 for mode in modes.values())


BEFORE = """
INSERT INTO team (name, zone, document, revision, updated_at, calendar_namespace)
VALUES ('A', 'UTC', :people, 1, :at, '7f3b0c0e4a5d4c2e9d0a1b2c3d4e5f60');
INSERT INTO account
(name, username, password_hash, active, demo, administrator, session_epoch, created_at)
VALUES ('mia', 'mia', '', :yes, :no, :no, 1, :at), ('ana', 'ana', '', :yes, :no, :no, 1, :at),
('vera', 'vera', '', :yes, :no, :no, 1, :at);
INSERT INTO membership (account_id, team_id, role, person_id)
VALUES (1, 1, 'manager', NULL), (2, 1, 'analyst', 'ana'), (3, 1, 'analyst', 'vera');
INSERT INTO private_capacity (team_id, person_id, capacity)
VALUES (1, 'ana', '{}'), (1, 'who', '{}')
"""


def test_a_store_of_before_gets_volunteers_and_private_parts_get_their_readers(
    store_url: str,
) -> None:
    engine = new_engine(store_url)
    people = json.dumps({"people": [{"id": "ana"}, {"id": "vera", "volunteer": True}]})
    known = {"people": people, "at": "2026-11-23 12:00:00", "yes": True, "no": False}
    with for_writing(engine).begin() as connection:
        config = migration_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
        for statement in BEFORE.split(";"):
            connection.execute(text(statement), known)
    engine.dispose()
    migrate(store_url)
    store = open_store(store_url)
    in_order = select(PrivateCapacity.account_id).order_by(PrivateCapacity.person_id)
    with store.read() as session:
        roles = session.scalars(select(Membership.role).order_by(Membership.id)).all()
        joined = session.scalars(select(Account.joined)).all()
        readers = session.scalars(in_order).all()
    store.close()
    assert roles == ["manager", "analyst", "volunteer"]
    assert joined == [True] * 3
    assert readers == [2, None]
