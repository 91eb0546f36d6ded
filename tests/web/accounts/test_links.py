"""A link sets one password, once, and nobody finds another account with it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from at_once import at_once
from web.accounts.accounts import create_account, deactivate, invite
from web.accounts.administrators import LastAdministratorError
from web.accounts.authenticating import authenticate
from web.accounts.links import VALID, LinkSpentError, account_of, make_link, use_link
from web.accounts.passwords import UnfitPasswordError
from web.storage.store import Store
from web.storage.tables import Account, Audit, OneTimeLink

GOOD = "four words are enough"
OTHER = "four other words are too"


@pytest.fixture
def ada(store: Store, noon: datetime) -> int:
    """An account that nobody has come in with yet."""
    with store.write() as session:
        return invite(session, name="Ada", username="Ada ", at=noon).id


def made(store: Store, account_id: int, at: datetime) -> str:
    with store.write() as session:
        return make_link(session, account_id, by=None, at=at)


def used(store: Store, key: str, at: datetime, password: str = GOOD) -> bool:
    try:
        with store.write() as session:
            use_link(session, key, password, at=at)
    except LinkSpentError:
        return False
    return True


def comes_in(store: Store, at: datetime, password: str) -> bool:
    found = authenticate(store, "ada", password, address="192.0.2.1", at=at, demo=False)
    return found is not None


def test_it_works_once(store: Store, noon: datetime, ada: int) -> None:
    key = made(store, ada, noon)
    assert used(store, key, noon)
    assert comes_in(store, noon, GOOD)
    assert not used(store, key, noon, OTHER)
    assert comes_in(store, noon, GOOD)
    assert not comes_in(store, noon, OTHER)


def test_looking_at_it_does_not_use_it_up(store: Store, noon: datetime, ada: int) -> None:
    key = made(store, ada, noon)
    for _ in range(3):
        with store.read() as session:
            assert account_of(session, key, at=noon).id == ada
    assert used(store, key, noon)


def test_of_many_at_the_same_moment_one_sets_the_password(
    store: Store, noon: datetime, ada: int
) -> None:
    key = made(store, ada, noon)
    passwords = [f"four words are enough {number}" for number in range(4)]
    won = at_once(lambda number: used(store, key, noon, passwords[number]), 4)
    assert sorted(won) == [False, False, False, True]
    right = [password for password in passwords if comes_in(store, noon, password)]
    assert right == [passwords[won.index(True)]]


def test_it_ends_after_a_week(store: Store, noon: datetime, ada: int) -> None:
    key = made(store, ada, noon)
    assert not used(store, key, noon + VALID)
    assert used(store, key, noon + VALID - timedelta(seconds=1))


def test_a_newer_one_takes_its_place(store: Store, noon: datetime, ada: int) -> None:
    older, newer = made(store, ada, noon), made(store, ada, noon)
    assert not used(store, older, noon)
    assert used(store, newer, noon)


def test_an_unfit_password_leaves_it_as_it_was(store: Store, noon: datetime, ada: int) -> None:
    key = made(store, ada, noon)
    with pytest.raises(UnfitPasswordError), store.write() as session:
        use_link(session, key, "short", at=noon)
    assert used(store, key, noon)


def test_sessions_end_with_the_old_password(store: Store, noon: datetime, ada: int) -> None:
    with store.read() as session:
        before = session.get_one(Account, ada).session_epoch
    assert used(store, made(store, ada, noon), noon)
    with store.read() as session:
        assert session.get_one(Account, ada).session_epoch == before + 1


def test_the_key_is_stored_nowhere(store: Store, noon: datetime, ada: int) -> None:
    key = made(store, ada, noon)
    with store.read() as session:
        (link,) = session.scalars(select(OneTimeLink)).all()
        said = [entry.what for entry in session.scalars(select(Audit))]
    assert key not in f"{vars(link)}"
    assert said == ["account created", "link made"]


def test_a_closed_account_has_none(store: Store, noon: datetime, ada: int) -> None:
    key = made(store, ada, noon)
    with store.write() as session:
        deactivate(session, ada, at=noon)
    assert not used(store, key, noon)
    with pytest.raises(LookupError):
        made(store, ada, noon)
    with pytest.raises(LookupError):
        made(store, 999, noon)


def test_the_last_administrator_cannot_be_closed(store: Store, noon: datetime) -> None:
    with store.write() as session:
        ids = [
            create_account(
                session, name=name, username=name, password=GOOD, at=noon, administrator=True
            ).id
            for name in ("one", "two")
        ]

    def close(number: int) -> bool:
        try:
            with store.write() as session:
                deactivate(session, ids[number], at=noon)
        except LastAdministratorError:
            return False
        return True

    # Both at the same moment: one stays.
    assert sorted(at_once(close, 2)) == [False, True]
    with store.read() as session:
        assert sum(session.get_one(Account, each).active for each in ids) == 1
