"""Problems that a solver is done with in a second, and what is best in them by looking at all."""

from typing import Any

from constraints.reading import rulebook_of
from every_roster import every_roster, every_shift, free_cells
from scheduler.demand import Weekday, WorkloadTarget
from scheduler.evaluating import Value, evaluate
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.rule import Rulebook
from scheduler.team import Contract, Wish
from tiny_teams import ADMIN, CHAT, IMAGES, MONDAY, line, person, problem, shape

# All rules, with settings that leave something to decide in shifts of less than an hour.
RULES: dict[str, dict[str, Any]] = {
    "shift_length": {"shortest": 30},
    "min_block": {"minutes": 15},
    "wind_down": {"minutes": 15, "contact_minutes": 15},
    "exposure_share": {"percent": 50},
    "support_reachable": {"active": False},
    "shift_succession": {"pairs": ()},
}


def book(case: Problem) -> Rulebook:
    """All rules with the case's settings."""
    return rulebook_of(case.team)


def images_for_two() -> Problem:
    """Ana and Ben, who need each other's company, and more demand than they can meet."""
    return problem(
        person("Ana"),
        person("Ben"),
        shapes=[shape("08:00", 45)],
        coverage=(
            line(IMAGES, "08:00", "08:30", minimum=1, target=2),
            line(ADMIN, "08:15", "09:00", minimum=1),
        ),
        rules=RULES,
    )


def chat_or_admin() -> Problem:
    """Ana on two days, of which her contract allows one; chat, and admin by the week."""
    return problem(
        person("Ana", contract=Contract(weekly_minutes=60)),
        shapes=[shape("08:00", 45)],
        activities=[CHAT, ADMIN],
        days=2,
        coverage=(line(CHAT, "08:00", "08:40", minimum=1),),
        workload=(WorkloadTarget(activity="admin", week=True, minutes=100),),
        rules=RULES,
    )


def a_wish_and_a_contract() -> Problem:
    """Ana would like to be off on Monday, and is short of her contract without."""
    return problem(
        person(
            "Ana",
            contract=Contract(weekly_minutes=75, least_weekly_minutes=75),
            wishes=(Wish(day=MONDAY),),
        ),
        shapes=[shape("08:00", 30), shape("08:15", 45)],
        activities=[CHAT, ADMIN],
        days=2,
        coverage=(line(CHAT, "08:00", "08:30"),),
        workload=(WorkloadTarget(activity="admin", day=(Weekday.TUE,), minutes=30),),
        rules=RULES,
    )


CASES = (images_for_two, chat_or_admin, a_wish_and_a_contract)


def every_value(case: Problem) -> list[Value]:
    """The value of each valid roster of a case of at most 2,000."""
    rulebook = book(case)
    choices = [every_shift(case, rulebook, cell, "slots") for cell in free_cells(case)]
    records = (
        Record(case, [*case.standing.values(), *filter(None, roster)])
        for roster in every_roster(choices, 2000)
    )
    return [evaluate(rulebook, record) for record in records if not rulebook.check(record)]
