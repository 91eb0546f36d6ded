"""From the manager's button to a calendar program, on the real application and store."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from werkzeug.test import TestResponse

from asking import get
from feed_text import events_of
from small_office import FIRST, PASSWORD, Office, work

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
LINK = re.compile(r"https://roster\.example\.org/cal/([\w-]{43})\.ics")


def post(client: FlaskClient, page: str, path: str, **fields: str) -> TestResponse:
    """Send a form of a page, as a browser does."""
    found = TOKEN.search(client.get(page).text)
    assert found is not None
    return client.post(path, data={"csrf_token": found[1], **fields})


def signed_in(app: Flask, name: str) -> FlaskClient:
    client = app.test_client()
    answer = post(client, "/sign-in", "/sign-in", username=name, password=PASSWORD)
    assert answer.status_code == 303
    return client


@pytest.fixture
def coming() -> int:
    """A Monday to come, as the office counts days: the application publishes at the real time."""
    today = datetime.now(UTC).date()
    return (today + timedelta(days=14 - today.weekday()) - FIRST).days


def test_a_roster_published_on_the_page_is_in_the_feed(
    app: Flask, served_office: Office, coming: int
) -> None:
    office, planned = served_office, work(coming)
    page = f"/teams/{office.team_id}/rosters/{office.draft(planned, first=coming)}/publish"
    key = office.key()
    anybody = app.test_client()
    empty = get(anybody, key)
    assert events_of(empty.data) == []
    assert post(signed_in(app, "mia"), page, page).status_code == 303
    full = get(anybody, key, If_None_Match=empty.headers["ETag"])
    (event,) = events_of(full.data)
    assert event["DTSTART"] == f"{planned.start.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    assert event["DTEND"] == f"{planned.end.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    assert get(anybody, key, If_None_Match=full.headers["ETag"]).status_code == 304


def test_a_person_makes_renews_and_ends_the_own_link(app: Flask, served_office: Office) -> None:
    page = f"/teams/{served_office.team_id}/me/calendar"
    ana, anybody = signed_in(app, "ana"), app.test_client()
    keys = []
    for _ in range(2):
        answer = post(ana, page, page)
        (key,) = set(LINK.findall(answer.text))
        assert answer.headers["Cache-Control"] == "no-store"
        keys.append(key)
    assert [get(anybody, key).status_code for key in keys] == [404, 200]
    assert not LINK.search(ana.get(page).text)
    assert post(ana, page, f"{page}/revoke").status_code == 303
    assert get(anybody, keys[1]).status_code == 404


def test_looking_at_the_page_makes_no_key_and_neither_does_a_form_of_elsewhere(
    app: Flask, served_office: Office
) -> None:
    page = f"/teams/{served_office.team_id}/me/calendar"
    ana, key = signed_in(app, "ana"), served_office.key()
    assert ana.get(page).status_code == 200
    assert ana.post(page).status_code == 400
    assert ana.get(f"{page}/revoke").status_code == 405
    assert get(app.test_client(), key).status_code == 200


def test_a_link_leads_where_the_configuration_says(app: Flask, served_office: Office) -> None:
    page = f"/teams/{served_office.team_id}/me/calendar"
    ana = signed_in(app, "ana")
    found = TOKEN.search(ana.get(page).text)
    assert found is not None
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    ana.set_cookie("session", ana.get_cookie("session").value, domain="evil.example")  # type: ignore[union-attr]
    answer = ana.post(page, data={"csrf_token": found[1]}, headers=forged)
    assert answer.status_code == 200
    assert LINK.search(answer.text)
    assert "evil.example" not in answer.text


def as_behind_https(application: WSGIApplication) -> WSGIApplication:
    """The application as a proxy that ends HTTPS would ask it; the browser itself uses HTTP."""

    def asked(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["wsgi.url_scheme"] = "https"
        if came_from := environ.get("HTTP_REFERER"):
            environ["HTTP_REFERER"] = came_from.replace("http://", "https://", 1)
        return application(environ, start_response)

    return asked


def test_the_buttons_work_under_https_where_a_form_has_to_say_its_page(
    app: Flask, served_office: Office, serve: Callable[[WSGIApplication], str], page: Page
) -> None:
    base = serve(as_behind_https(app))
    page.goto(f"{base}/sign-in")
    page.get_by_label("Username").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{base}/teams/{served_office.team_id}/me/calendar")
    page.get_by_role("button", name="Make a link").click()
    expect(page.get_by_label("Or copy this address")).to_have_value(LINK)
    page.get_by_role("button", name="End the link").click()
    expect(page.get_by_role("heading", name="No link yet")).to_be_visible()
