"""Days of known rosters that a new one leaves as they are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from scheduler.roster import Roster, Shift
from scheduler.team import DayOff, Pins, Team
from web.storage.tables import Roster as RosterRow


@dataclass(frozen=True)
class KeptDays:
    """Days `first` to `last`, both inside, that stay as a stored roster has them."""

    roster_id: int
    first: date
    last: date

    def told(self) -> dict[str, Any]:
        """As a job's payload has it."""
        return {
            "roster": self.roster_id,
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
        }

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "KeptDays":
        """What `told` gave."""
        first, last = (date.fromisoformat(told[end]) for end in ("from", "to"))
        return cls(told["roster"], first, last)


def with_kept_days(session: Session, team: Team, kept: Iterable[KeptDays]) -> Team:
    """The team with everybody's shifts of these days pinned, and their free days pinned free.

    A pin of the team itself goes before. Shifts of people whom the team no longer has are left out.

    Raises:
        sqlalchemy.exc.NoResultFound: no such roster.
    """
    for days in kept:
        document = session.get_one(RosterRow, days.roster_id).document
        team = as_they_are(team, Roster.model_validate_json(document), days.first, days.last)
    return team


def as_they_are(team: Team, roster: Roster, first: date, last: date) -> Team:
    """The team with the days from `first` to `last`, both inside, pinned as a roster has them."""
    zone = ZoneInfo(team.timezone)
    pins = team.pins
    taken = {(shift.person, _day(shift, zone)) for shift in pins.shifts}
    taken |= {(off.person, off.day) for off in pins.days_off}
    people = {person.id for person in team.people}
    shifts = [
        shift
        for shift in roster.shifts
        if shift.person in people
        and first <= _day(shift, zone) <= last
        and (shift.person, _day(shift, zone)) not in taken
    ]
    taken |= {(shift.person, _day(shift, zone)) for shift in shifts}
    off = (
        DayOff(person=person.id, day=day)
        for person in team.people
        for day in _days(first, last)
        if (person.id, day) not in taken
    )
    kept = Pins(shifts=(*pins.shifts, *shifts), days_off=(*pins.days_off, *off))
    return team.model_copy(update={"pins": kept})


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _day(shift: Shift, zone: ZoneInfo) -> date:
    return shift.start.astimezone(zone).date()
