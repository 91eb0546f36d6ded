"""What a team file says of days that are the roster's to plan."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from scheduler.reading.faults import Fault
from scheduler.team import Team
from scheduler.words import Words, words


def period_faults(team: Team, first: date, last: date) -> Iterator[Fault]:
    """Shifts that lie on a roster's own days, and minutes done that do not lie before them.

    No limit could count them, and the same minutes would be planned once more. first, last: the
    roster's days, both inside. Shifts after them stand: a roster is in force there already.
    """
    zone = ZoneInfo(team.timezone)
    for number, shift in enumerate(team.history):
        on = shift.start.astimezone(zone).date()
        if first <= on <= last:
            yield Fault(f"history[{number}].start", _standing(on, first))
    for number, entry in enumerate(team.worked):
        if entry.day >= first:
            yield Fault(f"worked[{number}].date", _not_before(entry.day, first))
    for number, use in enumerate(team.urgent):
        on = use.start.astimezone(zone).date()
        if on >= first:
            yield Fault(f"urgent[{number}].from", _not_before(on, first))


def _not_before(on: date, first: date) -> Words:
    return words(
        "{date} is not before the roster's first day, {first}", date=str(on), first=str(first)
    )


def _standing(on: date, first: date) -> Words:
    return words("{fault}; pin a shift that stands", fault=_not_before(on, first))
