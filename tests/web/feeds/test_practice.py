"""What a team publishes while it only practises is told to nobody, before and after."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from feed_text import events_of
from small_office import NOON, Office, work
from web.feeds.bodies import ReadyFeeds, feed_of, feeds_with
from web.manager import publishing
from web.storage.practice import go_for_real
from web.storage.tables import FeedBody, Roster, Team
from web.storage.teams import StaleRevisionError


def practising(office: Office) -> Office:
    with office.store.write() as session:
        session.get_one(Team, office.team_id).practice = True
    return office


def test_a_practice_roster_is_in_nobodys_feed(office: Office) -> None:
    practising(office).publish(office.draft(work(0)), at=NOON)
    with office.store.read() as session:
        assert session.scalars(select(FeedBody)).all() == []
        assert events_of(feed_of(session, office.team_id, "ana")) == []


def test_for_real_nothing_of_the_practice_comes_into_force(office: Office) -> None:
    practising(office).publish(office.draft(work(0)), at=NOON)
    office.publish(office.draft(work(1)), at=NOON)
    with office.store.write() as session:
        assert go_for_real(session, office.team_id, by=None, at=NOON)
        assert not go_for_real(session, office.team_id, by=None, at=NOON)
    with office.store.read() as session:
        rows = session.scalars(select(Roster)).all()
        assert [(row.state, row.version, row.published_at) for row in rows] == [
            ("draft", None, None),
            ("draft", None, None),
        ]
        assert events_of(feed_of(session, office.team_id, "ana")) == []


def test_for_real_a_roster_is_published_like_any_other(office: Office) -> None:
    roster = office.draft(work(0))
    practising(office).publish(roster, at=NOON)
    with office.store.write() as session:
        go_for_real(session, office.team_id, by=None, at=NOON)
    office.publish(roster, at=NOON)
    with office.store.read() as session:
        assert len(events_of(feed_of(session, office.team_id, "ana"))) == 1
        assert session.get_one(Roster, roster).version == 1


def test_what_is_published_as_the_practice_ends_is_looked_at_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    practising(office)
    roster = office.draft(work(0))

    def meanwhile(session: Session, roster_id: int, *, at: datetime) -> ReadyFeeds:
        monkeypatch.setattr(publishing, "feeds_with", feeds_with)
        with office.store.write() as other:
            go_for_real(other, office.team_id, by=None, at=NOON)
        return feeds_with(session, roster_id, at=at)

    monkeypatch.setattr(publishing, "feeds_with", meanwhile)
    # Two days before its first shift: for real that asks for a yes, and for practice for nothing.
    late = datetime(2026, 11, 28, 12, tzinfo=UTC)
    with pytest.raises(StaleRevisionError):
        publishing.check_and_publish(office.store, roster, by=1, at=late)
    again = publishing.check_and_publish(office.store, roster, by=1, at=late)
    assert isinstance(again, publishing.Waiting)
