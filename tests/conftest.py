"""What the tests of all parts share: a scratch PostgreSQL, and a real Chromium.

Nothing here skips: a machine without the programs fails with one line that says what to do.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from wsgiref.types import WSGIApplication

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import axe
import chromium
from scratch_postgresql import ScratchServer, scratch_server
from served import served
from system_packages import MissingProgramError


@pytest.fixture(scope="session")
def postgres() -> Iterator[ScratchServer]:
    """A PostgreSQL server of this test run; `postgres.database()` is an empty database."""
    try:
        with scratch_server() as server:
            yield server
    except MissingProgramError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture
def postgres_url(postgres: ScratchServer) -> Iterator[str]:
    """The SQLAlchemy address of an empty PostgreSQL database, this test's own."""
    with postgres.database() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, started once."""
    try:
        program, environment = chromium.find(), chromium.environment()
    except MissingProgramError as error:
        pytest.fail(str(error), pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=program, args=list(chromium.FLAGS), env=environment
        )
        yield started
        started.close()


@pytest.fixture
def page_errors() -> list[str]:
    """What the page's console called an error; a test that provokes one takes it out."""
    return []


@pytest.fixture
def page(browser: Browser, page_errors: list[str]) -> Iterator[Page]:
    """A page of a new browser context; the test fails where its console has an error left."""
    context = browser.new_context(viewport={"width": 1366, "height": 850})
    context.set_default_timeout(5_000)
    opened = context.new_page()
    opened.on(
        "console",
        lambda said: page_errors.append(said.text) if said.type == "error" else None,
    )
    opened.on("pageerror", lambda error: page_errors.append(str(error)))
    yield opened
    context.close()
    assert page_errors == []


@pytest.fixture
def grave_findings() -> Callable[[Page], list[str]]:
    """The check by axe-core; a page passes it where it gives an empty list."""
    return axe.grave_findings


@pytest.fixture
def serve() -> Iterator[Callable[[WSGIApplication], str]]:
    """Answers for a WSGI application on a port of its own; gives its address."""
    with ExitStack() as stack:
        yield lambda application: stack.enter_context(served(application))
