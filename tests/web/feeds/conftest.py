"""The small office on a store, and the real application in front of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import argon2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from small_office import NOON, Office, work
from web.accounts import passwords
from web.app import create_app
from web.config import Config
from web.storage.store import Store

ADDRESS = "https://roster.example.org"


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", cheap)
    passwords._nobodys_hash.cache_clear()


@pytest.fixture
def office(store: Store) -> Office:
    """The office; the test runs on SQLite and on PostgreSQL."""
    return Office.found(store)


@pytest.fixture
def served_office(sqlite_store: Store) -> Office:
    """The office that `app` serves, on SQLite."""
    return Office.found(sqlite_store)


@pytest.fixture
def app(served_office: Office) -> Flask:
    """The whole application, as `breather serve` starts it."""
    config = Config(database=served_office.store.url, secret_key="of the tests", address=ADDRESS)
    return create_app(config)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody who is not signed in."""
    return app.test_client()


@pytest.fixture
def key(served_office: Office) -> str:
    """Ana's key; one shift is published."""
    served_office.publish(served_office.draft(work(0)), at=NOON)
    return served_office.key()


@pytest.fixture
def outage(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the call on the store cannot be read."""

    def broken(_: Store) -> AbstractContextManager[Session]:
        raise OperationalError("SELECT what nobody may see", {}, Exception("gone"))

    return lambda: monkeypatch.setattr(Store, "read", broken)
