"""What is in force around a period: the shifts that stand before it and after it."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from scheduler.problem import RECENT, TWO_YEARS, public_holidays
from scheduler.roster import Roster, Shift, by_day
from scheduler.team import Team
from web.storage.tables import Roster as RosterRow

# Rules that bind look so far, back and ahead.
HISTORY = timedelta(days=RECENT)
# Rules that share out and give back count shifts of twelve weeks, on public holidays of two years.
TWELVE_WEEKS = timedelta(days=84)
LONG_AGO = timedelta(days=TWO_YEARS)


class _Worked(BaseModel):
    """A shift of a roster without what was done in it."""

    model_config = ConfigDict(frozen=True)

    person: str
    start: AwareDatetime
    end: AwareDatetime


class _Outline(BaseModel):
    """A roster's days and the times of its shifts."""

    model_config = ConfigDict(frozen=True)

    first: date = Field(alias="from")
    last: date = Field(alias="to")
    shifts: tuple[_Worked, ...]


def rosters_around(
    session: Session,
    team_id: int,
    first: date,
    last: date,
    *,
    draft: RosterRow | None = None,
    back: timedelta = HISTORY,
) -> tuple[str, ...]:
    """The texts of what the team published for days around a period, in that order.

    first, last: the days of the period, both inside. draft: taken as if it were published now.
    back: how far to look back; whoever only asks what binds needs no more than HISTORY.
    """
    query = select(RosterRow.document).where(
        RosterRow.team_id == team_id,
        RosterRow.state == "published",
        RosterRow.first <= last + HISTORY,
        RosterRow.last >= first - back,
        or_(RosterRow.first < first, RosterRow.last > last),
    )
    texts = tuple(session.scalars(query.order_by(RosterRow.version)))
    return texts if draft is None else (*texts, draft.document)


def with_standing(team: Team, around: Sequence[str], first: date, last: date) -> Team:
    """The team with the shifts that other rosters have before `first` and after `last`.

    around: their texts in the order of publication. A day is told by the roster that had it last,
    and days that none had by the team file's own history. Shifts of more than twelve weeks before
    are kept where they lie on a public holiday. Of rosters that ended before what binds the times
    are read alone, so that work that the team no longer has is no hindrance there.
    """
    zone = ZoneInfo(team.timezone)
    rosters = [_read(document, first - HISTORY) for document in around]
    tells = by_day(rosters)
    known = [shift for shift in team.history if _day(shift, zone) not in tells]
    years = range((first - LONG_AGO).year, first.year + 1)
    holidays = public_holidays(team, years)

    def counts(shift: Shift) -> bool:
        day = _day(shift, zone)
        if first <= day <= last:
            return False
        return day >= first - TWELVE_WEEKS or not holidays.isdisjoint({day, _last_day(shift, zone)})

    standing = [
        shift
        for roster in rosters
        for shift in roster.shifts
        if tells.get(_day(shift, zone)) is roster and counts(shift)
    ]
    return team.model_copy(update={"history": (*known, *standing)})


def _read(document: str, recent: date) -> Roster:
    """A roster; of one that ended before `recent` the times of its shifts without their blocks."""
    outline = _Outline.model_validate_json(document)
    if outline.last >= recent:
        return Roster.model_validate_json(document)
    shifts = tuple(Shift(person=s.person, start=s.start, end=s.end) for s in outline.shifts)
    return Roster(team="", first=outline.first, last=outline.last, shifts=shifts)


def _last_day(shift: Shift, zone: ZoneInfo) -> date:
    return (shift.end - timedelta(minutes=1)).astimezone(zone).date()


def _day(shift: Shift, zone: ZoneInfo) -> date:
    return shift.start.astimezone(zone).date()
