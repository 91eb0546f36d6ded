"""Exposure of a whole team by week, planned and worked, with its spread and without names."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import quantiles

from web.plan import Plan

# In a smaller group a figure of the team says something of each: none is told.
LEAST_PEOPLE = 5
WEEKS_BEFORE = 4
ONE_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ExposureWeek:
    """Exposing minutes of a week from a Monday on.

    people: who has exposing work in it. planned: of all together. worked: of all on the days that
    are over, with the plan where nothing else was told; None where fewer than five have told
    anything, for the difference from the plan would be theirs. low, middle, high: half of the
    people have planned minutes from low to high, as many below the middle as above.
    """

    monday: date
    people: int
    planned: int
    worked: int | None
    low: int
    middle: int
    high: int


def exposure_weeks(plan: Plan, today: date) -> list[ExposureWeek]:
    """The weeks of a roster and four before.

    Those in which fewer than five people have exposing work are left out: whoever knows what some
    of them do would learn the rest.

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
    sums = {
        person.id: sum(planned.get((person.id, day), 0) for day in days)
        for person in plan.team.people
    }
    by_person = [minutes for minutes in sums.values() if minutes]
    if len(by_person) < LEAST_PEOPLE:
        return None
    tellers = {person for person, day in told if monday <= day < min(today, monday + ONE_WEEK)}
    worked = sum(
        told.get((person, day), planned.get((person, day), 0))
        for person in sums
        for day in days
        if day < today
    )
    low, middle, high = quantiles(by_person, n=4, method="inclusive")
    return ExposureWeek(
        monday,
        len(by_person),
        sum(by_person),
        worked if len(tellers) >= LEAST_PEOPLE else None,
        round(low),
        round(middle),
        round(high),
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
