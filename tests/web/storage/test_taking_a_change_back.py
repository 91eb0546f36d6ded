"""The last change of a team can be taken back, once and again, and the private class stays."""

from datetime import datetime

import pytest

from bare_team import bare_team
from web.storage.store import Store
from web.storage.tables import Team
from web.storage.teams import StaleRevisionError, can_undo, replace_document, undo_change

OLD, NEW = bare_team(), bare_team(meals_paid=True)


def document(store: Store, team_id: int) -> str:
    with store.read() as session:
        return session.get_one(Team, team_id).document


def change(store: Store, team_id: int, text: str, revision: int, at: datetime) -> None:
    with store.write() as session:
        replace_document(session, team_id, text, revision=revision, by=None, at=at)


def test_a_new_team_has_nothing_to_take_back(store: Store, team_id: int, noon: datetime) -> None:
    with store.write() as session:
        assert not can_undo(session, session.get_one(Team, team_id))
        with pytest.raises(StaleRevisionError):
            undo_change(session, team_id, revision=1, by=None, at=noon)


def test_a_change_is_taken_back_and_brought_back(
    store: Store, team_id: int, noon: datetime
) -> None:
    change(store, team_id, NEW, 1, noon)
    for revision, text in ((2, OLD), (3, NEW)):
        with store.write() as session:
            assert can_undo(session, session.get_one(Team, team_id))
            made = undo_change(session, team_id, revision=revision, by=None, at=noon)
        assert made == revision + 1
        assert document(store, team_id) == text


def test_a_change_after_it_cannot_be_lost_by_taking_one_back(
    store: Store, team_id: int, noon: datetime
) -> None:
    change(store, team_id, NEW, 1, noon)
    later = bare_team(closing_days=["2026-12-24"])
    change(store, team_id, later, 2, noon)
    with pytest.raises(StaleRevisionError), store.write() as session:
        undo_change(session, team_id, revision=2, by=None, at=noon)
    assert document(store, team_id) == later
