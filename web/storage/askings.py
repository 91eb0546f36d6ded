"""Asking people for a yes nearer than the notice, saying it, and taking it back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from web.storage.auditing import record
from web.storage.tables import Asking, NoticeKept, Roster, Team

# Nobody is asked by night: what is asked then is shown in the morning.
EVENING, MORNING = time(20), time(7)
ONE_DAY, ONE_YEAR = timedelta(days=1), timedelta(days=365)


class TakenBackError(Exception):
    """A yes that was there has been taken back at this moment."""


@dataclass(frozen=True, slots=True)
class Times:
    """When and where a shift is; both moments are in UTC."""

    start: datetime
    end: datetime
    home: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A person-day as it is in force and as it would be; None where it is free."""

    person: str
    day: date
    was: Times | None
    would: Times | None

    @property
    def until(self) -> datetime:
        """The earlier start of the two: from then on the day cannot change any more."""
        return min(times.start for times in (self.was, self.would) if times is not None)


def change_of(row: Asking) -> Change:
    """What a stored proposal is about."""
    return Change(
        row.person_id,
        row.day,
        _times(row.was_start, row.was_end, home=row.was_home),
        _times(row.would_start, row.would_end, home=row.would_home),
    )


def _times(start: datetime | None, end: datetime | None, *, home: bool) -> Times | None:
    return None if start is None or end is None else Times(start, end, home)


def asked_from(zone: str, at: datetime) -> datetime:
    """The moment from which people see what is asked at a moment: none between 20:00 and 07:00."""
    local = at.astimezone(ZoneInfo(zone))
    if MORNING <= local.time() < EVENING:
        return at
    day = local.date() + (ONE_DAY if local.time() >= EVENING else timedelta())
    return datetime.combine(day, MORNING, local.tzinfo)


def ask(
    session: Session, team: Team, roster_id: int, wanted: Iterable[Change], *, by: int, at: datetime
) -> int:
    """Ask for each of these; give how many were not asked before. A proposal that changed is new.

    Yeses of days that are a year ago are deleted.
    """
    known = {(row.person_id, row.day): row for row in _of_roster(session, roster_id)}
    shown, number = asked_from(team.zone, at), 0
    for change in wanted:
        row = known.get((change.person, change.day))
        if row is not None and change_of(row) == change:
            continue
        if row is not None:
            session.delete(row)
            session.flush()
        session.add(_row(team.id, roster_id, change, shown))
        number += 1
    today = at.astimezone(ZoneInfo(team.zone)).date()
    session.execute(delete(Asking).where(Asking.team_id == team.id, Asking.day < today - ONE_YEAR))
    if number:
        record(session, "people asked", at=at, account_id=by, team_id=team.id, object_id=roster_id)
    return number


def _row(team_id: int, roster_id: int, change: Change, shown: datetime) -> Asking:
    was, would = change.was, change.would
    return Asking(
        team_id=team_id,
        roster_id=roster_id,
        person_id=change.person,
        day=change.day,
        was_start=was and was.start,
        was_end=was and was.end,
        was_home=was is not None and was.home,
        would_start=would and would.start,
        would_end=would and would.end,
        would_home=would is not None and would.home,
        asked_at=shown,
        until=change.until,
    )


def _of_roster(session: Session, roster_id: int) -> Sequence[Asking]:
    return session.scalars(select(Asking).where(Asking.roster_id == roster_id)).all()


def askings(session: Session, team_id: int, first: date, last: date) -> Sequence[Asking]:
    """All that stand of a team's days between `first` and `last`; those with a yes come last."""
    query = select(Asking).where(Asking.team_id == team_id, Asking.day >= first, Asking.day <= last)
    return session.scalars(query.order_by(Asking.yes_at.is_not(None), Asking.id)).all()


def open_askings(
    session: Session, team_id: int, person_id: str, *, at: datetime
) -> Sequence[Asking]:
    """What a person is asked at a moment, of drafts that are still there, by day."""
    query = (
        select(Asking)
        .join(Roster, Roster.id == Asking.roster_id)
        .where(
            Asking.team_id == team_id,
            Asking.person_id == person_id,
            Asking.asked_at <= at,
            Asking.until > at,
            Roster.state == "draft",
            Roster.removed_at.is_(None),
        )
    )
    return session.scalars(query.order_by(Asking.day, Asking.id)).all()


def answer(
    session: Session, team_id: int, person_id: str, asking_id: int, *, yes: bool, at: datetime
) -> bool:
    """Note a person's yes, or that there is none; give whether it was still open to answer."""
    query = select(Asking).where(
        Asking.id == asking_id, Asking.team_id == team_id, Asking.person_id == person_id
    )
    row = session.scalars(query.with_for_update()).one_or_none()
    if row is None or row not in open_askings(session, team_id, person_id, at=at):
        return False
    row.yes_at = at if yes else None
    return True


def keep_notice(
    session: Session, roster_id: int, yeses: Collection[int], *, working_days: int | None
) -> None:
    """Note the notice of a roster that is being published, with the yeses that it took.

    They are the published roster's from now on; what of it had no yes is forgotten.

    Raises:
        TakenBackError: one of them is there no more.
    """
    if session.get(NoticeKept, roster_id) is not None:
        return
    query = select(Asking).where(Asking.id.in_(yeses), Asking.yes_at.is_not(None))
    rows = session.scalars(query.with_for_update().execution_options(populate_existing=True)).all()
    if len(rows) < len(yeses):
        raise TakenBackError
    session.execute(delete(Asking).where(Asking.roster_id == roster_id, Asking.id.not_in(yeses)))
    for row in rows:
        row.roster_id = roster_id
    session.add(NoticeKept(roster_id=roster_id, working_days=working_days, agreed=len(rows)))
    session.flush()
