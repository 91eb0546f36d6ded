"""What stays open in a roster: when, which work, how many of how many. No person is named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from scheduler.roster import Shortfall
from scheduler.team import Activity
from scheduler.words import LANGUAGES
from web import say
from web.languages import language
from web.manager.cover import steps
from web.plan import Plan

COVERAGE = "coverage"


@dataclass(frozen=True, slots=True)
class Gap:
    """People missing on an activity in [start, end), elapsed minutes of one day.

    skill: what the missing ones would have to know. Minutes with one are part of a plain line's.
    """

    day: int
    start: int
    end: int
    activity: Activity
    skill: str | None
    planned: int
    wanted: int

    @property
    def missing(self) -> int:
        """People fewer than wanted."""
        return self.wanted - self.planned

    @property
    def minutes(self) -> int:
        """Person-minutes missing."""
        return self.missing * (self.end - self.start)

    @property
    def work(self) -> str:
        """The activity, and the skill if it is about one."""
        return f"{self.activity.name} ({self.skill})" if self.skill else self.activity.name

    @property
    def how_many(self) -> str:
        """`nobody of 2` or `1 of 2`."""
        if not self.planned:
            return str(gettext("nobody of %(wanted)s", wanted=self.wanted))
        return str(gettext("%(some)s of %(all)s", some=self.planned, all=self.wanted))


def gaps(plan: Plan) -> list[Gap]:
    """Every stretch of time with people missing, in time order."""
    found = [gap for day in range(plan.clock.days) for gap in gaps_on(plan, day)]
    return sorted(found, key=lambda gap: (gap.start, gap.activity.name, gap.skill or ""))


def gaps_on(plan: Plan, day: int) -> Iterator[Gap]:
    """Every stretch of one day with people missing, work by work."""
    first, last = plan.clock.midnight(day), plan.clock.midnight(day + 1)
    lines = {
        (span.line.activity, span.line.skill) for span in plan.problem.coverage if span.day == day
    }
    for activity, skill in lines:
        for step in steps(plan.record, (activity,), first, last, skill=skill):
            if step.missing:
                yield Gap(
                    day,
                    step.start,
                    step.end,
                    plan.problem.activities[activity],
                    skill,
                    step.planned,
                    step.wanted,
                )


def times(plan: Plan, gap: Gap) -> str:
    """When, as `14:30–15:00`."""
    return say.span(plan.clock.moment(gap.start), plan.clock.moment(gap.end))


def other_shortfalls(plan: Plan) -> list[Shortfall]:
    """Workload and named minima that are missing, in time order."""
    found = [s for s in plan.roster.shortfalls if s.rule != COVERAGE]
    return sorted(found, key=lambda s: (s.start, s.end, s.words))


def in_words(plan: Plan, found: Sequence[Shortfall]) -> list[tuple[Shortfall, str]]:
    """Each with its sentence in the language of the reader.

    A roster is stored with its sentences in English. They are looked up among what the rules say
    of the plan as it now stands; what they say no longer stays as it was stored.
    """
    if not found or language() == LANGUAGES[0]:
        return [(one, one.words) for one in found]
    missing = (cost.missing for cost in plan.rulebook.weigh(plan.record))
    said = {str(one.said): one.said for one in missing if one is not None}
    return [
        (one, say.sentence(said[one.words]) if one.words in said else one.words) for one in found
    ]
