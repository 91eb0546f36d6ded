"""Edits of a draft are undone and done again in their order, and nobody overwrites another's."""

from datetime import date, datetime, timedelta

import pytest

from scheduler.roster import Shift
from web.storage.draft_edits import (
    CellEdit,
    Progress,
    Written,
    changed_since,
    next_redo,
    next_undo,
    progress,
    store_edit,
    store_step,
)
from web.storage.drafts import KEPT, remove_draft
from web.storage.rosters import Draft, publish, store_draft
from web.storage.store import Store
from web.storage.tables import Roster
from web.storage.teams import StaleRevisionError

MONDAY = date(2026, 11, 30)
SHIFT = Shift.model_validate(
    {"person": "ana", "start": "2026-11-30T08:00+01:00", "end": "2026-11-30T16:00+01:00"}
)
GONE = CellEdit(person="ana", day=MONDAY, before=SHIFT, after=None)
PINNED = CellEdit(person="ben", day=MONDAY, before=SHIFT, after=SHIFT, pinned_after=True)


@pytest.fixture
def draft(store: Store, week: Draft, noon: datetime) -> int:
    with store.write() as session:
        return store_draft(session, week, at=noon).id


def edit(store: Store, draft: int, one: CellEdit, seen: int, at: datetime) -> int:
    with store.write() as session:
        written = Written(f'{{"shifts": [], "seen": {seen}}}', {"short": seen})
        return store_edit(session, draft, [one], written, seen=seen, by=None, at=at)


def step(store: Store, draft: int, at: datetime, *, forward: bool) -> None:
    with store.write() as session:
        cells = (next_redo if forward else next_undo)(session, draft)
        seen = progress(session, draft).revision
        written = Written("{}", {})
        store_step(session, draft, cells, written, forward=forward, seen=seen, by=None, at=at)


def state(store: Store, draft: int) -> Progress:
    with store.read() as session:
        return progress(session, draft)


def test_an_edit_is_undone_and_done_again(store: Store, draft: int, noon: datetime) -> None:
    assert state(store, draft) == Progress(revision=1)
    assert edit(store, draft, PINNED, 1, noon) == 2
    assert edit(store, draft, GONE, 2, noon) == 3
    with store.read() as session:
        assert list(next_undo(session, draft)) == [GONE.turned()]
    step(store, draft, noon, forward=False)
    step(store, draft, noon, forward=False)
    assert state(store, draft) == Progress(revision=5, redo=True)
    step(store, draft, noon, forward=True)
    pinned = frozenset({("ben", MONDAY)})
    assert state(store, draft) == Progress(revision=6, pinned=pinned, undo=True, redo=True)
    edit(store, draft, GONE, 6, noon)
    assert state(store, draft) == Progress(revision=7, pinned=pinned, undo=True, redo=False)


def test_who_read_an_older_draft_changes_nothing(store: Store, draft: int, noon: datetime) -> None:
    edit(store, draft, GONE, 1, noon)
    with pytest.raises(StaleRevisionError):
        edit(store, draft, PINNED, 1, noon)
    with store.read() as session:
        cells = [GONE.cell, PINNED.cell]
        assert changed_since(session, draft, cells, 1) == [GONE.cell]
        assert changed_since(session, draft, cells, 2) == []
        assert session.get_one(Roster, draft).figures == {"short": 1}


def test_what_is_published_or_removed_is_edited_no_more(
    store: Store, draft: int, noon: datetime
) -> None:
    with store.write() as session:
        publish(session, draft, by=None, feed_bodies={}, at=noon)
    with pytest.raises(StaleRevisionError):
        edit(store, draft, GONE, 1, noon)


def test_edits_go_with_a_draft_that_is_deleted(
    store: Store, week: Draft, draft: int, noon: datetime
) -> None:
    edit(store, draft, GONE, 1, noon)
    with store.write() as session:
        remove_draft(session, session.get_one(Roster, draft), by=None, at=noon)
        later = store_draft(session, week, at=noon)
        remove_draft(session, later, by=None, at=noon + KEPT + timedelta(days=1))
    with store.read() as session:
        assert session.get(Roster, draft) is None
        assert progress(session, draft) == Progress()
