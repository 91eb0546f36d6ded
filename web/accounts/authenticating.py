"""Say who somebody is by username and password."""

from datetime import datetime

from sqlalchemy import select, update

from web.accounts.attempts import begin_attempt, mark_good
from web.accounts.passwords import matches, renewed
from web.accounts.signed_in import SignedIn, may_come_in, read_signed_in
from web.accounts.usernames import spell
from web.storage.store import Store
from web.storage.tables import Account


def authenticate(
    store: Store, username: str, password: str, *, address: str, at: datetime, demo: bool
) -> SignedIn | None:
    """The account of this username and password; None, after equal work, for whatever reason not.

    Unknown, closed and demo accounts (the last unless `demo`) answer as a wrong password does.

    Raises:
        TooManyAttemptsError: too many failures lately; the password was not looked at.
    """
    number = begin_attempt(store, username, address, at=at)
    query = select(Account).where(Account.username == spell(username))
    with store.read() as session:
        account = session.scalars(query).one_or_none()
        found = None if account is None else read_signed_in(session, account)
    right = matches(password, None if account is None else account.password_hash)
    if not right or account is None or not may_come_in(account, demo=demo):
        return None
    mark_good(store, number)
    _renew(store, account, password)
    return found


def _renew(store: Store, account: Account, password: str) -> None:
    newer = renewed(password, account.password_hash)
    if newer is not None:
        with store.write() as session:
            session.execute(
                update(Account)
                .where(Account.id == account.id, Account.password_hash == account.password_hash)
                .values(password_hash=newer)
            )
