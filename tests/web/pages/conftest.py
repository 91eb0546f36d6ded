"""A store with the image team and its accounts, and the pages on it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from wsgiref.types import WSGIApplication

import pytest
from playwright.sync_api import Page

from image_site import ADDRESS, IN_TIME, PASSWORD, Site, found
from web.app import create_app
from web.config import Config
from web.storage.migrating import migrate
from web.storage.store import open_store


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two teams and all accounts, made once: hashing passwords takes its time."""
    path = tmp_path_factory.mktemp("founded") / "store.db"
    migrate(f"sqlite:///{path}")
    store = open_store(f"sqlite:///{path}")
    found(store)
    store.close()
    return path


@pytest.fixture
def site(founded: Path, tmp_path: Path) -> Iterator[Site]:
    """The pages on a copy of the founded store."""
    path = tmp_path / "store.db"
    shutil.copy(founded, path)
    store = open_store(f"sqlite:///{path}")
    app = create_app(Config(database=f"sqlite:///{path}", secret_key="k" * 40, address=ADDRESS))
    app.config["NOW"] = IN_TIME
    yield Site(app, store)
    store.close()


@pytest.fixture
def visit(site: Site, page: Page, serve: Callable[[WSGIApplication], str]) -> Callable[[str], Page]:
    """Signs somebody in with the browser, and gives its page where the account starts."""

    def sign_in(username: str) -> Page:
        page.goto(f"{serve(site.app)}/")
        page.get_by_label("Username").fill(username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="Sign out").wait_for()
        return page

    return sign_in
