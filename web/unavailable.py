"""When somebody is not available. Why is nobody's business, so every cause answers alike."""

from scheduler.clock import Clock
from scheduler.team import Person


def away_all_day(person: Person, clock: Clock, day: int) -> bool:
    """Whether no shift can lie on the day: leave, busy times and private appointments alike."""
    on = clock.date(day)
    if person.on_leave(on):
        return True
    first, last = clock.midnight(day), clock.midnight(day + 1)
    return any(
        clock.minute(busy.start) <= first and last <= clock.minute(busy.end)
        for busy in (*person.busy, *person.private.appointments)
    )


def own_cap(person: Person, clock: Clock, day: int) -> int | None:
    """The lowest daily limit the person has set alone for the day, in minutes."""
    on = clock.date(day)
    return min((cap.minutes for cap in person.private.own_caps if cap.holds(on)), default=None)
