"""A week of a roster as a table of people and days: shift times and kinds of work, no minutes."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from scheduler.presence import Presence
from scheduler.team import Person
from web import say
from web.kinds import Kind, kind_of, named_together
from web.manager.board import HOUR
from web.manager.cover import covered_activities
from web.manager.foot import Foot, week_foot
from web.plan import Plan
from web.unavailable import away_all_day

ORDER: tuple[Kind, ...] = ("mat", "con", "oth", "brk")


@dataclass(frozen=True, slots=True)
class ShiftCell:
    """One shift: its times, its kinds of work as swatches and in words."""

    times: str
    kinds: tuple[Kind, ...]
    words: str
    pinned: bool


@dataclass(frozen=True, slots=True)
class DayCell:
    """What one person has on one day. away: not available; outside: no day of the roster."""

    shifts: tuple[ShiftCell, ...] = ()
    away: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One person's week, Monday first. person: the id in the team's file."""

    name: str
    cells: tuple[DayCell, ...]
    person: str = ""


@dataclass(frozen=True, slots=True)
class DayHead:
    """One column: its date, and whether the roster has a board of it."""

    on: date
    inside: bool


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday. hours: what the curves in the foot span, as 07:00–22:00."""

    heads: tuple[DayHead, ...]
    analysts: tuple[WeekRow, ...]
    volunteers: tuple[WeekRow, ...]
    feet: tuple[Foot | None, ...]
    hours: str


def mondays(plan: Plan) -> list[date]:
    """The Mondays of the weeks that the roster touches, in order."""
    return [plan.clock.date(week.start) for week in plan.clock.weeks()]


def week(plan: Plan, monday: date) -> Week:
    """The week that starts on a Monday."""
    start = plan.clock.day(monday)
    days = range(start, start + 7)
    shifts = {day: plan.on_day(day) for day in days}
    rows = {
        volunteer: tuple(
            WeekRow(
                person.name,
                tuple(_cell(plan, person, day, shifts[day].get(person.id, [])) for day in days),
                person.id,
            )
            for person in plan.people
            if person.volunteer is volunteer
        )
        for volunteer in (False, True)
    }
    first, last = _hours(plan)
    return Week(
        heads=tuple(DayHead(plan.clock.date(day), _inside(plan, day)) for day in days),
        analysts=rows[False],
        volunteers=rows[True],
        feet=tuple(_foot(plan, day, first, last) for day in days),
        hours=f"{first:02}:00–{last:02}:00",
    )


def _inside(plan: Plan, day: int) -> bool:
    return 0 <= day < plan.clock.days


def _cell(plan: Plan, person: Person, day: int, shifts: list[Presence]) -> DayCell:
    if not _inside(plan, day):
        return DayCell(outside=True)
    return DayCell(
        shifts=tuple(_shift(plan, presence) for presence in shifts),
        away=not shifts and away_all_day(person, plan.clock, day),
    )


def _shift(plan: Plan, presence: Presence) -> ShiftCell:
    work = {s.activity.id: s.activity for s in presence.stretches if s.activity is not None}
    found = sorted(work.values(), key=lambda activity: ORDER.index(kind_of(activity)))
    kinds = tuple(dict.fromkeys(kind_of(activity) for activity in found))
    return ShiftCell(
        times=say.span(plan.clock.moment(presence.start), plan.clock.moment(presence.end)),
        kinds=kinds,
        words=named_together(activity.name for activity in found) or gettext("Break"),
        pinned=plan.pinned(presence),
    )


def _foot(plan: Plan, day: int, first: int, last: int) -> Foot | None:
    if not _inside(plan, day):
        return None
    midnight = plan.clock.midnight(day)
    end = min(plan.clock.midnight(day + 1), midnight + last * HOUR)
    return week_foot(plan, day, midnight + first * HOUR, end)


def _hours(plan: Plan) -> tuple[int, int]:
    """The same whole hours for every day: around all that is wanted on any day of the roster."""
    clock = plan.clock
    edges = [
        (span.start - clock.midnight(span.day), span.end - clock.midnight(span.day))
        for span in plan.problem.coverage
        if span.line.activity in covered_activities(plan.record, span.start, span.end)
    ]
    if not edges:
        return 0, 24
    return min(a for a, _ in edges) // HOUR, -(-max(b for _, b in edges) // HOUR)
