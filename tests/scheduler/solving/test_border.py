"""What lies before the roster, and what is pinned in it, binds the solver as it binds people."""

from datetime import date

import pytest

from scheduler.problem import Problem
from scheduler.solving import solve
from scheduler.team import DayOff, Pins
from tiny_solving import RULES, book
from tiny_teams import ADMIN, CHAT, line, problem, shape, shift

TUESDAY = date(2027, 3, 9)


def starts(case: Problem) -> list[str]:
    solution = solve(case, book(case), effort=6)
    assert solution.breaches == ()
    return [shift.start.strftime("%a %H:%M") for shift in solution.roster.shifts]


@pytest.mark.parametrize(
    ("until", "found"),
    [
        # Eleven hours from 21:00 are 08:00; the shift that begins then is the longer one.
        (240, ["Mon 08:00"]),
        (241, ["Mon 09:00"]),
    ],
)
def test_rest_counts_from_the_last_shift_before_the_roster(until: int, found: list[str]) -> None:
    case = problem(
        shapes=[shape("08:00", 60), shape("09:00", 45)],
        activities=[ADMIN],
        coverage=(line(ADMIN, "08:00", "10:00"),),
        history=(shift("ana", "2027-03-07 17:00", [("admin", until)]),),
        rules=RULES,
    )
    assert starts(case) == found


def test_exposure_before_the_roster_counts_in_the_seven_days() -> None:
    def chat(before: int) -> int:
        case = problem(
            shapes=[shape("08:00", 60)],
            activities=[CHAT, ADMIN],
            coverage=(line(CHAT, "08:00", "08:30"),),
            history=tuple(
                shift("ana", f"2027-03-0{day} 08:00", [("chat", before), ("admin", 420 - before)])
                for day in (2, 3, 4, 5)
            ),
            rules={**RULES, "max_weekly_exposure": {"minutes": 960}},
        )
        solution = solve(case, book(case), effort=6)
        return solution.value.short

    # Four days of 240 are the whole week's; of 232 they leave 32.
    assert (chat(240), chat(232)) == (30, 0)


def test_what_is_pinned_stays_and_the_rest_is_made_around_it() -> None:
    late = shift("ana", "2027-03-08 20:00", [("admin", 30), ("chat", 30), ("admin", 120)])
    case = problem(
        shapes=[shape("08:00", 60), shape("11:00", 45)],
        activities=[CHAT, ADMIN],
        days=3,
        coverage=(line(ADMIN, "08:00", "12:00"),),
        pins=Pins(shifts=(late,), days_off=(DayOff(person="ana", day=date(2027, 3, 10)),)),
        rules=RULES,
    )
    # The pinned shift ends at 23:00: eleven hours later it is 10:00. Wednesday is pinned free.
    solution = solve(case, book(case), effort=6)
    assert solution.breaches == ()
    first, second = solution.roster.shifts
    assert first == late
    assert second.start.strftime("%a %H:%M") == "Tue 11:00"
