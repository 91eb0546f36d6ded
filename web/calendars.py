"""Shifts as iCalendar bytes: neutral, in UTC, and the same bytes each time.

Why each line is as it is stands in docs/reference/feeds.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from uuid import UUID, uuid5

from icalendar import Calendar, Event

# Phones show both on locked screens, and they never say what is done in a shift.
TITLE = "Shift"
NAME = "Roster"
# The same in every version of the program, or each update would change every feed.
PRODUCT = "-//Breather//Roster//EN"
REFRESH = timedelta(hours=1)

_END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True)
class ShiftEvent:
    """One shift in a calendar.

    start, end, revised: aware. sequence: how often its times changed since it was first published,
    0 at first. revised: when they last did.
    """

    uid: UUID
    start: datetime
    end: datetime
    sequence: int
    revised: datetime


def event_uid(namespace: UUID, person: str, day: date, ordinal: int = 0) -> UUID:
    """The id of a person's shift that starts on a local day, for as long as there is one.

    A shift moved within its day keeps it, one given to somebody else is another. `ordinal` tells
    apart shifts that start on the same day.
    """
    # The ids of persons have no bar, so no two keys are spelled the same.
    return uuid5(namespace, f"{person}|{day.isoformat()}|{ordinal}")


def calendar(events: Iterable[ShiftEvent]) -> bytes:
    """The calendar of these shifts, in the order of their starts; it may be empty."""
    ordered = sorted(events, key=lambda event: (event.start, event.uid))
    head = _frame().removesuffix(_END)
    return b"".join((head, *map(_event, ordered), _END))


@lru_cache(maxsize=1)
def _frame() -> bytes:
    frame = Calendar()
    frame.add("version", "2.0")
    frame.add("prodid", PRODUCT)
    frame.add("name", NAME)
    frame.add("x-wr-calname", NAME)
    frame.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    frame.add("x-published-ttl", "PT1H")
    return bytes(frame.to_ical())


# The library takes a third of a millisecond an event, and most events of a publication are those
# of the one before.
@lru_cache(maxsize=20_000)
def _event(shift: ShiftEvent) -> bytes:
    # `Event.new` would put in the time of now.
    event = Event()
    event.add("uid", str(shift.uid))
    event.add("summary", TITLE)
    event.add("dtstart", _utc(shift.start))
    event.add("dtend", _utc(shift.end))
    event.add("dtstamp", _utc(shift.revised))
    event.add("last-modified", _utc(shift.revised))
    event.add("sequence", shift.sequence)
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    return bytes(event.to_ical())


def _utc(moment: datetime) -> datetime:
    """In UTC and to the second.

    Raises:
        ValueError: the moment has no zone, so that clients would guess one.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no UTC offset")
    return moment.astimezone(UTC).replace(microsecond=0)
