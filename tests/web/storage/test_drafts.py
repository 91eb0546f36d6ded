"""Drafts: several are kept, a removed one comes back, and after thirty days it is gone."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from web.storage.drafts import bring_back, drafts, remove_draft
from web.storage.rosters import Draft, store_draft
from web.storage.store import Store
from web.storage.tables import Audit, Roster


@pytest.fixture
def two(store: Store, week: Draft, noon: datetime) -> tuple[int, int]:
    with store.write() as session:
        first = store_draft(session, week, at=noon)
        second = store_draft(session, week, at=noon + timedelta(hours=1))
    return first.id, second.id


def listed(store: Store, team_id: int, *, removed: bool = False) -> list[int]:
    with store.read() as session:
        return [row.id for row in drafts(session, team_id, removed=removed)]


def test_a_removed_draft_leaves_the_list_and_comes_back(
    store: Store, team_id: int, two: tuple[int, int], noon: datetime
) -> None:
    first, second = two
    assert listed(store, team_id) == [second, first]
    with store.write() as session:
        remove_draft(session, session.get_one(Roster, second), by=None, at=noon)
    assert (listed(store, team_id), listed(store, team_id, removed=True)) == ([first], [second])
    with store.write() as session:
        bring_back(session, session.get_one(Roster, second), by=None, at=noon)
    assert (listed(store, team_id), listed(store, team_id, removed=True)) == ([second, first], [])
    with store.read() as session:
        deeds = session.scalars(select(Audit.what).where(Audit.object_id == second)).all()
    assert {"draft removed", "draft brought back"} <= set(deeds)


def test_what_was_removed_thirty_days_ago_is_deleted_with_the_next_one(
    store: Store, team_id: int, two: tuple[int, int], noon: datetime
) -> None:
    first, second = two
    with store.write() as session:
        remove_draft(session, session.get_one(Roster, first), by=None, at=noon)
    later = noon + timedelta(days=30, seconds=1)
    with store.write() as session:
        remove_draft(session, session.get_one(Roster, second), by=None, at=later)
    assert listed(store, team_id, removed=True) == [second]
