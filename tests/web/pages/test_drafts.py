"""Several drafts are kept; two lie side by side; one that is removed can be had again."""

from collections.abc import Callable

from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

import image_team
from image_site import Site, token

DRAFTS = "/teams/1/drafts"


def two(site: Site) -> None:
    """A draft, and the same without Bram's Monday."""
    site.draft()
    monday = image_team.FIRST
    shifts = [s for s in image_team.shifts() if (s.person, s.start.date()) != ("bram", monday)]
    site.draft(image_team.roster(shifts))


def text(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def post(client: FlaskClient, path: str) -> None:
    answer = client.post(path, data={"csrf_token": token(client, DRAFTS)})
    assert answer.status_code == 303


def test_what_differs_is_said_for_each_person_without_a_sum(site: Site) -> None:
    two(site)
    page = text(site.client("marijke"), f"{DRAFTS}/compare?of=1&of=2")
    assert "Mon 7 Dec: A 08:00–16:00; B free" in page
    assert "Something differs on 1 day." in page
    assert "<h3>Bram</h3>" in page
    assert "<h3>Anouk</h3>" not in page
    assert "Open in B alone" in page
    assert "Open in A alone" not in page


def test_other_than_two_leads_back_to_the_list_with_what_was_chosen(site: Site) -> None:
    two(site)
    client = site.client("marijke")
    answer = client.get(f"{DRAFTS}/compare?of=2")
    assert answer.status_code == 303
    page = text(client, answer.location)
    assert "Choose two rosters to lay side by side." in page
    assert 'value="2" id="of-2" checked' in page


def test_a_removed_draft_is_nowhere_until_it_is_brought_back(site: Site) -> None:
    two(site)
    client = site.client("marijke")
    post(client, "/teams/1/rosters/2/remove")
    assert client.get("/teams/1/rosters/2/publish").status_code == 404
    assert "/teams/1/rosters/1/weeks/" in client.get("/teams/1/roster").location
    assert "1 removed draft" in text(client, DRAFTS)
    post(client, "/teams/1/rosters/2/bring-back")
    assert client.get("/teams/1/rosters/2/publish").status_code == 200
    assert "removed draft" not in text(client, DRAFTS)


def test_what_is_in_force_cannot_be_removed(site: Site) -> None:
    site.draft()
    client = site.client("marijke")
    publish = "/teams/1/rosters/1/publish"
    client.post(publish, data={"csrf_token": token(client, publish)})
    answer = client.post(
        "/teams/1/rosters/1/remove", data={"csrf_token": token(client, "/teams/1/")}
    )
    assert answer.status_code == 404


def test_two_drafts_are_chosen_and_compared_by_keyboard_alone(
    site: Site, visit: Callable[[str], Page], grave_findings: Callable[[Page], list[str]]
) -> None:
    two(site)
    page = visit("marijke")
    page.get_by_role("link", name="All drafts").click()
    assert grave_findings(page) == []
    boxes = page.get_by_role("checkbox")
    for number in range(2):
        boxes.nth(number).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Lay side by side").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Two rosters side by side")
    assert grave_findings(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="All drafts").click()
    page.get_by_role("button", name="Remove").first.click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("checkbox")).to_have_count(2)
