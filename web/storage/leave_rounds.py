"""Leave rounds: open one, wish within it, answer, and know who had such days the year before."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from web.storage.auditing import record
from web.storage.tables import LeaveRound, LeaveWish
from web.storage.teams import lock_team

# Wishes are kept so long after the last day of their round: two years of rounds look back on them.
KEPT = timedelta(days=730)
MOST_WISHES = 5


def rounds(session: Session, team_id: int) -> Sequence[LeaveRound]:
    """The team's rounds, the latest window first."""
    query = select(LeaveRound).where(LeaveRound.team_id == team_id)
    return session.scalars(query.order_by(LeaveRound.first.desc(), LeaveRound.id.desc())).all()


def open_round(
    session: Session, opened: LeaveRound, *, by: int | None, today: date
) -> LeaveRound | None:
    """Store a new round; None where another that is not closed has days of its window.

    today: the team's local day. Wishes of rounds that ended long ago are deleted.
    """
    lock_team(session, opened.team_id)
    others = select(LeaveRound.id).where(
        LeaveRound.team_id == opened.team_id,
        LeaveRound.closed_at.is_(None),
        LeaveRound.first <= opened.last,
        LeaveRound.last >= opened.first,
    )
    if session.scalars(others).first() is not None:
        return None
    session.add(opened)
    session.flush()
    _note(session, "leave round opened", opened, by=by, at=opened.opened_at)
    old = select(LeaveRound.id).where(LeaveRound.last < today - KEPT)
    session.execute(delete(LeaveWish).where(LeaveWish.round_id.in_(old)))
    return opened


def wishes(session: Session, round_id: int, *, person: str | None = None) -> Sequence[LeaveWish]:
    """The wishes of a round in the order of their days, of all or of one person."""
    query = select(LeaveWish).where(LeaveWish.round_id == round_id)
    if person is not None:
        query = query.where(LeaveWish.person_id == person)
    return session.scalars(query.order_by(LeaveWish.first, LeaveWish.last, LeaveWish.id)).all()


def put_wish(
    session: Session, row: LeaveRound, person: str, first: date, last: date, *, at: datetime
) -> LeaveWish | None:
    """Store a wish of a person; None where it lies outside, beside another, or is one too many."""
    known = wishes(session, row.id, person=person)
    outside = not row.first <= first <= last <= row.last
    beside = any(wish.first <= last and wish.last >= first for wish in known)
    if outside or beside or len(known) >= MOST_WISHES:
        return None
    wish = LeaveWish(round_id=row.id, person_id=person, first=first, last=last, asked_at=at)
    session.add(wish)
    session.flush()
    return wish


def granted_before(session: Session, row: LeaveRound) -> dict[str, int]:
    """By person the days granted in rounds of the team, of the same days one year before."""
    first, last = _year_before(row.first), _year_before(row.last)
    query = (
        select(LeaveWish)
        .join(LeaveRound, LeaveRound.id == LeaveWish.round_id)
        .where(
            LeaveRound.team_id == row.team_id,
            LeaveWish.state == "granted",
            LeaveWish.first <= last,
            LeaveWish.last >= first,
        )
    )
    found: dict[str, int] = defaultdict(int)
    for wish in session.scalars(query):
        days = (min(wish.last, last) - max(wish.first, first)).days + 1
        found[wish.person_id] += days
    return dict(found)


def _year_before(on: date) -> date:
    """The same date of the year before; of 29 February the day before."""
    try:
        return on.replace(year=on.year - 1)
    except ValueError:
        return date(on.year - 1, 2, 28)


def _note(session: Session, what: str, row: LeaveRound, *, by: int | None, at: datetime) -> None:
    record(session, what, at=at, account_id=by, team_id=row.team_id, object_id=row.id)
