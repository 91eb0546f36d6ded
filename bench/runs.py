"""Runs of the solver, watched from outside: what it reached when, and its memory."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Literal

from bench.memory import Peak, watch

FIRST = "2026-11-30"
Value = tuple[int, int]


@dataclass(frozen=True)
class Case:
    """What is solved: an example team for so many weeks, and for how long."""

    weeks: int
    seconds: float
    seed: int = 0
    workers: int = 2
    strategy: Literal["staged", "whole"] = "staged"
    example: str = "child-focus"


@dataclass
class Run:
    """What one solve told. moments: each progress, in time order."""

    moments: list[dict[str, Any]] = field(default_factory=list)
    peak: Peak = field(default_factory=Peak)

    def at(self, seconds: float) -> dict[str, Any] | None:
        """The best roster known at a moment; None before the first."""
        known = [m for m in self.moments if m["elapsed"] <= seconds and m["short"] is not None]
        return known[-1] if known else None

    def value(self, seconds: float) -> Value | None:
        """Both levels by the evaluator at a moment; None before the first roster."""
        moment = self.at(seconds)
        return (moment["level1"], moment["level2"]) if moment else None

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
        "--example": case.example,
        "--from": FIRST,
        "--weeks": case.weeks,
        "--seconds": case.seconds,
        "--seed": case.seed,
        "--workers": case.workers,
        "--strategy": case.strategy,
        "--started": started,
    }
    words = [str(word) for pair in asked.items() for word in pair]
    command = [sys.executable, "-m", "bench.one_solve", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        watching = None
        if memory:
            watching = threading.Thread(target=watch, args=(process.pid, run.peak), daemon=True)
            watching.start()
        for line in process.stdout or ():
            run.moments.append(json.loads(line))
    if watching:
        watching.join()
    if process.returncode:
        raise RuntimeError(f"a solve ended with {process.returncode}")
    return run
