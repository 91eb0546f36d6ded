"""Multi-activity shift scheduling of a week or more in quarters of an hour, by Qu and Curtois."""

from collections.abc import Iterable
from pathlib import Path

from bench.families.family import Family, Question
from bench.families.massp.asking import ask
from bench.families.massp.best_known import BEST_KNOWN
from bench.families.massp.bounding import least_squares
from bench.families.massp.judging import judge
from bench.families.massp.reading import Instance, read
from bench.families.massp.rules.cover import SCALE
from bench.families.massp.writing import write
from bench.families.verdict import Verdict
from scheduler.evaluating import Bounds
from scheduler.presence import Presence

__all__ = ["FAMILY"]


class _Massp(Family[Instance]):
    name = "massp"
    files = "*.txt"
    solutions = ".xml"
    published = BEST_KNOWN

    def read(self, path: Path) -> Instance:
        return read(path)

    def ask(self, instance: Instance) -> Question:
        return ask(instance)

    def write(self, instance: Instance, question: Question, shifts: Iterable[Presence]) -> str:
        del question
        return write(instance, shifts)

    def judge(self, instance: Instance, text: str) -> Verdict:
        return judge(instance, text)

    def bound(self, instance: Instance, bounds: Bounds) -> int:
        return max(least_squares(instance), -(-bounds.level2 // SCALE))


FAMILY = _Massp()
