"""Export and import in a real Chromium: no grave finding, and a file goes in by its buttons."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from image_site import Site

Visit = Callable[[str], Page]
Findings = Callable[[Page], list[str]]
FAULTY = "id;name;weekly_hours\nanouk;Anouk;many\nbram;Bram;99\n"
RIGHT = "id;name;weekly_hours\nanouk;Anouk;32\n;Zoë;20\n"


def test_a_sheet_of_people_is_put_right_looked_at_and_taken_in(
    site: Site, visit: Visit, grave_findings: Findings, page_errors: list[str], tmp_path: Path
) -> None:
    page = visit("marijke")
    page.goto(page.url.split("/teams/")[0] + "/teams/1/exchange")
    found = grave_findings(page)
    file = tmp_path / "people.csv"
    file.write_text(FAULTY, encoding="utf-8-sig")
    people = page.get_by_role("region", name="People as a sheet")
    people.get_by_label("A file to take in").set_input_files(file)
    people.get_by_role("button", name="See what it does").click()
    expect(page.get_by_role("alert")).to_contain_text("2 things are to be put right")
    # The page of faults has the status of what does not fit, which the console tells.
    page_errors.clear()
    found += grave_findings(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1366, "height": 850})
    file.write_text(RIGHT, encoding="utf-8-sig")
    people.get_by_label("A file to take in").set_input_files(file)
    people.get_by_role("button", name="See what it does").click()
    page.get_by_text("Nothing is taken in yet.").wait_for()
    found += grave_findings(page)
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("link", name="Zoë")).to_be_visible()
    assert found == []
