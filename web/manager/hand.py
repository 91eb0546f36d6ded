"""The panel of what is in hand on the board: a block, a shift, a free day or what stays open."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from scheduler.presence import Presence, Stretch
from scheduler.rule import Group, Kind
from scheduler.team import Person
from web import say
from web.editing.asked import BREAK, MEAL, Asked, shape_key
from web.editing.change import Why
from web.editing.fitting import Place, places_of_block, places_of_gap, places_of_shift
from web.editing.judging import Verdict
from web.editing.saving import Edited
from web.kinds import look
from web.manager.facts import Facts, facts_in_words
from web.manager.shortfalls import Gap, gaps_on, times

Choice = tuple[str, str]
# Whose rules are said of a block that exposes, and of any other.
WHILE_EXPOSED = (Group.EXPOSURE, Group.BREAKS)
OF_A_SHIFT = (Group.BREAKS, Group.REST)


@dataclass(frozen=True)
class Hand:
    """What is in hand, and what can be done with it. Choices are a form's values and words.

    start, end: its times as fields have them. exposure: what is planned of that person's day and
    the limit that everybody may know.
    """

    on: date
    title: str
    where: str
    person: str = ""
    block: int | None = None
    start: str = ""
    end: str = ""
    shift_start: str = ""
    shift_end: str = ""
    exposure: str = ""
    work: str = ""
    pinned: bool = False
    pinned_in_team: bool = False
    works: Sequence[Choice] = ()
    free: Sequence[Choice] = ()
    busy: Sequence[Choice] = ()
    days: Sequence[Choice] = ()
    shapes: Sequence[Choice] = ()
    gap: Gap | None = None
    why: Sequence[str] = ()


@dataclass(frozen=True)
class Tried:
    """What was tried last, and what is said of it.

    overtaken: somebody changed the same day meanwhile. yours, theirs: then whose day it is, and
    what it would be with the edit and is now.
    """

    asked: Asked
    verdict: Verdict | None = None
    overtaken: bool = False
    yours: Sequence[Choice] = ()
    theirs: Sequence[Choice] = ()


def hand_of(draft: Edited, on: date, person: str, block: int | None) -> Hand | None:
    """A person's block, shift or free day; None where the team has nobody of that name."""
    plan = draft.plan
    who = plan.problem.people.get(person)
    if who is None:
        return None
    day = plan.clock.day(on)
    shift = next(iter(plan.on_day(day).get(person, ())), None)
    if shift is None:
        return _free_day(draft, on, who)
    stretch = next((s for s in shift.stretches if s.start == block), None)
    return _there(draft, on, who, shift, stretch)


def _free_day(draft: Edited, on: date, who: Person) -> Hand:
    return Hand(
        on=on,
        title=str(gettext("No shift")),
        where=_where(who.name, on),
        person=who.id,
        exposure=_exposure(draft, who, draft.plan.clock.day(on)),
        pinned=draft.progress.is_pinned(who.id, on),
        shapes=_shapes(draft, draft.plan.clock.day(on)),
    )


def _there(draft: Edited, on: date, who: Person, shift: Presence, stretch: Stretch | None) -> Hand:
    plan, clock = draft.plan, draft.plan.clock
    there = plan.on_day(shift.day)
    others = [person for person in plan.people if person.id != who.id]
    held = stretch or shift
    shift_times = say.span(clock.moment(shift.start), clock.moment(shift.end))
    title = look(stretch).name if stretch else gettext("Shift %(times)s", times=shift_times)
    return Hand(
        on=on,
        title=str(title),
        where=_where(who.name, on),
        person=who.id,
        block=stretch.start if stretch else None,
        start=clock.local(held.start),
        end=clock.local(held.end),
        shift_start=clock.local(shift.start),
        shift_end=clock.local(shift.end),
        exposure=_exposure(draft, who, shift.day),
        work=_work_value(stretch) if stretch else "",
        pinned=draft.progress.is_pinned(who.id, on),
        pinned_in_team=plan.pinned(shift),
        works=_works(draft),
        free=[(person.id, person.name) for person in others if person.id not in there],
        busy=[(person.id, person.name) for person in others if person.id in there],
        days=_days(draft, who),
        why=_rules(draft, WHILE_EXPOSED if stretch and stretch.exposes else OF_A_SHIFT),
    )


def hand_of_gap(draft: Edited, on: date, activity: str, start: int) -> Hand | None:
    """What stays open at a minute of a day; None where nothing does any more."""
    day = draft.plan.clock.day(on)
    there = draft.plan.on_day(day)
    for gap in gaps_on(draft.plan, day):
        if gap.activity.id == activity and gap.start == start:
            clock = draft.plan.clock
            return Hand(
                on=on,
                title=gap.work,
                where=f"{times(draft.plan, gap)}, {gap.how_many}",
                start=clock.local(gap.start),
                end=clock.local(gap.end),
                work=gap.activity.id,
                free=[(p.id, p.name) for p in draft.plan.people if p.id not in there],
                shapes=_shapes(draft, day),
                gap=gap,
                why=_gap_facts(draft, gap),
            )
    return None


def places(draft: Edited, hand: Hand) -> list[Place]:
    """Where what is in hand would fit."""
    if hand.gap is not None:
        return places_of_gap(draft, hand.gap)
    shifts = draft.plan.on_day(draft.plan.clock.day(hand.on)).get(hand.person)
    if not shifts or hand.pinned:
        return []
    block = next((s for s in shifts[0].stretches if s.start == hand.block), None)
    if block is None:
        return places_of_shift(draft, shifts[0])
    return places_of_block(draft, shifts[0], block)


def why_not(why: Why) -> str:
    """Why an edit is none, in words."""
    said = {
        Why.GONE: gettext("It is not there any more. Look again."),
        Why.OUTSIDE: gettext("It would lie outside the shift."),
        Why.EMPTY: gettext("Give a start and an end that comes after it."),
        Why.TAKEN: gettext("There is a shift that day already. One a day."),
        Why.ABSENT: gettext("There is no shift then."),
        Why.OFF_GRID: gettext("Times are whole multiples of five minutes."),
        Why.SAME: gettext("Nothing would change."),
        Why.NO_DAY: gettext("The day is not one of the roster's."),
        Why.NO_SHAPE: gettext("Choose one of the team's shifts."),
    }
    return str(said[why])


def _rules(draft: Edited, groups: Collection[Group]) -> list[str]:
    """What the rules ask that bind there; of one place alone it cannot be said yet why it is so."""
    binding = {Kind.MANDATORY, Kind.HARD}
    rules = draft.plan.rulebook.rules
    return [
        say.sentence(rule.sentence())
        for rule in rules
        if rule.group in groups and rule.binding in binding
    ]


def _gap_facts(draft: Edited, gap: Gap) -> list[str]:
    facts = Facts(draft.plan).at(gap.activity, gap.start)
    return [facts_in_words(facts), *_rules(draft, WHILE_EXPOSED if gap.activity.exposes else ())]


def _where(name: str, on: date) -> str:
    return f"{name} · {say.day(on)}"


def _exposure(draft: Edited, who: Person, day: int) -> str:
    """What is planned, and the limit of the team or the one agreed; never one that is private."""
    plan = draft.plan
    # Shifts in other teams count for the limit, but what is planned there is not told here.
    first, last = plan.clock.midnight(day), plan.clock.midnight(day + 1)
    minutes = sum(
        max(0, min(s.end, last) - max(s.start, first))
        for shift in plan.record.planned
        for s in shift.stretches
        if shift.person == who.id and s.exposes
    )
    planned = say.length(minutes)
    cap = plan.rulebook.daily_cap(plan.problem, who, day)
    if cap is None:
        return str(gettext("Planned %(planned)s", planned=planned))
    return str(gettext("Planned %(planned)s · limit %(cap)s", planned=planned, cap=say.length(cap)))


def _works(draft: Edited) -> list[Choice]:
    """All work of the team, that with material by room, a break and a meal."""
    found: list[Choice] = []
    rooms = [room for room in draft.plan.team.rooms if room.id in draft.plan.problem.rooms]
    for activity in draft.plan.team.activities:
        if activity.exposes == "material" and rooms:
            found += [(f"{activity.id}@{r.id}", f"{activity.name}, {r.name}") for r in rooms]
        else:
            found.append((activity.id, activity.name))
    return [*found, (BREAK, str(gettext("Break"))), (MEAL, str(gettext("Meal")))]


def _work_value(stretch: Stretch) -> str:
    if stretch.activity is None:
        return MEAL if stretch.meal else BREAK
    return f"{stretch.activity.id}@{stretch.room}" if stretch.room else stretch.activity.id


def _days(draft: Edited, who: Person) -> list[Choice]:
    """Days of the roster on which no shift of the person starts."""
    clock = draft.plan.clock
    taken = {p.day for p in draft.plan.record.planned if p.person == who.id}
    free = [clock.date(day) for day in range(clock.days) if day not in taken]
    return [(on.isoformat(), say.short_day(on)) for on in free]


def _shapes(draft: Edited, day: int) -> list[Choice]:
    clock = draft.plan.clock
    found = []
    for shape in draft.plan.problem.shapes(day):
        words = say.span(clock.moment(shape.start), clock.moment(shape.end))
        if shape.place == "home":
            words = str(gettext("%(times)s at home", times=words))
        found.append((shape_key(draft.plan, shape), words))
    return found
