"""What was in force before a period: the shifts that count as its history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.roster import Roster, Shift
from scheduler.team import Team
from web.storage.tables import Roster as RosterRow

# Rolling rules look back this far.
HISTORY = timedelta(days=35)


@dataclass(frozen=True)
class Earlier:
    """A roster that is or was in force, by its text.

    ended: when another took its place; shifts that had begun by then were in force while they
    lasted, and count on the days that no later roster has. None: it is in force.
    """

    document: str
    ended: datetime | None = None


@dataclass(frozen=True)
class _Publication:
    """A publication without its text. version: counts from 1."""

    version: int
    first: date
    last: date
    at: datetime


def earlier_rosters(
    session: Session,
    team_id: int,
    first: date,
    *,
    draft: RosterRow | None = None,
) -> tuple[Earlier, ...]:
    """What the team published for the days that count as history before `first`, in that order.

    draft: taken as if it were published now.
    """
    published = RosterRow.team_id == team_id, RosterRow.version.is_not(None)
    columns = RosterRow.version, RosterRow.first, RosterRow.last, RosterRow.published_at
    all_of_them = [
        _Publication(version or 0, begins, ends, moment or datetime.now(UTC))
        for version, begins, ends, moment in session.execute(select(*columns).where(*published))
    ]
    counting = RosterRow.first < first, RosterRow.last >= first - HISTORY
    rows = session.scalars(select(RosterRow).where(*published, *counting))
    texts = {row.version or 0: row.document for row in rows}
    if draft is not None:
        newest = max((each.version for each in all_of_them), default=0) + 1
        all_of_them.append(_Publication(newest, draft.first, draft.last, datetime.now(UTC)))
        texts[newest] = draft.document
    all_of_them.sort(key=lambda each: each.version)
    return tuple(
        Earlier(texts[each.version], _ended(each, all_of_them))
        for each in all_of_them
        if each.version in texts
    )


def with_history(team: Team, earlier: Sequence[Earlier], first: date) -> Team:
    """The team with the shifts of earlier rosters before `first` in its history.

    A day is told by the roster that had it last, and days that none had by the team file's own
    history.
    """
    zone = ZoneInfo(team.timezone)
    rosters = [Roster.model_validate_json(each.document) for each in earlier]
    tells: dict[date, int] = {}
    for number, roster in enumerate(rosters):
        days = (roster.last - roster.first).days + 1
        tells |= {roster.first + timedelta(days=day): number for day in range(days)}

    def told_by(shift: Shift) -> int | None:
        number = tells.get(_day(shift, zone))
        ended = None if number is None else earlier[number].ended
        return None if ended is not None and shift.start > ended else number

    known = [shift for shift in team.history if told_by(shift) is None]
    worked = [
        shift
        for number, roster in enumerate(rosters)
        for shift in roster.shifts
        if told_by(shift) == number and _day(shift, zone) < first
    ]
    return team.model_copy(update={"history": (*known, *worked)})


def _ended(one: _Publication, all_of_them: Iterable[_Publication]) -> datetime | None:
    """When the first later publication that shares a day with it came."""
    return next(
        (
            other.at
            for other in all_of_them
            if other.version > one.version and other.first <= one.last and one.first <= other.last
        ),
        None,
    )


def _day(shift: Shift, zone: ZoneInfo) -> date:
    return shift.start.astimezone(zone).date()
