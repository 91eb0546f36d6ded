"""Rosters of the example team are read by a reader that shares no code with what made them."""

import json
from datetime import date
from pathlib import Path
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
SLOW = pytest.mark.slow


@pytest.mark.parametrize(
    ("grid", "days", "seed"),
    [
        (15, 14, 0),
        (10, 7, 1),
        pytest.param(15, 14, 1, marks=SLOW),
        pytest.param(10, 7, 0, marks=SLOW),
    ],
)
def test_nothing_breaks_a_limit_and_the_minutes_short_are_what_the_roster_says(
    grid: Grid, days: int, seed: int, tmp_path: Path
) -> None:
    content = example("child-focus", FIRST)
    team, rulebook = read(content)
    problem = Problem.of(team, FIRST, days, grid)
    solution = solve(problem, rulebook, effort=8, seed=seed, workers=2)
    file = tmp_path / "roster.json"
    file.write_text(solution.roster.model_dump_json(by_alias=True), "utf-8")
    roster = json.loads(file.read_text("utf-8"))
    assert breaches(content, roster, CLOSED) == []
    demanded, short = minutes(content, roster, CLOSED)
    assert (roster["score"]["demanded"], roster["score"]["short"]) == (demanded, short)
    assert roster["score"]["short_bound"] <= short < demanded
