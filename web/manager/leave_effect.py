"""What granting a wish would do: how many are off then, and what of a roster would be open more."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from flask_babel import gettext

from scheduler.record import Record
from scheduler.team import Team
from web import say
from web.manager.cover import covered_activities, short_minutes, steps
from web.manager.leave_order import Wished
from web.plan import Plan

# Lines of work that are said; what else would be open is on the roster's own page.
MOST_LINES = 2


def off_by_day(team: Team, first: date, last: date) -> dict[date, int]:
    """How many people of the team are on leave on each day of a window."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return {day: sum(person.on_leave(day) for person in team.people) for day in days}


def off_in_words(wish: Wished, off: Mapping[date, int], most: int) -> str:
    """How many would be off on the day of the wish that has most, of how many that may be."""
    day = max(wish.days, key=lambda on: off.get(on, 0))
    number = off.get(day, 0) + 1
    return str(
        gettext(
            "With it %(number)s would be off on %(day)s, at most %(most)s may be.",
            number=number,
            day=say.plain_day(day),
            most=most,
        )
    )


def open_in_words(plans: Sequence[Plan], wish: Wished) -> list[str]:
    """What would be open more in the rosters of its days without the person's shifts there."""
    more: Counter[tuple[date, str]] = Counter()
    shifts = 0
    for plan in plans:
        for on in wish.days:
            if plan.roster.first <= on <= plan.roster.last:
                found = _more_open(plan, wish.person, on)
                shifts += found is not None
                more.update(found or {})
    if not plans:
        return [str(gettext("No roster of these days is made yet."))]
    if not shifts:
        return [str(gettext("No shift of a roster lies on these days."))]
    said = [
        str(
            gettext(
                "%(work)s would be %(length)s short more on %(day)s.",
                work=work,
                length=say.length(minutes),
                day=say.plain_day(on),
            )
        )
        for (on, work), minutes in more.most_common(MOST_LINES)
        if minutes
    ]
    return said or [str(gettext("Coverage stays as it is."))]


def _more_open(plan: Plan, person: str, on: date) -> dict[tuple[date, str], int] | None:
    """Person-minutes open more by work without a person's shifts of a day; None without any."""
    day = plan.clock.day(on)
    without = [p for p in plan.record.planned if (p.person, p.day) != (person, day)]
    if len(without) == len(plan.record.planned):
        return None
    # A shift over midnight is missed on the next morning, too.
    first, last = plan.clock.midnight(day), plan.clock.midnight(min(day + 2, plan.clock.days))
    record = Record(plan.problem, without)
    found = {}
    for activity in covered_activities(plan.record, first, last):
        now, then = (
            short_minutes(steps(of, (activity,), first, last)) for of in (plan.record, record)
        )
        if then > now:
            found[on, plan.problem.activities[activity].name] = then - now
    return found
