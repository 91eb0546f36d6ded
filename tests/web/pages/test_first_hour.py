"""The first hour in a real Chromium: from a real .xlsx file to the page of a roster."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import Page, expect

from excel_month import ANSWERS, pasted, workbook
from image_site import Site
from web.jobs.generate import KIND, generating
from web.jobs.worker import run_worker
from web.storage.store import Store

Visit = Callable[[str], Page]
Findings = Callable[[Page], list[str]]
# A solver may have to wait for a busy machine.
PATIENCE = 120_000


@contextmanager
def working(store: Store) -> Iterator[None]:
    """A real worker, with a real solver, until the end of the block."""
    stop = Event()
    thread = Thread(
        target=run_worker,
        args=(store, {KIND: generating(store, workers=1)}),
        kwargs={"stop": stop, "poll_seconds": 0.05},
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def fill(page: Page) -> None:
    """Answer all that the second step asks."""
    for name, value in {"q-0": "own code", **ANSWERS}.items():
        box = page.locator(f'[name="{name}"]')
        kind = box.evaluate("box => box.type")
        if kind == "checkbox":
            box.check()
        elif kind == "select-one":
            box.select_option(value)
        else:
            box.fill(value)


def test_from_an_excel_file_to_a_roster(
    site: Site, visit: Visit, grave_findings: Findings, tmp_path: Path
) -> None:
    file = tmp_path / "november.xlsx"
    file.write_bytes(workbook())
    page = visit("marijke")
    page.get_by_role("link", name="New team").click()
    found = grave_findings(page)
    page.get_by_role("link", name="Begin with the month").click()
    page.get_by_label("Name of the team").fill("Image team of November")
    page.get_by_label("Or choose the file").set_input_files(file)
    page.get_by_role("button", name="Read the month").click()
    expect(page.get_by_text("I read 4 people, 30 days")).to_be_visible()
    fill(page)
    found += grave_findings(page)
    expect(page.get_by_text("The kind of absence is not kept.").last).to_be_visible()
    page.get_by_role("button", name="Check this month").click()
    expect(page.get_by_role("heading", name="26 days keep every limit.")).to_be_visible()
    expect(page.get_by_text("Here are 8 moments that do not.")).to_be_visible()
    found += grave_findings(page)
    page.get_by_role("button", name="Take this month in").click()
    page.get_by_role("link", name="Make next month").click()
    expect(page.get_by_label("First day")).to_have_value("2026-12-01")
    expect(page.get_by_label("Or the last day")).to_have_value("2026-12-31")
    page.get_by_label("Or the last day").fill("2026-12-07")
    page.get_by_label("Seconds to spend").fill("5")
    expect(page.get_by_text("Practice copy.")).to_be_visible()
    with working(site.store):
        page.get_by_role("button", name="Generate").click()
        week = page.get_by_role("link", name="Open the week")
        week.click(timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Week of 30 November")
    expect(page.get_by_role("row", name="Anouk").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="As an Excel sheet").click()
    assert download.value.suggested_filename == "roster-2026-12-01-2026-12-07.xlsx"
    assert found == []


def test_the_month_is_pasted_and_answered_by_keyboard_alone(site: Site, visit: Visit) -> None:
    page = visit("marijke")
    page.goto(page.url.split("/teams/")[0] + "/teams/1/month")

    def tab_to(name: str) -> None:
        here = "document.activeElement.name || document.activeElement.textContent.trim()"
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate(here) == name:
                return
        pytest.fail(f"no way to {name} by Tab")

    tab_to("text")
    page.keyboard.insert_text(pasted())
    tab_to("Read the month")
    page.keyboard.press("Enter")
    page.get_by_text("I read 4 people, 30 days").wait_for()
    tab_to("q-0")
    page.keyboard.type("It is")
    for number, times in enumerate((("08:00", "16:00"), ("09:00", "17:00"), ("18:00", "22:00"))):
        tab_to(f"code-{number}-is")
        page.keyboard.type("A shift")
        for part, at in zip(("from", "to"), times, strict=True):
            tab_to(f"code-{number}-{part}")
            page.keyboard.type(at)
    tab_to("code-3-is")
    page.keyboard.type("Not")
    tab_to("Check this month")
    page.keyboard.press("Enter")
    page.get_by_text("as worked history and never as a draft").wait_for()
    tab_to("Take this month in")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Make next month")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1366])
def test_no_step_scrolls_sideways(site: Site, visit: Visit, width: int) -> None:
    page = visit("marijke")
    page.set_viewport_size({"width": width, "height": 844})
    base = page.url.split("/teams/")[0]
    for path in ("/new-team", "/new-team/month", "/teams/1/month"):
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.get_by_label("Paste the month").fill(pasted())
    page.get_by_role("button", name="Read the month").click()
    page.get_by_text("I read 4 people, 30 days").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
