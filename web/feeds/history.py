"""What became of each shift over all publications: which stand, how often they were changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from web.calendars import ShiftEvent, event_uid


class Timed(Protocol):
    """What of a shift a calendar tells: whose it is, and its aware start and end."""

    @property
    def person(self) -> str:
        """The id in the team file."""

    @property
    def start(self) -> datetime:
        """When it starts."""

    @property
    def end(self) -> datetime:
        """When it ends."""


@dataclass(frozen=True)
class Publication:
    """A roster that was put into force, whether it still is or not.

    version: counts from 1. at: when. first, last: its local days, both inside. It took the place
    of what was in force on them, and of nothing else.
    """

    version: int
    at: datetime
    first: date
    last: date
    shifts: Sequence[Timed] = ()

    def holds(self, day: date) -> bool:
        """Whether the day is one of its own."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class _Slot:
    """Where a shift may be: a person, a local start day, and a number if there are several."""

    person: str
    day: date
    ordinal: int


@dataclass(frozen=True)
class _State:
    """A slot's shift as last published; `stands` is false once it was taken out."""

    start: datetime
    end: datetime
    sequence: int
    revised: datetime
    stands: bool = True


def events_by_person(
    publications: Iterable[Publication],
    *,
    zone: ZoneInfo,
    namespace: UUID,
    since: date = date.min,
) -> dict[str, list[ShiftEvent]]:
    """The shifts from the day `since` that stand after all publications, by person.

    A shift whose times changed, or that came back after it was taken out, has the next sequence
    number; one taken out is left out. A day is told by the publication that had it last. Depends on
    nothing but its arguments.
    """
    slots: dict[_Slot, _State] = {}
    for publication in sorted(publications, key=lambda one: one.version):
        planned = _planned(publication, zone)
        _take_out(slots, publication, planned)
        for slot, shift in planned.items():
            slots[slot] = _put_in(slots.get(slot), shift, publication)
    events: dict[str, list[ShiftEvent]] = defaultdict(list)
    for slot, state in slots.items():
        if state.stands and slot.day >= since:
            uid = event_uid(namespace, slot.person, slot.day, slot.ordinal)
            event = ShiftEvent(uid, state.start, state.end, state.sequence, state.revised)
            events[slot.person].append(event)
    return dict(events)


def _planned(publication: Publication, zone: ZoneInfo) -> dict[_Slot, Timed]:
    """The shifts that start on its own days; those of other days are not its to say."""
    found: dict[_Slot, Timed] = {}
    counts: dict[tuple[str, date], int] = defaultdict(int)
    for shift in sorted(publication.shifts, key=lambda one: one.start.astimezone(UTC)):
        day = shift.start.astimezone(zone).date()
        if publication.holds(day):
            found[_Slot(shift.person, day, counts[shift.person, day])] = shift
            counts[shift.person, day] += 1
    return found


def _take_out(
    slots: dict[_Slot, _State], publication: Publication, planned: Mapping[_Slot, Timed]
) -> None:
    for slot, state in slots.items():
        if state.stands and publication.holds(slot.day) and slot not in planned:
            slots[slot] = replace(state, stands=False)


def _put_in(before: _State | None, shift: Timed, publication: Publication) -> _State:
    # Local times are compared by the clock face where both have one zone: 02:30 comes twice.
    start, end = shift.start.astimezone(UTC), shift.end.astimezone(UTC)
    if before is None:
        return _State(start, end, 0, publication.at)
    if before.stands and (before.start, before.end) == (start, end):
        return before
    revised = max(before.revised, publication.at)
    return _State(start, end, before.sequence + 1, revised)
