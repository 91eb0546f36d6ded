"""When a session ends by itself.

The times stand in the signed cookie alone. A table of sessions would tell when people look at
their rosters, also at night and at the weekend, and nobody needs to know that.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import request, session
from flask_login import login_user, logout_user

from web.accounts.guards import signed_in_user
from web.accounts.signed_in import SignedIn, read_signed_in
from web.languages import CHOSEN
from web.storage.store import Store
from web.storage.tables import Account

CAME, SEEN, KEPT = "came", "seen", "kept"
# How often the cookie is written anew for somebody who is at work.
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Limits:
    """idle: how long nothing may be asked for. whole: how long it lasts in all."""

    idle: timedelta
    whole: timedelta


# A working day without signing in twice, and no night: desks are shared.
USUAL = Limits(idle=timedelta(hours=12), whole=timedelta(days=7))
# Somebody looks at the next shift on the own phone: a fortnight of leave does not end it.
OWN_DEVICE = Limits(idle=timedelta(days=14), whole=timedelta(days=30))


def limits_of(user: SignedIn, *, kept: bool) -> Limits:
    """What holds for a session. kept: whether it was opened on a device of the person's own.

    Whoever sees more than the own week has the usual limits anywhere.
    """
    return OWN_DEVICE if kept and not user.sees_others else USUAL


def begin(user: SignedIn, *, kept: bool, at: datetime) -> None:
    """Sign somebody in; nothing of the session before is carried over but the language."""
    _empty()
    login_user(user)
    session[CAME] = session[SEEN] = int(at.timestamp())
    session[KEPT] = kept
    # The cookie outlives the browser; else it ends with it.
    session.permanent = kept


def end() -> None:
    """Sign out here."""
    logout_user()
    _empty()


def go_on(store: Store) -> None:
    """Keep the session of this request open where all sessions of its account were ended."""
    with store.read() as reading:
        account = reading.get_one(Account, signed_in_user().id)
        login_user(read_signed_in(reading, account))


def limits_here(user: SignedIn) -> Limits:
    """What holds for the session of this request."""
    return limits_of(user, kept=session.get(KEPT, False))


def in_time(user: SignedIn, at: datetime) -> bool:
    """Whether the session of this request has not ended by itself; if so, it goes on from now."""
    came, seen = (datetime.fromtimestamp(session.get(key, 0), UTC) for key in (CAME, SEEN))
    limits = limits_here(user)
    if at - came >= limits.whole or at - seen >= limits.idle:
        return False
    if at - seen >= NOTED_EVERY and not _by_itself():
        session[SEEN] = int(at.timestamp())
    return True


def _by_itself() -> bool:
    """Whether a part of a page asks on its own: a screen left open is nobody at work."""
    return request.method == "GET" and "HX-Request" in request.headers


def _empty() -> None:
    language = session.get(CHOSEN)
    session.clear()
    if language is not None:
        session[CHOSEN] = language
