"""A roster as the organisers' solution files, one after the other for all weeks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bench.families.inrc2.instance import WEEK, WEEKDAYS, Instance
from bench.families.inrc2.places import place_of
from scheduler.clock import Clock
from scheduler.presence import Presence


def write(instance: Instance, clock: Clock, shifts: Iterable[Presence]) -> str:
    """Each week's `SOLUTION` with its number, the scenario and who works when, in which skill."""
    order = {nurse.name: number for number, nurse in enumerate(instance.nurses)}
    weeks: dict[int, list[Presence]] = defaultdict(list)
    for shift in sorted(shifts, key=lambda shift: (order[shift.person], shift.day)):
        weeks[shift.day // WEEK].append(shift)
    lines = (
        line for week in range(instance.weeks) for line in _week(instance, clock, week, weeks[week])
    )
    return "".join(f"{line}\n" for line in lines)


def _week(instance: Instance, clock: Clock, week: int, shifts: list[Presence]) -> Iterator[str]:
    yield "SOLUTION"
    yield f"{week} {instance.scenario}"
    yield ""
    yield f"ASSIGNMENTS = {len(shifts)}"
    for shift in shifts:
        kind = instance.shifts[place_of(clock.midnight(shift.day), shift.start)].name
        skills = "+".join(s.activity.id for s in shift.stretches if s.activity is not None)
        yield f"{shift.person} {WEEKDAYS[shift.day % WEEK]} {kind} {skills}"
    yield ""
