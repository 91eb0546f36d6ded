"""Measures of speed and memory: `python -m bench [first|whole|memory|pages|feeds|check|side ...]`.

Nothing here is asserted: a measure is of one machine at one moment.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from bench import machine
from bench.checking import checked
from bench.of_solves import against_whole, first, memory, side_by_side
from bench.served import demo, feeds, pages
from bench.table import row
from scheduler.examples import NAMES
from scheduler.solving import Strategy


def of_pages(asked: argparse.Namespace) -> None:
    """Milliseconds of the manager's pages in the demo."""
    with demo(asked.port) as running:
        _say_times(pages(running, asked.times), asked.times)


def of_feeds(asked: argparse.Namespace) -> None:
    """Milliseconds of a calendar feed in the demo."""
    with demo(asked.port) as running:
        _say_times(feeds(running, asked.times), asked.times)


def of_checks(_asked: argparse.Namespace) -> None:
    """Milliseconds of processor time of the checker, for one team and for ten made into one."""
    print("\nMilliseconds of the checker over four weeks, median")
    print(row("people", "shifts", "whole", "one day"))
    for times, runs in ((1, 21), (10, 5)):
        found = checked(times, runs)
        print(row(found.people, found.shifts, f"{found.whole:.1f}", f"{found.one_day:.1f}"))


def _say_times(found: dict[str, float], times: int) -> None:
    print(f"\nMilliseconds an answer, median of {times}, one at a time")
    for name, milliseconds in found.items():
        print(f"  {name:<12} {milliseconds:.1f}")


PARTS: dict[str, Callable[[argparse.Namespace], None]] = {
    "first": first,
    "whole": against_whole,
    "memory": memory,
    "pages": of_pages,
    "feeds": of_feeds,
    "check": of_checks,
    "side": side_by_side,
}
# The last takes three quarters of an hour.
USUAL = tuple(PARTS)[:-1]


def main() -> None:
    """Run the parts asked for, else all but `side`."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--weeks", type=int, default=4)
    parser.add_argument("--seconds", type=float, help="instead of each part's own")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--grid", type=int, choices=(5, 10, 15), help="minutes a slot, or 15")
    team = parser.add_mutually_exclusive_group()
    team.add_argument("--example", choices=NAMES)
    team.add_argument("--people", type=int, help="a made up team of so many, in its place")
    parser.add_argument("--strategy", choices=get_args(Strategy), default="staged")
    parser.add_argument("--out", type=Path, help="a folder for side.csv, a line a second")
    parser.add_argument("--times", type=int, default=50, help="fetches of a page")
    parser.add_argument("--port", type=int, default=8799)
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    print(machine.said(), flush=True)
    for name in asked.parts or USUAL:
        PARTS[name](asked)


if __name__ == "__main__":
    main()
