"""Two rosters side by side: what differs, for whom, by which rule, and what each leaves open."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from scheduler.presence import Presence
from web import say
from web.kinds import named_together
from web.manager.shortfalls import Gap, gaps, times
from web.plan import Plan


@dataclass(frozen=True, slots=True)
class DayDifference:
    """A day of one person as each roster has it, in words."""

    on: date
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class PersonDifference:
    """The days of a person on which two rosters differ. No sum of anything stands here."""

    name: str
    days: tuple[DayDifference, ...]


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """What a rule counts against each roster; fewer is better. first: it goes before all others."""

    words: str
    first: bool
    one: int
    other: int


@dataclass(frozen=True)
class Comparison:
    """Two rosters. days: how many days differ for anybody, of the `common` ones.

    common: first and last day that both have; None where they share none. rules: those that differ,
    `equal` how many count the same. only_one, only_other: what is open in one of them alone.
    """

    common: tuple[date, date] | None
    days: int
    people: tuple[PersonDifference, ...]
    rules: tuple[RuleDifference, ...]
    equal: int
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]


def compare(
    one: Plan,
    other: Plan,
    found: Sequence[Gap] | None = None,
    found_other: Sequence[Gap] | None = None,
) -> Comparison:
    """Two rosters of one team. People are in the order of every page, by first name.

    found, found_other: the gaps of each, where somebody has them already.
    """
    first = max(one.roster.first, other.roster.first)
    last = min(one.roster.last, other.roster.last)
    common = (first, last) if first <= last else None
    people = tuple(_people(one, other, first, last)) if common else ()
    rules = list(_rules(one, other))
    differing = tuple(rule for rule in rules if rule.one != rule.other)
    later = one.clock.minute(other.clock.moment(0))
    open_one = _open(one, gaps(one) if found is None else found, first, last)
    open_other = _open(
        other, gaps(other) if found_other is None else found_other, first, last, later
    )
    return Comparison(
        common=common,
        days=len({day.on for person in people for day in person.days}),
        people=people,
        rules=differing,
        equal=len(rules) - len(differing),
        only_one=tuple(_gap(one, gap) for key, gap in open_one.items() if key not in open_other),
        only_other=tuple(
            _gap(other, gap) for key, gap in open_other.items() if key not in open_one
        ),
    )


def _people(one: Plan, other: Plan, first: date, last: date) -> Iterator[PersonDifference]:
    names = {person.id: person.name for plan in (other, one) for person in plan.people}
    order = {person.id: number for number, person in enumerate((*other.people, *one.people))}
    later = one.clock.minute(other.clock.moment(0))
    shifts = _by_cell(one), _by_cell(other)
    cells = defaultdict(set)
    for person, on in shifts[0].keys() | shifts[1].keys():
        a, b = (found.get((person, on), []) for found in shifts)
        if first <= on <= last and [_told(s) for s in a] != [_told(s, later) for s in b]:
            cells[person].add(on)
    for person in sorted(cells.keys() & names.keys(), key=lambda who: order[who]):
        days = (
            DayDifference(on, *_words(one, shifts[0].get((person, on), []), other, b))
            for on in sorted(cells[person])
            for b in [shifts[1].get((person, on), [])]
        )
        yield PersonDifference(names[person], tuple(days))


def _by_cell(plan: Plan) -> dict[tuple[str, date], list[Presence]]:
    found: dict[tuple[str, date], list[Presence]] = defaultdict(list)
    dates = {day: plan.clock.date(day) for day in range(plan.clock.days)}
    for presence in plan.record.planned:
        found[presence.person, dates[presence.day]].append(presence)
    return found


def _told(shift: Presence, later: int = 0) -> tuple[object, ...]:
    """A shift so that two clocks can be compared. later: minutes that its clock began later."""
    blocks = tuple(
        (s.start + later, s.end + later, s.activity.id if s.activity else s.meal)
        for s in shift.stretches
    )
    return shift.start + later, shift.end + later, shift.place, blocks


def _words(one: Plan, a: Sequence[Presence], other: Plan, b: Sequence[Presence]) -> tuple[str, str]:
    """As short as tells the two apart: times, else kinds of work, else that their times differ."""
    ways = [
        (_times(one, a), _times(other, b)),
        (f"{_times(one, a)}, {_work(a)}", f"{_times(other, b)}, {_work(b)}"),
    ]
    for said, said_other in ways:
        if said != said_other:
            return said, said_other
    same = gettext("%(times)s, the same work at other times", times=_times(other, b))
    return ways[1][0], str(same)


def _times(plan: Plan, shifts: Sequence[Presence]) -> str:
    if not shifts:
        return str(gettext("free"))
    moment = plan.clock.moment
    return ", ".join(say.span(moment(shift.start), moment(shift.end)) for shift in shifts)


def _work(shifts: Sequence[Presence]) -> str:
    return named_together(
        s.activity.name for shift in shifts for s in shift.stretches if s.activity
    )


def _rules(one: Plan, other: Plan) -> Iterator[RuleDifference]:
    """What each rule counted when the rosters were made, in the order of the manual."""
    scores = [plan.roster.score.by_rule if plan.roster.score else {} for plan in (one, other)]
    sentences = {
        rule.name: say.sentence(rule.sentence())
        for plan in (other, one)
        for rule in plan.rulebook.rules
    }
    names = [name for name in sentences if any(name in score for score in scores)]
    for name in names:
        for level in ("level1", "level2"):
            amounts = [score.get(name, {}).get(level, 0) for score in scores]
            if any(amounts):
                yield RuleDifference(sentences[name], level == "level1", *amounts)


def _open(
    plan: Plan, found: Sequence[Gap], first: date, last: date, later: int = 0
) -> dict[tuple[object, ...], Gap]:
    """The gaps of some days by what tells them apart. later: minutes that the clock began later."""
    return {
        (g.start + later, g.end + later, g.activity.id, g.skill, g.planned, g.wanted): g
        for g in found
        if first <= plan.clock.date(g.day) <= last
    }


def _gap(plan: Plan, gap: Gap) -> str:
    return str(
        gettext(
            "%(day)s, %(times)s: %(work)s, %(planned)s of %(wanted)s",
            day=say.short_day(plan.clock.date(gap.day)),
            times=times(plan, gap),
            work=gap.work,
            planned=gap.planned,
            wanted=gap.wanted,
        )
    )
