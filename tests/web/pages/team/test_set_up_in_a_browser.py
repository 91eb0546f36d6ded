"""Setting a team up in a real Chromium: for eyes in both schemes, by keys, on a phone."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, expect

from image_site import Site
from web.storage.tables import Team
from web.team_pages.parts import Content

Visit = Callable[[str], Page]
Findings = Callable[[Page], list[str]]

PAGES = (
    "",
    "people/anouk",
    "work/chat",
    "opening",
    "coverage",
    "coverage/images-1",
)


def go(page: Page, path: str) -> None:
    base = page.url.split("/teams/")[0]
    page.goto(f"{base}/teams/1/team/{path}")


def content(site: Site) -> Content:
    with site.store.read() as session:
        file: Content = json.loads(session.get_one(Team, 1).document)
    return file


def test_pages_of_a_set_up_have_no_grave_finding_and_do_not_scroll_sideways(
    site: Site, visit: Visit, grave_findings: Findings
) -> None:
    page = visit("marijke")
    found = []
    for path in PAGES:
        go(page, path)
        found += [f"{path}: {line}" for line in grave_findings(page)]
        page.set_viewport_size({"width": 390, "height": 844})
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            found.append(f"{path}: scrolls sideways")
        page.set_viewport_size({"width": 1366, "height": 850})
    assert found == []


def test_a_person_is_added_by_keys_alone_and_a_fault_takes_the_focus(
    site: Site, visit: Visit, page_errors: list[str], grave_findings: Findings
) -> None:
    page = visit("marijke")
    page.get_by_role("link", name="Team", exact=True).press("Enter")
    page.get_by_role("link", name="Add a person").press("Enter")
    page.get_by_label("Name").press_sequentially("Eva")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("38:00")
    page.get_by_label("Exposure a day, at most").press_sequentially("5")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    assert grave_findings(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Exposure a day, at most")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("1:30")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    assert content(site)["people"][-1] == {
        "id": "eva",
        "name": "Eva",
        "contract": {"weekly_minutes": 2280},
        "max_daily_exposure": 90,
    }
    # The browser notes the answer's status, 422, in its console.
    page_errors.clear()


def test_coverage_is_painted_by_keys_by_pointer_and_from_a_time_to_a_time(
    site: Site, visit: Visit
) -> None:
    page = visit("marijke")
    go(page, "coverage/chat")
    assert page.locator('.paint td[tabindex="0"]').count() == 1
    page.locator(".grid-box").focus()
    page.keyboard.press("Tab")
    # Chat is wanted from 18:00 on: there the grid begins, on Monday.
    page.keyboard.press("2")
    expect(page.locator("#painted")).to_have_text("Mon, 18:00: at least 2, wanted 2")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.keyboard.press("Control+z")
    rows = page.locator(".paint tbody tr")
    rows.nth(37).locator("td").nth(2).hover()
    page.mouse.down()
    rows.nth(38).locator("td").nth(2).hover()
    page.mouse.up()
    page.get_by_text("Paint from a time to a time").click()
    page.get_by_label("People").fill("3")
    page.get_by_label("From").fill("23:00")
    page.get_by_label("Until").fill("01:00")
    for day in ("Mon", "Tue", "Wed", "Thu"):
        page.get_by_role("group", name="On").get_by_label(day).uncheck()
    page.get_by_label("wanted").check()
    page.get_by_role("button", name="Paint these slots").click()
    expect(page.locator("#painted")).to_have_text("4 slots painted.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Coverage", exact=True).wait_for()
    assert [line for line in content(site)["coverage"] if line["activity"] == "chat"] == [
        _line("18:00", "19:00", "mon", minimum=2, target=2),
        _line("18:00", "21:00", "sat", target=1),
        _line("18:30", "19:30", "wed", minimum=2, target=2),
        _line("23:00", "01:00", "fri", target=3),
    ]


def _line(start: str, end: str, day: str, **people: int) -> Content:
    return {"activity": "chat", "weekdays": [day], "from": start, "to": end} | people
