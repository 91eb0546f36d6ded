"""Work task variation: who does what in which slot of a shift that is given."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from bench.families.family import Family, Question
from bench.families.verdict import Verdict
from bench.families.wtv import asking, judging, reading, writing
from bench.families.wtv.reading import Instance
from scheduler.evaluating import Bounds
from scheduler.presence import Presence

__all__ = ["FAMILY"]


class WorkTaskVariation(Family[Instance]):
    """The instances of Lagerkvist and Rattfeldt, CP 2025 (LIPIcs.CP.2025.24), MIT licence.

    Best known: of the MiniZinc Challenge 2025, all proved optimal there by CP-SAT on 8 threads
    (github.com/MiniZinc/minizinc.github.io, public/challenge/2025/results.json).
    """

    name = "wtv"
    files = "*.dzn"
    solutions = ".sol"

    published: ClassVar[Mapping[str, int | None]] = {
        "generated-seed-1-length-16-open-14-workers-12-block-15": 45,
        "generated-seed-10-length-12-open-10-workers-12-block-5": 181,
        "generated-seed-3-length-10-open-8-workers-12-block-15": 193,
        "generated-seed-4-length-14-open-12-workers-12-block-15": 113,
    }

    def read(self, path: Path) -> Instance:
        """The instance of a file of MiniZinc data."""
        return reading.read_instance(path)

    def ask(self, instance: Instance) -> Question:
        """One day of pinned shifts, with its cover and what runs cost."""
        return asking.ask(instance)

    def write(self, instance: Instance, question: Question, shifts: Iterable[Presence]) -> str:
        """The matrix `schedule`, laid out as `fixed` is."""
        return writing.schedule_of(instance, question.problem.clock.grid, shifts)

    def judge(self, instance: Instance, text: str) -> Verdict:
        """By the published rules alone."""
        return judging.judge_schedule(instance, text)

    def bound(self, instance: Instance, bounds: Bounds) -> int:
        """Level 2 is the objective where nobody is missing, as in every solution."""
        del instance
        return bounds.level2


FAMILY = WorkTaskVariation()
