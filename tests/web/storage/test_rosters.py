"""Publishing: once, numbered, with its feeds, in one transaction."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from at_once import at_once
from bare_team import bare_team
from web.storage.rosters import (
    Draft,
    EditedMeanwhileError,
    PublishedMeanwhileError,
    Seen,
    SupersededError,
    latest_version,
    publish,
    published_rosters,
    store_draft,
)
from web.storage.store import Store
from web.storage.tables import Audit, FeedBody, Roster
from web.storage.teams import create_team


def stored(store: Store, draft: Draft, at: datetime) -> int:
    with store.write() as session:
        return store_draft(session, draft, at=at).id


def publications(store: Store) -> list[int | None]:
    with store.read() as session:
        query = select(Audit.object_id).where(Audit.what == "roster published").order_by(Audit.id)
        return list(session.scalars(query))


def bodies(store: Store) -> dict[str, bytes]:
    with store.read() as session:
        return {row.person_id: row.body for row in session.scalars(select(FeedBody))}


def state(store: Store, roster_id: int) -> str:
    with store.read() as session:
        return session.get_one(Roster, roster_id).state


def test_a_draft_is_in_no_feed_and_has_no_version(
    store: Store, week: Draft, noon: datetime
) -> None:
    roster_id = stored(store, week, noon)
    with store.read() as session:
        roster = session.get_one(Roster, roster_id)
        assert (roster.state, roster.version) == ("draft", None)
        assert latest_version(session, week.team_id) == 0
        assert published_rosters(session, week.team_id) == []
    assert bodies(store) == {}


def test_publishing_stores_version_feeds_and_audit(
    store: Store, week: Draft, ana: int, noon: datetime
) -> None:
    roster_id = stored(store, week, noon)
    with store.write() as session:
        version = publish(session, roster_id, by=ana, feed_bodies={"ana": b"one"}, at=noon)
    with store.read() as session:
        roster = session.get_one(Roster, roster_id)
    assert version == roster.version == 1
    assert (roster.state, roster.published_at, roster.published_by) == ("published", noon, ana)
    assert bodies(store) == {"ana": b"one"}
    assert publications(store) == [roster_id]


def test_publishing_twice_is_one_publication(store: Store, week: Draft, noon: datetime) -> None:
    roster_id = stored(store, week, noon)
    for body, moment in [(b"one", noon), (b"two", noon + timedelta(hours=1))]:
        with store.write() as session:
            given = publish(session, roster_id, by=None, feed_bodies={"ana": body}, at=moment)
        assert given == 1
    with store.read() as session:
        assert session.get_one(Roster, roster_id).published_at == noon
    assert bodies(store) == {"ana": b"one"}
    assert publications(store) == [roster_id]


def test_publishers_at_the_same_moment_make_one_version(
    store: Store, week: Draft, noon: datetime
) -> None:
    roster_id = stored(store, week, noon)

    def press(number: int) -> int:
        with store.write() as session:
            feeds = {"ana": str(number).encode()}
            return publish(session, roster_id, by=None, feed_bodies=feeds, at=noon)

    assert at_once(press, 4) == [1, 1, 1, 1]
    assert publications(store) == [roster_id]
    assert len(bodies(store)) == 1


def test_two_drafts_of_a_period_published_at_once_leave_one_in_force(
    store: Store, week: Draft, noon: datetime
) -> None:
    drafts = [stored(store, week, noon) for _ in range(2)]

    def press(number: int) -> int:
        with store.write() as session:
            feeds = {"ana": str(drafts[number]).encode()}
            return publish(session, drafts[number], by=None, feed_bodies=feeds, at=noon)

    versions = at_once(press, 2)
    assert sorted(versions) == [1, 2]
    later = drafts[versions.index(2)]
    with store.read() as session:
        assert [one.id for one in published_rosters(session, week.team_id)] == [later]
    assert bodies(store) == {"ana": str(later).encode()}


def test_feeds_made_before_another_publication_are_not_published(
    store: Store, week: Draft, noon: datetime
) -> None:
    drafts = [stored(store, week, noon) for _ in range(2)]

    def press(number: int) -> int | None:
        try:
            with store.write() as session:
                return publish(
                    session, drafts[number], by=None, feed_bodies={}, at=noon, seen=Seen(version=0)
                )
        except PublishedMeanwhileError:
            return None

    assert sorted(at_once(press, 2), key=str) == [1, None]
    assert len(publications(store)) == 1


@pytest.mark.parametrize(
    ("first", "last", "superseded"),
    [
        (date(2026, 11, 30), date(2026, 12, 6), True),
        (date(2026, 11, 1), date(2026, 12, 20), True),
        (date(2026, 12, 1), date(2026, 12, 20), False),
        (date(2026, 11, 1), date(2026, 12, 5), False),
        (date(2026, 12, 2), date(2026, 12, 4), False),
        (date(2026, 12, 7), date(2026, 12, 13), False),
        (date(2026, 11, 23), date(2026, 11, 29), False),
    ],
)
def test_a_roster_is_superseded_once_others_have_all_of_its_days(
    sqlite_store: Store, noon: datetime, first: date, last: date, superseded: bool
) -> None:
    with sqlite_store.write() as session:
        team = create_team(session, name="A", zone="UTC", document=bare_team(), at=noon)
    old = Draft(team.id, date(2026, 11, 30), date(2026, 12, 6), "{}", {})
    ids = [
        stored(sqlite_store, draft, noon) for draft in (old, replace(old, first=first, last=last))
    ]
    for roster_id in ids:
        with sqlite_store.write() as session:
            publish(session, roster_id, by=None, feed_bodies={}, at=noon)
    assert state(sqlite_store, ids[0]) == ("superseded" if superseded else "published")
    assert state(sqlite_store, ids[1]) == "published"


def test_a_superseded_roster_does_not_come_back(store: Store, week: Draft, noon: datetime) -> None:
    ids = [stored(store, week, noon) for _ in range(2)]
    for roster_id in ids:
        with store.write() as session:
            publish(session, roster_id, by=None, feed_bodies={}, at=noon)
    with pytest.raises(SupersededError), store.write() as session:
        publish(session, ids[0], by=None, feed_bodies={}, at=noon)
    assert publications(store) == ids


def test_nothing_of_a_failed_publication_is_stored(
    store: Store, week: Draft, noon: datetime
) -> None:
    ids = [stored(store, week, noon) for _ in range(2)]
    with store.write() as session:
        publish(session, ids[0], by=None, feed_bodies={"ana": b"one"}, at=noon)
    planted: dict[str, bytes] = {"ana": b"two", "b" * 100: None}  # type: ignore[dict-item]
    with pytest.raises(TypeError), store.write() as session:
        publish(session, ids[1], by=None, feed_bodies=planted, at=noon)
    assert [state(store, one) for one in ids] == ["published", "draft"]
    assert bodies(store) == {"ana": b"one"}
    assert publications(store) == [ids[0]]


def test_an_unknown_roster_is_not_published(store: Store, noon: datetime) -> None:
    with pytest.raises(NoResultFound), store.write() as session:
        publish(session, 99, by=None, feed_bodies={}, at=noon)


def test_a_draft_that_was_edited_after_its_feeds_were_made_is_not_published(
    store: Store, week: Draft, noon: datetime
) -> None:
    draft = stored(store, week, noon)
    with store.write() as session:
        session.get_one(Roster, draft).document = week.document + " "
    with pytest.raises(EditedMeanwhileError), store.write() as session:
        publish(session, draft, by=None, feed_bodies={}, at=noon, seen=Seen(document=week.document))
    assert state(store, draft) == "draft"
    assert bodies(store) == {}
    with store.write() as session:
        seen = session.get_one(Roster, draft).document
        assert (
            publish(session, draft, by=None, feed_bodies={}, at=noon, seen=Seen(document=seen)) == 1
        )


def test_a_draft_that_was_removed_at_this_moment_is_not_published(
    store: Store, week: Draft, noon: datetime
) -> None:
    draft = stored(store, week, noon)
    with store.write() as session:
        session.get_one(Roster, draft).removed_at = noon
    with pytest.raises(EditedMeanwhileError), store.write() as session:
        publish(session, draft, by=None, feed_bodies={}, at=noon)
    assert state(store, draft) == "draft"
