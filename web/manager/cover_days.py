"""How much of what is wanted is covered, day by day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from web.manager.shortfalls import Gap, gaps
from web.plan import Plan


@dataclass(frozen=True, slots=True)
class CoverDay:
    """Person-minutes wanted on a day, and those of them that nobody is planned for."""

    on: date
    wanted: int
    short: int

    @property
    def covered(self) -> int:
        """Person-minutes wanted and planned."""
        return self.wanted - self.short


def cover_days(plan: Plan, found: Sequence[Gap] | None = None) -> list[CoverDay]:
    """Each day of a roster. found: its gaps, where somebody has them already."""
    wanted: dict[int, int] = defaultdict(int)
    for span in plan.problem.coverage:
        if span.line.skill is None:
            wanted[span.day] += (span.end - span.start) * span.wanted
    short: dict[int, int] = defaultdict(int)
    for gap in gaps(plan) if found is None else found:
        if gap.skill is None:
            short[gap.day] += gap.minutes
    return [
        CoverDay(plan.clock.date(day), wanted[day], short[day]) for day in range(plan.clock.days)
    ]


@dataclass(frozen=True, slots=True)
class CoverWork:
    """The same of one kind of work over all days of a roster."""

    activity: str
    name: str
    wanted: int
    short: int


def cover_works(plan: Plan, found: Sequence[Gap] | None = None) -> list[CoverWork]:
    """Each kind of work that coverage asks for, in the team's order."""
    wanted: dict[str, int] = defaultdict(int)
    for span in plan.problem.coverage:
        if span.line.skill is None:
            wanted[span.line.activity] += (span.end - span.start) * span.wanted
    short: dict[str, int] = defaultdict(int)
    for gap in gaps(plan) if found is None else found:
        if gap.skill is None:
            short[gap.activity.id] += gap.minutes
    return [
        CoverWork(one.id, one.name, wanted[one.id], short[one.id])
        for one in plan.team.activities
        if wanted[one.id]
    ]
