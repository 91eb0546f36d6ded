"""What the solver proves is true of every roster there is."""

from collections.abc import Callable
from typing import Literal

import pytest

from scheduler.problem import Problem
from scheduler.solving import child, solve
from scheduler.solving.tasks import BoundTask, Setting
from tiny_solving import CASES, book, every_value


@pytest.mark.parametrize("make", CASES)
def test_no_bound_is_above_the_best_of_all_rosters(make: Callable[[], Problem]) -> None:
    case = make()
    values = every_value(case)
    assert len({(value.level1, value.level2) for value in values}) > 3
    setting = Setting(case, book(case))
    bounds = child.bound(setting, BoundTask()).bounds
    assert bounds.level1 <= min(value.level1 for value in values)
    assert bounds.level2 <= min(value.level2 for value in values)
    assert bounds.short <= min(value.short for value in values)
    for most in {value.level1 for value in values}:
        within = child.bound(setting, BoundTask(level1_at_most=most)).bounds.level2
        assert within <= min(value.level2 for value in values if value.level1 <= most)


@pytest.mark.parametrize("strategy", ["staged", "whole"])
@pytest.mark.parametrize("make", CASES)
def test_the_best_of_all_rosters_is_found(
    make: Callable[[], Problem], strategy: Literal["staged", "whole"]
) -> None:
    case = make()
    best = min((value.level1, value.level2) for value in every_value(case))
    solution = solve(case, book(case), effort=12, strategy=strategy)
    assert (solution.value.level1, solution.value.level2) == best
    assert solution.breaches == ()
    score = solution.roster.score
    assert score is not None
    assert (score.level1_bound, score.level2_bound) <= best
    assert score.short_bound <= score.short
