"""What a key opens: stored bytes, and the last good ones while the database cannot be asked."""

import logging
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from web.feeds.bodies import feed_of
from web.feeds.last_good import LastGood
from web.storage.feeds import (
    FeedContent,
    add_body,
    has_body,
    look_up,
    note_fetch,
    owner_of,
    should_note,
)
from web.storage.store import Store
from web.storage.teams import lock_team

log = logging.getLogger(__name__)


class CannotAskError(Exception):
    """The store cannot be asked, and nothing good is kept of the key."""


class Feeds:
    """The feeds of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last_good = LastGood()

    def open(self, token: str, *, client: str, at: datetime) -> FeedContent | None:
        """What the key opens; None if it does not work. The key is looked up each time.

        One answer of 500 makes some calendars give up the feed for good, and an empty one makes
        them drop all shifts. So while the store cannot be asked, what the key opened last is
        given again.

        Raises:
            CannotAskError: the store cannot be asked, and nothing good is kept of the key.
        """
        try:
            content = self._ask(token, at)
        except Exception as error:  # noqa: BLE001 - whatever it is, calendars must not suffer
            # The type alone: messages may hold what is nobody's business.
            log.error("feeds are served from memory: %s", type(error).__name__)  # noqa: TRY400
            kept = self._last_good.get(token, at=at)
            if kept is None:
                raise CannotAskError from None
            return kept
        if content is None:
            self._last_good.forget(token)
            return None
        self._last_good.keep(token, content, at=at)
        if should_note(content, at=at):
            self._note(token, client, at)
        return content

    def _ask(self, token: str, at: datetime) -> FeedContent | None:
        with self._store.read() as session:
            if (found := look_up(session, token)) is not None:
                return found
            feed = owner_of(session, token)
        if feed is None:
            return None
        # The account is newer than the last publication, so the feed was not made with it.
        with self._store.write() as session:
            lock_team(session, feed.team_id)
            if not has_body(session, feed):
                body = feed_of(session, feed.team_id, feed.person_id)
                add_body(session, feed, body, at=at)
            return look_up(session, token)

    def _note(self, token: str, client: str, at: datetime) -> None:
        try:
            with self._store.write() as session:
                note_fetch(session, token, client=client, at=at)
        except SQLAlchemyError as error:
            log.warning("a fetch of a feed was not noted: %s", type(error).__name__)
