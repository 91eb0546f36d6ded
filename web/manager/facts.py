"""What everyone who could do some work is doing at a moment: counts only, and never a cause."""

from collections import Counter
from enum import StrEnum

from flask_babel import gettext, ngettext

from constraints.exposure.wind_down import WindDown
from scheduler.bars import Bars
from scheduler.presence import Presence
from scheduler.team import Activity, Person
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


class Facts:
    """The facts of one roster; what holds for a whole day is looked up once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._bars = _unavailability(plan)
        self._able: dict[tuple[str, int], list[Person]] = {}
        self._limits: dict[tuple[str, int], State | None] = {}

    def at(self, activity: Activity, minute: int) -> dict[State, int]:
        """How many of those who may do the activity on that day are in which state at a minute."""
        day = self._plan.clock.day_at(minute)
        if (activity.id, day) not in self._able:
            people = self._plan.team.people
            able = [person for person in people if _may(self._plan, person, activity, day)]
            self._able[activity.id, day] = able
        found = Counter(
            self._state(person, activity, minute, day) for person in self._able[activity.id, day]
        )
        return {state: found[state] for state in State if found[state]}

    def _state(self, person: Person, activity: Activity, minute: int, day: int) -> State:
        shift = _shift(self._plan, person, minute)
        there = None
        if shift is not None:
            there = next(s for s in shift.stretches if s.start <= minute < s.end)
            if there.activity == activity:
                return State.ON_IT
        if self._kept_off(person, activity, minute, day):
            return State.NOT_AVAILABLE
        if activity.exposes is not None and (limit := self._limit(person, day)) is not None:
            return limit
        if shift is None or there is None:
            return State.NOT_ON_SHIFT
        if minute >= shift.end - _wind_down(self._plan, activity):
            return State.WIND_DOWN
        return State.ON_BREAK if there.recovers else State.OTHER_WORK

    def _kept_off(self, person: Person, activity: Activity, minute: int, day: int) -> bool:
        if self._bars.bars_shift(person.id, minute, minute + 1):
            return True
        if activity.exposes is None:
            return False
        if self._bars.bars_work(person.id, activity.id, minute, minute + 1):
            return True
        cap = own_cap(person, self._plan.clock, day)
        return cap is not None and self._plan.record.exposure(person.id, day) >= cap

    def _limit(self, person: Person, day: int) -> State | None:
        """The team's limit that the person has reached on the day, if any."""
        if (person.id, day) not in self._limits:
            reached = None
            if self._plan.record.exposure(person.id, day) >= daily_limit(self._plan, person, day):
                reached = State.DAY_LIMIT
            elif at_weekly_limit(self._plan, person, day):
                reached = State.WEEK_LIMIT
            self._limits[person.id, day] = reached
        return self._limits[person.id, day]


def facts_in_words(found: dict[State, int]) -> str:
    """`7 may do it that day: 3 at the limit of the day, 2 on break or between stints, ...`."""
    number = sum(found.values())
    if not number:
        return str(gettext("Nobody may do it that day."))
    words = ngettext(
        "%(num)s may do it that day: %(states)s.",
        "%(num)s may do it that day: %(states)s.",
        number,
        states=", ".join(_how_many(state, many) for state, many in found.items()),
    )
    return str(words)


def _how_many(state: State, number: int) -> str:
    """`2 on break or between stints`."""
    said = {
        State.ON_IT: ngettext("%(num)s on it", "%(num)s on it", number),
        State.NOT_AVAILABLE: ngettext("%(num)s not available", "%(num)s not available", number),
        State.DAY_LIMIT: ngettext(
            "%(num)s at the limit of the day", "%(num)s at the limit of the day", number
        ),
        State.WEEK_LIMIT: ngettext(
            "%(num)s at the limit of seven days", "%(num)s at the limit of seven days", number
        ),
        State.NOT_ON_SHIFT: ngettext(
            "%(num)s not on shift then", "%(num)s not on shift then", number
        ),
        State.WIND_DOWN: ngettext(
            "%(num)s near the end of the shift", "%(num)s near the end of the shift", number
        ),
        State.ON_BREAK: ngettext(
            "%(num)s on break or between stints", "%(num)s on break or between stints", number
        ),
        State.OTHER_WORK: ngettext("%(num)s on other work", "%(num)s on other work", number),
    }
    return str(said[state])


def _unavailability(plan: Plan) -> Bars:
    """When whom something of their own keeps from work or from an activity."""
    bars = Bars()
    for rule in plan.rulebook.rules:
        if rule.name in UNAVAILABLE:
            rule.bar(plan.problem, bars)
    return bars


def _may(plan: Plan, person: Person, activity: Activity, day: int) -> bool:
    """Authorised where the activity exposes, and with every skill it asks for."""
    on = plan.clock.date(day)
    if activity.exposes is not None and not person.authorised_for(activity.id, on):
        return False
    have = {skill.skill for skill in person.skills if skill.holds(on)}
    return have.issuperset(activity.skills)


def _shift(plan: Plan, person: Person, minute: int) -> Presence | None:
    shifts = plan.record.shifts(person.id)
    return next((shift for shift in shifts if shift.start <= minute < shift.end), None)


def _wind_down(plan: Plan, activity: Activity) -> int:
    rule = next((r for r in plan.rulebook.rules if isinstance(r, WindDown)), None)
    if rule is None or activity.exposes is None:
        return 0
    return rule.minutes if activity.exposes == "material" else rule.contact_minutes
