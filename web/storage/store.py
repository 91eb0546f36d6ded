"""The store: short sessions that read, and short sessions that write."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from web.storage.engine import for_writing, new_engine


class Store:
    """A migrated database of Breather, safe to share between threads, not with a forked process."""

    def __init__(self, engine: Engine) -> None:
        """Use an engine made by `web.storage.engine.new_engine`."""
        self._reading = engine
        self._writing = for_writing(engine)

    @property
    def url(self) -> str:
        """The address with its password, to be handed to a child process."""
        return self._reading.url.render_as_string(hide_password=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent view; the database refuses changes. Rows stay readable after the end."""
        with Session(self._reading, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: all is stored at the end, or nothing if the block raises."""
        with Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Close the connections that are not in use."""
        self._reading.dispose()


def open_store(url: str) -> Store:
    """Open the store at `sqlite:///PATH` or `postgresql://…`; see `migrate` for new ones."""
    return Store(new_engine(url))
