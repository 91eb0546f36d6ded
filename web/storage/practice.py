"""A team that only practises, and the moment from which on it is for real."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from web.storage.auditing import record
from web.storage.feeds import replace_bodies
from web.storage.tables import Roster
from web.storage.teams import lock_team


def go_for_real(session: Session, team_id: int, *, by: int | None, at: datetime) -> bool:
    """End the practice of a team; whether it was one. Doing it twice does it once.

    What was published for practice was told to nobody, and may not come into force unseen: it is a
    draft again, to be published like any other.

    Raises:
        sqlalchemy.exc.NoResultFound: no such team.
    """
    team = lock_team(session, team_id)
    if not team.practice:
        return False
    team.practice = False
    session.execute(
        update(Roster)
        .where(Roster.team_id == team_id, Roster.state != "draft")
        .values(state="draft", version=None, published_at=None, published_by=None)
    )
    replace_bodies(session, team_id, {}, at=at)
    record(session, "team for real", at=at, account_id=by, team_id=team_id, object_id=team_id)
    session.flush()
    return True


def practised(session: Session, team_id: int) -> int:
    """How many rosters the team has published."""
    query = select(Roster.id).where(Roster.team_id == team_id, Roster.state != "draft")
    return len(session.scalars(query).all())
