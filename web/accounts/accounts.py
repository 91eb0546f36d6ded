"""Accounts: make one, say what it is in which team, end its sessions, close it."""

import secrets
from datetime import datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from web.accounts.administrators import keep_another
from web.accounts.passwords import hash_new
from web.accounts.usernames import spell
from web.storage.auditing import record
from web.storage.feeds import revoke_feed
from web.storage.private_capacity import claim_private
from web.storage.tables import Account, Membership, OneTimeLink, Role


class UsernameTakenError(ValueError):
    """There is an account of this username."""


def create_account(
    session: Session,
    *,
    name: str,
    username: str,
    password: str,
    at: datetime,
    demo: bool = False,
    administrator: bool = False,
    by: int | None = None,
) -> Account:
    """Store a new account without any role. A demo account works only where demo is on.

    by: the account that makes it, for the audit; None from the command line.

    Raises:
        UnfitPasswordError: the password breaks a rule.
        UsernameTakenError: somebody has the username.
    """
    spelled = spell(username)
    if session.scalar(select(exists().where(Account.username == spelled))):
        raise UsernameTakenError("This username is taken.")
    account = Account(
        name=name,
        username=spelled,
        password_hash=hash_new(password, username=username),
        demo=demo,
        administrator=administrator,
        joined=True,
        created_at=at,
    )
    session.add(account)
    session.flush()
    record(session, "account created", at=at, account_id=by, object_id=account.id)
    return account


def invite(
    session: Session,
    *,
    name: str,
    username: str,
    at: datetime,
    administrator: bool = False,
    by: int | None = None,
) -> Account:
    """Store a new account whose password nobody knows: a link lets its person set one.

    Raises:
        UsernameTakenError: somebody has the username.
    """
    account = create_account(
        session,
        name=name,
        username=username,
        password=secrets.token_urlsafe(32),
        at=at,
        administrator=administrator,
        by=by,
    )
    account.joined = False
    return account


def add_membership(
    session: Session,
    account_id: int,
    team_id: int,
    role: Role,
    *,
    at: datetime,
    person_id: str | None = None,
    by: int | None = None,
) -> None:
    """Give an account a role in a team; an analyst's and a volunteer's names the file's person.

    Raises:
        sqlalchemy.exc.IntegrityError: it has the role, the person has an account, the account is
            another person of the team, an analyst without a person, or no such account or team.
    """
    session.add(Membership(account_id=account_id, team_id=team_id, role=role, person_id=person_id))
    session.flush()
    if person_id is not None:
        claim_private(session, team_id, person_id, account_id)
    record(session, f"made {role}", at=at, account_id=by, team_id=team_id, object_id=account_id)


def end_sessions(session: Session, account_id: int) -> None:
    """End every session of the account, wherever it is open; each must sign in again."""
    _locked(session, account_id).session_epoch += 1


def change_password(session: Session, account_id: int, password: str, *, at: datetime) -> None:
    """Give the account a new password and end its sessions.

    Raises:
        UnfitPasswordError: the password breaks a rule.
    """
    account = _locked(session, account_id)
    account.password_hash = hash_new(password, username=account.username)
    account.session_epoch += 1
    record(session, "password changed", at=at, account_id=account_id, object_id=account_id)


def deactivate(session: Session, account_id: int, *, at: datetime, by: int | None = None) -> None:
    """Close the account: its sessions, its link and its calendar feeds end at once.

    Raises:
        web.accounts.administrators.LastAdministratorError: nobody else could look after the
            accounts then.
    """
    keep_another(session, account_id)
    account = _locked(session, account_id)
    session.execute(delete(OneTimeLink).where(OneTimeLink.account_id == account_id))
    account.active = False
    account.session_epoch += 1
    for membership in session.scalars(
        select(Membership).where(Membership.account_id == account_id)
    ):
        if membership.person_id is not None:
            revoke_feed(session, membership.team_id, membership.person_id, at=at)
    record(session, "account closed", at=at, account_id=by, object_id=account_id)


def _locked(session: Session, account_id: int) -> Account:
    query = select(Account).where(Account.id == account_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()
