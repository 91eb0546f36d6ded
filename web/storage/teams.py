"""Teams: make one, and change its file without losing anybody else's change."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from constraints.reading import read
from web.storage.auditing import record
from web.storage.memberships import follow_file
from web.storage.private_capacity import without_private
from web.storage.rule_changes import note_changes
from web.storage.tables import Team, TeamBefore


class StaleRevisionError(Exception):
    """The team was changed after it was read; read it again."""


def create_team(session: Session, *, name: str, zone: str, document: str, at: datetime) -> Team:
    """Store a new team. `document` is the text of a team file.

    What it has looser than recommended waits like any loosening: a new team is no way round it.

    Raises:
        scheduler.reading.faults.TeamFaultsError: the text is not a team file without a fault.
    """
    team = Team(name=name, zone=zone, document="", revision=0, updated_at=at)
    session.add(team)
    session.flush()
    _write(session, team, document, before={}, by=None, at=at)
    record(session, "team created", at=at, team_id=team.id, object_id=team.id)
    return team


def replace_document(
    session: Session, team_id: int, document: str, *, revision: int, by: int | None, at: datetime
) -> int:
    """Put a new file in the place of the one read at `revision`; give the new revision.

    The private class that is stored of a person stays untouched, whatever the file says.

    Raises:
        StaleRevisionError: the team is at another revision, or gone. Nothing was changed.
        scheduler.reading.faults.TeamFaultsError: the text is not a team file without a fault.
    """
    try:
        team = lock_team(session, team_id)
    except NoResultFound as error:
        raise StaleRevisionError from error
    if team.revision != revision:
        raise StaleRevisionError
    _write(session, team, document, before=json.loads(team.document), by=by, at=at)
    record(session, "team changed", at=at, account_id=by, team_id=team_id, object_id=team_id)
    return team.revision


def undo_change(
    session: Session, team_id: int, *, revision: int, by: int | None, at: datetime
) -> int:
    """Take back the change that made `revision`; give the new revision.

    It is a change as any other: what it loosens waits, and taking it back once more is possible.

    Raises:
        StaleRevisionError: the team is at another revision, gone, or was never changed.
    """
    before = session.get(TeamBefore, team_id)
    if before is None or before.revision != revision:
        raise StaleRevisionError
    return replace_document(session, team_id, before.document, revision=revision, by=by, at=at)


def can_undo(session: Session, team: Team) -> bool:
    """Whether the change that made the team's revision can be taken back."""
    before = session.get(TeamBefore, team.id)
    return before is not None and before.revision == team.revision


def _write(
    session: Session,
    team: Team,
    document: str,
    *,
    before: Mapping[str, Any],
    by: int | None,
    at: datetime,
) -> None:
    """The one place where a team's file is stored: no other writes `document`.

    before: the file that stands there, which may no longer be a team's by today's fields.
    """
    content, _ = read(document)
    if before:
        row = TeamBefore(team_id=team.id, revision=team.revision + 1, document=team.document)
        session.merge(row)
    known = [person["id"] for person in before.get("people", ())]
    team.document = without_private(session, team.id, document, known=known)
    team.revision, team.updated_at = team.revision + 1, at
    follow_file(session, team.id, content.people, by=by, at=at)
    note_changes(session, team, before.get("rules", {}), content.rules, by=by, at=at)


def lock_team(session: Session, team_id: int) -> Team:
    """Read a team so that nobody else changes it or its rosters before this transaction ends.

    Raises:
        sqlalchemy.exc.NoResultFound: no such team.
    """
    # SQLite has one writer at a time by itself and leaves FOR UPDATE out.
    query = select(Team).where(Team.id == team_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()
