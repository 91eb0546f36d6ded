"""The pages of rules in a real Chromium: by keys, in both schemes, on desks and phones."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from image_site import Site

Visit = Callable[[str], Page]
Findings = Callable[[Page], list[str]]
PAGES = ("rules", "rules/all", "rules/wind_down", "rules/history")


def go(page: Page, path: str) -> None:
    """Open a path of the team."""
    page.goto(page.url.split("/teams/")[0] + f"/teams/1/{path}")


def test_pages_of_rules_have_no_grave_finding(
    site: Site, visit: Visit, grave_findings: Findings
) -> None:
    page = visit("marijke")
    found = []
    for path in PAGES:
        go(page, path)
        found += [f"{path}: {line}" for line in grave_findings(page)]
    go(page, "rules/wind_down")
    page.get_by_label("The team has this rule").uncheck()
    page.get_by_role("button", name="See what it does").click()
    page.get_by_text("Nothing is saved yet.").wait_for()
    assert found + grave_findings(page) == []


def test_a_rule_is_changed_by_keys_alone(site: Site, visit: Visit) -> None:
    page = visit("marijke")
    go(page, "rules")
    page.get_by_role("link", name="45 min").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Longest stint")
    # The number that was picked is the next stop.
    page.get_by_label("Exposure without a break, at most").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("40 min")
    page.keyboard.press("Enter")
    page.get_by_text("In force at once").wait_for()
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    expect(page.get_by_text("40 min is planned as 30 min.")).to_be_visible()


def test_no_page_of_rules_scrolls_sideways_on_a_phone(site: Site, visit: Visit) -> None:
    page = visit("marijke")
    page.set_viewport_size({"width": 390, "height": 844})
    for path in (*PAGES, "rules/work_rules_frame"):
        go(page, path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, path
