"""The pinned shifts of the period before, moved into a new one by whole weeks."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from scheduler.roster import Shift
from scheduler.team import Pins, Team
from web.jobs.pinned_days import moved_shift

DAYS_OF_A_WEEK = 7


def pins_before(team: Team, first: date, days: int) -> tuple[Shift, ...]:
    """The pinned shifts of as many days before a period as it has, in whole weeks."""
    zone = ZoneInfo(team.timezone)
    start = first - weeks_of(days)
    return tuple(
        shift
        for shift in team.pins.shifts
        if start <= shift.start.astimezone(zone).date() < start + timedelta(days=days)
    )


def with_pins_before(team: Team, first: date, days: int) -> Team:
    """The team with these shifts pinned once more, at the same times of the day, in the period.

    Days on which a person has a pin already are left as they are.
    """
    zone, back = ZoneInfo(team.timezone), weeks_of(days)
    taken = {(s.person, s.start.astimezone(zone).date()) for s in team.pins.shifts}
    taken |= {(off.person, off.day) for off in team.pins.days_off}
    moved = (moved_shift(shift, back, zone) for shift in pins_before(team, first, days))
    new = [s for s in moved if (s.person, s.start.astimezone(zone).date()) not in taken]
    pins = Pins(shifts=(*team.pins.shifts, *new), days_off=team.pins.days_off)
    return team.model_copy(update={"pins": pins})


def weeks_of(days: int) -> timedelta:
    """A number of days, rounded up to whole weeks."""
    return timedelta(days=-(-days // DAYS_OF_A_WEEK) * DAYS_OF_A_WEEK)
