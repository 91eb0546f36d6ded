"""Accounts, roles and figures in a real Chromium: by keys, in both schemes, on desks and phones."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from image_site import PASSWORD, Site

Visit = Callable[[str], Page]
Findings = Callable[[Page], list[str]]

PAGES = {
    "ada": ("/administration", "/administration/accounts/4", "/account"),
    "marijke": ("/teams/1/accounts",),
    "rosa": ("/teams/1/figures",),
}


def base(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])


@pytest.mark.parametrize("username", PAGES)
def test_the_pages_have_no_grave_finding_and_fit_a_phone(
    site: Site, visit: Visit, grave_findings: Findings, username: str
) -> None:
    page = visit(username)
    found = []
    for path in PAGES[username]:
        page.goto(base(page) + path)
        found += [f"{path}: {line}" for line in grave_findings(page)]
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    assert found == []


def test_a_manager_lets_somebody_in_by_keys_alone(site: Site, visit: Visit) -> None:
    page = visit("marijke")
    page.goto(f"{base(page)}/teams/1/accounts")
    page.get_by_label("Role").focus()
    page.keyboard.type("Chl")
    page.keyboard.press("Tab")
    page.keyboard.type("chloe")
    page.keyboard.press("Enter")
    link = page.get_by_label("Link", exact=True)
    expect(link).to_have_value(re.compile("/join/"))
    page.goto(base(page) + "/" + link.input_value().split("/", 3)[3])
    page.get_by_label("New password").focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_text("The password is set.").wait_for()
    page.get_by_label("Username").focus()
    page.keyboard.type("chloe")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="My week")).to_be_visible()


def test_whoever_has_several_roles_chooses_and_changes_between_them(
    site: Site, visit: Visit
) -> None:
    page = visit("ada")
    page.goto(f"{base(page)}/administration/accounts/1")
    page.get_by_label("Role", exact=True).select_option("2 representative")
    page.get_by_role("button", name="Give the role").click()
    expect(page.get_by_text("representative, Other team", exact=True)).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_label("Username").fill("marijke")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Other team").click()
    expect(page.get_by_role("heading", name="Rules and figures", exact=True)).to_be_visible()
