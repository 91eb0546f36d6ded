"""When a person is there to be rostered: weekly windows, and times that were offered once."""

from scheduler.intervals import Interval
from scheduler.problem import Problem
from scheduler.team import Person


def windows(problem: Problem, person: Person, days: range) -> list[Interval]:
    """The person's weekly windows that start on these days, and all single offers, in time order.

    A window that ends at or before its start passes midnight. An offer counts from its first whole
    minute on.
    """
    clock = problem.clock
    weekly = [
        clock.window(day, window.start, window.end)
        for day in days
        for window in person.available or ()
        if any(name.number == clock.weekday(day) for name in window.weekdays)
    ]
    single = [(clock.minute_up(offer.start), clock.minute(offer.end)) for offer in person.offered]
    return sorted([*weekly, *single])
