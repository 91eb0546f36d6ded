"""When a team works: its weekly opening hours, and those of periods that have their own."""

from datetime import date

from scheduler.clock import Clock
from scheduler.intervals import Interval
from scheduler.team import NamedPeriod, Team, WeeklyTime


def period_on(team: Team, on: date) -> NamedPeriod | None:
    """The team's named period that holds a date; periods do not overlap."""
    return next((each for each in team.periods if each.first <= on <= each.last), None)


def closed_dates(team: Team, first: date, last: date) -> frozenset[date]:
    """The dates from first to last, both included, that lie in a period in which it is closed."""
    return frozenset(
        date.fromordinal(day)
        for period in team.periods
        if period.closed
        for day in range(
            max(first, period.first).toordinal(), min(last, period.last).toordinal() + 1
        )
    )


def open_hours(team: Team, clock: Clock, days: range) -> tuple[Interval, ...] | None:
    """The windows that start on these days, in time order; None where it is always open.

    A window that ends at or before its start passes midnight. A day without hours of its own or of
    the team is open from midnight to midnight.
    """
    if team.opening is None and all(period.opening is None for period in team.periods):
        return None
    found: list[Interval] = []
    for day in days:
        hours = _hours(team, clock.date(day))
        if hours is None:
            found.append((clock.midnight(day), clock.midnight(day + 1)))
            continue
        found += [
            clock.window(day, each.start, each.end)
            for each in hours
            if any(name.number == clock.weekday(day) for name in each.weekdays)
        ]
    return tuple(sorted(found))


def _hours(team: Team, on: date) -> tuple[WeeklyTime, ...] | None:
    period = period_on(team, on)
    return team.opening if period is None or period.opening is None else period.opening
