"""Rosters: store a draft, publish it, and see which are in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from web.storage.auditing import record
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
    seen_version: int | None = None,
    seen_revision: int | None = None,
    seen_document: str | None = None,
) -> int:
    """Put a roster, already checked, into force; give its version. Doing it twice does it once.

    Published rosters of the team stay in force on the days that it does not have; one without any
    such day is superseded. `feed_bodies` are the feeds of everybody in the team, by person, and
    replace all there were. `seen_version` is the `latest_version` they were made from (0 for none),
    `seen_revision` that of the team by which the roster was checked, `seen_document` the roster's
    text that was checked and that the feeds were made from; left out, they are not
    compared. A loosening that would come into force within the roster does so after its last day.
    What a team publishes that only practises is told to nobody: it has no feeds.

    Raises:
        sqlalchemy.exc.NoResultFound: no such roster.
        SupersededError: it was in force and is no more.
        PublishedMeanwhileError: the latest version is not `seen_version`.
        StaleRevisionError: the team is not at `seen_revision`.
        EditedMeanwhileError: the roster's text is not `seen_document`, or the draft was removed.
    """
    team_id = session.scalars(select(Roster.team_id).where(Roster.id == roster_id)).one()
    team = lock_team(session, team_id)
    roster = session.get_one(Roster, roster_id, populate_existing=True)
    if roster.state == "superseded":
        raise SupersededError
    if roster.version is not None:
        return roster.version
    latest = latest_version(session, team_id)
    if seen_version is not None and seen_version != latest:
        raise PublishedMeanwhileError
    if seen_revision is not None and seen_revision != team.revision:
        raise StaleRevisionError
    if roster.removed_at is not None or seen_document not in {None, roster.document}:
        raise EditedMeanwhileError
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
