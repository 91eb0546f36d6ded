"""Drafts of a team: several may be kept, and one that was removed can be had again for a while."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, defer

from web.storage.auditing import record
from web.storage.tables import Roster

# How long a removed draft can be brought back.
KEPT = timedelta(days=30)


def drafts(session: Session, team_id: int, *, removed: bool = False) -> Sequence[Roster]:
    """The team's drafts, the newest first; or those that were removed, the last removed first."""
    query = select(Roster).where(Roster.team_id == team_id, Roster.state == "draft")
    if removed:
        query = query.where(Roster.removed_at.is_not(None)).order_by(Roster.removed_at.desc())
    else:
        query = query.where(Roster.removed_at.is_(None))
    newest = query.order_by(Roster.made_at.desc(), Roster.id.desc())
    return session.scalars(newest.options(defer(Roster.document))).all()


def remove_draft(session: Session, draft: Roster, *, by: int | None, at: datetime) -> None:
    """Take a draft out of the lists; those that were taken out long ago are deleted for good."""
    draft.removed_at = at
    record(
        session, "draft removed", at=at, account_id=by, team_id=draft.team_id, object_id=draft.id
    )
    session.flush()
    session.execute(
        delete(Roster).where(
            Roster.team_id == draft.team_id, Roster.state == "draft", Roster.removed_at < at - KEPT
        )
    )


def bring_back(session: Session, draft: Roster, *, by: int | None, at: datetime) -> None:
    """Put a removed draft back into the lists."""
    draft.removed_at = None
    record(
        session,
        "draft brought back",
        at=at,
        account_id=by,
        team_id=draft.team_id,
        object_id=draft.id,
    )
