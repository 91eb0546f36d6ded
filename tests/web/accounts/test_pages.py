"""Signing in and out as a browser sees it, and views that are not for everybody."""

import re
from collections.abc import Iterator
from datetime import datetime

import argon2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import ChoiceLoader, DictLoader
from werkzeug.test import TestResponse

from bare_team import bare_team
from web.accounts import passwords
from web.accounts.accounts import (
    add_membership,
    change_password,
    create_account,
    deactivate,
    end_sessions,
)
from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import MAY, Deed
from web.accounts.setting_up import set_up_accounts
from web.languages import set_up_languages
from web.storage.store import Store
from web.storage.teams import create_team

GOOD = "a long password"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", cheap)
    passwords._nobodys_hash.cache_clear()


@pytest.fixture
def accounts(sqlite_store: Store, noon: datetime) -> dict[str, int]:
    """A manager and an analyst of team 1, an analyst of team 2, and a demo account."""
    with sqlite_store.write() as session:
        teams = [
            create_team(session, name=name, zone="UTC", document=bare_team(), at=noon).id
            for name in ("A", "B")
        ]
        made = {
            name: create_account(
                session, name=name, username=name, password=GOOD, at=noon, demo=name == "demo"
            ).id
            for name in ("mia", "ana", "bo", "demo")
        }
        add_membership(session, made["mia"], teams[0], "manager", at=noon)
        add_membership(session, made["ana"], teams[0], "analyst", at=noon, person_id="ana")
        add_membership(session, made["bo"], teams[1], "analyst", at=noon, person_id="bo")
    return made


def application(store: Store, *, demo: bool = False) -> Flask:
    app = Flask("breather_of_tests")
    app.secret_key = "of the tests"
    base = "{% block title %}{% endblock %}{% block main %}{% endblock %}"
    app.jinja_loader = ChoiceLoader([DictLoader({"base.html": base})])
    set_up_languages(app)
    set_up_accounts(app, store, demo=demo)

    @app.get("/teams/<int:team_id>/roster")
    @requires(Deed.SEE_TEAM_ROSTER)
    def roster(team_id: int) -> str:
        return f"{signed_in_user().name} sees team {team_id}"

    @app.get("/teams/<int:team_id>/own")
    @requires(Deed.SEE_OWN_ROSTER)
    def own(team_id: int) -> str:
        return str(signed_in_user().person_in(team_id))

    return app


@pytest.fixture
def client(sqlite_store: Store, accounts: dict[str, int]) -> Iterator[FlaskClient]:
    with application(sqlite_store).test_client() as opened:
        yield opened


def token_of(client: FlaskClient) -> str:
    found = TOKEN.search(client.get("/sign-in").text)
    assert found is not None
    return found[1]


def sign_in(
    client: FlaskClient, username: str, password: str = GOOD, **fields: str
) -> TestResponse:
    data = {"csrf_token": token_of(client), "username": username, "password": password} | fields
    return client.post("/sign-in", data=data)


def test_who_signs_in_sees_what_the_role_allows(client: FlaskClient) -> None:
    answer = sign_in(client, "mia")
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/teams/1/roster").text == "mia sees team 1"


@pytest.mark.parametrize(
    ("username", "path", "status"),
    [
        ("mia", "/teams/1/own", 403),
        ("mia", "/teams/2/roster", 404),
        ("mia", "/teams/3/roster", 404),
        ("ana", "/teams/1/roster", 403),
        ("ana", "/teams/1/own", 200),
        ("bo", "/teams/1/roster", 404),
        ("bo", "/teams/1/own", 404),
    ],
)
def test_others_see_neither_the_page_nor_whether_there_is_such_a_team(
    client: FlaskClient, username: str, path: str, status: int
) -> None:
    sign_in(client, username)
    assert client.get(path).status_code == status


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(client: FlaskClient) -> None:
    answer = client.get("/teams/1/roster")
    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=%2Fteams%2F1%2Froster"
    assert 'value="/teams/1/roster"' in client.get(answer.location).text
    assert sign_in(client, "mia", next="/teams/1/roster").location == "/teams/1/roster"


@pytest.mark.parametrize(
    "path",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "/\t/example.org",
        "x",
        "javascript:x",
    ],
)
def test_a_link_sends_nobody_elsewhere(client: FlaskClient, path: str) -> None:
    assert sign_in(client, "mia", next=path).location == "/"


def test_wrong_password_unknown_user_and_demo_account_look_alike(client: FlaskClient) -> None:
    answers = [
        sign_in(client, "mia", "another password"),
        sign_in(client, "nobody"),
        sign_in(client, "demo"),
    ]
    pages = {re.sub(r'value="[^"]*"', "", answer.text): answer.status_code for answer in answers}
    assert list(pages.values()) == [422]
    assert "Username or password is not right." in next(iter(pages))
    assert client.get("/teams/1/roster").status_code == 302


def test_a_hundred_wrong_passwords_are_refused_with_the_time_to_wait(client: FlaskClient) -> None:
    answers = [sign_in(client, "mia", f"wrong password {number}") for number in range(100)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429] * 90
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 15 * 60
    assert "Too many attempts. Try again in 15 min." in answers[-1].text
    right = sign_in(client, "mia")
    assert right.status_code == 429
    unknown = [sign_in(client, "nobody", f"wrong password {number}") for number in range(11)]
    assert [answer.status_code for answer in unknown] == [422] * 10 + [429]


def test_demo_accounts_work_in_the_demo_alone(
    sqlite_store: Store, accounts: dict[str, int]
) -> None:
    with application(sqlite_store, demo=True).test_client() as demo:
        assert sign_in(demo, "demo").status_code == 303
        assert demo.get("/teams/1/roster").status_code == 404
        cookie = demo.get_cookie("session")
    assert cookie is not None
    with application(sqlite_store).test_client() as served:
        served.set_cookie("session", cookie.value)
        assert served.get("/teams/1/roster").status_code == 302


@pytest.mark.parametrize("what", ["end_sessions", "change_password", "deactivate"])
def test_a_session_ends_with_the_next_request(
    client: FlaskClient,
    sqlite_store: Store,
    accounts: dict[str, int],
    noon: datetime,
    what: str,
) -> None:
    sign_in(client, "mia")
    assert client.get("/teams/1/roster").status_code == 200
    with sqlite_store.write() as session:
        if what == "end_sessions":
            end_sessions(session, accounts["mia"])
        elif what == "change_password":
            change_password(session, accounts["mia"], "another password", at=noon)
        else:
            deactivate(session, accounts["mia"], at=noon)
    assert client.get("/teams/1/roster").status_code == 302


def test_signing_out_takes_a_post_with_its_token(client: FlaskClient) -> None:
    sign_in(client, "mia")
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out").status_code == 400
    assert client.get("/teams/1/roster").status_code == 200
    token = token_of(client)
    assert client.post("/sign-out", headers={"X-CSRFToken": token}).status_code == 303
    assert client.get("/teams/1/roster").status_code == 302


def test_signing_in_without_the_token_is_refused(client: FlaskClient) -> None:
    data = {"username": "mia", "password": GOOD}
    assert client.post("/sign-in", data=data).status_code == 400


def test_nothing_of_the_session_before_is_carried_over(client: FlaskClient) -> None:
    with client.session_transaction() as session:
        session["planted"] = "x"
    sign_in(client, "mia")
    with client.session_transaction() as session:
        assert "planted" not in session


@pytest.mark.parametrize(("scheme", "secure"), [("http", False), ("https", True)])
def test_the_session_cookie_is_closed_to_scripts_and_other_sites(
    client: FlaskClient, scheme: str, secure: bool
) -> None:
    answer = client.get("/sign-in", environ_overrides={"wsgi.url_scheme": scheme})
    parts = {part.strip() for part in answer.headers["Set-Cookie"].split(";")}
    assert {"HttpOnly", "SameSite=Lax"} <= parts
    assert ("Secure" in parts) is secure


def test_over_https_the_form_works_with_the_referer_a_browser_sends(client: FlaskClient) -> None:
    https = {"wsgi.url_scheme": "https"}
    found = TOKEN.search(client.get("/sign-in", environ_overrides=https).text)
    assert found is not None
    cookie = client.get_cookie("session")
    assert cookie is not None
    answer = client.post(
        "/sign-in",
        data={"csrf_token": found[1], "username": "mia", "password": GOOD},
        environ_overrides=https,
        headers={"Referer": "https://localhost/sign-in", "Cookie": f"session={cookie.value}"},
    )
    assert answer.status_code == 303


@pytest.mark.parametrize("cookie", ["", "1", "1:", ":1", "x:1", "1:x", "99:1", "-1:1", "1:1:1"])
def test_a_made_up_session_opens_nothing(client: FlaskClient, cookie: str) -> None:
    with client.session_transaction() as session:
        session["_user_id"] = cookie
    assert client.get("/teams/1/roster").status_code == 302


def test_every_deed_is_somebodys() -> None:
    assert set().union(*MAY.values()) == set(Deed)
