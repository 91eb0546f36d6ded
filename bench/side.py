"""Staged, the single big model and a greedy first fit, one after the other on the same cores."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bench.model_size import gibibytes
from bench.runs import FIRST, Case, Run, solve
from bench.table import levels, row
from bench.teams import CHILD_FOCUS, Grid, Which
from scheduler.solving import Strategy

TEAMS = (CHILD_FOCUS, Which("child-focus-doubled"), Which(people=50), Which(people=200))
GRIDS: tuple[Grid, ...] = (15, 5)
SECONDS = 120.0
STRATEGIES: tuple[Strategy, ...] = ("staged", "whole", "greedy")
# Most people, by grid, for whom the single model is run: beyond, it takes this machine's memory, or
# all the time to be made. Child Focus doubled has 16 employees and 4 volunteers.
MOST_OF_WHOLE = {15: 50, 10: 20, 5: 20}
MARKS = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120)
COLUMNS = ("team", "people", "grid", "strategy", "second", "level1", "level2", "short", "note")


@dataclass(frozen=True)
class Sides:
    """The runs of one team on one grid by strategy, and why those that are missing were not run."""

    which: Which
    people: int
    grid: int
    seconds: float
    runs: Mapping[Strategy, Run]
    not_run: Mapping[Strategy, str]

    def table(self) -> Iterator[str]:
        """The value at some seconds, the primal integrals, and when staged was behind."""
        team = f"{self.which.name}, {self.people} people, grid {self.grid}"
        yield f"\n{team}, {self.seconds:g} s each"
        yield row("second", *STRATEGIES)
        for mark in sorted({*(m for m in MARKS if m < self.seconds), int(self.seconds)}):
            yield row(mark, *(levels(run.value(mark)) if run else "not run" for run in self._all()))
        for level in (1, 2):
            lost = (run and run.integral(level, self.seconds) for run in self._all())
            told = ("not run" if each is None else f"{each:.2f}" for each in lost)
            yield row(f"integral {level}", *told)
        for strategy, why in self.not_run.items():
            yield f"{strategy}: {why}"
        for strategy, run in self.runs.items():
            if strategy != "staged":
                yield f"Seconds at which staged has a roster and a worse one than {strategy}: " + (
                    spans(self.runs["staged"].worse_at(run, self.seconds)) or "none"
                )

    def _all(self) -> list[Run | None]:
        return [self.runs.get(strategy) for strategy in STRATEGIES]

    def lines(self) -> Iterator[tuple[object, ...]]:
        """Each second of each run, in the order of COLUMNS; empty before the first roster."""
        for strategy in STRATEGIES:
            head = (self.which.name, self.people, self.grid, strategy)
            run = self.runs.get(strategy)
            if run is None:
                yield (*head, "", "", "", "", self.not_run[strategy])
                continue
            for second in range(1, int(self.seconds) + 1):
                known = run.at(second)
                found = [known[n] if known else "" for n in ("level1", "level2", "short")]
                yield (*head, second, *found, "")


def compare(which: Which, case: Case) -> Sides:
    """Run each strategy on a team, for the seconds and on the grid of `case`."""
    problem, rulebook = which.problem(FIRST, case.weeks, case.grid)
    people = len(problem.people)
    runs: dict[Strategy, Run] = {}
    not_run: dict[Strategy, str] = {}
    for strategy in STRATEGIES:
        if strategy == "whole" and people > MOST_OF_WHOLE[case.grid]:
            not_run[strategy] = f"not run: about {gibibytes(problem, rulebook):.0f} GiB"
        else:
            runs[strategy] = solve(replace(case, which=which, strategy=strategy))
    return Sides(which, people, case.grid, case.seconds, runs, not_run)


def write(sides: Sides, out: Path) -> None:
    """Add the lines to `side.csv` in a folder, which is made where there is none."""
    out.mkdir(parents=True, exist_ok=True)
    file = out / "side.csv"
    new = not file.exists()
    with file.open("a", encoding="utf-8", newline="") as lines:
        told = csv.writer(lines, lineterminator="\n")
        if new:
            told.writerow(COLUMNS)
        told.writerows(sides.lines())


def spans(seconds: list[int]) -> str:
    """Whole seconds in their order as `3-5, 9`."""
    found: list[list[int]] = []
    for second in seconds:
        if found and second == found[-1][-1] + 1:
            found[-1].append(second)
        else:
            found.append([second])
    return ", ".join(f"{s[0]}-{s[-1]}" if len(s) > 1 else f"{s[0]}" for s in found)
