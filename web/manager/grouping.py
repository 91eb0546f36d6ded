"""Shortfalls said in a few sentences: the same work at about the same time on many days is one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

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


def summary(plan: Plan) -> Summary:
    """What a roster leaves open."""
    found, others = gaps(plan), other_shortfalls(plan)
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
    hours = f"between {_clock(start)} and {_clock(end)}"
    if len(days) == 1:
        words = f"{one.work}, {say.day(plan.clock.date(days[0]))} {hours}: {_missing(group)}"
    else:
        on = f"on {say.count(len(days), 'day', 'days')}"
        words = f"{one.work}, {_weekdays(plan, days)} {hours}: {_missing(group)} {on}"
    return Sentence(f"{words}, {say.length(minutes)} in all.", minutes)


def _missing(group: Sequence[_Local]) -> str:
    whole = len({(local.start, local.end) for local in group}) == 1
    if all(local.gap.planned == 0 for local in group):
        return "nobody" if whole else "at times nobody"
    most = max(local.gap.missing for local in group)
    people = say.count(most, "person", "people").replace(str(most), say.number_word(most), 1)
    some = "" if all(local.gap.missing == most for local in group) else "up to "
    return f"{some}{people} fewer than wanted"


def _weekdays(plan: Plan, days: Sequence[int]) -> str:
    """`Saturdays` where they are all one, else `weekdays` or `weekends`."""
    numbers = {plan.clock.weekday(day) for day in days}
    if len(numbers) == 1:
        return f"{say.weekday(numbers.pop())}s"
    return "weekends" if min(numbers) >= SATURDAY else "weekdays"


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
        times = say.count(len(same), "time", "times")
        words = f"A least that a rule asks for ({same[0].rule}) is not reached {times}"
        return Sentence(f"{words}, {say.length(minutes)} in all.", minutes)
    first, end = same[0].start, max(shortfall.end for shortfall in same)
    # The end is no part of it: the midnight after the last day is not a day more.
    last = end - timedelta(minutes=1)
    when = f"{say.plain_day(first.date())} to {say.plain_day(last.date())}"
    return Sentence(f"{activity.name}, {when}: {say.length(minutes)} not planned.", minutes)
