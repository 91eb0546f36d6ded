"""Every page asks who wants to see it, every deed wants a token, and nothing gives more away."""

import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from image_site import PASSWORD, Site, token
from web.accounts.accounts import create_account

OPEN = {"accounts", "assets", "feeds", "entry"}


@dataclass(frozen=True)
class Address:
    """A page of a team: its endpoint, its method, and its path in the first team."""

    endpoint: str
    method: str
    path: str


def addresses(app: Flask, blueprint: str) -> list[Address]:
    """All addresses of a blueprint, filled with what the site has or could have."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] == blueprint:
            methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
            found += [Address(rule.endpoint, method, _filled(app, rule)) for method in methods]
    return found


def _filled(app: Flask, rule: Rule) -> str:
    values: dict[str, Any] = {
        "team_id": 1,
        "roster_id": 1,
        "job_id": 1,
        "monday": "2026-12-07",
        "on": "2026-12-08",
        "account_id": 2,
    }
    with app.test_request_context():
        url: str = app.url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})
    return url


def test_there_is_no_page_that_these_tests_do_not_know(site: Site) -> None:
    blueprints = {rule.endpoint.partition(".")[0] for rule in site.app.url_map.iter_rules()}
    assert blueprints == OPEN | {"manager", "people", "administration"}


@pytest.mark.parametrize("blueprint", ["manager", "people", "administration"])
def test_who_is_not_signed_in_is_sent_to_sign_in(site: Site, blueprint: str) -> None:
    site.app.config["WTF_CSRF_ENABLED"] = False
    client = site.app.test_client()
    for address in addresses(site.app, blueprint):
        answer = client.open(address.path, method=address.method)
        assert answer.status_code == 302, address
        assert answer.location.startswith("/sign-in?"), address


@pytest.mark.parametrize("blueprint", ["manager", "people"])
def test_who_is_in_another_team_learns_nothing(site: Site, blueprint: str) -> None:
    site.draft()
    client = site.client("otto")
    site.app.config["WTF_CSRF_ENABLED"] = False
    for address in addresses(site.app, blueprint):
        answer = client.open(address.path, method=address.method)
        assert answer.status_code == 404, address
        assert "Image team" not in answer.get_data(as_text=True)


def test_an_analyst_sees_no_page_of_managers(site: Site) -> None:
    site.draft()
    client = site.client("anouk")
    site.app.config["WTF_CSRF_ENABLED"] = False
    for address in addresses(site.app, "manager"):
        assert client.open(address.path, method=address.method).status_code == 403, address


def test_a_manager_sees_no_page_of_a_person(site: Site) -> None:
    client = site.client("marijke")
    site.app.config["WTF_CSRF_ENABLED"] = False
    for address in addresses(site.app, "people"):
        assert client.open(address.path, method=address.method).status_code == 403, address


@pytest.mark.parametrize("username", ["marijke", "anouk", "otto"])
def test_only_an_administrator_finds_the_accounts(site: Site, username: str) -> None:
    client = site.client(username)
    site.app.config["WTF_CSRF_ENABLED"] = False
    found = addresses(site.app, "administration")
    assert len(found) == 5
    for address in found:
        assert client.open(address.path, method=address.method).status_code == 404, address


def test_an_administrator_opens_no_teams_roster_and_nobodys_week(site: Site) -> None:
    site.draft()
    with site.store.write() as session:
        create_account(
            session,
            name="Ada",
            username="ada",
            password=PASSWORD,
            at=datetime.now(UTC),
            administrator=True,
        )
    client = site.client("ada")
    assert client.get("/").location == "/administration"
    site.app.config["WTF_CSRF_ENABLED"] = False
    for blueprint in ("manager", "people"):
        for address in addresses(site.app, blueprint):
            assert client.open(address.path, method=address.method).status_code == 404, address


def test_a_roster_of_another_team_is_not_found_through_ones_own(site: Site) -> None:
    roster = site.draft()
    client = site.client("otto")
    assert client.get(f"/teams/2/rosters/{roster}/open").status_code == 404


@pytest.mark.parametrize("username", ["marijke", "anouk"])
def test_a_deed_without_its_token_changes_nothing(site: Site, username: str) -> None:
    client = site.client(username)
    for blueprint in ("manager", "people", "administration"):
        for address in addresses(site.app, blueprint):
            if address.method == "POST":
                answer = client.post(address.path)
                assert answer.status_code == 400, address
                assert "opened in another session" in answer.get_data(as_text=True)


def test_an_account_starts_where_it_works(site: Site) -> None:
    assert site.client("marijke").get("/").location == "/teams/1/"
    assert site.client("anouk").get("/").location == "/teams/1/me/week"


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


def test_no_page_has_script_or_style_in_it(site: Site) -> None:
    site.draft()
    client = site.client("marijke")
    for address in addresses(site.app, "manager"):
        if address.method == "GET":
            text = client.get(address.path).get_data(as_text=True)
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
