"""What the measures say of a run is what the run told."""

import subprocess
import sys

from bench.runs import Case, Run, solve
from bench.teams import Which


def moment(elapsed: float, short: int | None, level1: int = 0) -> dict[str, float | int | None]:
    told = None if short is None else level1
    bounds = {"short_bound": 200, "demanded": 1000}
    return {"elapsed": elapsed, "short": short, "level1": told, "level2": told, **bounds}


# The bound is known late; it holds for what was found before as well.
RUN = Run(
    [
        {**moment(0.5, None), "short_bound": 0},
        {**moment(3.0, 500, 70), "short_bound": 0},
        moment(5.0, 350, 40),
        moment(5.1, 260, 30),
    ]
)


def test_minutes_short_beyond_the_bound_are_a_share_of_those_demanded() -> None:
    # 500 - 200, 350 - 200 and 260 - 200 of 1000.
    found = [RUN.excess(seconds) for seconds in (2.9, 3, 5, 60)]
    assert found == [None, 0.3, 0.15, 0.06]


def test_a_value_is_that_of_the_best_roster_at_the_moment() -> None:
    found = [RUN.value(seconds) for seconds in (1, 4, 5, 6)]
    assert found == [None, (70, 70), (40, 40), (30, 30)]


def test_a_made_up_team_is_solved_in_a_process_of_its_own() -> None:
    case = Case(1, 60.0, which=Which(people=8), grid=5, strategy="greedy")
    run = solve(case)
    value = run.value(60)
    assert value is not None
    # Whatever is placed is better than nothing.
    assert (0, 0) < value < run.nothing
    assert 0 < run.integral(1, 60) < 60


def test_who_measures_loads_no_solver() -> None:
    look = "import sys, bench.__main__; print([m for m in sys.modules if m.startswith('ortools')])"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
