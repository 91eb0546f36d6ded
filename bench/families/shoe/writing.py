"""A roster in the form in which the public model prints one."""

from collections.abc import Iterable

from bench.families.shoe.reading import SLOT, SLOTS
from bench.families.shoe.terms import FORMS
from scheduler.presence import Presence

LUNCH = max(max(form.pauses) for form in FORMS)


def write(shifts: Iterable[Presence]) -> str:
    """The hours worked and a line a person who works; the activity's number is its id's."""
    days = [_day(shift) for shift in shifts]
    days = [day for day in days if set(day) != {"R"}]
    worked = sum(character.isdigit() for day in days for character in day)
    return "".join([f"Hours worked: {worked * SLOT / 60:g}\n", *(f"[{day}]\n" for day in days)])


def _day(shift: Presence) -> str:
    """A break or lunch is what lies between two blocks of work; the rest is rest."""
    day = ["R"] * SLOTS
    reached: int | None = None
    for stretch in shift.stretches:
        if stretch.activity is None:
            continue
        first, end = stretch.start // SLOT, stretch.end // SLOT
        if reached is not None:
            pause = first - reached
            day[reached:first] = ["L" if pause == LUNCH else "B"] * pause
        day[first:end] = [stretch.activity.id] * (end - first)
        reached = end
    return "".join(day)
