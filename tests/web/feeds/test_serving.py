"""How the address of a feed answers, on the whole application."""

import hashlib
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from asking import get
from feed_text import events_of
from small_office import NOON, Office, work


def test_it_gives_the_stored_bytes_with_these_headers(client: FlaskClient, key: str) -> None:
    answer = get(client, key)
    assert answer.status_code == 200
    assert len(events_of(answer.data)) == 1
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["ETag"] == f'"{hashlib.sha256(answer.data).hexdigest()}"'
    assert set(answer.headers["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert answer.headers["Content-Disposition"] == 'inline; filename="roster.ics"'
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Content-Length"] == str(len(answer.data))
    for absent in ("Set-Cookie", "Vary", "Last-Modified", "Content-Encoding", "Location"):
        assert absent not in answer.headers


def test_a_cookie_of_the_pages_changes_nothing(client: FlaskClient, key: str) -> None:
    without = get(client, key)
    client.set_cookie("session", "not one of ours")
    with_one = get(client, key)
    assert with_one.data == without.data
    assert "Set-Cookie" not in with_one.headers
    assert "Vary" not in with_one.headers


@pytest.mark.parametrize("form", ['"{}"', 'W/"{}"', '"other", "{}"', "*"])
def test_who_has_the_bytes_is_told_so(client: FlaskClient, key: str, form: str) -> None:
    tag = get(client, key).headers["ETag"]
    answer = get(client, key, If_None_Match=form.format(tag.strip('"')))
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert set(answer.headers["Cache-Control"].split(", ")) == {"private", "no-cache"}


def test_another_tag_or_a_date_gets_the_bytes(client: FlaskClient, key: str) -> None:
    assert get(client, key, If_None_Match='"other"').status_code == 200
    date = "Tue, 24 Nov 2099 12:00:00 GMT"
    assert get(client, key, If_Modified_Since=date).status_code == 200


def test_head_has_the_headers_of_get(client: FlaskClient, key: str) -> None:
    got = get(client, key)
    head = client.head(f"/cal/{key}.ics")
    assert (head.status_code, head.data) == (200, b"")
    assert dict(head.headers) == dict(got.headers)


def test_nothing_but_reading_is_possible(client: FlaskClient, key: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.open(f"/cal/{key}.ics", method=method).status_code in {400, 405}
    assert get(client, key).status_code == 200


def test_neither_host_nor_query_nor_encoding_changes_the_answer(
    client: FlaskClient, key: str
) -> None:
    usual = get(client, key)
    forged = get(client, key, Host="evil.example", X_Forwarded_Host="evil.example")
    asked = client.get(f"/cal/{key}.ics?person=ben&from=2020-01-01")
    zipped = get(client, key, Accept_Encoding="gzip, br, zstd")
    for answer in (forged, asked, zipped):
        assert answer.data == usual.data
        assert dict(answer.headers) == dict(usual.headers)
    assert "evil.example" not in f"{forged.headers}{forged.data!r}"


def test_a_key_that_is_none_is_not_found(client: FlaskClient, key: str) -> None:
    answer = get(client, key[:-1])
    assert (answer.status_code, answer.data) == (404, b"Not found.\n")
    assert "Set-Cookie" not in answer.headers


def test_a_publication_is_in_the_feed_at_the_next_request(
    client: FlaskClient, served_office: Office, key: str
) -> None:
    tag = get(client, key).headers["ETag"]
    served_office.publish(served_office.draft(work(0, "10:00")), at=NOON + timedelta(hours=1))
    answer = get(client, key, If_None_Match=tag)
    (event,) = events_of(answer.data)
    assert (event["DTSTART"], event["SEQUENCE"]) == ("20261130T090000Z", "1")


def test_before_any_publication_a_feed_is_a_calendar_without_events(
    client: FlaskClient, served_office: Office
) -> None:
    answer = get(client, served_office.key())
    assert (answer.status_code, events_of(answer.data)) == (200, [])
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
