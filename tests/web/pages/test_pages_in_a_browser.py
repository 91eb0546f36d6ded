"""The pages in a real Chromium: for keys, for eyes in both schemes, on desks and phones."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from image_site import PASSWORD, Site

Visit = Callable[[str], Page]
Findings = Callable[[Page], list[str]]

WEEK = "/teams/1/rosters/1/weeks/2026-12-07"
DAY = "/teams/1/rosters/1/days/2026-12-08"
MANAGER_PAGES = (
    "/teams/1/",
    WEEK,
    f"{WEEK}?view=list",
    DAY,
    f"{DAY}?view=list",
    "/teams/1/rosters/1/days/2026-12-13",
    "/teams/1/rosters/1/open",
    "/teams/1/rosters/1/publish",
)


def go(page: Page, path: str) -> None:
    """Open a path of the site the page is on."""
    base = page.url.split("/teams/")[0]
    page.goto(base + path)


def test_pages_of_managers_have_no_grave_finding(
    site: Site, visit: Visit, grave_findings: Findings
) -> None:
    site.draft()
    page = visit("marijke")
    found = []
    for path in MANAGER_PAGES:
        go(page, path)
        found += [f"{path}: {line}" for line in grave_findings(page)]
    assert found == []


def test_pages_of_a_person_have_no_grave_finding(
    site: Site, visit: Visit, grave_findings: Findings
) -> None:
    publish(site)
    page = visit("anouk")
    page.get_by_text("No shift").or_(page.get_by_text("Not published yet")).first.wait_for()
    found = grave_findings(page)
    go(page, "/teams/1/me/week?from=2026-12-07")
    page.locator("summary").first.click()
    found += grave_findings(page)
    go(page, "/teams/1/me/calendar")
    page.get_by_role("button", name="Make a link").click()
    page.get_by_text("Your link, shown this once").wait_for()
    assert found + grave_findings(page) == []


def test_sign_in_has_no_grave_finding_and_says_what_is_wrong(
    site: Site,
    page: Page,
    serve: Callable[..., str],
    grave_findings: Findings,
    page_errors: list[str],
) -> None:
    page.goto(serve(site.app))
    found = grave_findings(page)
    page.get_by_label("Username").fill("marijke")
    page.get_by_label("Password").fill(f"not {PASSWORD}")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text("Username or password is not right.")
    assert found + grave_findings(page) == []
    # The browser notes the answer's status, 422, in its console.
    page_errors.clear()


@pytest.mark.parametrize("width", [390, 1366])
def test_no_page_scrolls_sideways(site: Site, visit: Visit, width: int) -> None:
    site.draft()
    page = visit("marijke")
    page.set_viewport_size({"width": width, "height": 844})
    for path in MANAGER_PAGES:
        go(page, path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, path


def test_the_board_is_one_tab_stop_and_arrows_move_in_it(site: Site, visit: Visit) -> None:
    site.draft()
    page = visit("marijke")
    go(page, DAY)
    assert page.locator('table.board td[tabindex="0"]').count() == 1

    def here() -> str:
        return str(page.evaluate("document.activeElement.textContent.trim()"))

    page.get_by_role("region", name="Board of").focus()
    page.keyboard.press("Tab")
    assert "Administration, 08:00–09:00" in here()
    page.keyboard.press("ArrowRight")
    assert "Images, severity 1, 09:00–09:45" in here()
    page.keyboard.press("ArrowDown")
    row = "document.activeElement.closest('tr').querySelector('th').textContent"
    assert "Images, severity 1, 09:00–09:45" in here()
    assert "Bram" in page.evaluate(row)
    page.keyboard.press("End")
    assert "Administration, 13:30–16:00" in here()
    page.keyboard.press("Control+End")
    assert "Ines" in page.evaluate(row)
    page.keyboard.press("ArrowRight")
    assert "Ines" in page.evaluate(row)
    page.keyboard.press("Control+Home")
    assert "Administration, 08:00–09:00" in here()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('table')")


def test_coverage_lies_under_the_hours_it_is_of(site: Site, visit: Visit) -> None:
    site.draft()
    page = visit("marijke")
    go(page, DAY)
    hours = page.locator("table.board thead th")
    first, last = hours.nth(1).bounding_box(), hours.last.bounding_box()
    curve = page.locator("table.board tfoot td svg").first.bounding_box()
    assert first
    assert last
    assert curve
    assert abs(curve["x"] - first["x"]) <= 1
    assert abs(curve["x"] + curve["width"] - last["x"] - last["width"]) <= 2


def test_no_label_of_a_block_is_cut(site: Site, visit: Visit) -> None:
    site.draft()
    page = visit("marijke")
    go(page, DAY)
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.board .block')]
            .filter((block) => block.firstElementChild.scrollWidth > block.clientWidth)
            .map((block) => block.textContent)"""
    )
    assert cut == []


def test_a_quarter_of_an_hour_is_wide_enough_to_be_pointed_at(site: Site, visit: Visit) -> None:
    site.draft()
    page = visit("marijke")
    go(page, DAY)
    narrow = page.evaluate(
        """() => [...document.querySelectorAll('.board td.cell')]
            .filter((cell) => cell.getBoundingClientRect().width < 23.9).length"""
    )
    assert narrow == 0


def test_a_phone_shows_lists_and_no_board(site: Site, visit: Visit) -> None:
    site.draft()
    page = visit("marijke")
    page.set_viewport_size({"width": 390, "height": 844})
    for path in (WEEK, DAY):
        go(page, path)
        expect(page.locator("table.week, table.board")).to_be_hidden()
        expect(page.locator(".list-view")).to_be_visible()
        expect(page.locator(".list-view")).to_contain_text("08:00–16:00")


def test_the_first_tab_leads_past_the_head_of_the_page(site: Site, visit: Visit) -> None:
    site.draft()
    page = visit("marijke")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def publish(site: Site) -> None:
    """Publish the draft as its manager does."""
    site.draft()
    client = site.client("marijke")
    page = client.get("/teams/1/rosters/1/publish").get_data(as_text=True)
    token = page.split('name="csrf_token" value="', 2)[1].split('"', 1)[0]
    answer = client.post("/teams/1/rosters/1/publish", data={"csrf_token": token})
    assert answer.status_code == 303
