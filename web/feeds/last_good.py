"""Copies of what was served last, for while the database cannot be asked."""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from web.storage.feeds import FeedContent, digest_of

# A client that asks each hour is served through two hours without a database.
KEPT = timedelta(hours=3)
MOST = 500


class LastGood:
    """The last answers of this process by key, each from a moment when its key was found to work.

    A key that is found not to work is forgotten at once.
    """

    def __init__(self) -> None:
        self._copies: OrderedDict[str, tuple[datetime, FeedContent]] = OrderedDict()
        self._lock = Lock()

    def keep(self, token: str, content: FeedContent, *, at: datetime) -> None:
        """Remember what the key opened."""
        key = digest_of(token)
        with self._lock:
            self._copies[key] = at, content
            self._copies.move_to_end(key)
            if len(self._copies) > MOST:
                self._copies.popitem(last=False)

    def forget(self, token: str) -> None:
        """Keep nothing for the key any more."""
        with self._lock:
            self._copies.pop(digest_of(token), None)

    def get(self, token: str, *, at: datetime) -> FeedContent | None:
        """What the key opened, if it was found to work within the last three hours."""
        with self._lock:
            moment, content = self._copies.get(digest_of(token), (at, None))
        return content if at - moment <= KEPT else None
