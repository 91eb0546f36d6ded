"""Calendars keep their shifts whatever goes wrong here."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from asking import get
from feed_text import events_of
from small_office import NOON, PASSWORD, Office
from web.accounts.accounts import add_membership, create_account
from web.feeds import last_good, opening
from web.storage.feeds import revoke_feed
from web.storage.store import Store


def test_who_came_after_the_last_publication_has_a_calendar_without_events(
    client: FlaskClient, served_office: Office, key: str
) -> None:
    office = served_office
    with office.store.write() as session:
        cyd = create_account(session, name="c", username="cyd", password=PASSWORD, at=NOON)
        add_membership(session, cyd.id, office.team_id, "analyst", at=NOON, person_id="cyd")
    answer = get(client, office.key("cyd"))
    assert (answer.status_code, events_of(answer.data)) == (200, [])


def test_a_body_that_was_lost_is_made_again_and_not_left_empty(
    client: FlaskClient, served_office: Office, key: str
) -> None:
    before = get(client, key).data
    with served_office.store.write() as session:
        session.execute(text("DELETE FROM feed_body"))
    assert get(client, key).data == before


def test_without_a_database_what_was_served_last_is_served_again(
    client: FlaskClient, key: str, outage: Callable[[], None]
) -> None:
    before = get(client, key)
    outage()
    after = get(client, key)
    assert (after.status_code, after.data) == (200, before.data)
    assert dict(after.headers) == dict(before.headers)
    tag = before.headers["ETag"]
    assert get(client, key, If_None_Match=tag).status_code == 304


def test_without_a_database_nobody_gets_an_empty_calendar(
    client: FlaskClient, key: str, outage: Callable[[], None]
) -> None:
    outage()
    answer = get(client, key)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "300"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_key_seen_to_be_dead_stays_dead_without_a_database(
    client: FlaskClient, served_office: Office, key: str, outage: Callable[[], None]
) -> None:
    get(client, key)
    with served_office.store.write() as session:
        revoke_feed(session, served_office.team_id, "ana", at=NOON)
    assert get(client, key).status_code == 404
    outage()
    assert get(client, key).status_code == 503


def test_copies_are_kept_for_three_hours(
    served_office: Office, key: str, outage: Callable[[], None]
) -> None:
    feeds = opening.Feeds(served_office.store)
    good = feeds.open(key, client="curl", at=NOON)
    outage()
    assert feeds.open(key, client="curl", at=NOON + last_good.KEPT) == good
    with pytest.raises(opening.CannotAskError):
        feeds.open(key, client="curl", at=NOON + last_good.KEPT + timedelta(seconds=1))


def test_a_fetch_that_cannot_be_noted_is_answered(
    client: FlaskClient, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Store) -> AbstractContextManager[Session]:
        raise OperationalError("UPDATE", {}, Exception("locked"))

    monkeypatch.setattr(Store, "write", broken)
    assert get(client, key).status_code == 200
