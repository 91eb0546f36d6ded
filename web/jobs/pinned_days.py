"""What was pinned on the board of known rosters, brought into a new one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from scheduler.roster import Block, Roster, Shift
from scheduler.team import DayOff, Pins, Team
from web.storage.tables import DraftState
from web.storage.tables import Roster as RosterRow

PersonDay = tuple[str, date]


@dataclass(frozen=True)
class PinnedIn:
    """What is pinned in a stored roster, `moved` whole days later: 0, or a number of weeks."""

    roster_id: int
    moved: int = 0

    def told(self) -> dict[str, Any]:
        """As a job's payload has it."""
        return {"roster": self.roster_id, "moved": self.moved}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "PinnedIn":
        """What `told` gave."""
        return cls(told["roster"], told["moved"])


def with_pinned_days(
    session: Session, team: Team, pinned: Iterable[PinnedIn], first: date, last: date
) -> tuple[Team, frozenset[PersonDay]]:
    """The team with what is pinned in these rosters pinned as well, and whose days these are.

    first, last: the days of the new roster, both inside. Of a person's day the first that has it
    pinned tells, and the team's own pins go before all.
    """
    days: set[PersonDay] = set()
    for source in pinned:
        state = session.get(DraftState, source.roster_id)
        if state is None or not state.pinned:
            continue
        document = session.get_one(RosterRow, source.roster_id).document
        cells = [(person, date.fromisoformat(on)) for person, on in state.pinned]
        by = timedelta(days=source.moved)
        roster = Roster.model_validate_json(document)
        team, more = pinned_too(team, roster, cells, by, first, last)
        days |= more
    return team, frozenset(days)


def pinned_too(
    team: Team,
    roster: Roster,
    cells: Iterable[PersonDay],
    by: timedelta,
    first: date,
    last: date,
) -> tuple[Team, set[PersonDay]]:
    """The team with days of people pinned as a roster has them, `by` so much later.

    A day without a shift is pinned free. People whom the team no longer has are left out.
    """
    zone = ZoneInfo(team.timezone)
    people = {person.id for person in team.people}
    taken = {(shift.person, _day(shift, zone)) for shift in team.pins.shifts}
    taken |= {(off.person, off.day) for off in team.pins.days_off}
    wanted = {
        (person, on + by)
        for person, on in cells
        if person in people and first <= on + by <= last and (person, on + by) not in taken
    }
    moved = (moved_shift(shift, by, zone) for shift in roster.shifts)
    shifts = tuple(shift for shift in moved if (shift.person, _day(shift, zone)) in wanted)
    with_shift = {(shift.person, _day(shift, zone)) for shift in shifts}
    off = tuple(DayOff(person=who, day=on) for who, on in sorted(wanted - with_shift))
    pins = Pins(shifts=(*team.pins.shifts, *shifts), days_off=(*team.pins.days_off, *off))
    return team.model_copy(update={"pins": pins}), wanted


def moved_shift(shift: Shift, by: timedelta, zone: ZoneInfo) -> Shift:
    """The same shift some days later, by the clocks on the wall: they may have been changed."""
    if not by:
        return shift

    def move(moment: datetime) -> datetime:
        local = moment.astimezone(zone)
        return (local.replace(tzinfo=None) + by).replace(tzinfo=zone)

    def block(of: Block) -> Block:
        return of.model_copy(update={"start": move(of.start), "end": move(of.end)})

    blocks = tuple(block(each) for each in shift.blocks)
    return shift.model_copy(
        update={"start": move(shift.start), "end": move(shift.end), "blocks": blocks}
    )


def _day(shift: Shift, zone: ZoneInfo) -> date:
    return shift.start.astimezone(zone).date()
