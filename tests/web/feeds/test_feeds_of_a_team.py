"""Feeds are made from all that a team published, and are the same whenever they are made."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from feed_text import events_of
from small_office import NOON, Office, work
from web.feeds.bodies import PAST, feed_of
from web.storage.feeds import look_up
from web.storage.tables import FeedBody

DAY = timedelta(days=1)


def bodies(office: Office) -> dict[str, bytes]:
    with office.store.read() as session:
        return {row.person_id: row.body for row in session.scalars(select(FeedBody))}


def times(body: bytes) -> list[tuple[str, str]]:
    return [(event["DTSTART"], event["SEQUENCE"]) for event in events_of(body)]


def test_publishing_gives_everybody_with_an_account_a_feed(office: Office) -> None:
    office.publish(office.draft(work(0), work(2)), at=NOON)
    made = bodies(office)
    assert times(made["ana"]) == [("20261130T080000Z", "0"), ("20261202T080000Z", "0")]
    assert times(made["ben"]) == []
    assert set(made) == {"ana", "ben"}


def test_a_draft_is_in_nobodys_feed(office: Office) -> None:
    office.publish(office.draft(work(0)), at=NOON)
    before = bodies(office)
    office.draft(work(0, "10:00"), work(8), days=14)
    with office.store.read() as session:
        assert feed_of(session, office.team_id, "ana") == before["ana"]


def test_a_new_publication_moves_adds_and_takes_out(office: Office) -> None:
    office.publish(office.draft(work(0), work(2), work(3)), at=NOON)
    office.publish(office.draft(work(0, "10:00"), work(2), work(4)), at=NOON + DAY)
    first, second, third = events_of(bodies(office)["ana"])
    assert (first["DTSTART"], first["SEQUENCE"]) == ("20261130T090000Z", "1")
    assert first["DTSTAMP"] == first["LAST-MODIFIED"] == "20261117T120000Z"
    assert (second["DTSTART"], second["SEQUENCE"]) == ("20261202T080000Z", "0")
    assert second["DTSTAMP"] == second["LAST-MODIFIED"] == "20261116T120000Z"
    assert (third["DTSTART"], third["SEQUENCE"]) == ("20261204T080000Z", "0")


def test_the_bytes_are_those_of_the_publication_whenever_they_are_made(office: Office) -> None:
    office.publish(office.draft(work(0), work(2, who="ben")), at=NOON)
    office.publish(office.draft(work(0, "10:00"), work(3, who="ben")), at=NOON + DAY)
    with office.store.read() as session:
        again = {who: feed_of(session, office.team_id, who) for who in ("ana", "ben")}
    assert again == bodies(office)


def test_the_past_stays_for_two_hundred_days_and_what_comes_is_all_there(office: Office) -> None:
    office.publish(office.draft(work(0), work(1)), at=NOON)
    later = datetime(2026, 11, 30, 12, tzinfo=UTC) + PAST
    far = (later - NOON).days
    office.publish(office.draft(work(far + 90), first=far, days=400), at=later)
    starts = [start for start, _ in times(bodies(office)["ana"])]
    assert starts[:2] == ["20261130T080000Z", "20261201T080000Z"]
    assert len(starts) == 3
    office.publish(office.draft(first=-7), at=later + DAY)
    assert [start for start, _ in times(bodies(office)["ana"])] == starts[1:]


def test_what_lies_before_the_window_takes_nothing_from_what_stands_in_it(office: Office) -> None:
    office.publish(office.draft(work(0), work(200), work(300), days=320), at=NOON)
    office.publish(office.draft(work(0)), at=NOON + DAY)
    office.publish(office.draft(first=280), at=NOON + 280 * DAY)
    assert times(bodies(office)["ana"]) == [("20270618T070000Z", "0"), ("20270926T070000Z", "0")]


def test_who_is_in_no_published_roster_has_an_empty_feed(office: Office) -> None:
    with office.store.read() as session:
        assert events_of(feed_of(session, office.team_id, "ana")) == []


def test_a_key_opens_what_was_published(office: Office) -> None:
    office.publish(office.draft(work(0)), at=NOON)
    with office.store.read() as session:
        found = look_up(session, office.key())
    assert found is not None
    assert found.body == bodies(office)["ana"]


def test_publishing_a_second_time_changes_no_byte(office: Office) -> None:
    roster = office.draft(work(0))
    office.publish(roster, at=NOON)
    before = bodies(office)
    office.publish(roster, at=NOON + DAY)
    assert bodies(office) == before
