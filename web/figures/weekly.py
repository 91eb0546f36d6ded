"""Figures of a team by week, from which nobody's own can be read.

A sum over few people tells of each of them, so none is given where fewer than five stand behind it.
Whoever reads is not counted among the five: they know their own part and could take it off. What
was really done is not in it at all, only what was planned.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from web.manager.cover import covered_activities, short_minutes, steps
from web.plan import Plan

FEWEST = 5
ONE_DAY, SIX_DAYS = timedelta(days=1), timedelta(days=6)
MINUTES_OF_AN_HOUR = 60


@dataclass(frozen=True)
class Figures:
    """Sums of a week in whole hours: of planned exposure, of coverage wanted and not covered.

    people: how many have exposing work in it.
    """

    people: int
    exposure: int
    wanted: int
    short: int


@dataclass(frozen=True)
class Week:
    """One week. days: how many of it are published. figures: None where too few stand behind."""

    monday: date
    days: int
    figures: Figures | None


@dataclass(frozen=True)
class _Part:
    """The days of a week that one plan has. The people are those behind each of the sums."""

    days: int
    exposed: frozenset[str]
    covering: frozenset[str]
    exposure: int
    wanted: int
    short: int


def weekly(plans: Sequence[Plan], mondays: Iterable[date], reader: str | None) -> list[Week]:
    """The figures of each week with a published day. plans: what is in force; none share a day.

    reader: the person of the team who reads them, if any.
    """
    found = []
    for monday in mondays:
        parts = [part for plan in plans if (part := _part(plan, monday)) is not None]
        if parts:
            figures = _figures(parts, reader)
            found.append(Week(monday, sum(part.days for part in parts), figures))
    return found


def _figures(parts: Sequence[_Part], reader: str | None) -> Figures | None:
    exposed = frozenset[str]().union(*(part.exposed for part in parts))
    covering = frozenset[str]().union(*(part.covering for part in parts))
    if min(len(exposed - {reader}), len(covering - {reader})) < FEWEST:
        return None
    return Figures(
        len(exposed),
        *(
            _hours(sum(minutes))
            for minutes in (
                (part.exposure for part in parts),
                (part.wanted for part in parts),
                (part.short for part in parts),
            )
        ),
    )


def _part(plan: Plan, monday: date) -> _Part | None:
    first, last = max(plan.roster.first, monday), min(plan.roster.last, monday + SIX_DAYS)
    if first > last:
        return None
    days = range(plan.clock.day(first), plan.clock.day(last) + 1)
    start, end = plan.clock.midnight(days[0]), plan.clock.midnight(days[-1] + 1)
    asked = covered_activities(plan.record, start, end)
    blocks = [
        (presence.person, stretch)
        for presence in plan.record.planned
        if presence.day in days
        for stretch in presence.stretches
    ]
    found = steps(plan.record, asked, start, end)
    return _Part(
        days=len(days),
        exposed=frozenset(person for person, stretch in blocks if stretch.exposes),
        covering=frozenset(
            person
            for person, stretch in blocks
            if stretch.activity is not None and stretch.activity.id in asked
        ),
        exposure=sum(stretch.minutes for _, stretch in blocks if stretch.exposes),
        wanted=sum((step.end - step.start) * step.wanted for step in found),
        short=short_minutes(found),
    )


def _hours(minutes: int) -> int:
    """Whole hours, the nearest: one person's change of a shift does not show to the minute."""
    return round(minutes / MINUTES_OF_AN_HOUR)
