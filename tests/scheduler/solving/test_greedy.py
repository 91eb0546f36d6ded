"""Shift after shift: no rule is ever broken, and who comes first takes what is worth most."""

from collections.abc import Callable
from datetime import date

import pytest

from constraints.reading import read
from few_people import FIRST, few_people
from scheduler.checking import check_roster
from scheduler.examples import example
from scheduler.pins import fallback_roster
from scheduler.presence import Presence
from scheduler.problem import Problem
from scheduler.reference import compared
from scheduler.roster import Roster
from scheduler.rule import Rulebook
from scheduler.solving import Progress, solve
from scheduler.solving.greedy import FirstFit
from scheduler.team import Contract, DayOff, Pins
from tiny_solving import CASES, RULES, book
from tiny_teams import ADMIN, CHAT, IMAGES, MONDAY, line, person, problem, shape, shift


def filled_by(case: Problem, rulebook: Rulebook) -> list[Presence]:
    """The shifts of the roster; after each day it is asked of the checker."""
    start = {(p.person, p.day): p for p in fallback_roster(case, rulebook)}
    made = FirstFit(case, rulebook, start)
    days = []
    for day in made.days():
        assert check_roster(case, rulebook, made.presences.values()) == []
        days.append(day)
    assert days == list(range(case.clock.days))
    return list(made.presences.values())


def blocks(case: Problem, presence: Presence) -> str:
    """Its blocks as `08:00 images 08:45 break 09:00`."""
    told = []
    for s in presence.stretches:
        name = "meal" if s.meal else s.activity.id if s.activity else "break"
        told.append(f"{case.clock.local(s.start)} {name}")
    return " ".join([*told, case.clock.local(presence.end)])


def by_hand(case: Problem) -> dict[str, str]:
    return {p.person: blocks(case, p) for p in filled_by(case, book(case))}


@pytest.mark.parametrize("make", CASES)
def test_tiny_teams_have_a_roster_that_keeps_every_rule(make: Callable[[], Problem]) -> None:
    case = make()
    assert filled_by(case, book(case))


def test_a_team_of_four_has_one_as_well_on_each_grid() -> None:
    problem_of_four, rulebook = few_people(14)
    for grid in (5, 15):
        case = Problem.of(problem_of_four.team, FIRST, 14, grid)
        shifts = filled_by(case, rulebook)
        assert any(stretch.exposes for shift in shifts for stretch in shift.stretches)


def test_a_team_with_every_rule_has_one_as_well() -> None:
    team, rulebook = read(example("every-rule", FIRST))
    assert filled_by(Problem.of(team, FIRST, 7), rulebook)


def test_the_first_person_takes_what_is_worth_most_and_the_next_what_is_left() -> None:
    case = problem(
        person("Ana"),
        person("Ben"),
        coverage=(line(IMAGES, "08:00", "08:30"), line(ADMIN, "08:00", "09:00")),
        rules=RULES,
    )
    # Half an hour of images for one, an hour of admin for one: an hour and a half of two hours.
    assert by_hand(case) == {
        "ana": "08:00 images 08:30 admin 09:00",
        "ben": "08:00 admin 09:00",
    }


def test_a_minimum_comes_before_targets() -> None:
    case = problem(
        person("Ana"),
        shapes=[shape("08:00", 60), shape("10:00", 60)],
        activities=[CHAT, ADMIN],
        coverage=(
            line(CHAT, "08:00", "08:30", target=5),
            line(ADMIN, "08:30", "09:00", target=5),
            line(CHAT, "10:00", "10:30", minimum=1),
        ),
        rules=RULES,
    )
    assert by_hand(case) == {"ana": "10:00 chat 10:30 admin 11:00"}


def test_a_long_break_is_put_before_the_stint_that_is_too_much_without() -> None:
    case = problem(
        person("Ana"),
        person("Ben"),
        shapes=[shape("08:00", 480)],
        coverage=(
            line(IMAGES, "08:00", "16:00", target=2),
            line(ADMIN, "08:00", "16:00", target=1),
        ),
        rules={"support_reachable": {"active": False}},
    )
    # At most 100 minutes up to a break of 30: after two stints of 45 the third is too much. The
    # share is 45 % of 450 paid minutes, 202: three stints of 45 and one of 30 are 165, and the 45
    # after the meal would make it 210.
    day = (
        "08:00 images 08:45 break 09:00 images 09:45 break 10:15 images 11:00 break "
        "11:15 images 11:45 meal 12:15 admin 16:00"
    )
    assert by_hand(case) == {"ana": day, "ben": day}


def test_nobody_is_left_alone_with_material() -> None:
    images = (line(IMAGES, "08:00", "08:30"),)
    alone = problem(person("Ana"), coverage=images, rules=RULES)
    assert by_hand(alone) == {"ana": "08:00 admin 09:00"}


def test_seats_are_not_taken_twice() -> None:
    case = problem(
        person("Ana"),
        person("Ben"),
        coverage=(line(IMAGES, "08:00", "08:30", target=2), line(ADMIN, "08:00", "09:00")),
        rooms=[{"id": "quiet", "name": "Quiet room", "seats": 1}],
        rules=RULES,
    )
    assert by_hand(case) == {
        "ana": "08:00 images 08:30 admin 09:00",
        "ben": "08:00 admin 09:00",
    }


def test_who_is_owed_nothing_and_wanted_for_nothing_stays_at_home() -> None:
    least = Contract(weekly_minutes=600, least_weekly_minutes=60)
    case = problem(person("Ana"), person("Ben", contract=least), days=2, rules=RULES)
    # Ben's contract asks for an hour in the week of which Monday and Tuesday are two fifths.
    assert [(p.person, p.day) for p in filled_by(case, book(case))] == [("ben", 0)]


def test_what_is_pinned_stays_as_it_is_and_times_alone_get_blocks() -> None:
    whole = shift("ana", "2027-03-08 08:00", [("admin", 60)])
    times = shift("ana", "2027-03-09 10:00", [("admin", 60)]).model_copy(update={"blocks": ()})
    case = problem(
        person("Ana"),
        activities=[CHAT, ADMIN],
        days=3,
        coverage=(line(CHAT, "08:00", "11:00", target=3),),
        pins=Pins(shifts=(whole, times), days_off=(DayOff(person="ana", day=date(2027, 3, 10)),)),
        rules=RULES,
    )
    made = [blocks(case, p) for p in filled_by(case, book(case))]
    # A stint is 45 minutes at most, and a quarter of an hour of admin is not worth beginning.
    assert made == ["08:00 admin 09:00", "10:00 chat 10:45 break 11:00"]


def test_what_is_known_from_a_reference_stays_and_the_rest_is_filled() -> None:
    case = problem(
        person("Ana"),
        person("Ben"),
        shapes=[shape("08:00", 60), shape("11:00", 60)],
        activities=[ADMIN],
        coverage=(
            line(ADMIN, "08:00", "09:00", minimum=1, target=2),
            line(ADMIN, "11:00", "12:00"),
        ),
        rules=RULES,
    )
    known = shift("ben", "2027-03-08 11:00", [("admin", 60)])
    beside = compared(case, [Roster(team="Tiny", first=MONDAY, last=MONDAY, shifts=(known,))])
    solution = solve(beside, book(beside), strategy="greedy")
    assert solution.breaches == ()
    assert {(p.person, p.start) for p in solution.presences} == {("ana", 480), ("ben", 660)}
    # Without it both are wanted most at eight.
    alone = solve(case, book(case), strategy="greedy")
    assert {(p.person, p.start) for p in alone.presences} == {("ana", 480), ("ben", 480)}


def test_it_ends_where_it_is_told_to_and_what_is_there_keeps_every_rule() -> None:
    case, rulebook = few_people()
    asked = iter([False] * 3)
    made = FirstFit(case, rulebook, {}, lambda: next(asked, True))
    assert list(made.days()) == []
    # On Monday three people were looked at.
    assert {day for _, day in made.presences} == {0}
    assert 1 <= len(made.presences) <= 3
    assert check_roster(case, rulebook, made.presences.values()) == []


def test_as_a_strategy_it_tells_its_weeks_and_looks_no_further() -> None:
    case, rulebook = few_people(14)
    told: list[Progress] = []
    solution = solve(case, rulebook, strategy="greedy", on_progress=told.append)
    assert solution.breaches == ()
    values = [(p.level1, p.level2) for p in told if p.level1 is not None and p.level2 is not None]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 2
    assert values[-1] == (solution.value.level1, solution.value.level2)
    again = solve(case, rulebook, strategy="greedy", seed=7, workers=1)
    assert again.presences == solution.presences


def test_the_stages_begin_with_it_and_end_no_worse() -> None:
    case, rulebook = few_people()
    hand = solve(case, rulebook, strategy="greedy").value
    told: list[Progress] = []
    staged = solve(case, rulebook, effort=0, on_progress=told.append)
    first = [p for p in told if p.stage == "greedy" and p.level1 is not None]
    assert first
    assert (first[-1].level1, first[-1].level2) == (hand.level1, hand.level2)
    assert (staged.value.level1, staged.value.level2) <= (hand.level1, hand.level2)
    # What is planned and placed comes after it.
    stages = list(dict.fromkeys(p.stage for p in told))
    assert stages.index("greedy") < stages.index("stints")
