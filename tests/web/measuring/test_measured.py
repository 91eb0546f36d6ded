"""What is said of a measured job: processor time, and how near to the bound its rosters were."""

import os
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest

from web.measuring import measured
from web.measuring.cores import core_seconds
from web.measuring.measured import Curve, Done
from web.measuring.measuring import Figures
from web.measuring.telling import lines

# More than is waited for: the ticks of the kernel can be short of the process's own count.
BURN = "import time\nwhile time.process_time() < 0.6: pass"
# A process that does nothing but wait for one that burns 0.6 s.
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BURN!r}]); input()"

QUEUE = "queue engine=table jobs=4 done=4 results=4 twice=0 lost=0 kills=0 "


def progress(short: int | None, bound: int = 0) -> dict[str, Any]:
    return {"short": short, "short_bound": bound, "demanded": 1000}


@pytest.fixture
def spent(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Its last is the processor time that the machine says."""
    time = [0.0]
    monkeypatch.setattr(measured, "core_seconds", lambda _: time[-1])
    return time


def curve(most: float = 100.0, *, stop: bool = False) -> Curve:
    return Curve(lambda _: None, lambda: stop, most)


def test_time_of_a_child_that_has_ended_is_counted() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE) as process:
        while core_seconds(process.pid) < 0.3:
            assert process.poll() is None
        process.communicate(b"\n")
    assert core_seconds(os.getpid()) > 0


def test_near_is_within_two_hundredths_of_what_is_demanded_beyond_the_bound(
    spent: list[float],
) -> None:
    """1,000 minutes demanded: 50 short over a bound of 29 is 2.1 %, 49 is 2 %."""
    run = curve()
    for at, short in ((3.0, 200), (5.0, 50)):
        spent.append(at)
        run.report(progress(short, 29))
        assert not run.stop_requested()
    spent.append(8.0)
    run.report(progress(49, 29))
    assert run.stop_requested()
    assert run.judged() == (8.0, 0.02)


def test_a_bound_that_comes_later_tells_that_an_earlier_roster_was_near(
    spent: list[float],
) -> None:
    run = curve()
    for at, short, bound in ((2.0, 60, 0), (4.0, 55, 0), (9.0, 55, 37)):
        spent.append(at)
        run.report(progress(short, bound))
    # 55 - 37 = 18 at most 20; 60 - 37 = 23 was not.
    assert run.judged() == (4.0, 0.018)


def test_without_a_roster_nothing_is_near(spent: list[float]) -> None:
    run = curve()
    run.report(progress(None))
    assert run.judged() == (None, None)


def test_who_asks_for_the_best_so_far_gets_it(spent: list[float]) -> None:
    assert curve(stop=True).stop_requested()


def test_what_may_be_spent_ends_it(spent: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measured, "LOOK_SECONDS", 0.0)
    run = curve(most=10.0)
    spent.append(9.9)
    assert not run.stop_requested()
    spent.append(10.0)
    assert run.stop_requested()


def done(job: int, *, solved: bool, cores: float, near: float | None = None) -> Done:
    return Done(job, 7, solved, cores, near, 0.01 if solved else None, 0.0)


def test_figures_are_told_in_lines() -> None:
    """Two of four teams solved in 10 and 30 core-seconds: 20 each, 80 in all.

    0.4 s of queue for 4 jobs is 100 ms each, 0.5 % of the median of 20.
    """
    figures = Figures(
        teams=4,
        asking=0.02,
        states=Counter(done=3, stopped=1),
        results=Counter({1: 1, 2: 1, 3: 1, 4: 1}),
        done=[
            done(3, solved=True, cores=30.0, near=25.0),
            done(1, solved=True, cores=10.0),
            done(2, solved=False, cores=0.1),
            done(4, solved=False, cores=0.1),
        ],
        queue=0.4,
    )
    told = list(lines(figures))
    assert told[:-1] == [
        "team job=1 core_seconds_near=none core_seconds=10.0 excess=1.00%",
        "team job=3 core_seconds_near=25.0 core_seconds=30.0 excess=1.00%",
        "teams=4 solved=2 near=1 within=2.00% core_seconds_near=25.0 core_seconds=20.0",
        QUEUE + "asking_ms=5.0 queue_core_ms=100.0 overhead=0.50%",
        "sum core_seconds=80 core_hours=0.02 (2 of 4 teams estimated)",
    ]
    assert told[-1].startswith("load=")


def test_a_team_without_a_roster_and_one_with_two_are_told() -> None:
    figures = Figures(teams=3, states=Counter(done=3), results=Counter({1: 1, 2: 2}))
    assert any("results=2 twice=1 lost=1" in line for line in lines(figures))
    assert "sum core_seconds=none: no team was solved" in list(lines(figures))
