"""What only a person knows is apart from the team's file, and no file touches it."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import delete, text

from at_once import at_once
from bare_team import bare_team
from scheduler.team import Private, Team
from web.accounts.accounts import add_membership, create_account
from web.storage.engine import for_writing, new_engine
from web.storage.migrating import migrate, migration_config
from web.storage.private_capacity import reads_private, whole_document
from web.storage.store import Store, open_store
from web.storage.tables import Membership
from web.storage.tables import Team as TeamRow
from web.storage.teams import StaleRevisionError, create_team, replace_document

CHAT = {"id": "chat", "name": "Chat", "exposes": "contact", "severity": 1}
ADMIN = {"id": "admin", "name": "Admin"}
PASSWORD = "a long password"
REFUSAL = {"activity": "chat", "from": "2026-12-01T09:00:00+01:00"}
OWN_CAP = {"from": "2026-12-01", "minutes": 60}


def document(*people: dict[str, Any], activities: Iterable[dict[str, Any]] = (ADMIN, CHAT)) -> str:
    """A file of these people."""
    return bare_team(people=people, activities=list(activities))


def person(name: str, **private: Any) -> dict[str, Any]:  # noqa: ANN401
    """One person; the private class stands there only where something is in it."""
    found = {"id": name.lower(), "name": name, "contract": {"weekly_minutes": 2280}}
    return found | ({"private": private} if private else {})


@pytest.fixture
def team_id(store: Store, noon: datetime) -> int:
    """A team in which Ana has refused chat, and Ben has nothing private."""
    with store.write() as session:
        asked = document(person("Ana", refusals=[REFUSAL]), person("Ben"))
        return create_team(session, name="A", zone="Europe/Brussels", document=asked, at=noon).id


def replaced(store: Store, team_id: int, noon: datetime, asked: str) -> None:
    with store.write() as session:
        revision = session.get_one(TeamRow, team_id).revision
        replace_document(session, team_id, asked, revision=revision, by=None, at=noon)


def private(store: Store, team_id: int) -> dict[str, Private]:
    """The private class as rules read it."""
    with store.read() as session:
        whole = whole_document(session, session.get_one(TeamRow, team_id))
    return {p.id: p.private for p in Team.model_validate_json(whole).people}


def kept(store: Store, team_id: int) -> str:
    """The team's file as it is stored, and as an export would have it."""
    with store.read() as session:
        return session.get_one(TeamRow, team_id).document


REFUSED = Private.model_validate({"refusals": [REFUSAL]})


def test_the_stored_file_does_not_have_it_and_the_rules_do(store: Store, team_id: int) -> None:
    assert "private" not in kept(store, team_id)
    assert "refusals" not in kept(store, team_id)
    assert private(store, team_id) == {"ana": REFUSED, "ben": Private()}


def test_a_stored_file_that_comes_back_changes_nothing(
    store: Store, team_id: int, noon: datetime
) -> None:
    replaced(store, team_id, noon, kept(store, team_id))
    assert private(store, team_id) == {"ana": REFUSED, "ben": Private()}


def test_a_file_with_another_private_part_does_not_touch_what_is_stored(
    store: Store, team_id: int, noon: datetime
) -> None:
    asked = document(person("Ana", own_caps=[OWN_CAP]), person("Ben", own_caps=[OWN_CAP]))
    replaced(store, team_id, noon, asked)
    assert private(store, team_id) == {"ana": REFUSED, "ben": Private()}
    assert "private" not in kept(store, team_id)


def test_leaving_a_person_out_and_taking_them_in_again_is_no_way_round(
    store: Store, team_id: int, noon: datetime
) -> None:
    replaced(store, team_id, noon, document(person("Ben")))
    assert private(store, team_id) == {"ben": Private()}
    replaced(store, team_id, noon, document(person("Ana", own_caps=[OWN_CAP]), person("Ben")))
    assert private(store, team_id)["ana"] == REFUSED


def test_work_that_goes_and_comes_again_finds_the_refusal_there(
    store: Store, team_id: int, noon: datetime
) -> None:
    people = person("Ana"), person("Ben")
    replaced(store, team_id, noon, document(*people, activities=(ADMIN,)))
    assert private(store, team_id)["ana"] == Private()
    replaced(store, team_id, noon, document(*people))
    assert private(store, team_id)["ana"] == REFUSED


def test_of_somebody_new_it_is_taken_over(store: Store, team_id: int, noon: datetime) -> None:
    asked = document(person("Ana"), person("Cleo", refusals=[REFUSAL]))
    replaced(store, team_id, noon, asked)
    assert private(store, team_id) == {"ana": REFUSED, "cleo": REFUSED}


def test_two_who_import_at_once_touch_it_no_more_than_one(
    store: Store, team_id: int, noon: datetime
) -> None:
    asked = document(person("Ana", own_caps=[OWN_CAP]), person("Cleo", refusals=[REFUSAL]))

    def import_it(_: int) -> bool:
        try:
            with store.write() as session:
                replace_document(session, team_id, asked, revision=1, by=None, at=noon)
        except StaleRevisionError:
            return False
        return True

    assert sorted(at_once(import_it, 2)) == [False, True]
    assert private(store, team_id) == {"ana": REFUSED, "cleo": REFUSED}


def test_the_first_account_that_is_the_person_reads_it_and_no_later_one(
    store: Store, team_id: int, noon: datetime
) -> None:
    with store.write() as session:
        first, second = (
            create_account(session, name=name, username=name, password=PASSWORD, at=noon).id
            for name in ("first", "second")
        )
        add_membership(session, first, team_id, "analyst", at=noon, person_id="ana")
        assert reads_private(session, team_id, "ana", first)
        session.execute(delete(Membership))
        add_membership(session, second, team_id, "analyst", at=noon, person_id="ana")
        assert not reads_private(session, team_id, "ana", second)
        # Whoever has nothing private keeps nothing from anybody.
        assert reads_private(session, team_id, "ben", second)
    # Rules go by it whoever the person is.
    assert private(store, team_id)["ana"] == REFUSED


def test_before_there_is_an_account_nobody_reads_it(
    store: Store, team_id: int, noon: datetime
) -> None:
    with store.read() as session:
        assert not reads_private(session, team_id, "ana", 1)


def test_a_store_of_before_has_it_moved_out_of_its_files(store_url: str) -> None:
    engine = new_engine(store_url)
    with for_writing(engine).begin() as connection:
        config = migration_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.execute(
            text(
                "INSERT INTO team (name, zone, document, revision, updated_at, calendar_namespace)"
                " VALUES ('A', 'Europe/Brussels', :document, 1, '2026-11-23 12:00:00', :space)"
            ),
            {
                "document": document(person("Ana", refusals=[REFUSAL]), person("Ben")),
                "space": "7f3b0c0e4a5d4c2e9d0a1b2c3d4e5f60",
            },
        )
    engine.dispose()
    migrate(store_url)
    store = open_store(store_url)
    assert "private" not in kept(store, 1)
    assert json.loads(kept(store, 1))["people"][1] == person("Ben")
    assert private(store, 1) == {"ana": REFUSED, "ben": Private()}
    store.close()
