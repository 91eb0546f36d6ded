"""The key is stored and logged nowhere, and of who fetches only a word is."""

import hashlib
import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.request import Request, urlopen
from wsgiref.types import WSGIApplication

import pytest
from flask import Flask
from flask.testing import FlaskClient

from asking import get
from small_office import NOON, Office
from web.feeds import opening
from web.storage.feeds import NOTED_EVERY, live_feed


def test_fetches_are_noted_by_family_and_not_each_time(served_office: Office, key: str) -> None:
    office, feeds = served_office, opening.Feeds(served_office.store)
    seen = []
    for later, family in ((timedelta(), "Google"), (NOTED_EVERY / 2, "Apple")):
        feeds.open(key, client=family, at=NOON + later)
        with office.store.read() as session:
            feed = live_feed(session, office.team_id, "ana")
            assert feed is not None
            seen.append((feed.last_client, feed.last_fetched_at))
    assert seen == [("Google", NOON)] * 2


def test_of_a_client_its_family_alone_is_stored(
    client: FlaskClient, served_office: Office, key: str
) -> None:
    get(client, key, User_Agent="Mozilla/5.0 (X11; Linux) Thunderbird/153.7 of Ana's laptop")
    with served_office.store.read() as session:
        feed = live_feed(session, served_office.team_id, "ana")
        assert feed is not None
        assert feed.last_client == "Thunderbird"


def test_the_key_is_nowhere_in_the_database_files(
    client: FlaskClient, served_office: Office, key: str, tmp_path: Path
) -> None:
    get(client, key)
    files = list((tmp_path / "store").iterdir())
    assert files
    content = b"".join(file.read_bytes() for file in files)
    assert hashlib.sha256(key.encode()).hexdigest().encode() in content
    assert key.encode() not in content


def logged(caplog: pytest.LogCaptureFixture) -> str:
    return "\n".join([caplog.text, *(record.getMessage() for record in caplog.records)])


def test_no_key_gets_into_a_log(
    app: Flask,
    serve: Callable[[WSGIApplication], str],
    key: str,
    outage: Callable[[], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    base = serve(app)
    with urlopen(Request(f"{base}/cal/{key}.ics")) as answer:  # noqa: S310 - our own address
        assert answer.status == 200
    outage()
    with urlopen(Request(f"{base}/cal/{key}.ics")) as answer:  # noqa: S310 - our own address
        assert answer.status == 200
    assert "feeds are served from memory" in logged(caplog)
    assert key not in logged(caplog)
    assert "nobody may see" not in logged(caplog)


@pytest.mark.parametrize("name", ["waitress", "werkzeug", "waitress.queue", "web"])
@pytest.mark.parametrize("form", ["GET /cal/{} HTTP/1.1", "Exception on '/cal/{}'", "cal%2F{}?x"])
def test_what_servers_say_of_a_path_loses_the_key(
    app: Flask, key: str, name: str, form: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger(name).error("said: %s", form.format(f"{key}.ics"))
    assert "<key>.ics" in logged(caplog)
    assert key not in logged(caplog)


def test_a_key_in_a_log_would_be_found(key: str, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("of this test").error("GET /cal/%s.ics", key)
    assert key in logged(caplog)
