"""What pages read from the store of one team. Rows outlive their session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import abort
from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from web.jobs.generate import KIND
from web.plan import Plan, stored_plan
from web.storage.in_force import InForce, in_force
from web.storage.store import Store
from web.storage.tables import Feed, JobRow, Roster, Team
from web.teams import find_team


@dataclass(frozen=True)
class Shown:
    """A roster on a page: its row, its team's row, and both read.

    others: what else is in force on its days, cut to them. Of a draft it is what it will replace.
    """

    team: Team
    row: Roster
    plan: Plan
    others: Sequence[InForce] = ()

    @property
    def draft(self) -> bool:
        """Whether it is not published."""
        return self.row.state == "draft"

    @property
    def title(self) -> str:
        """What kind of roster it is, in words."""
        if self.row.version is None:
            return str(gettext("Draft, not published"))
        if self.row.state == "published":
            return str(gettext("Published, version %(version)s", version=self.row.version))
        return str(gettext("Replaced, version %(version)s", version=self.row.version))


def find_roster(store: Store, team_id: int, roster_id: int) -> Shown:
    """A roster of the team that is not removed, or the page of a wrong address."""
    with store.read() as session:
        team = find_team(session, team_id)
        row = session.get(Roster, roster_id)
        if row is None or row.team_id != team_id or row.removed_at is not None:
            abort(404)
        return shown(session, team, row)


def shown(session: Session, team: Team, row: Roster) -> Shown:
    """A roster of the store as pages show it.

    Raises:
        web.plan.UnreadablePlanError: it names what the team no longer has.
    """
    others = [
        InForce(one.row, max(one.first, row.first), min(one.last, row.last))
        for one in in_force(session, team.id, first=row.first, last=row.last)
        if one.row.id != row.id
    ]
    return Shown(team, row, stored_plan(session, team, row), others)


def newest_roster(session: Session, team_id: int) -> Roster | None:
    """The roster made last, draft or published, of those that are neither replaced nor removed."""
    query = select(Roster).where(
        Roster.team_id == team_id, Roster.state != "superseded", Roster.removed_at.is_(None)
    )
    return session.scalars(query.order_by(Roster.made_at.desc(), Roster.id.desc())).first()


def in_force_on(session: Session, team_id: int, day: date) -> InForce | None:
    """The published roster that a day has, with the days around it that are its own as well."""
    return next(iter(in_force(session, team_id, first=day, last=day)), None)


def last_run(session: Session, team_id: int) -> JobRow | None:
    """The generation asked for last."""
    query = select(JobRow).where(JobRow.kind == KIND, JobRow.key == str(team_id))
    return session.scalars(query.order_by(JobRow.id.desc())).first()


def find_run(session: Session, team_id: int, job_id: int) -> JobRow:
    """A generation of the team, or the page of a wrong address."""
    job = session.get(JobRow, job_id)
    if job is None or job.kind != KIND or job.payload.get("team_id") != team_id:
        abort(404)
    return job


def roster_of_run(session: Session, job_id: int) -> Roster | None:
    """The roster a generation gave, if it has given one."""
    return session.scalars(select(Roster).where(Roster.job_id == job_id)).first()


def live_feeds(session: Session, team_id: int) -> int:
    """How many people of the team have a calendar link that works."""
    query = select(func.count()).where(Feed.team_id == team_id, Feed.revoked_at.is_(None))
    return session.scalar(query) or 0
