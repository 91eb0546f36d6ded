"""Links with which the person of an account sets its password: each works once."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from web.accounts.accounts import change_password
from web.storage.auditing import record
from web.storage.tables import Account, OneTimeLink

# Somebody who is away for a week still finds it; longer, and it lies about in a mailbox.
VALID = timedelta(days=7)


class LinkSpentError(Exception):
    """The link was used, ran out, gave way to a newer one, or never was one."""


def make_link(session: Session, account_id: int, *, by: int | None, at: datetime) -> str:
    """The key of a new link of an open account; one made before works no longer.

    It is told here and never again. The password that the account has works until it is used.

    Raises:
        LookupError: there is no such account, or it is closed.
    """
    account = session.scalars(
        select(Account).where(Account.id == account_id).with_for_update()
    ).one_or_none()
    if account is None or not account.active:
        raise LookupError(f"no open account {account_id}")
    session.execute(delete(OneTimeLink).where(OneTimeLink.account_id == account_id))
    key = secrets.token_urlsafe(32)
    session.add(
        OneTimeLink(account_id=account_id, key_hash=_hash(key), made_at=at, until=at + VALID)
    )
    record(session, "link made", at=at, account_id=by, object_id=account_id)
    return key


def account_of(session: Session, key: str, *, at: datetime) -> Account:
    """The account whose password a link sets. Looking at it does not use it up.

    Raises:
        LinkSpentError: it sets none, for whatever reason.
    """
    return session.get_one(Account, _found(session, key, at=at).account_id)


def use_link(session: Session, key: str, password: str, *, at: datetime) -> None:
    """Set the password, end the account's sessions, and use the link up.

    Raises:
        LinkSpentError: it sets none any more; of two at the same moment one gets this.
        web.accounts.passwords.UnfitPasswordError: a rule is broken; the link still works.
    """
    account_id = _found(session, key, at=at).account_id
    change_password(session, account_id, password, at=at)
    session.get_one(Account, account_id).joined = True
    gone = delete(OneTimeLink).where(OneTimeLink.key_hash == _hash(key))
    if not session.execute(gone.returning(OneTimeLink.account_id)).first():
        raise LinkSpentError


def _found(session: Session, key: str, *, at: datetime) -> OneTimeLink:
    link = session.scalars(
        select(OneTimeLink).where(OneTimeLink.key_hash == _hash(key))
    ).one_or_none()
    if link is None or link.until <= at or not session.get_one(Account, link.account_id).active:
        raise LinkSpentError
    return link


def _hash(key: str) -> str:
    # The key is random and long: there is nothing to guess, and so no need of a slow hash.
    return hashlib.sha256(key.encode()).hexdigest()
