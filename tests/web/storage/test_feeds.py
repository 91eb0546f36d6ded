"""Keys of calendar feeds: shown once, dead at once, opening one person's bytes."""

import hashlib
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text

from at_once import at_once
from web.accounts.accounts import deactivate
from web.storage.feeds import (
    NoSuchPersonError,
    live_feed,
    look_up,
    new_feed,
    note_fetch,
    replace_bodies,
    revoke_feed,
)
from web.storage.store import Store
from web.storage.tables import Base, Feed


@pytest.fixture
def token(store: Store, team_id: int, ana: int, noon: datetime) -> str:
    with store.write() as session:
        replace_bodies(session, team_id, {"ana": b"one"}, at=noon)
        return new_feed(session, team_id, "ana", at=noon)


def opened(store: Store, token: str) -> bytes | None:
    with store.read() as session:
        found = look_up(session, token)
    return None if found is None else found.body


def test_a_key_opens_the_bytes_of_its_person(store: Store, token: str) -> None:
    with store.read() as session:
        found = look_up(session, token)
    assert found is not None
    assert found.body == b"one"
    assert found.etag == hashlib.sha256(b"one").hexdigest()


def test_an_unknown_key_opens_nothing(store: Store, token: str) -> None:
    assert opened(store, token[:-1]) is None
    assert opened(store, "") is None


def test_a_revoked_key_opens_nothing(
    store: Store, team_id: int, token: str, noon: datetime
) -> None:
    with store.write() as session:
        revoke_feed(session, team_id, "ana", at=noon)
    assert opened(store, token) is None


def test_a_new_key_ends_the_old_one(store: Store, team_id: int, token: str, noon: datetime) -> None:
    with store.write() as session:
        newer = new_feed(session, team_id, "ana", at=noon)
    assert opened(store, token) is None
    assert opened(store, newer) == b"one"


def test_new_keys_made_at_once_leave_one(
    store: Store, team_id: int, token: str, noon: datetime
) -> None:
    def renew(_: int) -> str:
        with store.write() as session:
            return new_feed(session, team_id, "ana", at=noon)

    every = at_once(renew, 8)
    assert sorted(opened(store, one) or b"" for one in every) == [*[b""] * 7, b"one"]


def test_the_key_of_a_closed_account_opens_nothing(
    store: Store, token: str, ana: int, noon: datetime
) -> None:
    with store.write() as session:
        deactivate(session, ana, at=noon)
    assert opened(store, token) is None


@pytest.mark.parametrize("what", ["UPDATE account SET active = false", "DELETE FROM membership"])
def test_a_key_needs_an_open_account_even_where_nobody_revoked_it(
    store: Store, token: str, what: str
) -> None:
    with store.write() as session:
        session.execute(text(what))
        assert session.scalars(select(Feed.revoked_at)).all() == [None]
    assert opened(store, token) is None


def test_a_person_left_out_of_a_publication_has_no_feed(
    store: Store, team_id: int, token: str, noon: datetime
) -> None:
    with store.write() as session:
        replace_bodies(session, team_id, {"bo": b"two"}, at=noon)
    assert opened(store, token) is None


def test_nobody_without_an_account_gets_a_key(store: Store, team_id: int, noon: datetime) -> None:
    with pytest.raises(NoSuchPersonError), store.write() as session:
        new_feed(session, team_id, "nobody", at=noon)


def everything_in(store: Store) -> str:
    with store.read() as session:
        return repr([session.execute(select(one)).all() for one in Base.metadata.sorted_tables])


def test_the_key_itself_is_stored_nowhere(store: Store, token: str) -> None:
    assert token not in everything_in(store)


def test_a_stored_key_would_be_found(
    store: Store, team_id: int, token: str, noon: datetime
) -> None:
    with store.write() as session:
        note_fetch(session, token, client=token[:40], at=noon)
    assert token[:40] in everything_in(store)


def test_a_fetch_is_noted_at_most_each_quarter_hour(
    store: Store, team_id: int, token: str, noon: datetime
) -> None:
    seen = []
    for minutes, client in [(0, "Thunderbird"), (14, "Google"), (16, "Apple")]:
        with store.write() as session:
            note_fetch(session, token, client=client, at=noon + timedelta(minutes=minutes))
        with store.read() as session:
            feed = live_feed(session, team_id, "ana")
            assert feed is not None
            seen.append((feed.last_client, feed.last_fetched_at))
    assert seen == [
        ("Thunderbird", noon),
        ("Thunderbird", noon),
        ("Apple", noon + timedelta(minutes=16)),
    ]
