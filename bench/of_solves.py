"""The parts of the measures that solve: first rosters, strategies beside each other, memory."""

import argparse
from dataclasses import replace
from statistics import median

from bench import side
from bench.model_size import gibibytes
from bench.runs import FIRST, Case, Run, solve
from bench.table import levels, row
from bench.teams import CHILD_FOCUS, Which

MARKS = (2.0, 5.0, 15.0, 60.0)
WHOLE_SECONDS = 120.0
MEMORY_SECONDS = 60.0
KIB = 1024


def _which(asked: argparse.Namespace) -> Which:
    return Which(asked.example or CHILD_FOCUS.example, asked.people)


def _case(asked: argparse.Namespace, seconds: float, seed: int) -> Case:
    """The team asked for, solved by the staged search unless it says otherwise."""
    grid = asked.grid or Case.grid
    return Case(asked.weeks, seconds, seed, asked.workers, asked.strategy, _which(asked), grid)


def first(asked: argparse.Namespace) -> None:
    """Minutes short beyond the bound after some seconds, for each seed, and their median."""
    seconds = asked.seconds or MARKS[-1]
    marks = [mark for mark in MARKS if mark <= seconds]
    said = f"{_which(asked).name}, {asked.weeks} weeks from {FIRST}, grid {asked.grid or Case.grid}"
    print(f"\nMinutes short beyond the bound, of those demanded ({said})")
    print(row("seed", *(f"{mark:g} s" for mark in marks), "short", "bound", "demanded"))
    runs = []
    for seed in asked.seeds:
        run = solve(_case(asked, seconds, seed))
        runs.append(run)
        last = run.moments[-1]
        sums = (last["short"], last["short_bound"], last["demanded"])
        print(row(seed, *(_percent(run.excess(mark)) for mark in marks), *sums), flush=True)
    print(row("median", *(_percent(_middle(runs, mark)) for mark in marks)))


def _middle(runs: list[Run], seconds: float) -> float | None:
    known = [excess for run in runs if (excess := run.excess(seconds)) is not None]
    return median(known) if len(known) == len(runs) else None


def against_whole(asked: argparse.Namespace) -> None:
    """Staged against one model of everything, by the evaluator's value at each second."""
    seconds = asked.seconds or WHOLE_SECONDS
    print(f"\nStaged against one model of the whole, {seconds:g} s each, one after the other")
    case = _case(asked, seconds, asked.seeds[0])
    staged, whole = (solve(replace(case, strategy=each)) for each in ("staged", "whole"))
    print(row("second", "staged", "whole"))
    for second in range(1, int(seconds) + 1):
        if second % max(1, int(seconds) // 12) == 0:
            print(row(second, levels(staged.value(second)), levels(whole.value(second))))
    worse = side.spans(staged.worse_at(whole, seconds))
    print(f"Seconds at which staged has a roster and a worse one: {worse or 'none'}")


def memory(asked: argparse.Namespace) -> None:
    """The most memory of a solve with all its processes."""
    case = _case(asked, asked.seconds or MEMORY_SECONDS, asked.seeds[0])
    run = solve(case, memory=True)
    problem, rulebook = case.which.problem(FIRST, case.weeks, case.grid)
    print(f"\nMost memory of all processes ({case.which.name}, grid {case.grid}, {case.strategy})")
    print(f"  PSS (shared pages once) {run.peak.pss / KIB:.0f} MiB")
    print(f"  RSS (shared pages in each process) {run.peak.rss / KIB:.0f} MiB")
    print(f"  expected of the single model {gibibytes(problem, rulebook):.1f} GiB")


def side_by_side(asked: argparse.Namespace) -> None:
    """Staged, one model and a greedy first fit; of all teams and grids but for what is given."""
    case = _case(asked, asked.seconds or side.SECONDS, asked.seeds[0])
    one = asked.example or asked.people
    for which in (_which(asked),) if one else side.TEAMS:
        for grid in side.GRIDS if asked.grid is None else (case.grid,):
            found = side.compare(which, replace(case, grid=grid))
            print("\n".join(found.table()), flush=True)
            if asked.out:
                side.write(found, asked.out)


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{100 * share:.1f} %"
