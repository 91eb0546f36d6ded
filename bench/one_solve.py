"""One solve in a process of its own; each moment of it is a line of JSON on standard output.

`started` is the moment, by the machine's monotonic clock, at which whoever asked started this
process: seconds count from there, as they do from the start of a command.
"""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from typing import Any, get_args

from bench.teams import Which
from scheduler.evaluating import evaluate
from scheduler.pins import fallback_roster
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.rule import Rulebook
from scheduler.solving import Progress, Strategy, solve


def main() -> None:
    """Solve a team from the arguments of the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--example", default=Which.example)
    parser.add_argument("--people", type=int, help="a made up team of so many, in its place")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True)
    parser.add_argument("--weeks", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--grid", type=int, choices=(5, 10, 15), default=15)
    parser.add_argument("--strategy", choices=get_args(Strategy), default="staged")
    parser.add_argument("--started", type=float, required=True)
    asked = parser.parse_args()
    which = Which(asked.example, asked.people)
    problem, rulebook = which.problem(asked.first, asked.weeks, asked.grid)
    solve(
        problem,
        rulebook,
        seconds=asked.seconds,
        seed=asked.seed,
        workers=asked.workers,
        strategy=asked.strategy,
        started=asked.started,
        on_progress=_tell,
    )
    # After the solve, of whose time it takes none.
    _write({"nothing": _of_nothing(problem, rulebook)})


def _tell(progress: Progress) -> None:
    _write(asdict(progress))


def _of_nothing(problem: Problem, rulebook: Rulebook) -> tuple[int, int]:
    """Both levels of the roster in which nobody does more than what is pinned."""
    value = evaluate(rulebook, Record(problem, fallback_roster(problem, rulebook)))
    return value.level1, value.level2


def _write(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
