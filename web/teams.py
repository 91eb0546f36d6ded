"""The team a page is about, and its clocks."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import abort
from sqlalchemy.orm import Session

from web.storage.tables import Team


def find_team(session: Session, team_id: int) -> Team:
    """The team, or the page of a wrong address."""
    return session.get(Team, team_id) or abort(404)


def local_now(team: Team, now: datetime) -> datetime:
    """A moment on the team's clocks."""
    return now.astimezone(ZoneInfo(team.zone))
