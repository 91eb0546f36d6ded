"""Runs of the solver, watched from outside: what it reached when, and its memory."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import date
from time import monotonic
from typing import Any, Literal

from bench.memory import Peak, watch
from bench.teams import CHILD_FOCUS, Grid, Which
from scheduler.solving import Strategy

FIRST = date(2026, 11, 30)
Value = tuple[int, int]


@dataclass(frozen=True)
class Case:
    """What is solved: a team for so many weeks, on which grid of minutes, and for how long."""

    weeks: int
    seconds: float
    seed: int = 0
    workers: int = 2
    strategy: Strategy = "staged"
    which: Which = CHILD_FOCUS
    grid: Grid = 15


@dataclass
class Run:
    """What one solve told. moments: each progress, in time order.

    nothing: both levels of the roster in which nobody does more than what is pinned.
    """

    moments: list[dict[str, Any]] = field(default_factory=list)
    nothing: Value = (0, 0)
    peak: Peak = field(default_factory=Peak)

    def hear(self, told: dict[str, Any]) -> None:
        """Take what the process tells next."""
        if "nothing" in told:
            self.nothing = tuple(told["nothing"])
        else:
            self.moments.append(told)

    def at(self, seconds: float) -> dict[str, Any] | None:
        """The best roster known at a moment; None before the first."""
        known = [m for m in self.moments if m["elapsed"] <= seconds and m["short"] is not None]
        return known[-1] if known else None

    def value(self, seconds: float) -> Value | None:
        """Both levels by the evaluator at a moment; None before the first roster."""
        moment = self.at(seconds)
        return (moment["level1"], moment["level2"]) if moment else None

    def integral(self, level: Literal[1, 2], seconds: float) -> float:
        """The primal integral of a level over so many seconds: less is better.

        What is integrated is the level of the best roster at each moment as a share of that of the
        roster with nothing placed: 1 before the first roster, and never more. So it is the seconds
        for which one might as well have had nothing, 0 to `seconds`. It knows no bound and no best
        value, so that runs of one team can be compared whatever each of them found.
        """
        nothing = self.nothing[level - 1]
        lost = reached = 0.0
        share = 1.0
        for moment in self.moments:
            now = min(max(moment["elapsed"], reached), seconds)
            lost += share * (now - reached)
            reached = now
            if moment["short"] is not None:
                share = min(1.0, moment[f"level{level}"] / nothing) if nothing else 0.0
        return lost + share * (seconds - reached)

    def worse_at(self, other: "Run", seconds: float) -> list[int]:
        """The whole seconds at which this run has a roster and the other a better one."""
        worse = []
        for second in range(1, int(seconds) + 1):
            mine, theirs = self.value(second), other.value(second)
            if mine is not None and theirs is not None and mine > theirs:
                worse.append(second)
        return worse

    def excess(self, seconds: float) -> float | None:
        """Minutes short beyond the bound, as a share of those demanded."""
        moment = self.at(seconds)
        if moment is None:
            return None
        bound: int = self.moments[-1]["short_bound"]
        return float(moment["short"] - bound) / float(moment["demanded"])


def solve(case: Case, *, memory: bool = False) -> Run:
    """Solve in a fresh process. Raises RuntimeError where it ends with a fault.

    memory: whether the process tree's memory is looked at meanwhile, which takes some time itself.
    """
    run = Run()
    started = monotonic()
    asked = {
        "--grid": case.grid,
        "--from": FIRST,
        "--weeks": case.weeks,
        "--seconds": case.seconds,
        "--seed": case.seed,
        "--workers": case.workers,
        "--strategy": case.strategy,
        "--started": started,
    }
    words = [str(word) for pair in asked.items() for word in pair]
    command = [sys.executable, "-m", "bench.one_solve", *case.which.words(), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        watching = None
        if memory:
            watching = threading.Thread(target=watch, args=(process.pid, run.peak), daemon=True)
            watching.start()
        for line in process.stdout or ():
            run.hear(json.loads(line))
    if watching:
        watching.join()
    if process.returncode:
        raise RuntimeError(f"a solve ended with {process.returncode}")
    return run
