"""Sessions of a store: what they may do, and what they give back."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from at_once import at_once
from bare_team import bare_team
from web.storage.auditing import record
from web.storage.engine import new_engine
from web.storage.store import Store
from web.storage.tables import Audit, FeedBody, Team
from web.storage.teams import StaleRevisionError, create_team, lock_team, replace_document


def test_a_time_comes_back_aware_and_as_utc(store: Store) -> None:
    brussels = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    with store.write() as session:
        team = create_team(
            session, name="A", zone="Europe/Brussels", document=bare_team(), at=brussels
        )
    with store.read() as session:
        stored = session.get_one(Team, team.id).updated_at
    assert stored == brussels
    assert stored.isoformat() == "2026-11-23T08:30:00+00:00"


def test_a_naive_time_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="needs a zone"), store.write() as session:
        create_team(session, name="A", zone="UTC", document=bare_team(), at=datetime(2026, 11, 23))


def test_a_reading_session_cannot_change_anything(store: Store, team_id: int) -> None:
    with store.read() as session:
        session.get_one(Team, team_id).name = "Other"
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            session.flush()
    with store.write() as session:
        session.get_one(Team, team_id).name = "Third"
    with store.read() as session:
        assert session.get_one(Team, team_id).name == "Third"


def test_a_reading_session_sees_one_state_however_long_it_reads(store: Store, team_id: int) -> None:
    names = select(Team.name).where(Team.id == team_id)
    with store.read() as session:
        before = session.scalar(names)
        with store.write() as other:
            other.get_one(Team, team_id).name = "Other"
        assert session.scalar(names) == before == "Assessment"
    with store.read() as session:
        assert session.scalar(names) == "Other"


def test_a_block_that_raises_stores_nothing(store: Store, team_id: int) -> None:
    def rename_and_fail() -> None:
        with store.write() as session:
            session.get_one(Team, team_id).name = "Other"
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rename_and_fail()
    with store.read() as session:
        assert session.get_one(Team, team_id).name == "Assessment"


def test_references_to_nothing_are_refused(store: Store, noon: datetime) -> None:
    with pytest.raises(IntegrityError), store.write() as session:
        session.add(FeedBody(team_id=99, person_id="ana", etag="e", body=b"", made_at=noon))


def test_who_reads_first_and_writes_then_loses_no_change(store: Store, team_id: int) -> None:
    def add_one(_: int) -> None:
        with store.write() as session:
            team = lock_team(session, team_id)
            team.name += "1"

    at_once(add_one, 8)
    with store.read() as session:
        assert session.get_one(Team, team_id).name == "Assessment11111111"


def test_of_two_changes_of_one_revision_one_is_refused(
    store: Store, team_id: int, noon: datetime
) -> None:
    def change(number: int) -> int | None:
        try:
            with store.write() as session:
                return replace_document(
                    session, team_id, bare_team(name=str(number)), revision=1, by=None, at=noon
                )
        except StaleRevisionError:
            return None

    assert sorted(at_once(change, 2), key=str) == [2, None]
    with store.read() as session:
        assert session.get_one(Team, team_id).revision == 2


@pytest.mark.parametrize("statement", ["UPDATE audit SET what = 'x'", "DELETE FROM audit"])
def test_the_audit_is_only_added_to(store: Store, noon: datetime, statement: str) -> None:
    with store.write() as session:
        record(session, "roster published", at=noon, account_id=1, team_id=2, object_id=3)
    with pytest.raises(DBAPIError, match="only added"), store.write() as session:
        session.execute(text(statement))
    with store.read() as session:
        assert session.query(Audit).one().what == "roster published"


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_a_store_is_a_file_or_a_postgresql_database(url: str) -> None:
    with pytest.raises(ValueError, match="store"):
        new_engine(url)
