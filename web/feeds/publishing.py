"""Publishing a roster together with everybody's feed."""

from datetime import datetime

from web.feeds.bodies import feeds_with
from web.storage.rosters import publish
from web.storage.store import Store


def publish_with_feeds(
    store: Store, roster_id: int, *, by: int | None, at: datetime, seen_version: int | None = None
) -> int:
    """Put a roster, already checked, into force with the feeds that follow; give its version.

    Doing it twice does it once. `seen_version` is the team's latest version when the roster was
    checked; left out, it is the one at the start of this call.

    Raises:
        sqlalchemy.exc.NoResultFound: no such roster.
        web.storage.rosters.SupersededError: it was in force and is no more.
        web.storage.rosters.PublishedMeanwhileError: another roster of the team was published since.
            The roster has to be checked again: what was history for it may be another.
    """
    # Feeds take longer to make than others should wait for a transaction that writes.
    with store.read() as session:
        ready = feeds_with(session, roster_id, at=at)
    with store.write() as session:
        return publish(
            session,
            roster_id,
            by=by,
            feed_bodies=ready.bodies,
            at=at,
            seen_version=ready.seen_version if seen_version is None else seen_version,
        )
