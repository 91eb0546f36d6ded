"""What is locked stays."""

from collections.abc import Iterator
from dataclasses import replace

from scheduler.rule import (
    Breach,
    Clocked,
    Day,
    Group,
    Mandatory,
    PlacedShape,
    Presence,
    Record,
    Words,
    words,
)


class Pinned(Mandatory):
    """Pinned shifts and days off are in the roster as they were pinned.

    Requires
        Each pinned shift is in the roster with its start, end, place and blocks; a shift pinned
        in its times alone with its start, end and place. On a day pinned free no shift starts.

    Why
        What people were promised, or the manager decided, is not changed by a program.

    How it is counted
        By pins in force. A pin that a rule of exposure, breaks, rest or people forbids is void
        before anything is planned: it is taken out and reported, and where its times can stay
        and only its blocks cannot, its times stay pinned.

    Source
        What the manager has pinned.
    """

    name = "pinned"
    group = Group.CHANGE

    def sentence(self) -> Words:
        return words("Pinned shifts and days off stay as they are.")

    def check(self, record: Record) -> Iterator[Breach]:
        """Pins that are not in the roster as they stand."""
        problem = record.problem
        planned = {(p.person, p.day, p.start, p.end, p.place): p for p in record.planned}
        for pin in problem.standing.values():
            found = planned.get((pin.person, pin.day, pin.start, pin.end, pin.place))
            if found is None or replace(found, standing=pin.standing) != pin:
                yield self._missing(record, pin.person, PlacedShape.of(pin))
        for (person, day), shape in problem.outlines.items():
            if (person, day, shape.start, shape.end, shape.place) not in planned:
                yield self._missing(record, person, shape)
        for presence in record.planned:
            if (presence.person, presence.day) in problem.days_off:
                yield self._not_off(record, presence)

    def _missing(self, record: Record, person: str, shape: PlacedShape) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person,
            start=shape.start,
            end=shape.end,
            said=words(
                "{name}: the shift pinned on {day} from {start} to {end} is not there as pinned.",
                name=record.name(person),
                day=Day(clock.date(clock.day_at(shape.start))),
                start=Clocked(clock.moment(shape.start)),
                end=Clocked(clock.moment(shape.end)),
            ),
        )

    def _not_off(self, record: Record, presence: Presence) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=presence.person,
            start=presence.start,
            end=presence.end,
            said=words(
                "{name}: {day} is pinned free, and a shift starts at {start}.",
                name=record.name(presence.person),
                day=Day(clock.date(presence.day)),
                start=Clocked(clock.moment(presence.start)),
            ),
        )
