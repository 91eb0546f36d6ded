"""A solve keeps what stands after the roster and in other teams, and plans around both."""

from datetime import datetime, timedelta

from scheduler.checking import check_roster
from scheduler.solving import solve
from scheduler.team import Elsewhere
from tiny_solving import RULES, book
from tiny_teams import ADMIN, BRUSSELS, MONDAY, line, person, problem, shape, shift


def test_a_day_elsewhere_stays_free_and_later_days_in_a_row_are_counted() -> None:
    # Monday elsewhere, and Wednesday to Friday in force in the next roster: with Tuesday they are
    # five in a row, and on Monday no other shift is to be had.
    there = datetime(2027, 3, 8, 8, tzinfo=BRUSSELS)
    away = Elsewhere(start=there, end=there + timedelta(minutes=60))
    later = [
        shift("ana", f"{MONDAY + timedelta(days=d)} 08:00", [("admin", 60)]) for d in (2, 3, 4)
    ]
    case = problem(
        person("Ana", elsewhere=(away,)),
        shapes=[shape("08:00", 60)],
        activities=[ADMIN],
        days=2,
        coverage=(line(ADMIN, "08:00", "09:00", minimum=1),),
        rules=RULES | {"consecutive_days": {"days": 4}},
        history=later,
    )
    solution = solve(case, book(case), effort=1)
    assert [(p.person, p.day) for p in solution.presences] == []
    assert not solution.breaches

    five = case.team.model_copy(update={"rules": RULES | {"consecutive_days": {"days": 5}}})
    longer = type(case).of(five, MONDAY, 2)
    solution = solve(longer, book(longer), effort=1)
    assert [(p.person, p.day) for p in solution.presences] == [("ana", 1)]
    assert check_roster(longer, book(longer), solution.presences) == []
