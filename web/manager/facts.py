"""What everyone who could do some work is doing at a moment: counts only, and never a cause."""

from collections import Counter
from enum import StrEnum

from constraints.exposure.wind_down import WindDown
from scheduler.bars import Bars
from scheduler.presence import Presence
from scheduler.team import Activity, Person
from web import say
from web.limits import at_weekly_limit, daily_limit
from web.plan import Plan
from web.unavailable import own_cap

# The rules behind "not available": known, private and imported causes are one class.
UNAVAILABLE = ("availability", "opt_out", "recovery_after_event", "counselling")


class State(StrEnum):
    """Where somebody stands at a moment. Each person is counted once, in the first that holds."""

    ON_IT = "on it"
    NOT_AVAILABLE = "not available"
    DAY_LIMIT = "at the limit of the day"
    WEEK_LIMIT = "at the limit of seven days"
    NOT_ON_SHIFT = "not on shift then"
    WIND_DOWN = "near the end of the shift"
    ON_BREAK = "on break or between stints"
    OTHER_WORK = "on other work"


def facts(plan: Plan, bars: Bars, activity: Activity, minute: int) -> dict[State, int]:
    """How many of those who may do the activity on that day are in which state at a minute."""
    day = plan.clock.day_at(minute)
    able = [person for person in plan.team.people if _may(plan, person, activity, day)]
    found = Counter(_state(plan, bars, person, activity, minute) for person in able)
    return {state: found[state] for state in State if found[state]}


def facts_in_words(found: dict[State, int]) -> str:
    """`7 may do it that day: 3 at the limit of the day, 2 on break or between stints, ...`."""
    number = sum(found.values())
    if not number:
        return "Nobody may do it that day."
    states = ", ".join(f"{many} {state}" for state, many in found.items())
    return f"{number} may do it that day: {states}."


def facts_moment(plan: Plan, minute: int) -> str:
    """The moment that facts are of, in words."""
    return say.clock(plan.clock.moment(minute))


def unavailability(plan: Plan) -> Bars:
    """When whom something of their own keeps from work or from an activity."""
    bars = Bars()
    for rule in plan.rulebook.rules:
        if rule.name in UNAVAILABLE:
            rule.bar(plan.problem, bars)
    return bars


def _may(plan: Plan, person: Person, activity: Activity, day: int) -> bool:
    """Authorised where the activity exposes, and with every skill it asks for."""
    on = plan.clock.date(day)
    if activity.exposes is not None and not any(
        given.activity == activity.id and given.holds(on) for given in person.authorised
    ):
        return False
    have = {skill.skill for skill in person.skills if skill.holds(on)}
    return have.issuperset(activity.skills)


def _state(plan: Plan, bars: Bars, person: Person, activity: Activity, minute: int) -> State:
    shift = _shift(plan, person, minute)
    there = None
    if shift is not None:
        there = next(s for s in shift.stretches if s.start <= minute < s.end)
        if there.activity == activity:
            return State.ON_IT
    if _kept_off(plan, bars, person, activity, minute):
        return State.NOT_AVAILABLE
    if activity.exposes is not None:
        day = plan.clock.day_at(minute)
        if plan.record.exposure(person.id, day) >= daily_limit(plan, person, day):
            return State.DAY_LIMIT
        if at_weekly_limit(plan, person, day):
            return State.WEEK_LIMIT
    if shift is None or there is None:
        return State.NOT_ON_SHIFT
    if minute >= shift.end - _wind_down(plan, activity):
        return State.WIND_DOWN
    return State.ON_BREAK if there.recovers else State.OTHER_WORK


def _shift(plan: Plan, person: Person, minute: int) -> Presence | None:
    shifts = plan.record.shifts(person.id)
    return next((shift for shift in shifts if shift.start <= minute < shift.end), None)


def _kept_off(plan: Plan, bars: Bars, person: Person, activity: Activity, minute: int) -> bool:
    if bars.bars_shift(person.id, minute, minute + 1):
        return True
    if activity.exposes is None:
        return False
    if bars.bars_work(person.id, activity.id, minute, minute + 1):
        return True
    day = plan.clock.day_at(minute)
    cap = own_cap(person, plan.clock, day)
    return cap is not None and plan.record.exposure(person.id, day) >= cap


def _wind_down(plan: Plan, activity: Activity) -> int:
    rule = next((r for r in plan.rulebook.rules if isinstance(r, WindDown)), None)
    if rule is None or activity.exposes is None:
        return 0
    return rule.minutes if activity.exposes == "material" else rule.contact_minutes
