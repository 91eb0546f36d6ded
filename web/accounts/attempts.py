"""Attempts to sign in, counted in the database: the same for every process and after a restart."""

import hashlib
import ipaddress
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update

from web.accounts.usernames import spell
from web.storage.store import Store
from web.storage.tables import SignInAttempt

WINDOW = timedelta(minutes=15)
MOST_FOR_USERNAME = 10
MOST_FOR_ADDRESS = 50
KEPT = timedelta(days=1)


class TooManyAttemptsError(Exception):
    """Refused unseen: too many failures for the username or the address."""

    def __init__(self, seconds: int) -> None:
        """`seconds` from now an attempt is looked at again, at least 1."""
        super().__init__(seconds)
        self.seconds = seconds


def begin_attempt(store: Store, username: str, address: str, *, at: datetime) -> int:
    """Count an attempt as failed before the password is looked at; give its number.

    It is stored first and the others are counted after, so that attempts made at the same
    moment see each other. A refused one is not kept: waiting helps.

    Raises:
        TooManyAttemptsError: 10 failures for the username or 50 for the address in 15 minutes.
    """
    who = hashlib.sha256(spell(username).encode()).hexdigest()
    network = _network(address)
    with store.write() as session:
        session.execute(delete(SignInAttempt).where(SignInAttempt.at < at - KEPT))
        attempt = SignInAttempt(username_hash=who, address=network, at=at, ok=False)
        session.add(attempt)
    number = attempt.id
    wait = max(
        _wait(store, number, SignInAttempt.username_hash == who, MOST_FOR_USERNAME, at),
        _wait(store, number, SignInAttempt.address == network, MOST_FOR_ADDRESS, at),
    )
    if wait > timedelta():
        with store.write() as session:
            session.execute(delete(SignInAttempt).where(SignInAttempt.id == number))
        raise TooManyAttemptsError(max(1, -(-wait // timedelta(seconds=1))))
    return number


def mark_good(store: Store, number: int) -> None:
    """Say that the attempt was no failure."""
    with store.write() as session:
        session.execute(update(SignInAttempt).where(SignInAttempt.id == number).values(ok=True))


def _wait(
    store: Store, number: int, same: ColumnElement[bool], most: int, at: datetime
) -> timedelta:
    """How long until fewer than `most` other failures lie in the window; 0 if that is so now."""
    query = (
        select(SignInAttempt.at)
        .where(same, SignInAttempt.id != number, SignInAttempt.at > at - WINDOW)
        .where(SignInAttempt.ok.is_(False))
        .order_by(SignInAttempt.at.desc())
        .limit(most)
    )
    with store.read() as session:
        failures = session.scalars(query).all()
    return failures[-1] + WINDOW - at if len(failures) == most else timedelta()


def _network(address: str) -> str:
    """The address; of IPv6 the /64 that one customer has whole."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if parsed.version == 4:  # noqa: PLR2004 - it is the name of the protocol
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
