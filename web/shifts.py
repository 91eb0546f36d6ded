"""The shifts of rosters by person and local day, read from their texts alone."""

from collections.abc import Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from scheduler.roster import Roster, Shift, by_day

Cells = Mapping[tuple[str, date], tuple[Shift, ...]]


def cells_of(rosters: Iterable[Roster], zone: ZoneInfo) -> Cells:
    """Of rosters in the order of their publication; a day that several have the last one tells."""
    rosters = list(rosters)
    tells = by_day(rosters)
    found: dict[tuple[str, date], tuple[Shift, ...]] = {}
    for roster in rosters:
        for shift in sorted(roster.shifts, key=lambda one: one.start):
            day = shift.start.astimezone(zone).date()
            if tells.get(day) is roster:
                found[shift.person, day] = (*found.get((shift.person, day), ()), shift)
    return found
