"""From an empty store to people who come in, by pages alone."""

import io
import json
import re
from datetime import date

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from scheduler.examples import example_text, next_monday
from web.app import create_app
from web.cli import breather
from web.config import Config
from web.storage.store import Store
from web.storage.tables import Account, Team

PASSWORD = "four words are enough"
ADDRESS = "https://roster.example.org"
MONDAY = next_monday(date(2026, 11, 24))


@pytest.fixture
def app(sqlite_url: str) -> Flask:
    return create_app(Config(sqlite_url, "k" * 40, ADDRESS))


@pytest.fixture
def ada(app: Flask, sqlite_store: Store, sqlite_url: str) -> FlaskClient:
    """The first administrator, signed in by the link that the command printed."""
    done = CliRunner().invoke(
        breather,
        ["admin", "create", "ada", "--name", "Ada", "--database", sqlite_url, "--address", ADDRESS],
    )
    assert done.exit_code == 0, done.output
    client = app.test_client()
    joined(client, done.stdout.strip())
    return signed_in(client, "ada")


def token(text: str) -> str:
    return text.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def post(client: FlaskClient, path: str, page: str | None = None, **data: object) -> str:
    form = client.get(page or path).get_data(as_text=True)
    answer = client.post(path, data={"csrf_token": token(form), **data})
    return f"{answer.status_code} {answer.get_data(as_text=True)}"


def joined(client: FlaskClient, link: str) -> None:
    assert link.startswith(f"{ADDRESS}/join/")
    path = link.removeprefix(ADDRESS)
    assert client.get(path).status_code == 200
    assert post(client, path, password=PASSWORD, again=PASSWORD).startswith("303")


def signed_in(client: FlaskClient, username: str) -> FlaskClient:
    assert post(client, "/sign-in", username=username, password=PASSWORD).startswith("303")
    return client


def with_team(client: FlaskClient) -> None:
    text = example_text("child-focus", MONDAY)
    answer = post(
        client,
        "/administration/teams",
        "/administration",
        file=(io.BytesIO(text.encode()), "team.json"),
    )
    assert answer.startswith("303")


def link_in(answer: str) -> str:
    found = re.search(r'class="link-box"[^>]* value="([^"]+)"', answer)
    assert found, answer[:300]
    return found[1]


def test_a_team_a_manager_and_a_person_come_in(ada: FlaskClient, app: Flask) -> None:
    with_team(ada)
    for username, role, first in (
        ("mia", "1 manager", "/teams/1/"),
        ("noor", "1 person noor", "/teams/1/me/week"),
    ):
        answer = post(
            ada,
            "/administration/accounts",
            "/administration",
            name=username.title(),
            username=username,
            role=role,
        )
        assert answer.startswith("200")
        client = app.test_client()
        joined(client, link_in(answer))
        assert signed_in(client, username).get("/").location == first
        assert client.get(first).status_code == 200
        # The page shows a link once.
        assert "link-box" not in ada.get("/administration").get_data(as_text=True)
    # Who has an account is offered no second one.
    text = ada.get("/administration").get_data(as_text=True)
    assert 'value="1 person noor"' not in text
    assert 'value="1 person lotte"' in text


def test_what_is_wrong_with_a_team_file_is_said_in_the_reader_s_language(ada: FlaskClient) -> None:
    ada.environ_base["HTTP_ACCEPT_LANGUAGE"] = "de"
    for text, said in (
        (b"{", "Zeile 1, Spalte 2: kein JSON: "),
        (b'{"name": ""}', "name: ist leer"),
        (b'{"name": "A"}', "timezone: fehlt"),
    ):
        sent = {"file": (io.BytesIO(text), "team.json")}
        assert said in post(ada, "/administration/teams", "/administration", **sent)


def test_a_faulty_team_file_is_said_fault_by_fault_and_makes_nothing(
    ada: FlaskClient, sqlite_store: Store
) -> None:
    team = json.loads(example_text("child-focus", MONDAY))
    team["people"][0]["max_daily_exposure"] = 300
    team["timezone"] = "Europe/Nowhere"
    for text, said in (
        (json.dumps(team).encode(), ["people[0].max_daily_exposure: 300", "timezone:"]),
        (b"\xff\xfe no json", ["problem"]),
        (b"", ["problem"]),
    ):
        answer = post(
            ada, "/administration/teams", "/administration", file=(io.BytesIO(text), "team.json")
        )
        assert answer.startswith("422")
        for words in said:
            assert words in answer
    assert post(ada, "/administration/teams", "/administration").startswith("422")
    with sqlite_store.read() as session:
        assert session.scalar(select(func.count()).select_from(Team)) == 0


def test_a_username_that_is_taken_and_a_role_that_is_gone_are_said(
    ada: FlaskClient, sqlite_store: Store
) -> None:
    asked = {"name": "Ada", "username": " ADA", "role": "administrator"}
    answer = post(ada, "/administration/accounts", "/administration", **asked)
    assert answer.startswith("422")
    assert "that nobody has yet" in answer
    gone = {"name": "Bo", "username": "bo", "role": "7 manager"}
    assert post(ada, "/administration/accounts", "/administration", **gone).startswith("422")
    with sqlite_store.read() as session:
        assert session.scalar(select(func.count()).select_from(Account)) == 1


def test_a_new_link_lets_somebody_in_again_and_a_closed_account_stays_out(
    ada: FlaskClient, app: Flask
) -> None:
    asked = {"name": "Bo", "username": "bo", "role": "administrator"}
    first = link_in(post(ada, "/administration/accounts", "/administration", **asked))
    second = link_in(post(ada, "/administration/accounts/2/link", "/administration"))
    client = app.test_client()
    spent = client.get(first.removeprefix(ADDRESS))
    assert spent.status_code == 410
    assert "works no longer" in spent.get_data(as_text=True)
    joined(client, second)
    signed_in(client, "bo")
    assert post(ada, "/administration/accounts/2/close", "/administration").startswith("303")
    assert client.get("/administration").status_code == 302
    assert post(client, "/sign-in", username="bo", password=PASSWORD).startswith("422")
    assert post(ada, "/administration/accounts/2/link", "/administration").startswith("404")
    # Ada is the last one now.
    answer = post(ada, "/administration/accounts/1/close", "/administration")
    assert answer.startswith("409")
    assert "last administrator" in answer


def test_a_password_that_does_not_fit_is_said_and_the_link_still_works(
    ada: FlaskClient, app: Flask
) -> None:
    asked = {"name": "Bo", "username": "bobobobobobo", "role": "administrator"}
    link = link_in(post(ada, "/administration/accounts", "/administration", **asked))
    path, client = link.removeprefix(ADDRESS), app.test_client()
    for password, again, said in (
        ("", "", "at least 12"),
        ("short", "short", "at least 12"),
        (PASSWORD, PASSWORD + "!", "not the same"),
        ("bobobobobobo", "bobobobobobo", "is the username"),
    ):
        answer = post(client, path, password=password, again=again)
        assert answer.startswith("422")
        assert said in answer
    joined(client, link)


def test_the_first_administrator_is_made_once(ada: FlaskClient, sqlite_url: str) -> None:
    again = CliRunner().invoke(breather, ["admin", "create", "Ada", "--database", sqlite_url])
    assert again.exit_code == 2
    assert again.stderr == "This username is taken.\n"
