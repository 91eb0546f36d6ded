"""When a person can be rostered at all."""

from collections.abc import Iterator

from scheduler.rule import (
    Bars,
    Breach,
    Clocked,
    Day,
    Group,
    Interval,
    Mandatory,
    Person,
    Presence,
    Problem,
    Record,
    Words,
    uncovered,
    windows,
    words,
)


class Availability(Mandatory):
    """No shift lies in a time in which the person is not available.

    Requires
        No minute of a shift lies in leave, in a busy time, outside the person's weekly windows
        where there are any and what they offered beside them, on a closing day or a public holiday
        on which the team is closed, outside the team's opening hours where there are any, or in a
        private appointment.

    Why
        Leave is leave, and people who offer some hours offer those.

    How it is counted
        A shift may touch the time with its start or its end. Days are local days: a shift that
        starts on the eve of a closed day and passes midnight is in it. A weekly window that ends at
        or before its start passes midnight; windows that meet are one. In a period with opening
        hours of its own those hold instead of the team's. Busy times and private appointments are
        widened to whole minutes.

    Source
        What the team and the person have said.
    """

    name = "availability"
    group = Group.PEOPLE

    def sentence(self) -> Words:
        return words(
            "No shift on leave, on closed days or in times when a person is not available."
        )

    def bar(self, problem: Problem, bars: Bars) -> None:
        """Every time that is not available, known to others or private."""
        for person in problem.people.values():
            for start, end in (*_known(problem, person), *_private(problem, person)):
                bars.shift(person.id, start, end)

    def check(self, record: Record) -> Iterator[Breach]:
        """Shifts that lie in such a time."""
        for presence in record.planned:
            person = record.problem.people.get(presence.person)
            if presence.standing or person is None:
                continue
            for away in _away(record.problem, person, presence):
                yield self._breach(record, person, away)
            taken = (*person.busy, *person.private.appointments)
            start, end = record.clock.moment(presence.start), record.clock.moment(presence.end)
            if any(start < each.end and each.start < end for each in taken):
                yield self._private_breach(record, person, presence)

    def _breach(self, record: Record, person: Person, away: Interval) -> Breach:
        clock = record.clock
        start, end = away
        return Breach(
            rule=self.name,
            person=person.id,
            start=start,
            end=end,
            said=words(
                "{name} is not available on {day} from {start} to {end}.",
                name=person.name,
                day=Day(clock.date(clock.day_at(start))),
                start=Clocked(clock.moment(start)),
                end=Clocked(clock.moment(end)),
            ),
        )

    def _private_breach(self, record: Record, person: Person, presence: Presence) -> Breach:
        return Breach(
            rule=self.name,
            person=person.id,
            start=presence.start,
            end=presence.end,
            said=words(
                "{name}: an appointment lies in the shift of {day}.",
                name=person.name,
                day=Day(record.clock.date(presence.day)),
            ),
            private=True,
        )


def _away(problem: Problem, person: Person, presence: Presence) -> list[Interval]:
    """The parts of a shift on days off, else outside opening hours, else the person's windows."""
    clock = problem.clock
    days = range(presence.day, clock.day_at(presence.end - 1) + 1)
    off = [
        (max(presence.start, clock.midnight(day)), min(presence.end, clock.midnight(day + 1)))
        for day in days
        if day in problem.closed_days or person.on_leave(clock.date(day))
    ]
    if not off and problem.open_hours is not None:
        off = list(uncovered(presence.start, presence.end, problem.open_hours))
    if off or person.available is None:
        return off
    offered = windows(problem, person, range(presence.day - 1, days.stop))
    return list(uncovered(presence.start, presence.end, offered))


def _known(problem: Problem, person: Person) -> Iterator[Interval]:
    """Leave, closed days, and times outside opening hours and weekly windows."""
    clock = problem.clock
    for leave in person.leave:
        first, last = max(-1, clock.day(leave.first)), min(clock.days + 1, clock.day(leave.last))
        if first <= last:
            yield clock.midnight(first), clock.midnight(last + 1)
    for day in problem.closed_days:
        yield clock.midnight(day), clock.midnight(day + 1)
    if problem.open_hours is not None:
        whole = clock.midnight(-1), clock.midnight(clock.days + 2)
        yield from uncovered(*whole, problem.open_hours)
    if person.available is not None:
        reached = clock.midnight(-1)
        for start, end in windows(problem, person, range(-1, clock.days + 2)):
            yield reached, start
            reached = max(reached, end)
        yield reached, clock.midnight(clock.days + 2)


def _private(problem: Problem, person: Person) -> list[Interval]:
    """Appointments, and busy times brought in from a calendar: theirs alone to know."""
    clock = problem.clock
    return [
        (clock.minute(busy.start), clock.minute_up(busy.end))
        for busy in (*person.busy, *person.private.appointments)
    ]
