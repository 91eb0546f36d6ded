"""Publishing: the roster is checked once more, then put into force."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from scheduler.checking import check_roster
from scheduler.rule import Breach
from web import say
from web.before import HISTORY
from web.feeds.bodies import feeds_with
from web.manager.notice import Proposal, proposals, working_days
from web.plan import Plan, UnreadablePlanError, plan_in_force, stored_plan
from web.storage.askings import keep_notice
from web.storage.beside import versions_beside
from web.storage.in_force import ONE_DAY, InForce, in_force
from web.storage.rosters import PublishedMeanwhileError, Seen, publish
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


@dataclass(frozen=True)
class Waiting:
    """It changes shifts nearer than the notice without the yes of their people: not published."""

    proposals: tuple[Proposal, ...]


def check(session: Session, team: Team, row: Roster) -> tuple[str, ...]:
    """What a draft breaks by the team as it now is, in sentences that anybody may read.

    What it would make the rosters in force after it break is its own to answer for: rests and
    limits reach across the border from both sides. One of which it takes a part goes on after it.

    Raises:
        web.plan.UnreadablePlanError: it names what the team no longer has.
    """
    later = in_force(session, team.id, first=row.last + ONE_DAY, last=row.last + HISTORY, draft=row)
    known = [_known(session, team, other) for other in later]
    unreadable = [other for other, breaches in zip(later, known, strict=True) if breaches is None]
    if unreadable:
        return tuple(_changed(one) for one in unreadable)
    found = _breaches(stored_plan(session, team, row))
    for other, before in zip(later, known, strict=True):
        then = _breaches(plan_in_force(session, team, other, after=row))
        found += [breach for breach in then if breach not in (before or ())]
    return tuple(say.sentence(breach.public_words) for breach in found)


def _changed(one: InForce) -> str:
    words = gettext(
        "The roster in force %(period)s speaks of work that the team no longer has, so its border "
        "cannot be judged. Make that one anew first.",
        period=say.period(one.first, one.last),
    )
    return str(words)


def _known(session: Session, team: Team, other: InForce) -> list[Breach] | None:
    """What is broken already in what is in force after a draft; None if it cannot be read."""
    try:
        return _breaches(plan_in_force(session, team, other))
    except UnreadablePlanError:
        return None


def _breaches(plan: Plan) -> list[Breach]:
    return check_roster(plan.problem, plan.rulebook, plan.record.planned)


def check_and_publish(
    store: Store, roster_id: int, *, by: int, at: datetime, seen_version: int | None = None
) -> Published | Refused | Waiting:
    """Put a roster into force with everybody's feed if it breaks nothing. Twice does it once.

    at: the moment of the publication, from which its notice is counted. seen_version: the team's
    latest when whoever publishes looked, where that matters.

    Feeds are made before the transaction that stores them; it refuses them if another roster of
    the team was published since.

    Raises:
        sqlalchemy.exc.NoResultFound: no such roster.
        web.plan.UnreadablePlanError: it names what the team no longer has.
        web.storage.rosters.SupersededError: it was in force and is no more.
        web.storage.rosters.PublishedMeanwhileError: another one was published at this moment, of
            the team or of one with a person in common.
        web.storage.teams.StaleRevisionError: the team was changed at this moment.
        web.storage.rosters.EditedMeanwhileError: the draft was changed at this moment.
        web.storage.askings.TakenBackError: somebody took a yes back at this moment.
    """
    yeses, days = [], None
    with store.read() as session:
        row = session.get_one(Roster, roster_id)
        team = session.get_one(Team, row.team_id)
        if row.version is None:
            if sentences := check(session, team, row):
                return Refused(sentences)
            plan = stored_plan(session, team, row)
            near = proposals(session, team, plan, at)
            if waiting := tuple(one for one in near if not one.yes):
                return Waiting(waiting)
            yeses = [one.asking.id for one in near if one.asking is not None]
            days = working_days(plan)
        beside = versions_beside(session, team.id)
        ready = feeds_with(session, roster_id, at=at)
    if seen_version not in {None, ready.seen_version}:
        raise PublishedMeanwhileError
    with store.write() as session:
        version = publish(
            session,
            roster_id,
            by=by,
            feed_bodies=ready.bodies,
            at=at,
            seen=Seen(ready.seen_version, team.revision, row.document, beside, team.practice),
        )
        if row.version is None and not team.practice:
            keep_notice(session, roster_id, yeses, working_days=days)
    return Published(version)
