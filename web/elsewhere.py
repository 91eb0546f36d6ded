"""What people of a team do in other teams of the store, by the rosters in force there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from scheduler.roster import BREAK, Block, Roster, Shift
from scheduler.team import Activity, Elsewhere, Exposed, Team
from web.before import HISTORY
from web.storage.in_force import in_force
from web.storage.tables import PERSON_ROLES, Membership
from web.storage.tables import Team as TeamRow


def with_elsewhere(session: Session, team_id: int, team: Team, first: date, last: date) -> Team:
    """The team with the shifts that its people have in other teams around a period.

    first, last: the days of the period, both inside. Who is one account is one person. Only what
    is in force counts, no draft, and nothing of a team that only practises. Times and exposure are
    told, and never which team it is.
    """
    found: dict[str, list[Elsewhere]] = defaultdict(list)
    own, other = aliased(Membership), aliased(Membership)
    shared = (
        select(own.person_id, other.team_id, other.person_id)
        .join(other, other.account_id == own.account_id)
        .where(
            own.team_id == team_id,
            other.team_id != team_id,
            own.role.in_(PERSON_ROLES),
            other.role.in_(PERSON_ROLES),
        )
    )
    for person, elsewhere, there in session.execute(shared):
        if person is not None and there is not None:
            found[person] += _shifts(session, elsewhere, there, first - HISTORY, last + HISTORY)
    if not any(found.values()):
        return team
    people = tuple(
        person.model_copy(update={"elsewhere": (*person.elsewhere, *_in_order(found[person.id]))})
        for person in team.people
    )
    return team.model_copy(update={"people": people})


def _in_order(shifts: list[Elsewhere]) -> list[Elsewhere]:
    """In one order whatever the store gives first: plans are kept by their texts."""
    return sorted(shifts, key=lambda shift: (shift.start, shift.end))


def _shifts(
    session: Session, team_id: int, person: str, first: date, last: date
) -> Iterator[Elsewhere]:
    row = session.get_one(TeamRow, team_id)
    if row.practice:
        return
    zone = ZoneInfo(row.zone)
    team = Team.model_validate_json(row.document)
    activities = {activity.id: activity for activity in team.activities}
    for one in in_force(session, team_id, first=first, last=last):
        days = max(first, one.first), min(last, one.last)
        for shift in Roster.model_validate_json(one.row.document).shifts:
            day = shift.start.astimezone(zone).date()
            if shift.person == person and days[0] <= day <= days[1]:
                yield _told(shift, activities)


def _told(shift: Shift, activities: Mapping[str, Activity]) -> Elsewhere:
    parts = (_exposed(block, activities) for block in shift.blocks if block.activity != BREAK)
    exposed = tuple(part for part in parts if part is not None)
    return Elsewhere(start=shift.start, end=shift.end, exposed=exposed)


def _exposed(block: Block, activities: Mapping[str, Activity]) -> Exposed | None:
    """None where the work does not expose; work that its team no longer has may have."""
    activity = activities.get(block.activity)
    if activity is None:
        return Exposed(start=block.start, end=block.end)
    if activity.exposes is None:
        return None
    return Exposed(
        start=block.start, end=block.end, exposes=activity.exposes, severity=activity.severity
    )
