"""What one person of a team sees: the own shifts, once they are published, and nothing else."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from image_site import ADDRESS, Site, token
from web.accounts.accounts import add_membership

WEEK = "/teams/1/me/week"
CALENDAR = "/teams/1/me/calendar"


def text(client: FlaskClient, path: str) -> str:
    """A page as its reader gets it."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.fixture
def frozen_today(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Makes a day today for the page."""

    def freeze(day: date) -> None:
        noon = datetime.combine(day, time(12), UTC)
        monkeypatch.setattr("web.people.views.local_now", lambda *_: noon)

    return freeze


def publish(site: Site) -> None:
    """Publish the two weeks' roster as its manager does."""
    roster = site.draft()
    client = site.client("marijke")
    path = f"/teams/1/rosters/{roster}/publish"
    assert client.post(path, data={"csrf_token": token(client, path)}).status_code == 303


def test_a_draft_is_nobodys_week(site: Site) -> None:
    site.draft()
    page = text(site.client("anouk"), f"{WEEK}?from=2026-12-07")
    assert "Not published yet" in page
    assert "08:00" not in page


def test_a_published_week_has_the_own_shifts_and_nobody_elses(site: Site) -> None:
    publish(site)
    page = text(site.client("anouk"), f"{WEEK}?from=2026-12-09")
    assert page.count("08:00–16:00") == 4
    assert page.count("Planned 2 h 15 · limit 4 h") == 4
    assert "Images, severity 2" in page
    for other in ("Bram", "Chlo", "Ines", "18:00"):
        assert other not in page
    daan = text(site.client("daan"), f"{WEEK}?from=2026-12-09")
    assert daan.count("No shift") == 7


def test_the_week_shown_first_is_this_one_or_the_next_that_is_published(
    site: Site, frozen_today: Callable[[date], None]
) -> None:
    publish(site)
    client = site.client("anouk")
    for today, week in (
        (date(2026, 11, 24), "Week of 7 December"),
        (date(2026, 12, 16), "Week of 14 December"),
        (date(2026, 12, 22), "Week of 21 December"),
    ):
        frozen_today(today)
        assert week in text(client, WEEK)
    assert "Not published yet" in text(client, WEEK)
    assert "Not published yet" in text(client, f"{WEEK}?from=2026-11-24")


@pytest.mark.parametrize("day", ["tomorrow", "0001-01-01", "9999-12-31", "2026-13-01"])
def test_a_day_that_is_none_is_not_found(site: Site, day: str) -> None:
    assert site.client("anouk").get(f"{WEEK}?from={day}").status_code == 404


def test_a_link_is_shown_once_and_its_page_tells_nobody_where_it_leads(site: Site) -> None:
    client = site.client("anouk")
    assert "No link yet" in text(client, CALENDAR)
    answer = client.post(CALENDAR, data={"csrf_token": token(client, CALENDAR)})
    page = answer.get_data(as_text=True)
    link = page.split('id="https" readonly value="', 1)[1].split('"', 1)[0]
    assert link.startswith(f"{ADDRESS}/cal/")
    assert f'href="webcal://{link.removeprefix("https://")}"' in page
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"
    assert link not in text(client, CALENDAR)
    assert client.get(link.removeprefix(ADDRESS)).status_code == 200


def test_a_new_link_ends_the_old_one_and_ending_it_leaves_none(site: Site) -> None:
    client = site.client("anouk")
    links = []
    for _ in range(2):
        answer = client.post(CALENDAR, data={"csrf_token": token(client, CALENDAR)})
        page = answer.get_data(as_text=True)
        links.append(page.split(f'readonly value="{ADDRESS}', 1)[1].split('"', 1)[0])
    assert [client.get(link).status_code for link in links] == [404, 200]
    answer = client.post(f"{CALENDAR}/revoke", data={"csrf_token": token(client, CALENDAR)})
    assert answer.location == CALENDAR
    assert client.get(links[1]).status_code == 404
    assert "No link yet" in text(client, CALENDAR)


def test_looking_at_the_page_makes_no_link(site: Site) -> None:
    client = site.client("anouk")
    text(client, CALENDAR)
    assert client.get(f"{CALENDAR}/revoke").status_code == 405
    assert "No link yet" in text(client, CALENDAR)


def test_who_is_both_finds_both(site: Site) -> None:
    with site.store.write() as session:
        add_membership(session, 2, 1, "manager", at=datetime.now(UTC))
    client = site.client("anouk")
    assert client.get("/").location == "/teams/1/"
    assert f'href="{WEEK}"' in text(client, "/teams/1/")
    assert 'href="/teams/1/">Team' in text(client, WEEK)


def test_who_is_in_two_teams_chooses(site: Site) -> None:
    with site.store.write() as session:
        add_membership(session, 1, 2, "manager", at=datetime.now(UTC))
    page = text(site.client("marijke"), "/")
    assert 'href="/teams/1/">Image team' in page
    assert 'href="/teams/2/">Other team' in page


def test_a_day_opens_to_its_blocks_on_a_phone(site: Site, visit: Callable[[str], Page]) -> None:
    publish(site)
    page = visit("anouk")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(page.url.split("/teams/")[0] + f"{WEEK}?from=2026-12-07")
    expect(page.get_by_text("09:00–09:45").first).to_be_hidden()
    page.get_by_text("Mon 7 December").click()
    expect(page.get_by_text("09:00–09:45").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
