"""A leave round from its opening to the answers, as its manager and its people see it."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

import image_team
from image_site import PASSWORD, Site, token
from web.accounts.accounts import add_membership, create_account
from web.storage.tables import LeaveRound, LeaveWish, Team, WishState

LEAVE, OWN = "/teams/1/leave", "/teams/1/me/leave"
MONDAY, FRIDAY = image_team.FIRST, date(2026, 12, 11)


def text(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def post(client: FlaskClient, path: str, page: str, **fields: str) -> tuple[int, str]:
    answer = client.post(path, data={"csrf_token": token(client, page), **fields})
    return answer.status_code, answer.location or answer.get_data(as_text=True)


def a_round(site: Site, *, over: bool, most_off: int = 1) -> None:
    """A round of the week of the roster; whether wishes are no longer taken."""
    today = datetime.now(UTC).date()
    until = today + timedelta(days=-2 if over else 2)
    at = datetime.now(UTC)
    with site.store.write() as session:
        session.add(
            LeaveRound(
                team_id=1, first=MONDAY, last=FRIDAY, most_off=most_off, until=until, opened_at=at
            )
        )


def a_wish(site: Site, person: str, first: date, last: date, state: WishState = "asked") -> None:
    at = datetime.now(UTC)
    with site.store.write() as session:
        session.add(
            LeaveWish(
                round_id=1, person_id=person, first=first, last=last, state=state, asked_at=at
            )
        )


def leave_of(site: Site, person: str) -> list[tuple[str, str]]:
    with site.store.read() as session:
        people = json.loads(session.get_one(Team, 1).document)["people"]
    (found,) = (one for one in people if one["id"] == person)
    return [(days["from"], days["to"]) for days in found.get("leave", [])]


def test_a_round_is_opened_and_takes_wishes_of_its_people(site: Site) -> None:
    today = datetime.now(UTC).date()
    first = today + timedelta(days=60)
    fields = {
        "first": first.isoformat(),
        "last": (first + timedelta(days=30)).isoformat(),
        "most_off": "2",
        "until": (today + timedelta(days=14)).isoformat(),
    }
    manager = site.client("marijke")
    assert post(manager, LEAVE, LEAVE, **fields) == (303, f"{LEAVE}/1")
    status, page = post(manager, LEAVE, LEAVE, **fields)
    assert status == 409
    assert "has some of these days" in page
    anouk = site.client("anouk")
    wish = {"first": first.isoformat(), "last": (first + timedelta(days=4)).isoformat()}
    assert post(anouk, f"{OWN}/1", OWN, **wish) == (303, OWN)
    assert "Wished for, can be taken back" in text(anouk, OWN)
    status, page = post(anouk, f"{OWN}/1", OWN, **wish)
    assert status == 422
    assert "beside your other wishes" in page
    page = text(manager, f"{LEAVE}/1")
    assert "<strong>Anouk</strong>" in page
    assert "Proposed" not in page
    assert ">Grant<" not in page
    post(anouk, f"{OWN}/wishes/1/withdraw", OWN)
    assert "<strong>Anouk</strong>" not in text(manager, f"{LEAVE}/1")


@pytest.mark.parametrize(
    ("field", "value"),
    [("first", "2020-01-01"), ("last", "2026-01-01"), ("most_off", "0"), ("until", "2020-01-01")],
)
def test_a_wrong_field_of_a_round_is_said(site: Site, field: str, value: str) -> None:
    fields = {"first": "2099-07-01", "last": "2099-08-31", "most_off": "2", "until": "2099-06-01"}
    status, page = post(site.client("marijke"), LEAVE, LEAVE, **fields | {field: value})
    assert status == 422
    assert f'<a href="#{field}">' in page


def test_each_wish_says_what_it_would_do_and_what_the_rule_proposes(site: Site) -> None:
    site.draft()
    a_round(site, over=True, most_off=2)
    a_wish(site, "anouk", MONDAY, MONDAY)
    a_wish(site, "chloe", FRIDAY, FRIDAY)
    page = text(site.client("marijke"), f"{LEAVE}/1")
    assert "With it 1 would be off on 7 December, at most 2 may be." in page
    assert "Images, severity 1 would be 45 min short more on 7 December." in page
    assert "No shift of a roster lies on these days." in page
    assert page.count("Proposed: grant.") == 2


def test_all_are_answered_as_proposed_and_what_is_granted_stands_in_the_team(site: Site) -> None:
    a_round(site, over=True)
    for person in ("anouk", "bram"):
        a_wish(site, person, MONDAY, FRIDAY)
    manager = site.client("marijke")
    round_page = f"{LEAVE}/1"
    status, page = post(manager, f"{round_page}/close", round_page)
    assert status == 409
    assert "when every wish has an answer" in page
    assert post(manager, f"{round_page}/as-proposed", round_page) == (303, round_page)
    # Chloé is on leave on Tuesday already, so there is room for nobody beside her.
    assert (leave_of(site, "anouk"), leave_of(site, "bram")) == ([], [])
    answers = {"was": "not granted", "state": "asked"}
    post(manager, f"{round_page}/wishes/1", round_page, **answers)
    post(manager, f"{round_page}/wishes/1", round_page, was="asked", state="granted")
    assert leave_of(site, "anouk") == [("2026-12-07", "2026-12-11")]
    status, page = post(manager, f"{round_page}/wishes/1", round_page, **answers)
    assert status == 409
    assert "Somebody else has answered this wish meanwhile." in page
    assert "Granted" in text(site.client("anouk"), OWN)
    assert post(manager, f"{round_page}/close", round_page)[0] == 303
    page = text(manager, round_page)
    assert "Anouk" not in page
    assert "Bram" not in page
    status, _ = post(manager, f"{round_page}/wishes/1", LEAVE, was="granted", state="asked")
    assert status == 409
    assert leave_of(site, "anouk") == [("2026-12-07", "2026-12-11")]


def test_who_was_granted_the_days_last_year_is_behind_and_no_page_says_so(site: Site) -> None:
    a_round(site, over=True)
    with site.store.write() as session:
        at = datetime.now(UTC)
        first, last = date(2025, 12, 1), date(2025, 12, 31)
        session.add(
            LeaveRound(
                team_id=1,
                first=first,
                last=last,
                most_off=1,
                until=date(2025, 11, 1),
                opened_at=at,
                closed_at=at,
            )
        )
        session.flush()
        session.add(
            LeaveWish(
                round_id=2,
                person_id="anouk",
                first=date(2025, 12, 9),
                last=date(2025, 12, 10),
                state="granted",
                asked_at=at,
            )
        )
    for person in ("anouk", "bram"):
        a_wish(site, person, FRIDAY, FRIDAY)
    page = text(site.client("marijke"), f"{LEAVE}/1")
    of_anouk, of_bram = page.split("<strong>Anouk</strong>")[1].split("<strong>Bram</strong>")
    assert "Proposed: do not grant" in of_anouk
    assert "Proposed: grant." in of_bram
    assert "2025" not in page
    assert "Anouk" not in text(site.client("marijke"), f"{LEAVE}/2")


def test_nobody_answers_an_own_wish(site: Site) -> None:
    with site.store.write() as session:
        account = create_account(
            session, name="Bram", username="bram", password=PASSWORD, at=datetime.now(UTC)
        )
        for role, person in (("manager", None), ("analyst", "bram")):
            add_membership(
                session,
                account.id,
                1,
                role,  # type: ignore[arg-type]
                at=datetime.now(UTC),
                person_id=person,
            )
    a_round(site, over=True, most_off=3)
    for person in ("bram", "anouk"):
        a_wish(site, person, MONDAY, MONDAY)
    bram = site.client("bram")
    page = f"{LEAVE}/1"
    assert "Your own wish: somebody else answers it." in text(bram, page)
    assert post(bram, f"{page}/wishes/1", page, was="asked", state="granted")[0] == 403
    post(bram, f"{page}/as-proposed", page)
    assert (leave_of(site, "bram"), len(leave_of(site, "anouk"))) == ([], 1)


def test_wishes_come_in_no_more_once_their_day_is_over(site: Site) -> None:
    a_round(site, over=True)
    a_wish(site, "anouk", MONDAY, MONDAY)
    anouk = site.client("anouk")
    page = text(anouk, OWN)
    assert "Wished for, not decided yet" in page
    wish = {"first": FRIDAY.isoformat(), "last": FRIDAY.isoformat()}
    assert post(anouk, f"{OWN}/1", OWN, **wish)[0] == 409
    assert post(anouk, f"{OWN}/wishes/1/withdraw", OWN)[0] == 409


def test_nobody_takes_back_anothers_wish(site: Site) -> None:
    a_round(site, over=False)
    a_wish(site, "daan", MONDAY, MONDAY)
    assert post(site.client("anouk"), f"{OWN}/wishes/1/withdraw", OWN)[0] == 404


def test_a_wish_and_its_answer_by_keyboard_on_a_phone(
    site: Site, visit: Callable[[str], Page], grave_findings: Callable[[Page], list[str]]
) -> None:
    a_round(site, over=True, most_off=2)
    a_wish(site, "anouk", MONDAY, MONDAY)
    page = visit("marijke")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="Leave").click()
    assert grave_findings(page) == []
    page.get_by_role("link", name="Monday 7 December").press("Enter")
    assert grave_findings(page) == []
    page.get_by_role("button", name=re.compile("^Grant")).press("Enter")
    expect(page.get_by_text("Granted", exact=True)).to_be_visible()
    page.get_by_role("button", name="Close the round").press("Enter")
    expect(page.get_by_text("The round is closed")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    with site.store.write() as session:
        session.get_one(LeaveRound, 1).closed_at = None
        session.get_one(LeaveRound, 1).until = datetime.now(UTC).date() + timedelta(days=2)
    page.get_by_role("button", name="Sign out").click()
    page.goto(page.url.split("/sign-in")[0] + "/sign-in")
    page.get_by_label("Username").fill("anouk")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Leave").click()
    page.get_by_label("From").fill(FRIDAY.isoformat())
    page.get_by_label("To", exact=True).fill(FRIDAY.isoformat())
    page.get_by_role("button", name="Wish for these days").press("Enter")
    expect(page.get_by_text("Wished for, can be taken back")).to_be_visible()
    assert grave_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
