"""Publishing: the roster is checked once more, then put into force."""

from dataclasses import dataclass
from datetime import datetime

from scheduler.rule import Breach
from web.feeds.publishing import publish_with_feeds
from web.plan import Plan, stored_plan
from web.storage.store import Store
from web.storage.tables import Roster, Team


@dataclass(frozen=True)
class Published:
    """It is in force. version: the team's publications are counted from 1."""

    version: int


@dataclass(frozen=True)
class Refused:
    """It breaks rules, so nothing was published. The sentences name no private cause."""

    sentences: tuple[str, ...]


def check(plan: Plan) -> tuple[str, ...]:
    """What the roster breaks by the team as it now is, in sentences that anybody may read."""
    return tuple(_said(breach) for breach in plan.rulebook.check(plan.record))


def _said(breach: Breach) -> str:
    return str(breach.public_words)


def check_and_publish(
    store: Store, roster_id: int, *, by: int, at: datetime
) -> Published | Refused:
    """Put a roster into force with everybody's feed if it breaks nothing. Twice does it once.

    Raises:
        sqlalchemy.exc.NoResultFound: no such roster.
        web.plan.UnreadablePlanError: it names what the team no longer has.
        web.storage.rosters.SupersededError: it was in force and is no more.
        web.storage.rosters.PublishedMeanwhileError: others were published at this moment.
    """
    with store.read() as session:
        row = session.get_one(Roster, roster_id)
        if row.version is None:
            plan = stored_plan(session, session.get_one(Team, row.team_id), row)
            if sentences := check(plan):
                return Refused(sentences)
    return Published(publish_with_feeds(store, roster_id, by=by, at=at))
