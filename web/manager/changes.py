"""What is another shift for whom: one sentence a day, by person, and no sum beside anybody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date
from zoneinfo import ZoneInfo

from flask_babel import gettext

from scheduler.roster import Shift
from web import say
from web.shifts import Cells


@dataclass(frozen=True, slots=True)
class PersonChanges:
    """What changes for one person, day by day."""

    name: str
    lines: tuple[str, ...]


def changes(
    before: Cells,
    after: Cells,
    days: Iterable[date],
    names: Mapping[str, str],
    zone: ZoneInfo,
) -> tuple[PersonChanges, ...]:
    """What differs on these days. names: of everybody who may be in them, in the order of rows."""
    days = list(days)
    found = []
    for person, name in names.items():
        lines = [
            line
            for day in days
            if (
                line := _line(
                    before.get((person, day), ()), after.get((person, day), ()), day, zone
                )
            )
        ]
        if lines:
            found.append(PersonChanges(name, tuple(lines)))
    return tuple(found)


def _line(
    before: tuple[Shift, ...], after: tuple[Shift, ...], day: date, zone: ZoneInfo
) -> str | None:
    was, now = _times(before, zone), _times(after, zone)
    on = say.short_day(day)
    if not before and not after:
        return None
    if not before:
        return str(gettext("%(day)s: a new shift, %(times)s", day=on, times=now))
    if not after:
        return str(gettext("%(day)s: no shift any more; it was %(was)s", day=on, was=was))
    if was != now:
        return str(gettext("%(day)s: %(times)s instead of %(was)s", day=on, times=now, was=was))
    if _inside(before) != _inside(after):
        words = gettext("%(day)s, %(times)s: other work, breaks or rooms inside", day=on, times=now)
        return str(words)
    return None


def _times(shifts: tuple[Shift, ...], zone: ZoneInfo) -> str:
    return say.listed([times_of(shift, zone) for shift in shifts])


def times_of(shift: Shift, zone: ZoneInfo) -> str:
    """Its times on the team's clocks, and that it is at home where it is."""
    times = say.span(shift.start.astimezone(zone), shift.end.astimezone(zone))
    if shift.place == "home":
        return str(gettext("%(times)s, at home", times=times))
    return times


def _inside(shifts: tuple[Shift, ...]) -> list[tuple[object, ...]]:
    return [
        (block.activity, block.meal, block.room, block.start.astimezone(UTC))
        for shift in shifts
        for block in shift.blocks
    ]
