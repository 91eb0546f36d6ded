"""No form works without its token, over HTTPS none from elsewhere, and each fault has its page."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from image_site import ADDRESS, Site, token
from routes import methods, path_of
from web.app import create_app
from web.config import Config

PAGES = (400, 403, 404, 409, 413, 422, 429, 500)
SECRET = "Anouk is at the limit"


def posts(app: Flask) -> Iterator[str]:
    """The path of every address that changes something."""
    for rule in app.url_map.iter_rules():
        changing = methods(rule) - {"GET"}
        assert changing <= {"POST"}, rule
        if changing:
            yield path_of(app, rule)


@pytest.mark.parametrize("username", ["marijke", "ada", None])
def test_every_form_without_its_token_is_refused(site: Site, username: str | None) -> None:
    client = site.client(username) if username else site.app.test_client()
    found = list(posts(site.app))
    assert "/sign-in" in found
    assert "/language" in found
    for path in found:
        for given in ({}, {"csrf_token": "another"}):
            answer = client.post(path, data=given)
            assert answer.status_code == 400, path
            assert "opened in another session" in answer.get_data(as_text=True)


@pytest.fixture
def behind(site: Site, tmp_path: Path) -> Flask:
    """The pages of the same store behind a proxy that ends HTTPS."""
    database = f"sqlite:///{tmp_path / 'store.db'}"
    return create_app(Config(database=database, secret_key="k" * 40, address=ADDRESS, proxies=1))


HTTPS = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
HOST = "http://roster.example.org"


def send(client: FlaskClient, said: dict[str, str], *, good: bool = True) -> TestResponse:
    """Choose a language behind the proxy. said: what the browser says of where the form is from."""
    page = client.get("/sign-in", base_url=HOST, headers=HTTPS).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    data = {"csrf_token": found[1] if good else "x", "language": "de", "next": "/sign-in"}
    return client.post("/language", base_url=HOST, headers=HTTPS | said, data=data)


@pytest.mark.parametrize(
    "said",
    [
        {"Origin": ADDRESS, "Referer": f"{ADDRESS}/sign-in", "Sec-Fetch-Site": "same-origin"},
        {"Referer": f"{ADDRESS}/sign-in"},
        # Set to send no Referer, newer and older.
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": ADDRESS},
        {},
    ],
)
def test_over_https_a_form_of_the_site_works_behind_a_proxy(
    behind: Flask, said: dict[str, str]
) -> None:
    answer = send(behind.test_client(), said)
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize(
    "said",
    [
        {"Referer": "https://elsewhere.example/"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": HOST},
        {"Origin": ADDRESS, "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_over_https_a_form_from_elsewhere_is_refused(behind: Flask, said: dict[str, str]) -> None:
    answer = send(behind.test_client(), said)
    assert answer.status_code == 400
    assert "opened in another session" in answer.get_data(as_text=True)


def test_over_https_the_token_is_asked_for_all_the_same(behind: Flask) -> None:
    said = {"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"}
    assert send(behind.test_client(), said, good=False).status_code == 400


@pytest.fixture
def failing(site: Site) -> Site:
    """The site with an address that fails in the way its number says."""

    @site.app.get("/fail/<int:status>")
    def fail(status: int) -> str:
        if status == 500:
            raise RuntimeError(SECRET)
        abort(status)

    return site


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("status", PAGES)
def test_each_fault_has_a_page_in_the_same_look(
    failing: Site, status: int, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        client = failing.app.test_client()
        answer = client.get(f"/fail/{status}", headers={"Accept-Language": language})
    text = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert f'<html lang="{language}">' in text
    assert "breather.css" in text
    assert "<h1>" in text
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert SECRET not in text + caplog.text
    number = re.search(r'class="figures">([0-9a-f]{8})<', text)
    assert (number is not None) == (status == 500)
    if number is not None:
        assert number[1] in caplog.text


def test_no_fault_is_said_in_the_words_of_a_library(failing: Site) -> None:
    client = failing.app.test_client()
    for status in PAGES[:-1]:
        with pytest.raises(HTTPException) as raised:
            abort(status)
        said = str(raised.value.description)
        assert said not in client.get(f"/fail/{status}").get_data(as_text=True)


def test_a_language_is_kept_with_the_account_on_every_device(site: Site) -> None:
    client = site.client("anouk")
    data = {"csrf_token": token(client, "/account"), "language": "nl", "next": "/teams/1/me/week"}
    assert client.post("/language", data=data).location == "/teams/1/me/week"
    assert '<html lang="nl">' in client.get("/teams/1/me/week").get_data(as_text=True)
    other = site.client("anouk")
    assert '<html lang="nl">' in other.get("/teams/1/me/week").get_data(as_text=True)
    assert '<html lang="en">' in site.client("daan").get("/teams/1/me/week").get_data(as_text=True)


def test_a_language_chosen_before_signing_in_stays_in_the_session(site: Site) -> None:
    client = site.app.test_client()
    data = {"csrf_token": token(client), "language": "fr", "next": "https://elsewhere.example/"}
    assert client.post("/language", data=data).location == "/"
    assert '<html lang="fr">' in client.get("/sign-in").get_data(as_text=True)
    data["language"] = "xx"
    assert client.post("/language", data=data).status_code == 400


def test_a_calendar_feed_is_the_same_whoever_asks(site: Site) -> None:
    client = site.client("anouk")
    path = "/teams/1/me/calendar"
    page = client.post(path, data={"csrf_token": token(client, path)}).get_data(as_text=True)
    found = re.search(r"/cal/[\w-]+\.ics", page)
    assert found
    bodies = {
        site.app.test_client().get(found[0], headers={"Accept-Language": language}).data
        for language in ("en", "nl", "fr", "de")
    }
    assert len(bodies) == 1
