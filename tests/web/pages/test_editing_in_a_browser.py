"""The board of a draft is edited by keys, by drag, by taps and by fields; what is tried is said."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from image_site import Site

Visit = Callable[[str], Page]
DAY = "/teams/1/rosters/1/days/2026-12-08"


@pytest.fixture
def board(site: Site, visit: Visit) -> Page:
    site.draft()
    page = visit("marijke")
    page.goto(page.url.split("/teams/")[0] + DAY)
    return page


def cell(page: Page, person: str, words: str) -> Locator:
    return page.locator(f'tr[data-person="{person}"] td.cell').filter(has_text=words)


def status(page: Page) -> Locator:
    return page.locator("#edit-status")


def test_by_keys_a_block_is_tried_put_down_undone_and_put_back(
    board: Page, grave_findings: Callable[[Page], list[str]], page_errors: list[str]
) -> None:
    images = cell(board, "bram", "Images, severity 2, 10:00–10:45")
    images.focus()
    board.keyboard.press("Space")
    expect(status(board)).to_contain_text("Taken in hand.")
    expect(board.locator("#panel")).to_contain_text("Bram · Tuesday 8 December")
    expect(board.locator("#panel")).to_contain_text("Planned 2 h 15 · limit 4 h")
    board.keyboard.press("ArrowLeft")
    expect(status(board)).to_contain_text("exposure goes on from 09:00 to 10:30")
    expect(board.locator(".block.breaking")).to_have_count(1)
    expect(board.locator("#places")).to_contain_text("10:15–11:00")
    assert grave_findings(board) == []
    board.keyboard.press("Enter")
    expect(board.locator("#panel")).to_contain_text("Blocks.")
    board.keyboard.press("ArrowRight")
    board.keyboard.press("Escape")
    expect(status(board)).to_have_text("Put back. Nothing has changed.")
    board.keyboard.press("Space")
    board.keyboard.press("ArrowRight")
    expect(status(board)).to_have_text("It fits.")
    board.keyboard.press("Enter")
    moved = cell(board, "bram", "Images, severity 2, 10:15–11:00")
    expect(moved).to_be_focused()
    board.keyboard.press("Control+z")
    expect(images).to_have_count(1)
    board.keyboard.press("Control+y")
    expect(moved).to_have_count(1)
    board.reload()
    expect(moved).to_have_count(1)
    # The browser notes the status of what was refused, 422, in its console.
    page_errors.clear()


def test_by_pointer_a_block_is_dragged_or_tapped_to_its_place(board: Page) -> None:
    images = cell(board, "bram", "Images, severity 2, 10:00–10:45")
    box = images.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    board.mouse.move(x, y)
    board.mouse.down()
    board.mouse.move(x + 12, y, steps=3)
    board.mouse.move(x + 24, y, steps=3)
    board.mouse.up()
    moved = cell(board, "bram", "Images, severity 2, 10:15–11:00")
    expect(moved).to_have_count(1)
    moved.click()
    expect(board.locator("#panel")).to_contain_text("Images, severity 2")
    target = cell(board, "bram", "Administration, 11:00–12:00").bounding_box()
    assert target
    board.mouse.click(target["x"] + 12, target["y"] + 15)
    expect(status(board)).to_have_text("It fits.")
    board.get_by_role("button", name="Save").click()
    expect(board.locator("#panel")).to_contain_text("Saved.")
    expect(moved).to_have_count(0)


def test_a_lost_connection_keeps_the_edit_and_sends_it(board: Page, page_errors: list[str]) -> None:
    images = cell(board, "bram", "Images, severity 2, 10:00–10:45")
    images.focus()
    board.keyboard.press("Space")
    board.keyboard.press("ArrowRight")
    expect(status(board)).to_have_text("It fits.")
    board.context.set_offline(True)
    board.keyboard.press("Enter")
    expect(board.locator("#lost")).to_contain_text("Your change is kept here and will be sent.")
    board.context.set_offline(False)
    expect(cell(board, "bram", "Images, severity 2, 10:15–11:00")).to_have_count(1)
    expect(board.locator("#lost")).to_have_count(0)
    page_errors.clear()


def test_on_a_phone_a_block_is_changed_by_fields(
    board: Page, grave_findings: Callable[[Page], list[str]]
) -> None:
    board.set_viewport_size({"width": 390, "height": 844})
    board.get_by_role("link", name="Change Bram, 10:00–10:45").click()
    expect(board.locator("#panel")).to_contain_text("Images, severity 2")
    assert grave_findings(board) == []
    assert board.evaluate("document.documentElement.scrollWidth") <= 390
    board.locator("#place-from").fill("10:15")
    board.locator("#place-to").fill("11:00")
    board.get_by_role("button", name="Save", exact=True).click()
    expect(board.locator("#panel")).to_contain_text("Saved.")
    expect(board.get_by_role("link", name="Change Bram, 10:15–11:00")).to_be_visible()
