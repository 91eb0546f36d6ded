"""What a team publishes while it only practises is told to nobody, before and after."""

from sqlalchemy import select

from feed_text import events_of
from small_office import NOON, Office, work
from web.feeds.bodies import feed_of
from web.storage.practice import go_for_real
from web.storage.tables import FeedBody, Roster, Team


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
