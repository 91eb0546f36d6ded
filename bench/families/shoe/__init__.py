"""Multi-activity shifts of one day, with breaks and lunch, in 96 slots of 15 minutes.

Variant S of the public set `shoes`: cover of every slot and activity at least the demand, rounded
up, and as few worked slots as can be. How many people there are is no limit.
"""

from collections.abc import Iterable
from pathlib import Path

from bench.families.family import Family, Question
from bench.families.shoe import asking, judging, reading, writing
from bench.families.shoe.terms import LEAST_WORK
from bench.families.verdict import Verdict
from scheduler.evaluating import Bounds
from scheduler.presence import Presence

__all__ = ["FAMILY", "Shoe"]


class Shoe(Family[reading.Instance]):
    """The family. No value of this variant is published that could be confirmed."""

    name = "shoe"
    files = "shoe_*_*"
    solutions = ".txt"

    def read(self, path: Path) -> reading.Instance:
        """The instance of a file."""
        return reading.read(path)

    def ask(self, instance: reading.Instance) -> Question:
        """The store's day, its staff and the rules."""
        return asking.ask(instance)

    def write(
        self, instance: reading.Instance, question: Question, shifts: Iterable[Presence]
    ) -> str:
        """A line a person."""
        del instance, question
        return writing.write(shifts)

    def judge(self, instance: reading.Instance, text: str) -> Verdict:
        """Worked slots."""
        return judging.judge(instance, text)

    def bound(self, instance: reading.Instance, bounds: Bounds) -> int:
        """Level 2 counts worked slots; more people than are asked work at least that much."""
        return min(bounds.level2, (asking.staff(instance) + 1) * LEAST_WORK)


FAMILY = Shoe()
