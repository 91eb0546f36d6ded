"""Roles given and taken. Whoever's roles change signs in again."""

from datetime import datetime

from sqlalchemy.orm import Session

from web.accounts.accounts import add_membership, end_sessions
from web.storage.auditing import record
from web.storage.feeds import revoke_feed
from web.storage.tables import PERSON_ROLES, Account, Membership, Role


def give_role(
    session: Session,
    account_id: int,
    team_id: int,
    role: Role,
    *,
    at: datetime,
    by: int | None,
    person_id: str | None = None,
) -> None:
    """Give an open account one more role in a team, and end its sessions.

    Raises:
        LookupError: there is no such account, or it is closed.
        sqlalchemy.exc.IntegrityError: as `add_membership`.
    """
    account = session.get(Account, account_id)
    if account is None or not account.active:
        raise LookupError(f"no open account {account_id}")
    add_membership(session, account_id, team_id, role, at=at, person_id=person_id, by=by)
    end_sessions(session, account_id)


def take_role(session: Session, membership: Membership, *, at: datetime, by: int | None) -> None:
    """Take a role away, and end the account's sessions.

    The calendar feed of somebody who is in the roster no longer ends with it. What only the person
    knows stays stored, and stays the account's.
    """
    session.delete(membership)
    end_sessions(session, membership.account_id)
    if membership.role in PERSON_ROLES and membership.person_id is not None:
        revoke_feed(session, membership.team_id, membership.person_id, at=at)
    record(
        session,
        f"no longer {membership.role}",
        at=at,
        account_id=by,
        team_id=membership.team_id,
        object_id=membership.account_id,
    )
    session.flush()
