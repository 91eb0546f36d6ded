"""Exposure of a whole team by week, planned and worked, with its spread and without names."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import quantiles

from scheduler.team import Person
from web.plan import Plan

# In a smaller group a figure of the team says something of each: none is told.
LEAST_PEOPLE = 5
WEEKS_BEFORE = 4
ONE_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ExposureWeek:
    """Exposing minutes of a week from a Monday on.

    planned: of all together. worked: of all on the days that are over, with the plan where nothing
    else was told; None before the week begins. low, middle, high: half of the people have planned
    minutes from low to high, as many below the middle as above.
    """

    monday: date
    people: int
    planned: int
    worked: int | None
    low: int
    middle: int
    high: int


def exposure_weeks(plan: Plan, today: date) -> list[ExposureWeek]:
    """The weeks of a roster and four before; those with fewer than five people are left out.

    today: the local day; days before it are over.
    """
    planned = _planned(plan)
    told = {(one.person, one.day): one.minutes for one in plan.team.worked}
    monday = _monday(plan.roster.first) - WEEKS_BEFORE * ONE_WEEK
    weeks = []
    while monday <= plan.roster.last:
        week = _week(plan, monday, planned, told, today)
        if week is not None:
            weeks.append(week)
        monday += ONE_WEEK
    return weeks


def _week(
    plan: Plan,
    monday: date,
    planned: Mapping[tuple[str, date], int],
    told: Mapping[tuple[str, date], int],
    today: date,
) -> ExposureWeek | None:
    days = [monday + timedelta(days=number) for number in range(7)]
    people = [person for person in plan.team.people if _shares(plan, person, days)]
    if len(people) < LEAST_PEOPLE:
        return None
    by_person = [sum(planned.get((person.id, day), 0) for day in days) for person in people]
    if not sum(by_person):
        return None
    worked = sum(
        told.get((person.id, day), planned.get((person.id, day), 0))
        for person in people
        for day in days
        if day < today
    )
    low, middle, high = quantiles(by_person, n=4, method="inclusive")
    return ExposureWeek(
        monday,
        len(people),
        sum(by_person),
        worked if monday < today else None,
        round(low),
        round(middle),
        round(high),
    )


def _shares(plan: Plan, person: Person, days: Sequence[date]) -> bool:
    """Whether a person may do exposing work on a day of these."""
    return any(
        person.authorised_for(activity.id, day)
        for activity in plan.team.activities
        if activity.exposes
        for day in days
    )


def _planned(plan: Plan) -> dict[tuple[str, date], int]:
    """Exposing minutes of this team's shifts by person and local day."""
    found: dict[tuple[str, date], int] = defaultdict(int)
    clock = plan.clock
    for person in plan.team.people:
        for presence, stretch in plan.record.stretches(person.id):
            if presence.elsewhere or not stretch.exposes:
                continue
            start = stretch.start
            while start < stretch.end:
                day = clock.day_at(start)
                end = min(stretch.end, clock.midnight(day + 1))
                found[person.id, clock.date(day)] += end - start
                start = end
    return found


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())
