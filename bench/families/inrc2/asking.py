"""An instance as the engine is asked it: half hours for shift types, activities for skills."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from bench.families.family import Question
from bench.families.inrc2.instance import Instance, Limits, Nurse
from bench.families.inrc2.places import MOST_TYPES, PART, starts
from bench.families.inrc2.rules import CATALOGUE
from bench.families.inrc2.rules.assignments import Assignments, Shifts
from bench.families.inrc2.rules.cover import Cover, Wanted
from bench.families.inrc2.rules.one_skill import OneSkill
from bench.families.inrc2.rules.requests import Requests
from bench.families.inrc2.rules.runs import DaysOff, Run, SameShift, WorkingDays
from bench.families.inrc2.rules.weekends import Weekends, WeekendTerms
from bench.families.verdict import UnreadableError, UnsolvableError
from constraints.people.skilled import Skilled
from constraints.rest.shift_succession import ShiftSuccession
from scheduler.clock import Clock
from scheduler.presence import Presence, Stretch
from scheduler.problem import Problem
from scheduler.rule import Rulebook
from scheduler.team import Activity, Person, ShiftKind, ShiftShape, Skill, Team

# The horizon starts on a Monday; which one is nothing to the instance.
MONDAY = date(2024, 1, 1)


def ask(instance: Instance) -> Question:
    """The problem and the rules.

    Raises UnsolvableError where a day asks for more people than have the skills, UnreadableError
    where there are more shift types than half hours.
    """
    if len(instance.shifts) > MOST_TYPES:
        raise UnreadableError(f"{len(instance.shifts)} shift types: at most {MOST_TYPES} here")
    for what in _beyond(instance):
        raise UnsolvableError(what)
    team = _team(instance)
    clock = Clock(team.timezone, MONDAY, instance.days, PART)
    problem = Problem(team, clock, tuple(_history(instance)))
    return Question(problem, _rulebook(instance))


def _beyond(instance: Instance) -> Iterator[str]:
    """Days whose minimum in some skills is more than the people who have one of them."""
    wanted: dict[tuple[int, str], int] = defaultdict(int)
    for demand in instance.demands:
        wanted[demand.day, demand.skill] += demand.minimum
    for size in range(1, len(instance.skills) + 1):
        for skills in combinations(instance.skills, size):
            have = sum(not set(skills).isdisjoint(nurse.skills) for nurse in instance.nurses)
            for day in range(instance.days):
                asked = sum(wanted[day, skill] for skill in skills)
                if asked > have:
                    names = " or ".join(skills)
                    yield f"day {day} asks for {asked} people as {names}, and {have} are there"


def _team(instance: Instance) -> Team:
    numbered = list(enumerate(instance.shifts))
    return Team(
        name=instance.scenario,
        timezone="UTC",
        activities=tuple(Activity(id=s, name=s, skills=(s,)) for s in instance.skills),
        shapes=tuple(ShiftShape(start=starts(place), minutes=PART) for place, _ in numbered),
        shift_kinds=tuple(
            ShiftKind(id=shift.name, starts_from=starts(place), starts_before=starts(place + 1))
            for place, shift in numbered
        ),
        people=tuple(
            Person(
                id=nurse.name,
                name=nurse.name,
                skills=tuple(Skill(skill=skill, first=MONDAY) for skill in nurse.skills),
            )
            for nurse in instance.nurses
        ),
    )


def _history(instance: Instance) -> Iterator[Presence]:
    """The shift of the Sunday before, which some may not follow; of what skill is not told."""
    places = {shift.name: place for place, shift in enumerate(instance.shifts)}
    for name, past in instance.past.items():
        if past.last is not None:
            start = places[past.last] * PART - 24 * 60
            stretches = (Stretch(start, start + PART, None),)
            yield Presence(name, -1, start, start + PART, stretches, standing=True)


def _rulebook(instance: Instance) -> Rulebook:
    places = {shift.name: place for place, shift in enumerate(instance.shifts)}
    pairs = [(shift.name, after) for shift in instance.shifts for after in sorted(shift.barred)]
    people = {nurse.name: nurse.contract for nurse in instance.nurses}
    past = instance.past
    return Rulebook(
        [
            ShiftSuccession(pairs=tuple(pairs)),
            Skilled(),
            OneSkill(),
            Cover(
                wanted=tuple(
                    Wanted(d.day, places[d.shift], d.skill, d.minimum, d.optimal)
                    for d in instance.demands
                    if d.optimal
                )
            ),
            WorkingDays(
                runs={name: (_run(c.working, past[name].worked),) for name, c in people.items()}
            ),
            DaysOff(runs={name: (_run(c.off, past[name].off),) for name, c in people.items()}),
            SameShift(runs={nurse.name: _same(instance, nurse) for nurse in instance.nurses}),
            Requests(unwished=tuple(sorted((n, d, places[s]) for n, d, s in instance.requests))),
            Weekends(
                terms={
                    name: WeekendTerms(max(0, c.weekends - past[name].weekends), c.complete)
                    for name, c in people.items()
                }
            ),
            Assignments(
                shifts={
                    name: Shifts(c.total.least, c.total.most, past[name].assignments)
                    for name, c in people.items()
                }
            ),
        ],
        CATALOGUE,
    )


def _run(limits: Limits, before: int, place: int = 0) -> Run:
    return Run(limits.least, limits.most, before, place)


def _same(instance: Instance, nurse: Nurse) -> tuple[Run, ...]:
    past = instance.past[nurse.name]
    return tuple(
        _run(shift.run, past.same if past.last == shift.name else 0, place)
        for place, shift in enumerate(instance.shifts)
    )
