"""Shortfalls said in a few sentences: the same work at about the same time on many days is one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext, ngettext

from scheduler.roster import Shortfall
from web import say
from web.manager.shortfalls import Gap, gaps, other_shortfalls
from web.plan import Plan

MOST_SENTENCES = 3
# Gaps of one work no further apart than this on the clock are spoken of together.
NEAR_MINUTES = 60
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the person-minutes it speaks of."""

    words: str
    minutes: int


@dataclass(frozen=True)
class Summary:
    """The weightiest shortfalls in at most three sentences, and how many there are one by one."""

    sentences: tuple[Sentence, ...]
    number: int
    minutes: int


@dataclass(frozen=True, slots=True)
class _Local:
    """A gap with its start and end as minutes of its local day, as clocks show them."""

    gap: Gap
    start: int
    end: int


def summary(plan: Plan, known: Sequence[Gap] | None = None) -> Summary:
    """What a roster leaves open. known: its gaps, where somebody has them already."""
    found, others = gaps(plan) if known is None else known, other_shortfalls(plan)
    said = [_gap_sentence(plan, group) for group in _groups(plan, found)]
    said += _other_sentences(plan, others)
    said.sort(key=lambda sentence: -sentence.minutes)
    plain = sum(gap.minutes for gap in found if gap.skill is None)
    return Summary(tuple(said[:MOST_SENTENCES]), len(found) + len(others), plain)


def _groups(plan: Plan, found: Iterable[Gap]) -> list[list[_Local]]:
    """By work, weekdays apart from weekends, and by times of the day that are near each other."""
    alike: dict[tuple[str, str | None, bool], list[_Local]] = defaultdict(list)
    for gap in found:
        weekend = plan.clock.weekday(gap.day) >= SATURDAY
        start = _minute_of_day(plan, gap.start)
        local = _Local(gap, start, start + gap.end - gap.start)
        alike[gap.activity.id, gap.skill, weekend].append(local)
    groups = []
    for same in alike.values():
        reached = None
        for local in sorted(same, key=lambda one: (one.start, one.gap.day)):
            if reached is None or local.start > reached + NEAR_MINUTES:
                groups.append([local])
                reached = local.end
            else:
                groups[-1].append(local)
                reached = max(reached, local.end)
    return groups


def _minute_of_day(plan: Plan, minute: int) -> int:
    moment = plan.clock.moment(minute)
    return moment.hour * 60 + moment.minute


def _gap_sentence(plan: Plan, group: Sequence[_Local]) -> Sentence:
    one = group[0].gap
    days = sorted({local.gap.day for local in group})
    start, end = min(local.start for local in group), max(local.end for local in group)
    minutes = sum(local.gap.minutes for local in group)
    said = {
        "work": one.work,
        "start": _clock(start),
        "end": _clock(end),
        "missing": _missing(group),
        "length": say.length(minutes),
    }
    if len(days) == 1:
        words = gettext(
            "%(work)s, %(day)s between %(start)s and %(end)s: %(missing)s, %(length)s in all.",
            day=say.day(plan.clock.date(days[0])),
            **said,
        )
    else:
        words = ngettext(
            "%(work)s, %(weekdays)s between %(start)s and %(end)s: %(missing)s on %(num)s day, "
            "%(length)s in all.",
            "%(work)s, %(weekdays)s between %(start)s and %(end)s: %(missing)s on %(num)s days, "
            "%(length)s in all.",
            len(days),
            weekdays=_weekdays(plan, days),
            **said,
        )
    return Sentence(words, minutes)


def _missing(group: Sequence[_Local]) -> str:
    whole = len({(local.start, local.end) for local in group}) == 1
    if all(local.gap.planned == 0 for local in group):
        return str(gettext("nobody") if whole else gettext("at times nobody"))
    most = max(local.gap.missing for local in group)
    people = say.number_word(most)
    if all(local.gap.missing == most for local in group):
        words = ngettext(
            "%(people)s person fewer than wanted",
            "%(people)s people fewer than wanted",
            most,
            people=people,
        )
    else:
        words = ngettext(
            "up to %(people)s person fewer than wanted",
            "up to %(people)s people fewer than wanted",
            most,
            people=people,
        )
    return str(words)


def _weekdays(plan: Plan, days: Sequence[int]) -> str:
    """`Saturdays` where they are all one, else `weekdays` or `weekends`."""
    numbers = {plan.clock.weekday(day) for day in days}
    if len(numbers) == 1:
        return say.each_weekday(numbers.pop())
    return str(gettext("weekends") if min(numbers) >= SATURDAY else gettext("weekdays"))


def _clock(minute_of_day: int) -> str:
    return f"{minute_of_day // 60:02}:{minute_of_day % 60:02}"


def _other_sentences(plan: Plan, others: Iterable[Shortfall]) -> list[Sentence]:
    """Workload and minima: one sentence a rule and work."""
    alike: dict[tuple[str, str | None], list[Shortfall]] = defaultdict(list)
    for shortfall in others:
        alike[shortfall.rule, shortfall.activity].append(shortfall)
    return [_other_sentence(plan, same) for same in alike.values()]


def _other_sentence(plan: Plan, same: Sequence[Shortfall]) -> Sentence:
    activity = plan.problem.activities.get(same[0].activity or "")
    minutes = sum(shortfall.minutes for shortfall in same)
    if activity is None:
        words = ngettext(
            "A least that a rule asks for (%(rule)s) is not reached %(num)s time, "
            "%(length)s in all.",
            "A least that a rule asks for (%(rule)s) is not reached %(num)s times, "
            "%(length)s in all.",
            len(same),
            rule=same[0].rule,
            length=say.length(minutes),
        )
        return Sentence(words, minutes)
    first, end = same[0].start, max(shortfall.end for shortfall in same)
    # The end is no part of it: the midnight after the last day is not a day more.
    last = end - timedelta(minutes=1)
    words = gettext(
        "%(work)s, %(period)s: %(length)s not planned.",
        work=activity.name,
        period=say.from_to(say.plain_day(first.date()), say.plain_day(last.date())),
        length=say.length(minutes),
    )
    return Sentence(words, minutes)
