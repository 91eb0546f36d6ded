"""Who gets in, who does not, and how often may be tried."""

from datetime import datetime, timedelta

import argon2
import pytest
from sqlalchemy import func, select

from at_once import at_once
from web.accounts import passwords
from web.accounts.accounts import (
    UsernameTakenError,
    add_membership,
    create_account,
    deactivate,
)
from web.accounts.attempts import TooManyAttemptsError
from web.accounts.authenticating import authenticate
from web.accounts.signed_in import SignedIn, TeamRole
from web.storage.store import Store
from web.storage.tables import Account, SignInAttempt

GOOD = "a long password"


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of attempts, each hashed cheaply."""
    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", cheap)
    passwords._nobodys_hash.cache_clear()


def come(
    store: Store,
    at: datetime,
    username: str = "ana",
    password: str = GOOD,
    *,
    address: str = "192.0.2.1",
    demo: bool = False,
) -> SignedIn | None:
    return authenticate(store, username, password, address=address, at=at, demo=demo)


def wait_of(store: Store, at: datetime, username: str = "ana", address: str = "192.0.2.1") -> int:
    with pytest.raises(TooManyAttemptsError) as refused:
        come(store, at, username, address=address)
    return refused.value.seconds


def test_the_right_password_gives_the_account_and_its_roles(
    store: Store, ana: int, team_id: int, noon: datetime
) -> None:
    with store.write() as session:
        add_membership(session, ana, team_id, "manager", at=noon)
    user = come(store, noon, " ANA ")
    assert user is not None
    assert (user.id, user.name) == (ana, "Ana")
    assert user.roles == (
        TeamRole(team_id, "manager", None),
        TeamRole(team_id, "analyst", "ana"),
    )
    assert user.person_in(team_id) == "ana"
    assert user.person_in(team_id + 1) is None


@pytest.mark.parametrize(("username", "password"), [("ana", "another password"), ("bo", GOOD)])
def test_a_wrong_password_and_an_unknown_username_answer_alike(
    store: Store, ana: int, noon: datetime, username: str, password: str
) -> None:
    assert come(store, noon, username, password) is None


def test_a_closed_account_answers_as_a_wrong_password(
    store: Store, ana: int, noon: datetime
) -> None:
    with store.write() as session:
        deactivate(session, ana, at=noon)
    assert come(store, noon) is None


def test_a_demo_account_works_only_where_demo_is_on(store: Store, noon: datetime) -> None:
    with store.write() as session:
        create_account(session, name="D", username="demo", password=GOOD, at=noon, demo=True)
    assert come(store, noon, "demo") is None
    assert come(store, noon, "demo", demo=True) is not None


def test_after_ten_failures_the_username_has_to_wait(
    store: Store, ana: int, noon: datetime
) -> None:
    for second in range(10):
        assert come(store, noon + timedelta(seconds=second), password="wrong") is None
    assert wait_of(store, noon + timedelta(minutes=10)) == 5 * 60
    assert wait_of(store, noon + timedelta(minutes=10), " Ana", "198.51.100.7") == 5 * 60
    assert come(store, noon + timedelta(minutes=15)) is not None


def test_a_hundred_wrong_passwords_look_at_ten(
    store: Store, ana: int, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(
        "web.accounts.authenticating.matches", lambda password, _: looked.append(password)
    )
    refused = 0
    for number in range(100):
        try:
            come(store, noon, password=f"wrong {number}")
        except TooManyAttemptsError:
            refused += 1
    assert (len(looked), refused) == (10, 90)


def test_an_unknown_username_has_to_wait_as_well(store: Store, noon: datetime) -> None:
    for _ in range(10):
        come(store, noon, "nobody")
    assert wait_of(store, noon, "nobody") == 15 * 60


def test_after_fifty_failures_the_address_has_to_wait(
    store: Store, ana: int, noon: datetime
) -> None:
    for number in range(50):
        come(store, noon, f"user {number}")
    assert wait_of(store, noon) == 15 * 60
    assert come(store, noon, address="192.0.2.2") is not None


def test_addresses_of_one_ipv6_customer_count_as_one(
    store: Store, ana: int, noon: datetime
) -> None:
    for number in range(50):
        come(store, noon, f"user {number}", address=f"2001:db8:1:2::{number:x}")
    assert wait_of(store, noon, address="2001:db8:1:2:ffff::1") == 15 * 60
    assert come(store, noon, address="2001:db8:1:3::1") is not None


def test_refused_attempts_do_not_make_the_wait_longer(
    store: Store, ana: int, noon: datetime
) -> None:
    for _ in range(10):
        come(store, noon, password="wrong")
    for minute in range(1, 15):
        wait_of(store, noon + timedelta(minutes=minute))
    assert come(store, noon + timedelta(minutes=15)) is not None


def test_attempts_at_the_same_moment_see_each_other(store: Store, ana: int, noon: datetime) -> None:
    def guess(number: int) -> bool:
        try:
            return come(store, noon, password=f"wrong {number}") is None
        except TooManyAttemptsError:
            return False

    assert sum(at_once(guess, 16)) <= 10


def test_what_was_typed_is_kept_as_a_hash_and_for_a_day(
    store: Store, ana: int, noon: datetime
) -> None:
    come(store, noon, "my password by mistake")
    with store.read() as session:
        assert "mistake" not in session.scalars(select(SignInAttempt.username_hash)).one()
    come(store, noon + timedelta(days=1, seconds=1))
    with store.read() as session:
        assert session.scalar(select(func.count(SignInAttempt.id))) == 1


def test_signing_in_renews_a_hash_of_older_settings(
    store: Store, ana: int, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    stronger = argon2.PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", stronger)
    assert come(store, noon) is not None
    with store.read() as session:
        stored = session.get_one(Account, ana).password_hash
    assert not stronger.check_needs_rehash(stored)
    assert come(store, noon) is not None


def test_a_username_is_given_once(store: Store, ana: int, noon: datetime) -> None:
    with pytest.raises(UsernameTakenError), store.write() as session:
        create_account(session, name="Other", username="Ana ", password=GOOD, at=noon)
