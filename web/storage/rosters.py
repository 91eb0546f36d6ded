"""Rosters: store a draft, publish it, and see which are in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from web.storage.auditing import record
from web.storage.beside import teams_beside, versions_beside
from web.storage.feeds import replace_bodies
from web.storage.in_force import in_force
from web.storage.naming import with_names
from web.storage.rule_changes import put_off
from web.storage.tables import Roster, Team
from web.storage.teams import StaleRevisionError, lock_team


class PublishedMeanwhileError(Exception):
    """Another roster of the team was published after the feeds were made; make them again."""


class EditedMeanwhileError(Exception):
    """The roster was changed or removed after it was checked and the feeds were made."""


class SupersededError(Exception):
    """The roster was published once and others have taken all of its days since."""


@dataclass(frozen=True)
class Seen:
    """What a roster was checked and its feeds were made with; None is not compared.

    version: the team's `latest_version`, 0 for none. revision: that of the team's file. document:
    the roster's text. beside: `versions_beside`, of the teams that have a person in common.
    practice: whether the team only practised, so that nobody was to be asked for a yes.
    """

    version: int | None = None
    revision: int | None = None
    document: str | None = None
    beside: Mapping[int, int] | None = None
    practice: bool | None = None


@dataclass(frozen=True)
class Draft:
    """A roster to be stored. `first` and `last` are local days, both inside it.

    `document` is the text of the roster file as the commands write it.
    """

    team_id: int
    first: date
    last: date
    document: str
    figures: Mapping[str, Any]


def store_draft(
    session: Session, draft: Draft, *, at: datetime, job_id: int | None = None
) -> Roster:
    """Store a draft; the result of a job that was stored before is given back as it is."""
    if job_id is not None:
        known = session.scalars(select(Roster).where(Roster.job_id == job_id)).one_or_none()
        if known is not None:
            return known
    roster = Roster(
        team_id=draft.team_id,
        state="draft",
        first=draft.first,
        last=draft.last,
        document=draft.document,
        figures=dict(draft.figures),
        made_at=at,
        job_id=job_id,
    )
    session.add(roster)
    session.flush()
    return roster


def publish(
    session: Session,
    roster_id: int,
    *,
    by: int | None,
    feed_bodies: Mapping[str, bytes],
    at: datetime,
    seen: Seen | None = None,
) -> int:
    """Put a roster, already checked, into force; give its version. Doing it twice does it once.

    Published rosters of the team stay in force on the days that it does not have; one without any
    such day is superseded. `feed_bodies` are the feeds of everybody in the team, by person, and
    replace all there were. seen: what the roster was checked and its feeds were made with; None
    compares nothing. A loosening that would come into force within the roster does so after its
    last day.
    What a team publishes that only practises is told to nobody: it has no feeds.

    Raises:
        sqlalchemy.exc.NoResultFound: no such roster.
        SupersededError: it was in force and is no more.
        PublishedMeanwhileError: the team, or one with a person in common, published since.
        StaleRevisionError: the team was changed since.
        EditedMeanwhileError: the roster was edited since, or removed.
    """
    team_id = session.scalars(select(Roster.team_id).where(Roster.id == roster_id)).one()
    # All that have people in common, in one order: two that publish at once see each other.
    locked = {
        one: lock_team(session, one) for one in sorted({team_id, *teams_beside(session, team_id)})
    }
    team = locked[team_id]
    roster = session.get_one(Roster, roster_id, populate_existing=True)
    if roster.state == "superseded":
        raise SupersededError
    if roster.version is not None:
        return roster.version
    if roster.removed_at is not None:
        raise EditedMeanwhileError
    latest = latest_version(session, team_id)
    if seen is not None:
        _compare(session, team, roster, seen)
    roster.state, roster.version = "published", latest + 1
    roster.published_at, roster.published_by = at, by
    roster.document = with_names(roster.document, session.get_one(Team, team_id).document)
    session.flush()
    standing = {one.row.id for one in in_force(session, team_id)}
    for earlier in published_rosters(session, team_id, first=roster.first, last=roster.last):
        if earlier.id not in standing:
            earlier.state = "superseded"
    put_off(session, team_id, roster.first, roster.last)
    replace_bodies(session, team_id, {} if team.practice else feed_bodies, at=at)
    record(session, "roster published", at=at, account_id=by, team_id=team_id, object_id=roster.id)
    session.flush()
    return latest + 1


def _compare(session: Session, team: Team, roster: Roster, seen: Seen) -> None:
    if seen.version not in {None, latest_version(session, team.id)}:
        raise PublishedMeanwhileError
    if seen.beside is not None and seen.beside != versions_beside(session, team.id):
        raise PublishedMeanwhileError
    if seen.revision not in {None, team.revision} or seen.practice not in {None, team.practice}:
        raise StaleRevisionError
    if seen.document not in {None, roster.document}:
        raise EditedMeanwhileError


def latest_version(session: Session, team_id: int) -> int:
    """The version of the team's last publication; 0 if there was none."""
    return session.scalar(select(func.max(Roster.version)).where(Roster.team_id == team_id)) or 0


def published_rosters(
    session: Session, team_id: int, *, first: date = date.min, last: date = date.max
) -> list[Roster]:
    """The rosters in force that have a day between `first` and `last`, in order of publication.

    Of a day that several have the last one tells; `in_force` says which days are whose.
    """
    query = select(Roster).where(
        Roster.team_id == team_id,
        Roster.state == "published",
        Roster.first <= last,
        Roster.last >= first,
    )
    return list(session.scalars(query.order_by(Roster.version)))
