"""Every page in the other languages in the real Chromium: both schemes, on a desk and a phone."""

from collections.abc import Callable, Iterable, Iterator
from wsgiref.types import WSGIApplication

import pytest
from playwright.sync_api import Page

from all_pages import Visit, is_page, visits
from axe import WIDTHS, grave_findings_of_many
from image_site import PASSWORD, Site

Serve = Callable[[WSGIApplication], str]


def sign_in(page: Page, base: str, username: str) -> None:
    """Sign in by the names of the fields, which no language changes."""
    page.context.clear_cookies()
    page.goto(f"{base}/sign-in")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form.sign-in button[type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def shown(site: Site, asked: Iterable[Visit]) -> Iterator[Visit]:
    """Those that give a page, the pages of one account together."""
    by_account = sorted(asked, key=lambda visit: visit.username or "")
    clients = {
        username: site.client(username) if username else site.app.test_client()
        for username in {visit.username for visit in by_account}
    }
    return (visit for visit in by_account if is_page(clients[visit.username], visit.path))


def too_wide(page: Page) -> Iterator[str]:
    """The widths at which the page scrolls sideways."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            yield f"{wide} px wide at {width}"


@pytest.mark.parametrize(
    "language",
    [
        "de",
        pytest.param("fr", marks=pytest.mark.slow),
        pytest.param("nl", marks=pytest.mark.slow),
    ],
)
def test_every_page_is_right_in_the_language(
    whole: Site, page: Page, page_errors: list[str], serve: Serve, language: str
) -> None:
    """Its language is said, nothing grave is found, it does not scroll sideways, no error."""
    base, account = serve(whole.app), ""
    page.context.set_extra_http_headers({"Accept-Language": language})
    found: list[str] = []
    seen = 0
    for visit in shown(whole, visits(whole.app)):
        if visit.username and visit.username != account:
            sign_in(page, base, visit.username)
            account = visit.username
        page.goto(base + visit.path)
        seen += 1
        if page.locator("html").get_attribute("lang") != language:
            found.append(f"{visit.path}: another language")
        found += [f"{visit.path}: {line}" for line in too_wide(page)]
        found += [f"{visit.path}: {line}" for line in grave_findings_of_many(page)]
        # The browser notes the status of a page that says what is wrong.
        said = [line for line in page_errors if "status of 410" not in line]
        found += [f"{visit.path}: {line}" for line in said]
        page_errors.clear()
    assert found == []
    assert seen > 60
