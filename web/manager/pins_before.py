"""The pinned shifts of the period before, moved into a new one by whole weeks."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.roster import Block, Shift
from scheduler.team import Pins, Team

DAYS_OF_A_WEEK = 7


def pins_before(team: Team, first: date, days: int) -> tuple[Shift, ...]:
    """The pinned shifts of as many days before a period as it has, in whole weeks."""
    zone = ZoneInfo(team.timezone)
    start = first - _back(days)
    return tuple(
        shift
        for shift in team.pins.shifts
        if start <= shift.start.astimezone(zone).date() < start + timedelta(days=days)
    )


def with_pins_before(team: Team, first: date, days: int) -> Team:
    """The team with these shifts pinned once more, at the same times of the day, in the period.

    Days on which a person has a pin already are left as they are.
    """
    zone, back = ZoneInfo(team.timezone), _back(days)
    taken = {(s.person, s.start.astimezone(zone).date()) for s in team.pins.shifts}
    taken |= {(off.person, off.day) for off in team.pins.days_off}
    moved = (_moved(shift, back, zone) for shift in pins_before(team, first, days))
    new = [s for s in moved if (s.person, s.start.astimezone(zone).date()) not in taken]
    pins = Pins(shifts=(*team.pins.shifts, *new), days_off=team.pins.days_off)
    return team.model_copy(update={"pins": pins})


def _back(days: int) -> timedelta:
    return timedelta(days=-(-days // DAYS_OF_A_WEEK) * DAYS_OF_A_WEEK)


def _moved(shift: Shift, by: timedelta, zone: ZoneInfo) -> Shift:
    """The same shift on a later day, by the clocks on the wall: they may have been changed."""

    def move(moment: datetime) -> datetime:
        local = moment.astimezone(zone)
        return (local.replace(tzinfo=None) + by).replace(tzinfo=zone)

    def block(of: Block) -> Block:
        return of.model_copy(update={"start": move(of.start), "end": move(of.end)})

    blocks = tuple(block(each) for each in shift.blocks)
    return shift.model_copy(
        update={"start": move(shift.start), "end": move(shift.end), "blocks": blocks}
    )
