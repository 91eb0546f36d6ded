"""Runs of instances: each solved, written, judged, told in one line, and kept for a later start."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from bench.families.family import Family, Instance, Question
from bench.families.files import text_of
from bench.families.verdict import UnreadableError, UnsolvableError
from scheduler.solving import solve
from scheduler.solving.crew import SolverLostError

# Faults that a line tells; the results file has them all.
MOST_TOLD = 5


@dataclass(frozen=True)
class Asked:
    """How instances are run. seconds: wall time of each. out: a folder for solutions, or None."""

    seconds: float
    seeds: tuple[int, ...] = (0,)
    workers: int = 2
    out: Path | None = None


@dataclass(frozen=True)
class Result:
    """One run. objective: None where a hard rule is broken. load: of the last minute before it.

    engine: what the engine counts on its two levels, to be compared with the judge's value.
    """

    family: str
    instance: str
    seed: int
    objective: int | None
    bound: int
    best_known: int | None
    seconds: float
    workers: int
    load: float
    engine: tuple[int, int]
    faults: tuple[str, ...] = ()

    @property
    def ratio(self) -> float | None:
        """Objective by best known value; None where either is missing or the latter is 0."""
        if self.objective is None or not self.best_known:
            return None
        return self.objective / self.best_known

    def line(self) -> str:
        """The run in one line of names and figures."""
        ratio = self.ratio
        told: dict[str, Any] = {
            "objective": _or_none(self.objective),
            "bound": self.bound,
            "best_known": _or_none(self.best_known),
            "ratio": "none" if ratio is None else f"{ratio:.3f}",
            "seconds": f"{self.seconds:.1f}",
            "workers": self.workers,
            "load": f"{self.load:.2f}",
        }
        figures = " ".join(f"{name}={value}" for name, value in told.items())
        return f"{self.family} {self.instance} seed={self.seed} {figures}{self._broken}"

    @property
    def _broken(self) -> str:
        """The first few faults in words, and the number of the others."""
        if not self.faults:
            return ""
        more = len(self.faults) - MOST_TOLD
        rest = [f"{more} more"] if more > 0 else []
        return f" broken: {'; '.join([*self.faults[:MOST_TOLD], *rest])}"


@dataclass(frozen=True)
class Refused:
    """An instance that was not run, and why, in one line."""

    family: str
    instance: str
    why: str

    def line(self) -> str:
        """The reason behind the instance's name."""
        return f"{self.family} {self.instance} refused: {self.why}"


Outcome = Result | Refused


class Kept:
    """Results in a file, one line of JSON each, so that stopped runs go on where they were.

    Raises UnreadableError where the file holds something else.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[tuple[str, str, int, float, int], Result] = {}
        lines = text_of(path).splitlines() if path.exists() else []
        for number, line in enumerate(lines, start=1):
            try:
                told = json.loads(line)
                limit = told.pop("limit")
                told |= {"engine": tuple(told["engine"]), "faults": tuple(told["faults"])}
                result = Result(**told)
            except (ValueError, TypeError, KeyError, AttributeError):
                raise UnreadableError(f"{path} line {number} is no result") from None
            self._known[self._key(result, limit)] = result

    @staticmethod
    def _key(result: Result, limit: float) -> tuple[str, str, int, float, int]:
        return result.family, result.instance, result.seed, limit, result.workers

    def find(self, family: str, instance: str, seed: int, asked: Asked) -> Result | None:
        """The result of a run as it is asked for now, if it is there."""
        return self._known.get((family, instance, seed, asked.seconds, asked.workers))

    def keep(self, result: Result, asked: Asked) -> None:
        """Write a result down at once."""
        self._known[self._key(result, asked.seconds)] = result
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(result) | {"limit": asked.seconds}) + "\n")


def run(
    family: Family[Instance],
    paths: Iterable[Path],
    asked: Asked,
    *,
    known: Kept | None = None,
) -> Iterator[Outcome]:
    """Each instance by each seed. What was run before in the same way is told, not run again.

    An instance that cannot be read or solved is one Refused, and so is a run whose solver processes
    keep ending, for want of memory perhaps; the others go on.
    """
    for path in paths:
        try:
            instance = family.read(path)
            question = family.ask(instance)
        except (UnreadableError, UnsolvableError) as error:
            yield Refused(family.name, family.label(path), str(error))
            continue
        for seed in asked.seeds:
            before = known.find(family.name, family.label(path), seed, asked) if known else None
            if before is not None:
                yield before
                continue
            try:
                result = _one(family, path, instance, question, asked, seed)
            except SolverLostError as error:
                yield Refused(family.name, family.label(path), str(error))
                continue
            if known:
                known.keep(result, asked)
            yield result


def _one(
    family: Family[Instance],
    path: Path,
    instance: Instance,
    question: Question,
    asked: Asked,
    seed: int,
) -> Result:
    load = os.getloadavg()[0]
    started = monotonic()
    solution = solve(
        question.problem,
        question.rulebook,
        seconds=asked.seconds,
        seed=seed,
        workers=asked.workers,
        started=started,
    )
    seconds = monotonic() - started
    text = family.write(instance, question, solution.presences)
    if asked.out is not None:
        asked.out.mkdir(parents=True, exist_ok=True)
        (asked.out / family.solution_name(path, seed)).write_text(text, "utf-8")
    verdict = family.judge(instance, text)
    return Result(
        family=family.name,
        instance=family.label(path),
        seed=seed,
        objective=verdict.objective,
        bound=family.bound(instance, solution.bounds),
        best_known=family.best_known(path),
        seconds=seconds,
        workers=asked.workers,
        load=load,
        engine=(solution.value.level1, solution.value.level2),
        faults=verdict.faults,
    )


def _or_none(value: int | None) -> str:
    return "none" if value is None else str(value)
