"""Measures of speed and memory: `python -m bench [first|whole|memory|pages|feeds|check ...]`.

Nothing here is asserted: a measure is of one machine at one moment.
"""

import argparse
from collections.abc import Callable
from statistics import median

from bench import machine
from bench.checking import checked
from bench.runs import FIRST, Case, Run, solve
from bench.served import demo, feeds, pages

MARKS = (2.0, 5.0, 15.0, 60.0)
WHOLE_SECONDS = 120.0
MEMORY_SECONDS = 60.0
KIB = 1024


def first(asked: argparse.Namespace) -> None:
    """Minutes short beyond the bound after some seconds, for each seed, and their median."""
    seconds = asked.seconds or MARKS[-1]
    marks = [mark for mark in MARKS if mark <= seconds]
    print(f"\nMinutes short beyond the bound, of those demanded ({asked.weeks} weeks from {FIRST})")
    print(_row("seed", *(f"{mark:g} s" for mark in marks), "short", "bound", "demanded"))
    runs = []
    for seed in asked.seeds:
        run = solve(Case(asked.weeks, seconds, seed, asked.workers))
        runs.append(run)
        last = run.moments[-1]
        sums = (last["short"], last["short_bound"], last["demanded"])
        print(_row(seed, *(_percent(run.excess(mark)) for mark in marks), *sums), flush=True)
    print(_row("median", *(_percent(_middle(runs, mark)) for mark in marks)))


def _middle(runs: list[Run], seconds: float) -> float | None:
    known = [excess for run in runs if (excess := run.excess(seconds)) is not None]
    return median(known) if len(known) == len(runs) else None


def against_whole(asked: argparse.Namespace) -> None:
    """Staged against one model of everything, by the evaluator's value at each second."""
    seconds = asked.seconds or WHOLE_SECONDS
    print(f"\nStaged against one model of the whole, {seconds:g} s each, one after the other")
    staged = solve(Case(asked.weeks, seconds, asked.seeds[0], asked.workers))
    whole = solve(Case(asked.weeks, seconds, asked.seeds[0], asked.workers, "whole"))
    print(_row("second", "staged", "whole"))
    worse = []
    for second in range(1, int(seconds) + 1):
        mine, other = staged.value(second), whole.value(second)
        if mine is not None and other is not None and mine > other:
            worse.append(second)
        if second % max(1, int(seconds) // 12) == 0:
            print(_row(second, _levels(mine), _levels(other)))
    print(f"Seconds at which staged has a roster and a worse one: {worse or 'none'}")


def memory(asked: argparse.Namespace) -> None:
    """The most memory of a solve with all its processes."""
    run = solve(
        Case(asked.weeks, asked.seconds or MEMORY_SECONDS, asked.seeds[0], asked.workers),
        memory=True,
    )
    print("\nMost memory of all processes of a staged solve")
    print(f"  PSS (shared pages once) {run.peak.pss / KIB:.0f} MiB")
    print(f"  RSS (shared pages in each process) {run.peak.rss / KIB:.0f} MiB")


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
    print(_row("people", "shifts", "whole", "one day"))
    for times, runs in ((1, 21), (10, 5)):
        found = checked(times, runs)
        print(_row(found.people, found.shifts, f"{found.whole:.1f}", f"{found.one_day:.1f}"))


def _say_times(found: dict[str, float], times: int) -> None:
    print(f"\nMilliseconds an answer, median of {times}, one at a time")
    for name, milliseconds in found.items():
        print(f"  {name:<12} {milliseconds:.1f}")


def _row(*values: object) -> str:
    return "  ".join(f"{value!s:>12}" for value in values)


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{100 * share:.1f} %"


def _levels(value: tuple[int, int] | None) -> str:
    return "none" if value is None else f"{value[0]}/{value[1]}"


PARTS: dict[str, Callable[[argparse.Namespace], None]] = {
    "first": first,
    "whole": against_whole,
    "memory": memory,
    "pages": of_pages,
    "feeds": of_feeds,
    "check": of_checks,
}


def main() -> None:
    """Run the parts asked for, else all."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--weeks", type=int, default=4)
    parser.add_argument("--seconds", type=float, help="instead of each part's own")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--times", type=int, default=50, help="fetches of a page")
    parser.add_argument("--port", type=int, default=8799)
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    print(machine.said(), flush=True)
    for name in asked.parts or PARTS:
        PARTS[name](asked)


if __name__ == "__main__":
    main()
