"""The coverage under a day or a week: a curve, its words, and its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from web import say
from web.manager.cover import Step, covered_activities, short_minutes, steps
from web.manager.curves import PX_PER_MINUTE, CoverCurve, cover_curve
from web.plan import Plan

DAY_HEIGHT = 56
WEEK_WIDTH, WEEK_HEIGHT = 150, 34
# How many times of a day are written out; a column of a week has less room.
DAY_TIMES, WEEK_TIMES = 4, 1


@dataclass(frozen=True)
class Foot:
    """Coverage of one activity, or of all together, over some hours of a day."""

    title: str
    wanted: str
    curve: CoverCurve
    short: int
    words: str
    table: tuple[tuple[str, int, int], ...]


def day_feet(plan: Plan, day: int, first: int, last: int) -> list[Foot]:
    """One foot an activity that is wanted on the day, over [first, last) in elapsed minutes."""
    midnight = plan.clock.midnight(day)
    asked = covered_activities(plan.record, midnight, plan.clock.midnight(day + 1))
    feet = []
    for activity in asked:
        found = steps(plan.record, (activity,), first, last)
        curve = cover_curve(found, DAY_HEIGHT, PX_PER_MINUTE)
        feet.append(_foot(plan, plan.problem.activities[activity].name, found, curve, DAY_TIMES))
    return feet


def week_foot(plan: Plan, day: int, first: int, last: int) -> Foot | None:
    """All that is wanted on a day, over [first, last); None where nothing is."""
    asked = covered_activities(plan.record, first, last)
    if not asked:
        return None
    found = steps(plan.record, asked, first, last)
    curve = cover_curve(found, WEEK_HEIGHT, WEEK_WIDTH / (last - first))
    return _foot(plan, say.short_day(plan.clock.date(day)), found, curve, WEEK_TIMES)


def _foot(
    plan: Plan, title: str, found: Sequence[Step], curve: CoverCurve, most_times: int
) -> Foot:
    numbers = sorted({step.wanted for step in found if step.wanted})
    wanted = "–".join(dict.fromkeys((str(numbers[0]), str(numbers[-1]))))
    short = short_minutes(found)
    return Foot(
        title=title,
        wanted=gettext("wanted %(number)s", number=wanted),
        curve=curve,
        short=short,
        words=_words(plan, found, short, most_times),
        table=tuple(
            (_times(plan, step.start, step.end), step.planned, step.wanted)
            for step in found
            if step.planned or step.wanted
        ),
    )


def _words(plan: Plan, found: Sequence[Step], short: int, most_times: int) -> str:
    """`Covered`, or how much is short and when, for a few times."""
    if not short:
        return str(gettext("Covered"))
    gaps: list[tuple[int, int]] = []
    for step in found:
        if step.missing and gaps and gaps[-1][1] == step.start:
            gaps[-1] = gaps[-1][0], step.end
        elif step.missing:
            gaps.append((step.start, step.end))
    if len(gaps) > most_times:
        words = ngettext(
            "%(length)s short, at %(num)s time",
            "%(length)s short, at %(num)s times",
            len(gaps),
            length=say.length(short),
        )
        return str(words)
    times = say.listed([_times(plan, *gap) for gap in gaps])
    return str(gettext("%(length)s short, %(times)s", length=say.length(short), times=times))


def _times(plan: Plan, start: int, end: int) -> str:
    return say.span(plan.clock.moment(start), plan.clock.moment(end))
