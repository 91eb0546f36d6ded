"""Roles that the team's file decides: who is a person of it is analyst or volunteer as it says."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.team import Person
from web.storage.auditing import record
from web.storage.tables import (
    PERSON_ROLES,
    Feed,
    LeaveRound,
    LeaveWish,
    Membership,
    PrivateCapacity,
)


def people_once(session: Session, team_id: int) -> frozenset[str]:
    """Ids of people by whom accounts, feeds, wishes or the private class of a team go.

    Somebody new never gets one of them: it would make them, to their account and to every limit,
    the person who was called so before.
    """
    kept = (Membership, PrivateCapacity, Feed)
    queries = [select(table.person_id).where(table.team_id == team_id) for table in kept]
    wished = select(LeaveWish.person_id).join(LeaveRound, LeaveRound.id == LeaveWish.round_id)
    queries.append(wished.where(LeaveRound.team_id == team_id))
    return frozenset(one for query in queries for one in session.scalars(query) if one is not None)


def follow_file(
    session: Session, team_id: int, people: Iterable[Person], *, by: int | None, at: datetime
) -> None:
    """Make analysts of accounts whose person is no volunteer any more, and the other way round.

    people: those of a new file. Both see the same pages, so nobody has to sign in again.
    """
    volunteers = {person.id: person.volunteer for person in people}
    rows = select(Membership).where(
        Membership.team_id == team_id, Membership.role.in_(PERSON_ROLES)
    )
    for row in session.scalars(rows):
        volunteer = volunteers.get(row.person_id or "", row.role == "volunteer")
        if volunteer != (row.role == "volunteer"):
            row.role = "volunteer" if volunteer else "analyst"
            record(
                session,
                f"made {row.role}",
                at=at,
                account_id=by,
                team_id=team_id,
                object_id=row.account_id,
            )
