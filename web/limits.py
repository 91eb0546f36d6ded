"""The limits of a day and of seven days that hold for one person, as the team's rules have them."""

from constraints.exposure.max_daily_exposure import MaxDailyExposure
from constraints.exposure.max_weekly_exposure import MaxWeeklyExposure
from constraints.people.ramp_up import RampUp
from scheduler.team import Person
from web.plan import Plan

DAYS_OF_A_WEEK = 7


def daily_limit(plan: Plan, person: Person, day: int) -> int:
    """Most exposing minutes on a day by the team's rules and what was agreed; nothing private."""
    limits = []
    for rule in plan.rulebook.rules:
        if isinstance(rule, MaxDailyExposure):
            limits.append(rule.cap(person))
        if isinstance(rule, RampUp) and person.ramp_up_from is not None:
            step = rule.cap((plan.clock.date(day) - person.ramp_up_from).days)
            limits += [] if step is None else [step]
    return min(limits)


def at_weekly_limit(plan: Plan, person: Person, day: int) -> bool:
    """Whether some seven days around the day hold all the exposure they may."""
    rule = next((r for r in plan.rulebook.rules if isinstance(r, MaxWeeklyExposure)), None)
    if rule is None:
        return False
    return any(
        sum(plan.record.exposure(person.id, d) for d in range(first, first + DAYS_OF_A_WEEK))
        >= rule.minutes
        for first in range(day - DAYS_OF_A_WEEK + 1, day + 1)
    )
