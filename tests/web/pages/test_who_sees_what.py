"""Every page asks who wants to see it, every deed wants a token, and nothing gives more away."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest
from flask import Flask
from flask.testing import FlaskClient

from image_site import FOUNDED, ROLES, Site, token
from image_team import FIRST
from routes import ASKS, OBJECTS, VALUES, Open, methods, path_of
from web.accounts.permissions import MAY, Deed
from web.jobs.asking import enqueue
from web.jobs.generate import KIND, payload
from web.storage.tables import LeaveRound, LeaveWish, Role


@dataclass(frozen=True)
class Address:
    """One way to ask for an address: what it asks of whoever opens it, and its filled path."""

    asks: Deed | Open
    method: str
    path: str


def addresses(app: Flask, *asks: Deed | Open, **values: int) -> Iterator[Address]:
    """All addresses that ask for one of these, those that change nothing first."""
    found = [
        Address(asked, method, path_of(app, rule, **values))
        for rule in app.url_map.iter_rules()
        for method in methods(rule)
        if (asked := ASKS.get(rule.endpoint)) in asks and values.keys() <= rule.arguments
    ]
    assert found or values
    yield from sorted(found, key=lambda address: address.method)


@pytest.fixture
def full(site: Site) -> Site:
    """The site with a thing of each kind in the first team."""
    site.draft()
    with site.store.write() as session:
        enqueue(
            session, KIND, "1", payload(team_id=1, first=FIRST, days=14, seconds=60), at=FOUNDED
        )
        session.add(
            LeaveRound(
                team_id=1, first=FIRST, last=FIRST, most_off=1, until=FIRST, opened_at=FOUNDED
            )
        )
        session.flush()
        session.add(
            LeaveWish(round_id=1, person_id="daan", first=FIRST, last=FIRST, asked_at=FOUNDED)
        )
    return site


def without_token(site: Site, username: str) -> FlaskClient:
    """Somebody signed in whose forms need no token from here on: rights are asked for alone."""
    client = site.client(username)
    site.app.config["WTF_CSRF_ENABLED"] = False
    return client


def test_there_is_no_address_that_these_tests_do_not_know(site: Site) -> None:
    assert {rule.endpoint for rule in site.app.url_map.iter_rules()} == ASKS.keys()
    parts = {part for rule in site.app.url_map.iter_rules() for part in rule.arguments}
    assert parts <= OBJECTS.keys() | VALUES.keys()


def test_every_page_of_a_team_asks_for_a_deed_and_every_other_for_none(site: Site) -> None:
    for rule in site.app.url_map.iter_rules():
        assert ("team_id" in rule.arguments) == isinstance(ASKS[rule.endpoint], Deed), rule


def test_there_is_an_account_of_every_role() -> None:
    assert set(ROLES) == set(get_args(Role))


def test_who_is_not_signed_in_is_sent_to_sign_in(full: Site) -> None:
    full.app.config["WTF_CSRF_ENABLED"] = False
    client = full.app.test_client()
    for address in addresses(full.app, *Deed, Open.SIGNED_IN, Open.ADMINISTRATOR, Open.FOUNDER):
        answer = client.open(address.path, method=address.method)
        assert answer.status_code == 302, address
        assert answer.location.startswith("/sign-in?"), address


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_what_the_table_says_and_nothing_else(full: Site, role: Role) -> None:
    client = without_token(full, ROLES[role])
    for address in addresses(full.app, *Deed):
        status = client.open(address.path, method=address.method).status_code
        if address.asks not in MAY[role]:
            assert status == 403, address
        elif address.method == "GET":
            assert status in {200, 204, 303}, address
        else:
            assert status not in {302, 401, 403, 500}, address


@pytest.mark.parametrize("username", ["otto", "ada"])
def test_who_has_no_role_in_a_team_learns_nothing_of_it(full: Site, username: str) -> None:
    """Neither a manager of another team nor an administrator."""
    client = without_token(full, username)
    for address in addresses(full.app, *Deed):
        answer = client.open(address.path, method=address.method)
        assert answer.status_code == 404, address
        assert "Image team" not in answer.get_data(as_text=True)


def test_nothing_of_another_team_is_found_through_ones_own(full: Site) -> None:
    """Otto has every role in the other team, and asks there for what is of the first."""
    client = without_token(full, "otto")
    found = [
        address
        for name, number in OBJECTS.items()
        for address in addresses(full.app, *Deed, team_id=full.other, **{name: number})
    ]
    assert len({address.path for address in found}) > len(OBJECTS)
    for address in found:
        assert client.open(address.path, method=address.method).status_code == 404, address


@pytest.mark.parametrize("username", [*ROLES.values(), "otto"])
def test_only_an_administrator_finds_the_accounts(full: Site, username: str) -> None:
    client = without_token(full, username)
    for address in addresses(full.app, Open.ADMINISTRATOR):
        assert client.open(address.path, method=address.method).status_code == 404, address


@pytest.mark.parametrize("role", ROLES)
def test_a_team_is_made_by_administrators_and_managers(full: Site, role: Role) -> None:
    client = without_token(full, ROLES[role])
    for address in addresses(full.app, Open.FOUNDER):
        status = client.open(address.path, method=address.method).status_code
        assert status == 404 if role != "manager" else status in {200, 400, 422}, address
    administrator = without_token(full, "ada")
    assert administrator.get("/new-team").status_code == 200


@pytest.mark.parametrize("username", [*ROLES.values(), "ada"])
def test_a_deed_without_its_token_changes_nothing(site: Site, username: str) -> None:
    client = site.client(username)
    for address in addresses(site.app, *Deed, *Open):
        if address.method != "GET":
            answer = client.open(address.path, method=address.method)
            assert answer.status_code == 400, address
            assert "opened in another session" in answer.get_data(as_text=True)


def test_an_account_starts_where_it_works(site: Site) -> None:
    assert site.client("marijke").get("/").location == "/teams/1/"
    assert site.client("dirk").get("/").location == "/teams/1/"
    assert site.client("anouk").get("/").location == "/teams/1/me/week"
    assert site.client("ines").get("/").location == "/teams/1/me/week"
    assert site.client("ada").get("/").location == "/administration"


def test_every_page_has_the_headers(site: Site) -> None:
    site.draft()
    client = site.client("marijke")
    for path in ("/teams/1/", "/teams/1/rosters/1/days/2026-12-08", "/nothing", "/sign-in"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert "Strict-Transport-Security" not in headers


def test_https_is_remembered_where_the_page_came_by_it(site: Site) -> None:
    answer = site.app.test_client().get("/sign-in", base_url="https://roster.example.org")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_no_page_has_script_or_style_in_it(full: Site) -> None:
    client = without_token(full, "marijke")
    for address in addresses(full.app, *MAY["manager"]):
        if address.method == "GET":
            answer = client.get(address.path)
            if answer.mimetype != "text/html":
                continue
            text = answer.get_data(as_text=True)
            assert "<style" not in text
            assert not re.search(r"\s(style|on\w+)=", text), address
            assert not re.search(r"<script(?![^>]*\ssrc=)", text), address


def test_static_files_are_kept_for_good_under_an_address_of_their_bytes(site: Site) -> None:
    client = site.app.test_client()
    text = client.get("/sign-in").get_data(as_text=True)
    found = re.search(r'href="(/static/[0-9a-f]{16}/breather\.css)"', text)
    assert found
    answer = client.get(found[1])
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/static/0000000000000000/breather.css").status_code == 404
    assert client.get(found[1].replace("breather.css", "../wiring.py")).status_code == 404


def test_a_fault_of_ours_shows_a_number_and_no_data(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Anouk is not here")

    monkeypatch.setattr("web.manager.home.newest_roster", fail)
    answer = site.client("marijke").get("/teams/1/")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert "Anouk" not in text + caplog.text
    number = re.search(r"<strong[^>]*>([0-9a-f]{8})</strong>", text)
    assert number
    assert number[1] in caplog.text
    assert "RuntimeError" in caplog.text


def test_too_large_a_form_is_refused_in_words(site: Site) -> None:
    client = site.app.test_client()
    answer = client.post("/sign-in", data={"csrf_token": token(client), "x": "x" * 2_100_000})
    assert answer.status_code == 413
    assert "Nothing was changed" in answer.get_data(as_text=True)


def test_machines_are_told_what_they_ask(site: Site) -> None:
    client = site.app.test_client()
    assert client.get("/healthz").get_data(as_text=True) == "ok\n"
    assert "Allow: /cal/\n" in client.get("/robots.txt").get_data(as_text=True)


def test_the_web_process_loads_no_solver(tmp_path: Path) -> None:
    script = (
        "import sys, web.app\n"
        "from web.config import Config\n"
        "app = web.app.create_app(Config(sys.argv[1], 'k' * 40, 'http://localhost'))\n"
        "assert app.test_client().get('/sign-in').status_code == 200\n"
        "print('ortools' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, f"sqlite:///{tmp_path}/none.db"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"
