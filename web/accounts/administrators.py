"""Who looks after accounts and teams: there is always somebody."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from web.storage.auditing import record
from web.storage.tables import Account


class LastAdministratorError(ValueError):
    """Without the account nobody would look after the others."""


def appoint(session: Session, account_id: int, *, at: datetime, by: int | None = None) -> None:
    """Make an account an administrator; its sessions end.

    Raises:
        LookupError: there is no such account, or it is closed or one already.
    """
    query = select(Account).where(Account.id == account_id).with_for_update()
    account = session.scalars(query).one_or_none()
    if account is None or not account.active or account.administrator:
        raise LookupError(f"no account {account_id} to appoint")
    account.administrator = True
    account.session_epoch += 1
    record(session, "made administrator", at=at, account_id=by, object_id=account_id)


def dismiss(session: Session, account_id: int, *, at: datetime, by: int | None = None) -> None:
    """Make an account an administrator no longer; its sessions end.

    Raises:
        LastAdministratorError: nobody else has come in who could look after the accounts.
    """
    keep_another(session, account_id)
    account = session.get_one(Account, account_id)
    if account.administrator:
        account.administrator = False
        account.session_epoch += 1
        record(session, "no longer administrator", at=at, account_id=by, object_id=account_id)


def keep_another(session: Session, account_id: int) -> None:
    """See to it that the accounts are looked after without this one, until the transaction ends.

    Whoever was invited and has not come in yet does not count.

    Raises:
        LastAdministratorError: it is the last administrator.
    """
    # All of them are locked in one order, so that the last two cannot take each other away.
    query = select(Account).where(Account.administrator, Account.active).order_by(Account.id)
    found = session.scalars(query.with_for_update().execution_options(populate_existing=True)).all()
    others = {account.id for account in found if account.joined} - {account_id}
    if account_id in {account.id for account in found} and not others:
        raise LastAdministratorError("This is the last administrator.")
