"""Roles are given and taken by administrators, and in the own team by its manager."""

import json
import re
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

import image_team
from image_site import ADDRESS, PASSWORD, Site, token
from web.accounts.accounts import invite
from web.accounts.roles import give_role
from web.storage.feeds import live_feed, new_feed
from web.storage.tables import (
    Account,
    Audit,
    Membership,
    OneTimeLink,
    PrivateCapacity,
    Roster,
    Team,
)
from web.storage.teams import replace_document

MARIJKE, ANOUK, OTTO, DIRK, ROSA, ADA = 1, 2, 4, 5, 7, 8
ANOUKS = 2


def post(client: FlaskClient, page: str, path: str, **data: str) -> tuple[int, str]:
    answer = client.post(path, data={"csrf_token": token(client, page), **data})
    return answer.status_code, answer.get_data(as_text=True)


def one(account: int) -> str:
    return f"/administration/accounts/{account}"


def roles(site: Site, account: int) -> set[tuple[int, str]]:
    with site.store.read() as session:
        found = session.scalars(select(Membership).where(Membership.account_id == account))
        return {(row.team_id, row.role) for row in found}


def link_in(text: str) -> str:
    found = re.search(r'class="link-box"[^>]* value="([^"]+)"', text)
    assert found, text[:300]
    return found[1].removeprefix(ADDRESS)


@pytest.fixture
def ada(site: Site) -> FlaskClient:
    return site.client("ada")


@pytest.fixture
def marijke(site: Site) -> FlaskClient:
    return site.client("marijke")


def test_the_accounts_have_the_numbers_of_these_tests(site: Site) -> None:
    with site.store.read() as session:
        names = {number: session.get_one(Account, number).username for number in (1, 2, 4, 5, 7, 8)}
    assert list(names.values()) == ["marijke", "anouk", "otto", "dirk", "rosa", "ada"]


def test_a_role_in_another_team_is_given_and_the_account_signs_in_again(
    site: Site, ada: FlaskClient
) -> None:
    marijke = site.client("marijke")
    assert post(ada, one(MARIJKE), f"{one(MARIJKE)}/roles", role="2 representative")[0] == 303
    assert roles(site, MARIJKE) == {(1, "manager"), (2, "representative")}
    assert marijke.get("/teams/1/").status_code == 302
    # Now that there are two teams, the account chooses.
    text = site.client("marijke").get("/").get_data(as_text=True)
    assert 'href="/teams/1/"' in text
    assert "representative" in text


def test_what_an_account_has_already_is_not_offered(ada: FlaskClient) -> None:
    text = ada.get(one(ANOUK)).get_data(as_text=True)
    assert 'value="1 manager"' in text
    # Anouk is a person of the team, and nobody is two.
    assert 'value="1 person bram"' not in text
    assert 'value="2 person bram"' in text
    assert 'value="administrator"' in text
    assert 'value="administrator"' not in ada.get(one(ADA)).get_data(as_text=True)


@pytest.mark.parametrize("role", ["7 manager", "1 person bram", "", "1 person anouk"])
def test_a_role_that_is_not_offered_is_refused(site: Site, ada: FlaskClient, role: str) -> None:
    status, text = post(ada, one(ANOUK), f"{one(ANOUK)}/roles", role=role)
    assert status == 422
    assert "Choose a role." in text
    assert roles(site, ANOUK) == {(1, "analyst")}


def test_a_taken_role_ends_sessions_and_the_calendar_feed(site: Site, ada: FlaskClient) -> None:
    with site.store.write() as session:
        new_feed(session, 1, "anouk", at=datetime.now(UTC))
    anouk = site.client("anouk")
    assert post(ada, one(ANOUK), f"{one(ANOUK)}/roles/{ANOUKS}/take")[0] == 303
    assert roles(site, ANOUK) == set()
    assert anouk.get("/teams/1/me/week").status_code == 302
    assert site.client("anouk").get("/teams/1/me/week").status_code == 404
    with site.store.read() as session:
        assert live_feed(session, 1, "anouk") is None


def test_a_role_is_taken_of_the_account_that_has_it_alone(site: Site, ada: FlaskClient) -> None:
    assert post(ada, one(ANOUK), f"{one(MARIJKE)}/roles/{ANOUKS}/take")[0] == 404
    assert roles(site, ANOUK) == {(1, "analyst")}


def test_the_last_administrator_stays_one(site: Site, ada: FlaskClient) -> None:
    status, text = post(ada, one(ADA), f"{one(ADA)}/dismiss")
    assert status == 409
    assert "the last administrator" in text
    # Whoever was invited and never came is no help.
    with site.store.write() as session:
        at = datetime.now(UTC)
        invite(session, name="Bo", username="bo", at=at, administrator=True)
    assert post(ada, one(ADA), f"{one(ADA)}/dismiss")[0] == 409
    assert post(ada, one(OTTO), f"{one(OTTO)}/roles", role="administrator")[0] == 303
    assert post(ada, one(ADA), f"{one(ADA)}/dismiss")[0] == 303
    assert ada.get("/administration").status_code == 404


def test_who_changes_the_own_roles_stays_signed_in_here(site: Site, ada: FlaskClient) -> None:
    elsewhere = site.client("ada")
    assert post(ada, one(ADA), f"{one(ADA)}/roles", role="1 representative")[0] == 303
    assert ada.get("/administration").status_code == 200
    assert elsewhere.get("/administration").status_code == 302


def test_a_lost_device_is_signed_out(site: Site, ada: FlaskClient) -> None:
    anouk = site.client("anouk")
    assert post(ada, one(ANOUK), f"{one(ANOUK)}/end-sessions")[0] == 303
    assert anouk.get("/teams/1/me/week").status_code == 302


def test_each_change_is_written_down_by_numbers(site: Site, ada: FlaskClient) -> None:
    post(ada, one(ANOUK), f"{one(ANOUK)}/roles", role="2 deputy")
    post(ada, one(ANOUK), f"{one(ANOUK)}/roles/{ANOUKS}/take")
    with site.store.read() as session:
        rows = session.scalars(select(Audit).where(Audit.account_id == ADA).order_by(Audit.id))
        assert [(row.what, row.team_id, row.object_id) for row in rows] == [
            ("made deputy", 2, ANOUK),
            ("no longer analyst", 1, ANOUK),
        ]


def test_a_manager_lets_a_person_in_under_the_name_of_the_team(
    site: Site, marijke: FlaskClient
) -> None:
    page = "/teams/1/accounts"
    text = marijke.get(page).get_data(as_text=True)
    assert "No account yet: Bram, analyst; Chloé, analyst." in text
    status, text = post(marijke, page, page, role="1 person chloe", username="chloe")
    assert status == 200
    link = link_in(text)
    assert "link-box" not in marijke.get(page).get_data(as_text=True)
    client = site.app.test_client()
    assert post(client, link, link, password=PASSWORD, again=PASSWORD)[0] == 303
    chloe = site.client("chloe")
    assert chloe.get("/").location == "/teams/1/me/week"
    assert "Chloé" in chloe.get("/teams/1/me/week").get_data(as_text=True)


def test_a_manager_names_a_deputy_and_takes_it_back(site: Site, marijke: FlaskClient) -> None:
    page = "/teams/1/accounts"
    assert post(marijke, page, f"{page}/{ANOUK}/deputy")[0] == 303
    assert roles(site, ANOUK) == {(1, "analyst"), (1, "deputy")}
    assert post(marijke, page, f"{page}/{ANOUK}/deputy")[0] == 409
    with site.store.read() as session:
        query = select(Membership.id).where(
            Membership.account_id == ANOUK, Membership.role == "deputy"
        )
        number = session.scalar(query)
    assert post(marijke, page, f"{page}/{ANOUK}/roles/{number}/take")[0] == 303
    assert roles(site, ANOUK) == {(1, "analyst")}


def test_a_manager_neither_makes_nor_takes_managers_and_representatives(
    site: Site, marijke: FlaskClient
) -> None:
    page = "/teams/1/accounts"
    for role in ("1 manager", "1 representative", "administrator", "manager", "2 deputy"):
        assert post(marijke, page, page, role=role, username="new", name="New")[0] == 422
    with site.store.read() as session:
        rows = session.scalars(
            select(Membership).where(
                Membership.team_id == 1, Membership.role.in_(["manager", "representative"])
            )
        ).all()
    for row in rows:
        take = f"{page}/{row.account_id}/roles/{row.id}/take"
        assert post(marijke, page, take)[0] == 403


def test_a_manager_cannot_take_over_the_account_of_somebody_who_has_come_in(
    site: Site, marijke: FlaskClient
) -> None:
    page = "/teams/1/accounts"
    status, text = post(marijke, page, f"{page}/{ANOUK}/link")
    assert status == 409
    assert "An administrator makes a new link" in text
    with site.store.read() as session:
        assert session.get(OneTimeLink, ANOUK) is None


def test_a_manager_renews_what_nobody_has_used(site: Site, marijke: FlaskClient) -> None:
    page = "/teams/1/accounts"
    first = link_in(post(marijke, page, page, role="1 person bram", username="bram")[1])
    with site.store.read() as session:
        bram = session.scalars(select(Account).where(Account.username == "bram")).one()
    status, text = post(marijke, page, f"{page}/{bram.id}/link")
    assert status == 200
    client = site.app.test_client()
    assert client.get(first).status_code == 410
    assert client.get(link_in(text)).status_code == 200
    # What is a way into another team as well is out of the manager's hands.
    with site.store.write() as session:
        at = datetime.now(UTC)
        give_role(session, bram.id, 2, "representative", at=at, by=None)
    assert post(marijke, page, f"{page}/{bram.id}/link")[0] == 409


def test_the_page_of_a_team_says_nothing_of_other_teams(site: Site, marijke: FlaskClient) -> None:
    with site.store.write() as session:
        give_role(session, ANOUK, 2, "deputy", at=datetime.now(UTC), by=None)
        session.get_one(Account, DIRK).administrator = True
    text = marijke.get("/teams/1/accounts").get_data(as_text=True)
    assert "Other team" not in text
    assert "Otto" not in text
    # Once in the list, and in the hint on who names managers.
    assert text.count("administrator") == 1


def test_a_username_that_is_taken_is_said(marijke: FlaskClient) -> None:
    page = "/teams/1/accounts"
    status, text = post(marijke, page, page, role="1 person bram", username=" OTTO")
    assert status == 422
    assert "that nobody has yet" in text


def test_giving_a_person_to_another_account_shows_nothing_private(
    site: Site, ada: FlaskClient
) -> None:
    """Whoever takes the place of somebody in a team reads none of what they kept to themselves."""
    cap = {"own_caps": [{"from": "2026-12-01", "minutes": 30}]}
    with site.store.write() as session:
        row = PrivateCapacity(
            team_id=1, person_id="anouk", capacity=json.dumps(cap), account_id=ANOUK
        )
        session.add(row)
    week = "/teams/1/me/week?from=2026-12-07"
    number = site.draft()
    with site.store.write() as session:
        roster = session.get_one(Roster, number)
        roster.state, roster.version, roster.published_at = "published", 1, datetime.now(UTC)
    assert "limit 30 min" in site.client("anouk").get(week).get_data(as_text=True)
    post(ada, one(ANOUK), f"{one(ANOUK)}/roles/{ANOUKS}/take")
    post(ada, one(OTTO), f"{one(OTTO)}/roles", role="1 person anouk")
    other = site.client("otto").get(week).get_data(as_text=True)
    assert "Planned" in other
    assert "limit 30 min" not in other
    assert "only you see" not in other


def test_whoever_becomes_a_volunteer_in_the_team_is_one_by_role(site: Site) -> None:
    anouk = site.client("anouk")
    for volunteer, role in ((True, "volunteer"), (False, "analyst")):
        with site.store.write() as session:
            document = image_team.document()
            document["people"][0]["volunteer"] = volunteer
            replace_document(
                session,
                1,
                image_team.team_of(document),
                revision=session.get_one(Team, 1).revision,
                by=MARIJKE,
                at=datetime.now(UTC),
            )
        assert roles(site, ANOUK) == {(1, role)}
        # Both see the same pages: nobody has to sign in again.
        assert role in anouk.get("/teams/1/me/week").get_data(as_text=True)
    assert roles(site, MARIJKE) == {(1, "manager")}


def test_whoever_looks_at_what_managers_do_does_not_stand_in_for_one(
    site: Site, marijke: FlaskClient
) -> None:
    page = "/teams/1/accounts"
    for account in (ROSA, DIRK, MARIJKE):
        before = roles(site, account)
        assert post(marijke, page, f"{page}/{account}/deputy")[0] == 409
        assert roles(site, account) == before
