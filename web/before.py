"""What is in force around a period: the shifts that stand before it and after it."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from scheduler.roster import Roster, Shift
from scheduler.team import Team
from web.storage.tables import Roster as RosterRow

# Rolling rules look so far, back and ahead.
HISTORY = timedelta(days=35)


def rosters_around(
    session: Session, team_id: int, first: date, last: date, *, draft: RosterRow | None = None
) -> tuple[str, ...]:
    """The texts of what the team published for days around a period, in that order.

    first, last: the days of the period, both inside. draft: taken as if it were published now.
    """
    query = select(RosterRow.document).where(
        RosterRow.team_id == team_id,
        RosterRow.state == "published",
        RosterRow.first <= last + HISTORY,
        RosterRow.last >= first - HISTORY,
        or_(RosterRow.first < first, RosterRow.last > last),
    )
    texts = tuple(session.scalars(query.order_by(RosterRow.version)))
    return texts if draft is None else (*texts, draft.document)


def with_standing(team: Team, around: Sequence[str], first: date, last: date) -> Team:
    """The team with the shifts that other rosters have before `first` and after `last`.

    around: their texts in the order of publication. A day is told by the roster that had it last,
    and days that none had by the team file's own history.
    """
    zone = ZoneInfo(team.timezone)
    rosters = [Roster.model_validate_json(document) for document in around]
    tells: dict[date, int] = {}
    for number, roster in enumerate(rosters):
        days = (roster.last - roster.first).days + 1
        tells |= {roster.first + timedelta(days=day): number for day in range(days)}
    known = [shift for shift in team.history if _day(shift, zone) not in tells]
    standing = [
        shift
        for number, roster in enumerate(rosters)
        for shift in roster.shifts
        if tells.get(_day(shift, zone)) == number and not first <= _day(shift, zone) <= last
    ]
    return team.model_copy(update={"history": (*known, *standing)})


def _day(shift: Shift, zone: ZoneInfo) -> date:
    return shift.start.astimezone(zone).date()
