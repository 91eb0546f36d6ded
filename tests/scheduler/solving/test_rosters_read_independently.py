"""Rosters of the example team are read by a reader that shares no code with what made them."""

import json
from datetime import date
from typing import Literal

import pytest

from constraints.reading import read
from plain_reader import breaches, minutes
from scheduler.examples import example
from scheduler.problem import Problem
from scheduler.solving import solve

# Two weeks with the night of the clock change, and with All Saints' Day on their last Sunday.
FIRST = date(2026, 10, 19)
CLOSED = ["2026-11-01"]

Grid = Literal[10, 15]


@pytest.mark.parametrize(
    ("grid", "seed"),
    [
        (15, 0),
        *(pytest.param(15, seed, marks=pytest.mark.slow) for seed in (1, 2)),
        *(pytest.param(10, seed, marks=pytest.mark.slow) for seed in (0, 1, 2)),
    ],
)
def test_nothing_breaks_a_limit_and_the_minutes_short_are_what_the_roster_says(
    grid: Grid, seed: int
) -> None:
    content = example("child-focus", FIRST)
    team, rulebook = read(content)
    problem = Problem.of(team, FIRST, 14, grid)
    solution = solve(problem, rulebook, effort=4, seed=seed)
    roster = json.loads(solution.roster.model_dump_json(by_alias=True))
    assert breaches(content, roster, CLOSED) == []
    demanded, short = minutes(content, roster, CLOSED)
    assert (roster["score"]["demanded"], roster["score"]["short"]) == (demanded, short)
    assert roster["score"]["short_bound"] <= short < demanded
