"""The checks that page tests rest on find what they are there to find."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from playwright.sync_api import Page

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

GOOD = "<main><h1>Week</h1><p>Nothing is planned.</p></main>"
NAMELESS_BUTTON = "<main><h1>Week</h1><button></button></main>"
PALE_IN_DARK = """
<style>
  :root { color-scheme: light dark; background: white; color: black }
  @media (prefers-color-scheme: dark) { :root { background: black; color: #222 } }
</style>
<main><h1>Week</h1><p>Nothing is planned.</p></main>"""
ONLY_NARROW = """
<style>.narrow { display: none } @media (max-width: 600px) { .narrow { display: block } }</style>
<main><h1>Week</h1><img class="narrow" src="data:," ></main>"""


def _document(body: str) -> str:
    return f'<!doctype html><html lang="en"><title>A week</title>{body}'


def test_a_good_page_has_no_grave_finding(
    page: Page, grave_findings: Callable[[Page], list[str]]
) -> None:
    page.set_content(_document(GOOD))
    assert grave_findings(page) == []


def test_a_button_without_a_name_is_found_four_times(
    page: Page, grave_findings: Callable[[Page], list[str]]
) -> None:
    page.set_content(_document(NAMELESS_BUTTON))
    found = grave_findings(page)
    assert len(found) == 4
    assert all("button-name (critical): button" in line for line in found)


def test_a_fault_of_the_dark_scheme_alone_is_found(
    page: Page, grave_findings: Callable[[Page], list[str]]
) -> None:
    page.set_content(_document(PALE_IN_DARK))
    found = grave_findings(page)
    assert {line.split(":")[0] for line in found} == {"dark 1366", "dark 390"}
    assert all("color-contrast (serious)" in line for line in found)


def test_a_fault_of_the_phone_alone_is_found(
    page: Page, grave_findings: Callable[[Page], list[str]]
) -> None:
    page.set_content(_document(ONLY_NARROW))
    found = grave_findings(page)
    assert {line.split(":")[0] for line in found} == {"light 390", "dark 390"}
    assert all("image-alt (critical)" in line for line in found)
    assert page.viewport_size == {"width": 1366, "height": 850}


def test_a_page_is_checked_under_its_own_strict_policy_and_breaches_of_it_are_noted(
    page: Page,
    page_errors: list[str],
    grave_findings: Callable[[Page], list[str]],
    serve: "Callable[[WSGIApplication], str]",
) -> None:
    def strict(_: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        policy = "default-src 'none'; img-src data:"
        start(
            "200 OK",
            [("Content-Type", "text/html"), ("Content-Security-Policy", policy)],
        )
        icon = '<link rel="icon" href="data:,">'
        return [_document(f"{icon}{GOOD}<script>document.title = 'x'</script>").encode()]

    page.goto(serve(strict))
    assert grave_findings(page) == []
    assert page.title() == "A week"
    assert len(page_errors) == 1
    assert "Content Security Policy" in page_errors.pop()


def test_errors_of_the_page_are_noted(page: Page, page_errors: list[str]) -> None:
    page.set_content(_document("<script>console.error('said'); throw new Error('thrown')</script>"))
    assert page_errors == ["said", "thrown"]
    page_errors.clear()
