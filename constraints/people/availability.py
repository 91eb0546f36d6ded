"""When a person can be rostered at all."""

from collections.abc import Iterator
from datetime import timedelta

from scheduler.rule import (
    Bars,
    Breach,
    Clocked,
    Day,
    Group,
    Mandatory,
    Person,
    Presence,
    Problem,
    Record,
    Words,
    words,
)

Interval = tuple[int, int]

ALMOST_A_MINUTE = timedelta(minutes=1) - timedelta.resolution


class Availability(Mandatory):
    """No shift lies in a time in which the person is not available.

    Requires
        No minute of a shift lies in leave, in a busy time, outside the person's weekly windows
        where there are any, on a closing day or a public holiday on which the team is closed, or
        in a private appointment.

    Why
        Leave is leave, and people who offer some hours offer those.

    How it is counted
        A shift may touch the time with its start or its end. Days are local days: a shift that
        starts on the eve of a closed day and passes midnight is in it. A weekly window that ends at
        or before its start passes midnight; windows that meet are one. Busy times and private
        appointments are widened to whole minutes.

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
        for person in record.people:
            known, private = _known(record.problem, person), _private(record.problem, person)
            for presence in record.new_shifts(person.id):
                if presence.standing:
                    continue
                for start, end in known:
                    if presence.start < end and start < presence.end:
                        yield self._breach(record, person, presence, (start, end))
                if any(presence.start < end and start < presence.end for start, end in private):
                    yield self._private_breach(record, person, presence)

    def _breach(self, record: Record, person: Person, presence: Presence, away: Interval) -> Breach:
        clock = record.clock
        start, end = max(away[0], presence.start), min(away[1], presence.end)
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


def _known(problem: Problem, person: Person) -> list[Interval]:
    """Leave, closed days and times outside weekly windows, sorted and joined where they meet."""
    clock = problem.clock
    away = [
        (clock.midnight(first), clock.midnight(last + 1))
        for leave in person.leave
        if (first := max(-1, clock.day(leave.first)))
        <= (last := min(clock.days + 1, clock.day(leave.last)))
    ]
    away += [(clock.midnight(day), clock.midnight(day + 1)) for day in problem.closed_days]
    away += _outside_windows(problem, person)
    joined: list[Interval] = []
    for start, end in sorted(away):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _outside_windows(problem: Problem, person: Person) -> Iterator[Interval]:
    if person.available is None:
        return
    clock = problem.clock
    windows = []
    for day in range(-1, clock.days + 2):
        for window in person.available:
            if any(name.number == clock.weekday(day) for name in window.weekdays):
                end = clock.at(day + (window.end <= window.start), window.end)
                windows.append((clock.at(day, window.start), end))
    reached = clock.midnight(-1)
    for start, end in sorted(windows):
        if start > reached:
            yield reached, start
        reached = max(reached, end)
    yield reached, max(reached, clock.midnight(clock.days + 2))


def _private(problem: Problem, person: Person) -> list[Interval]:
    """Appointments, and busy times brought in from a calendar: theirs alone to know."""
    clock = problem.clock
    return [
        (clock.minute(busy.start), clock.minute(busy.end + ALMOST_A_MINUTE))
        for busy in (*person.busy, *person.private.appointments)
    ]
