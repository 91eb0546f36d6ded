"""Teams: make one, and change its file without losing anybody else's change."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from web.storage.auditing import record
from web.storage.tables import Team


class StaleRevisionError(Exception):
    """The team was changed after it was read; read it again."""


def create_team(session: Session, *, name: str, zone: str, document: str, at: datetime) -> Team:
    """Store a new team. `document` is the text of a team file that was read without a fault."""
    team = Team(name=name, zone=zone, document=document, revision=1, updated_at=at)
    session.add(team)
    session.flush()
    record(session, "team created", at=at, team_id=team.id, object_id=team.id)
    return team


def replace_document(
    session: Session, team_id: int, document: str, *, revision: int, by: int | None, at: datetime
) -> int:
    """Put a new file in the place of the one read at `revision`; give the new revision.

    Raises:
        StaleRevisionError: the team is at another revision, or gone. Nothing was changed.
    """
    changed = session.scalar(
        update(Team)
        .where(Team.id == team_id, Team.revision == revision)
        .values(document=document, revision=revision + 1, updated_at=at)
        .returning(Team.revision)
        .execution_options(synchronize_session="fetch")
    )
    if changed is None:
        raise StaleRevisionError
    record(session, "team changed", at=at, account_id=by, team_id=team_id, object_id=team_id)
    return changed


def lock_team(session: Session, team_id: int) -> Team:
    """Read a team so that nobody else changes it or its rosters before this transaction ends.

    Raises:
        sqlalchemy.exc.NoResultFound: no such team.
    """
    # SQLite has one writer at a time by itself and leaves FOR UPDATE out.
    query = select(Team).where(Team.id == team_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()
