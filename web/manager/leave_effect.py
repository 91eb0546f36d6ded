"""What granting a wish would do: how many are off then, and what of a roster would be open more."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from flask_babel import gettext

from scheduler.presence import Presence, Stretch
from scheduler.team import Team
from web import say
from web.manager.cover import Step, steps
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


class OpenMore:
    """What would be open more in some rosters without a person's shifts; steps are kept."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        """The rosters, of which none share a day."""
        self._plans = plans
        self._shifts: dict[tuple[str, date], list[tuple[Plan, Presence]]] = defaultdict(list)
        for plan in plans:
            for presence in plan.record.planned:
                self._shifts[presence.person, plan.clock.date(presence.day)].append(
                    (plan, presence)
                )
        self._steps: dict[tuple[int, str, int], list[Step]] = {}

    def in_words(self, wish: Wished) -> list[str]:
        """One sentence for each of the works that would be open most, or why there is none."""
        shifts = [(on, shift) for on in wish.days for shift in self._shifts[wish.person, on]]
        if not self._plans:
            return [str(gettext("No roster of these days is made yet."))]
        if not shifts:
            return [str(gettext("No shift of a roster lies on these days."))]
        more: Counter[tuple[date, str]] = Counter()
        for on, (plan, presence) in shifts:
            for stretch in presence.stretches:
                if stretch.activity is not None:
                    more[on, stretch.activity.name] += self._open_more(plan, stretch)
        said = [_said(work, minutes, on) for (on, work), minutes in more.most_common(MOST_LINES)]
        return [words for words in said if words] or [str(gettext("Coverage stays as it is."))]

    def _open_more(self, plan: Plan, stretch: Stretch) -> int:
        """Minutes of a block in which nobody is there beyond those that are wanted."""
        if stretch.activity is None:
            return 0
        first, last = plan.clock.day_at(stretch.start), plan.clock.day_at(stretch.end - 1)
        found = (
            step
            for day in range(first, last + 1)
            for step in self._on(plan, stretch.activity.id, day)
        )
        return sum(
            max(0, min(stretch.end, step.end) - max(stretch.start, step.start))
            for step in found
            if step.planned <= step.wanted
        )

    def _on(self, plan: Plan, activity: str, day: int) -> list[Step]:
        key = id(plan), activity, day
        if key not in self._steps:
            first, last = plan.clock.midnight(day), plan.clock.midnight(day + 1)
            self._steps[key] = steps(plan.record, (activity,), first, last)
        return self._steps[key]


def _said(work: str, minutes: int, on: date) -> str:
    if not minutes:
        return ""
    return str(
        gettext(
            "%(work)s would be %(length)s short more on %(day)s.",
            work=work,
            length=say.length(minutes),
            day=say.plain_day(on),
        )
    )
