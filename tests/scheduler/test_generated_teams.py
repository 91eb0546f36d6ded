"""Generated teams: files that read without a fault, and what is asked of them can be done."""

from datetime import date, timedelta

import pytest

from constraints.reading import read
from scheduler.examples.generated import generated_team
from scheduler.problem import Problem
from scheduler.solving import solve
from scheduler.team import Team

MONDAY = date(2026, 11, 30)


def read_again(team: Team) -> Team:
    """The team of its own file."""
    return read(team.model_dump_json(by_alias=True, exclude_defaults=True))[0]


@pytest.mark.parametrize("people", [8, 16, 20, 50, 200])
def test_a_team_of_any_size_is_a_file_without_a_fault(people: int) -> None:
    team = generated_team(people, MONDAY, seed=1)
    assert len(team.people) == len({person.name for person in team.people}) == people
    assert read_again(team) == team


def test_the_same_seed_gives_the_same_team_and_another_another() -> None:
    assert generated_team(20, MONDAY, 3) == generated_team(20, MONDAY, 3)
    assert generated_team(20, MONDAY, 3) != generated_team(20, MONDAY, 4)


def test_the_roster_starts_on_the_monday_of_the_week() -> None:
    assert generated_team(8, MONDAY + timedelta(days=6), 0) == generated_team(8, MONDAY, 0)


@pytest.mark.parametrize("people", [7, 501])
def test_a_size_that_is_not_offered_is_refused(people: int) -> None:
    with pytest.raises(ValueError, match="has 8 to 500 people"):
        generated_team(people, MONDAY, 0)


@pytest.mark.parametrize("people", [8, 20, 200])
def test_the_mix_is_in_proportion(people: int) -> None:
    """Of eight analysts: two of four days, one of half the week, one new, two who mentor."""
    team = generated_team(people, MONDAY, seed=2)
    paid = [person for person in team.people if not person.volunteer]
    assert people - len(paid) == people // 8
    rounds = len(paid) // 8
    weekly = [person.terms.weekly_minutes for person in paid[: 8 * rounds]]
    assert (weekly.count(4 * 456), weekly.count(456 * 2 + 228)) == (2 * rounds, rounds)
    assert sum(person.ramp_up_from is not None for person in paid[: 8 * rounds]) == rounds
    assert sum(person.mentor is not None for person in paid[: 8 * rounds]) == 2 * rounds
    # Three seats for four analysts.
    assert sum(room.seats for room in team.rooms) == -(-3 * len(paid) // 4)
    assert max(room.seats for room in team.rooms) <= 12


@pytest.mark.parametrize("people", [8, 20, 50, 200])
def test_demand_grows_with_the_team(people: int) -> None:
    """Breaks are a quarter of exposure, and exposure at most 45 % of paid time, often less."""
    team = generated_team(people, MONDAY, seed=3)
    paid = 4 * sum(person.terms.weekly_minutes for person in team.people if not person.volunteer)
    assert 0.7 < Problem.of(team, MONDAY, 28).demanded / paid < 1.0


@pytest.mark.slow
def test_a_small_team_gets_a_roster_that_keeps_every_rule() -> None:
    text = generated_team(8, MONDAY, 0).model_dump_json(by_alias=True, exclude_defaults=True)
    team, rulebook = read(text)
    problem = Problem.of(team, MONDAY, 7)
    solution = solve(problem, rulebook, effort=0)
    assert solution.breaches == ()
    assert solution.value.short < problem.demanded / 2
