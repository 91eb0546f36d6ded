"""With an effort, the same seed gives the same roster, whatever happens to the processes."""

import os
import signal
from functools import cache

import pytest

from few_people import few_people
from scheduler.solving import Progress, solve
from scheduler.solving.crew import Crew

EFFORT = 3
DAYS = 4


def solved(workers: int, seed: int = 5, at: str = "", kill: list[int] | None = None) -> str:
    """The roster file; at the first progress of the stage `at` a process of `kill` is killed."""
    problem, rulebook = few_people(DAYS)
    waiting = bool(at)

    def tell(progress: Progress) -> None:
        nonlocal waiting
        if waiting and progress.stage == at and kill:
            waiting = False
            os.kill(kill[-1], signal.SIGKILL)

    solution = solve(problem, rulebook, effort=EFFORT, seed=seed, workers=workers, on_progress=tell)
    assert not waiting
    assert solution.breaches == ()
    return solution.roster.model_dump_json()


@cache
def unharmed() -> str:
    return solved(2)


def test_any_number_of_processes_gives_the_same_bytes() -> None:
    assert solved(1) == unharmed() == solved(3)


@pytest.mark.parametrize("stage", [pytest.param("stints", marks=pytest.mark.slow), "shifts"])
def test_a_solver_process_that_is_killed_loses_nothing(
    stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = unharmed()
    started: list[int] = []
    start = Crew._start

    def noted(crew: Crew) -> object:
        worker = start(crew)
        started.append(worker.process.pid or 0)
        return worker

    monkeypatch.setattr(Crew, "_start", noted)
    assert solved(2, at=stage, kill=started) == before
    assert len(started) == 3
