"""The site with a thing of each kind in it."""

from collections.abc import Iterator

import pytest

from all_pages import fill
from image_site import ADDRESS, Site, found
from web.app import create_app
from web.config import Config
from web.storage.migrating import migrate
from web.storage.store import open_store


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site with a published roster, a draft and a run in the first team; it is only read."""
    path = tmp_path_factory.mktemp("whole") / "store.db"
    migrate(f"sqlite:///{path}")
    store = open_store(f"sqlite:///{path}")
    found(store)
    app = create_app(Config(database=f"sqlite:///{path}", secret_key="k" * 40, address=ADDRESS))
    site = Site(app, store)
    fill(site)
    yield site
    store.close()
