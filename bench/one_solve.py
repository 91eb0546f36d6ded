"""One solve in a process of its own; each moment of it is a line of JSON on standard output.

`started` is the moment, by the machine's monotonic clock, at which whoever asked started this
process: seconds count from there, as they do from the start of a command.
"""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date

from constraints.reading import read
from scheduler.examples import example
from scheduler.problem import Problem
from scheduler.solving import Progress, solve


def main() -> None:
    """Solve an example team from the arguments of the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--example", default="child-focus")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True)
    parser.add_argument("--weeks", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--strategy", choices=("staged", "whole"), default="staged")
    parser.add_argument("--started", type=float, required=True)
    asked = parser.parse_args()
    team, rulebook = read(example(asked.example, asked.first))
    solve(
        Problem.of(team, asked.first, 7 * asked.weeks),
        rulebook,
        seconds=asked.seconds,
        seed=asked.seed,
        workers=asked.workers,
        strategy=asked.strategy,
        started=asked.started,
        on_progress=_tell,
    )


def _tell(progress: Progress) -> None:
    sys.stdout.write(json.dumps(asdict(progress)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
