"""The staff scheduling instances of T. Curtois and R. Qu, 2014: whole shifts over 2 to 52 weeks.

Format, rules and origin: docs/reference/benchmarks/curtois-nrp.md.
"""

from collections.abc import Iterable
from pathlib import Path

from bench.families.curtois_nrp.asking import SCALE, ask
from bench.families.curtois_nrp.instance import Instance
from bench.families.curtois_nrp.judging import judge
from bench.families.curtois_nrp.reading import read
from bench.families.curtois_nrp.writing import write
from bench.families.family import Family, Question
from bench.families.verdict import Verdict
from scheduler.evaluating import Bounds
from scheduler.presence import Presence

# The best published values as github.com/wssuite/NurseScheduler has them in benchmark/nrp.yml
# (`ub`); those of 1 to 21 are proved by the site of the instances, 22 to 24 may have been beaten.
BEST_KNOWN = {
    "Instance1": 607,
    "Instance2": 828,
    "Instance3": 1001,
    "Instance4": 1716,
    "Instance5": 1143,
    "Instance7": 1056,
    "Instance8": 1300,
    "Instance10": 4631,
    "Instance11": 3443,
    "Instance12": 4040,
    "Instance13": 1348,
    "Instance15": 3829,
    "Instance16": 3225,
    "Instance17": 5746,
    "Instance18": 4459,
    "Instance19": 3149,
    "Instance20": 4769,
    "Instance21": 21133,
    "Instance22": 30241,
    "Instance23": 17428,
    "Instance24": 42463,
}


class CurtoisNrp(Family[Instance]):
    """The family: text files in, XML rosters out."""

    name = "curtois-nrp"
    files = "Instance*.txt"
    solutions = ".roster.xml"
    published = BEST_KNOWN

    def read(self, path: Path) -> Instance:
        """The instance of a file. Raises UnreadableError, with the line where it can be told."""
        return read(path)

    def ask(self, instance: Instance) -> Question:
        """The problem and the rules. Raises UnsolvableError where limits contradict each other."""
        return ask(instance)

    def write(self, instance: Instance, question: Question, shifts: Iterable[Presence]) -> str:
        """The roster as the viewer of the instances opens it."""
        return write(instance, question.problem, shifts)

    def judge(self, instance: Instance, text: str) -> Verdict:
        """The objective of a written solution, or what it breaks."""
        return judge(instance, text)

    def bound(self, instance: Instance, bounds: Bounds) -> int:
        """Level 2 is the objective some times over, and no roster is below its bound."""
        del instance
        return -(-bounds.level2 // SCALE)


FAMILY = CurtoisNrp()
