"""What a solution is worth by the competition's rules, counted from its text alone.

The rules and their weights are those of the competition's own description: Ceschia, Thanh Dang,
De Causmaecker, Haspeslagh and Schaerf, "Second International Nurse Rostering Competition (INRC-II):
problem description and rules" (2015). The whole horizon is counted at once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from bench.families.inrc2.instance import (
    SATURDAY,
    SUNDAY,
    WEEK,
    WEEKDAYS,
    Instance,
    Limits,
    Nurse,
)
from bench.families.inrc2.lines import Lines
from bench.families.verdict import Verdict

OPTIMAL_COVER = 30
SAME_SHIFT = 15
WORKING_DAYS = 30
DAYS_OFF = 30
REQUEST = 10
INCOMPLETE_WEEKEND = 30
TOTAL = 20
WEEKEND = 30

# Shift and skill by day of one nurse.
Days = Mapping[int, tuple[str, str]]


@dataclass(frozen=True)
class Counted:
    """What each soft rule adds, by name, in points."""

    points: Mapping[str, int]

    @property
    def total(self) -> int:
        """The objective."""
        return sum(self.points.values())


def judge(instance: Instance, text: str) -> Verdict:
    """The verdict on the solution files of all weeks, one after the other in one text.

    Raises UnreadableError where the text is not that, or names what the instance has not.
    """
    assigned, doubled = read_solution(instance, text)
    faults = [f"{name}, day {day}: two shifts" for name, day in doubled]
    faults += _faults(instance, assigned)
    return Verdict(None if faults else count(instance, assigned).total, tuple(faults))


def count(instance: Instance, assigned: Mapping[str, Days]) -> Counted:
    """The points of each soft rule; the names are those of the organisers' validator."""
    nurses = instance.nurses
    return Counted(
        {
            "optimal coverage": _cover(instance, assigned),
            "consecutive": sum(
                _same_shift(instance, nurse, assigned) + _working(instance, nurse, assigned)
                for nurse in nurses
            ),
            "non working days": sum(_off(instance, nurse, assigned) for nurse in nurses),
            "preferences": REQUEST
            * sum(
                day in assigned[name] and assigned[name][day][0] == shift
                for name, day, shift in instance.requests
            ),
            "complete weekends": sum(_incomplete(instance, n, assigned[n.name]) for n in nurses),
            "total assignments": sum(_total(instance, n, assigned[n.name]) for n in nurses),
            "working weekends": sum(_weekends(instance, n, assigned[n.name]) for n in nurses),
        }
    )


def read_solution(
    instance: Instance, text: str
) -> tuple[dict[str, dict[int, tuple[str, str]]], list[tuple[str, int]]]:
    """Who does what, and the days on which somebody has two shifts."""
    lines = Lines(text, "solution")
    assigned: dict[str, dict[int, tuple[str, str]]] = {nurse.name: {} for nurse in instance.nurses}
    shifts = [shift.name for shift in instance.shifts]
    doubled = []
    for week in range(instance.weeks):
        lines.heading("SOLUTION")
        number, _ = lines.words(2)
        if lines.number(number) != week:
            raise lines.fault(f"week {number} where {week} is expected")
        for _ in range(lines.count("ASSIGNMENTS")):
            name, weekday, shift, skill = lines.words(4)
            lines.one_of(name, assigned, "nurse")
            lines.one_of(shift, shifts, "shift type")
            lines.one_of(skill, instance.skills, "skill")
            day = WEEK * week + WEEKDAYS.index(lines.one_of(weekday, WEEKDAYS, "weekday"))
            if day in assigned[name]:
                doubled.append((name, day))
            assigned[name][day] = (shift, skill)
    lines.end()
    return assigned, doubled


def _faults(instance: Instance, assigned: Mapping[str, Days]) -> Iterator[str]:
    """Each place where a hard rule is broken."""
    barred = {shift.name: shift.barred for shift in instance.shifts}
    for nurse in instance.nurses:
        before = instance.past[nurse.name].last
        for day in range(instance.days):
            shift, skill = assigned[nurse.name].get(day, (None, None))
            if skill is not None and skill not in nurse.skills:
                yield f"{nurse.name}, day {day}: not skilled as {skill}"
            if before is not None and shift in barred[before]:
                yield f"{nurse.name}, day {day}: {shift} after {before}"
            before = shift
    there = _there(assigned)
    for demand in instance.demands:
        found = there[demand.day, demand.shift, demand.skill]
        if found < demand.minimum:
            yield (
                f"day {demand.day}: {found} of {demand.minimum} {demand.skill} in {demand.shift}"
            )


def _there(assigned: Mapping[str, Days]) -> Counter[tuple[int, str, str]]:
    """How many people there are by day, shift and skill."""
    return Counter(
        (day, shift, skill) for days in assigned.values() for day, (shift, skill) in days.items()
    )


def _cover(instance: Instance, assigned: Mapping[str, Days]) -> int:
    there = _there(assigned)
    return OPTIMAL_COVER * sum(
        max(0, demand.optimal - there[demand.day, demand.shift, demand.skill])
        for demand in instance.demands
    )


def _runs(days: Iterable[bool], before: int, limits: Limits) -> int:
    """Days that runs of `days` have too many or too few.

    before: how long a run was before the first day. Days of that time beyond the most are not
    counted again; a run that is not over with the last day has not too few.
    """
    wrong, run = 0, before
    for on, group in groupby(days):
        length = len(list(group))
        if on:
            run += length
            wrong += max(0, min(length, run - limits.most))
        elif run:
            wrong += max(0, limits.least - run)
            run = 0
    return wrong


def _same_shift(instance: Instance, nurse: Nurse, assigned: Mapping[str, Days]) -> int:
    days, past = assigned[nurse.name], instance.past[nurse.name]
    return SAME_SHIFT * sum(
        _runs(
            (days.get(day, (None,))[0] == shift.name for day in range(instance.days)),
            past.same if past.last == shift.name else 0,
            shift.run,
        )
        for shift in instance.shifts
    )


def _working(instance: Instance, nurse: Nurse, assigned: Mapping[str, Days]) -> int:
    days, past = assigned[nurse.name], instance.past[nurse.name]
    worked = (day in days for day in range(instance.days))
    return WORKING_DAYS * _runs(worked, past.worked, nurse.contract.working)


def _off(instance: Instance, nurse: Nurse, assigned: Mapping[str, Days]) -> int:
    days, past = assigned[nurse.name], instance.past[nurse.name]
    free = (day not in days for day in range(instance.days))
    return DAYS_OFF * _runs(free, past.off, nurse.contract.off)


def _incomplete(instance: Instance, nurse: Nurse, days: Days) -> int:
    if not nurse.contract.complete:
        return 0
    return INCOMPLETE_WEEKEND * sum(
        (monday + SATURDAY in days) != (monday + SUNDAY in days)
        for monday in range(0, instance.days, WEEK)
    )


def _total(instance: Instance, nurse: Nurse, days: Days) -> int:
    shifts, limits = instance.past[nurse.name].assignments + len(days), nurse.contract.total
    return TOTAL * (max(0, limits.least - shifts) + max(0, shifts - limits.most))


def _weekends(instance: Instance, nurse: Nurse, days: Days) -> int:
    worked = sum(
        monday + SATURDAY in days or monday + SUNDAY in days
        for monday in range(0, instance.days, WEEK)
    )
    over = instance.past[nurse.name].weekends + worked - nurse.contract.weekends
    return WEEKEND * max(0, over)
