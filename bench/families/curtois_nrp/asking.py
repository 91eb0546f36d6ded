"""An instance as the engine is asked it."""

from datetime import date, time, timedelta

from bench.families.curtois_nrp.instance import Instance, Staff
from bench.families.curtois_nrp.rules import CATALOGUE
from bench.families.curtois_nrp.rules.cover import Line, StaffCover
from bench.families.curtois_nrp.rules.days_in_row import DaysInRow, Rows
from bench.families.curtois_nrp.rules.minutes import HorizonMinutes
from bench.families.curtois_nrp.rules.nothing_inside import NothingInside
from bench.families.curtois_nrp.rules.requests import Requests, Wanted
from bench.families.curtois_nrp.rules.succession import Succession
from bench.families.curtois_nrp.rules.type_count import TypeCount
from bench.families.curtois_nrp.rules.weekends import Weekends
from bench.families.family import Question
from bench.families.verdict import UnsolvableError
from constraints.people.availability import Availability
from scheduler.problem import Problem
from scheduler.rule import Rule, Rulebook
from scheduler.team import Activity, Leave, Person, ShiftKind, ShiftShape, Team

# Any Monday of a time zone whose days all have 24 hours.
MONDAY = date(2024, 1, 1)
ZONE = "UTC"
# Each kind of shift has a half hour of the day to itself, so that times tell the kinds apart and
# shifts of two days never meet: what kinds may follow each other is a rule, not their hours.
MINUTES = 30
# Level 2 is so many times the objective.
SCALE = 10


def ask(instance: Instance) -> Question:
    """The problem and the rules.

    Raises UnsolvableError where a person's own limits can not be kept together.
    """
    for staff in instance.staff.values():
        _possible(instance, staff)
    team = Team(
        name=instance.name,
        timezone=ZONE,
        activities=(Activity(id="work", name="Work"),),
        shapes=tuple(
            ShiftShape(start=_at(place), minutes=MINUTES) for place in range(len(instance.shifts))
        ),
        shift_kinds=tuple(
            ShiftKind(
                id=kind,
                starts_from=_at(place),
                starts_before=None if place + 1 == len(instance.shifts) else _at(place + 1),
            )
            for place, kind in enumerate(instance.shifts)
        ),
        people=tuple(_person(staff) for staff in instance.staff.values()),
    )
    problem = Problem.of(team, MONDAY, instance.days)
    return Question(problem, Rulebook(_rules(instance), CATALOGUE))


def _at(place: int) -> time:
    hours, minutes = divmod(place * MINUTES, 60)
    return time(hours, minutes)


def _person(staff: Staff) -> Person:
    days = (MONDAY + timedelta(days=day) for day in sorted(staff.off))
    return Person(
        id=staff.id, name=staff.id, leave=tuple(Leave(first=day, last=day) for day in days)
    )


def _rules(instance: Instance) -> list[Rule]:
    staff = instance.staff
    return [
        Availability(),
        NothingInside(never={name: _never(one) for name, one in staff.items()}),
        Succession(banned={kind: shift.banned_after for kind, shift in instance.shifts.items()}),
        TypeCount(most={name: dict(one.most) for name, one in staff.items()}),
        HorizonMinutes(
            minutes={kind: shift.minutes for kind, shift in instance.shifts.items()},
            most={name: one.most_minutes for name, one in staff.items()},
            least={name: one.least_minutes for name, one in staff.items()},
        ),
        DaysInRow(
            rows={
                name: Rows(most=one.most_days, least=one.least_days, least_off=one.least_days_off)
                for name, one in staff.items()
            }
        ),
        Weekends(most={name: one.most_weekends for name, one in staff.items()}),
        Requests(scale=SCALE, wanted=_wanted(instance)),
        StaffCover(
            scale=SCALE,
            lines=tuple(
                Line(
                    day=one.day,
                    kind=one.shift,
                    wanted=one.wanted,
                    under=one.under,
                    over=one.over,
                )
                for one in instance.cover
            ),
        ),
    ]


def _never(staff: Staff) -> frozenset[str]:
    return frozenset(kind for kind, most in staff.most.items() if not most)


def _wanted(instance: Instance) -> tuple[Wanted, ...]:
    return tuple(
        Wanted(person=one.staff, day=one.day, kind=one.shift, weight=one.weight, on=on)
        for requests, on in ((instance.on, True), (instance.off, False))
        for one in requests
    )


def _possible(instance: Instance, staff: Staff) -> None:
    """Raises UnsolvableError where the fewest minutes are more than can be worked."""
    days = instance.days - len(staff.off)
    most = sorted(
        (
            (shift.minutes, min(days, staff.most.get(kind, days)))
            for kind, shift in instance.shifts.items()
        ),
        reverse=True,
    )
    reached = 0
    for minutes, times in most:
        worked = min(times, days)
        reached += worked * minutes
        days -= worked
    reached = min(reached, staff.most_minutes)
    if reached < staff.least_minutes:
        raise UnsolvableError(
            f"{staff.id} works at least {staff.least_minutes} minutes and at most {reached}"
        )
