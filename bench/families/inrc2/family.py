"""The family as `breather bench inrc2` has it."""

from collections.abc import Iterable
from pathlib import Path

from bench.families.family import Family, Question
from bench.families.inrc2.asking import ask
from bench.families.inrc2.instance import Instance
from bench.families.inrc2.judging import judge
from bench.families.inrc2.reading import LABEL, read
from bench.families.inrc2.writing import write
from bench.families.verdict import UnreadableError, Verdict
from scheduler.evaluating import Bounds
from scheduler.presence import Presence

# The value of the organisers' sample solution where they give one: an upper bound that anybody can
# count again from their files, and not the best that is known. The competition's own instances
# have none. Those of five to twenty-one people are the organisers' test sets, the others are of
# the competition's lists.
INSTANCES: dict[str, int | None] = {
    "n005w4_0_1-2-3-3": 1695,
    "n012w8_0_3-5-0-2-0-4-5-2": 3295,
    "n021w4_0_5-4-1-2": 2305,
    "n030w4_1_6-2-9-1": None,
    "n030w4_1_6-7-5-3": None,
    "n030w8_1_2-7-0-9-3-6-0-6": None,
    "n040w4_0_2-0-6-1": None,
    "n050w4_0_0-4-8-7": None,
    "n080w4_2_4-3-3-3": None,
    "n120w4_1_4-6-2-6": None,
}


class Inrc2(Family[Instance]):
    """The second International Nurse Rostering Competition, all weeks known beforehand.

    An instance is a label such as n030w4_1_6-2-9-1 behind the folder that holds the scenario's
    own, or behind the latter; a folder stands for the listed instances whose scenarios it holds.
    """

    name = "inrc2"
    files = "the listed labels, beside Sc-*.txt"
    solutions = ".txt"
    published = INSTANCES

    def instances(self, path: Path) -> list[Path]:
        """The listed instances of a folder, or the one that a label names."""
        if not path.is_dir():
            if not LABEL.fullmatch(path.name):
                raise UnreadableError(f"{path} is no folder and names no instance of inrc2")
            return [path]
        found = [path / label for label in INSTANCES if _there(path, label)]
        if not found:
            raise UnreadableError(f"{path} holds no scenario of a listed instance of inrc2")
        return found

    def label(self, path: Path) -> str:
        """The label as it is."""
        return path.name

    def read(self, path: Path) -> Instance:
        """The scenario with the history and the weeks that the label names."""
        return read(path)

    def ask(self, instance: Instance) -> Question:
        """Half hours for shift types, activities for skills."""
        return ask(instance)

    def write(self, instance: Instance, question: Question, shifts: Iterable[Presence]) -> str:
        """The organisers' solution file of each week, one after the other."""
        return write(instance, question.problem.clock, shifts)

    def judge(self, instance: Instance, text: str) -> Verdict:
        """The verdict by the competition's rules."""
        return judge(instance, text)

    def bound(self, instance: Instance, bounds: Bounds) -> int:
        """Level 2 counts the competition's points."""
        del instance
        return bounds.level2


def _there(path: Path, label: str) -> bool:
    scenario = label.partition("_")[0]
    folder = path if path.name == scenario else path / scenario
    return (folder / f"Sc-{scenario}.txt").exists()


FAMILY = Inrc2()
