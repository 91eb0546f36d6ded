"""Drafts made of what was published: an earlier version once more, or what a version replaced.

They are drafts like any other: the same check, the same notice, and a new number.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.roster import Roster as RosterFile
from scheduler.roster import Shift
from web.manager.keeping import without
from web.plan import stored_plan, team_of
from web.storage.in_force import in_force
from web.storage.rosters import Draft
from web.storage.tables import Roster, Team

ONE_DAY = timedelta(days=1)


def versions(session: Session, team_id: int) -> list[Roster]:
    """Everything that a team has published, the newest first."""
    query = select(Roster).where(Roster.team_id == team_id, Roster.version.is_not(None))
    return list(session.scalars(query.order_by(Roster.version.desc())))


def gone_back_to(session: Session, team: Team, row: Roster, today: date) -> Draft | None:
    """A version once more, on those of its days that are to come; None where none is.

    Shifts of people who have left the team since are left out.

    Raises:
        web.plan.UnreadablePlanError: it speaks of work that the team no longer has.
    """
    first = max(row.first, today + ONE_DAY)
    if first > row.last:
        return None
    shifts = _on(team, row, first, row.last)
    return _draft(session, team, first, row.last, list(shifts))


def withdrawn(session: Session, team: Team, row: Roster, today: date) -> Draft | None:
    """What the days of a version were before it; None where it has no day in force to come.

    Days that nothing was in force on before are free then.

    Raises:
        web.plan.UnreadablePlanError: what was there speaks of work that the team no longer has.
    """
    own = [one for one in in_force(session, team.id, first=today + ONE_DAY) if one.row.id == row.id]
    if not own:
        return None
    first, last = max(own[0].first, today + ONE_DAY), own[-1].last
    tells: dict[date, Roster] = {}
    for older in reversed(versions(session, team.id)):
        if older.version is not None and row.version is not None and older.version < row.version:
            tells |= dict.fromkeys(_days(older.first, older.last), older)
    for one in in_force(session, team.id, first=first, last=last):
        if one.row.id != row.id:
            tells |= dict.fromkeys(_days(one.first, one.last), one.row)
    shifts = [
        shift
        for day in _days(first, last)
        if day in tells
        for shift in _on(team, tells[day], day, day)
    ]
    return _draft(session, team, first, last, shifts)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _on(team: Team, row: Roster, first: date, last: date) -> Iterator[Shift]:
    zone = ZoneInfo(team.zone)
    known = {person.id for person in team_of(team.document).people}
    for shift in RosterFile.model_validate_json(row.document).shifts:
        if shift.person in known and first <= shift.start.astimezone(zone).date() <= last:
            yield shift


def _draft(session: Session, team: Team, first: date, last: date, shifts: list[Shift]) -> Draft:
    plain = RosterFile(team=team.name, first=first, last=last, shifts=tuple(shifts))
    roster = Roster(team_id=team.id, state="draft", first=first, last=last, figures={})
    roster.document = plain.model_dump_json(by_alias=True)
    weighed = without(stored_plan(session, team, roster), {}, ())
    figures = weighed.score.model_dump(exclude={"by_rule"}) if weighed.score else {}
    document = weighed.model_dump_json(by_alias=True)
    return Draft(team.id, first, last, document, figures)
