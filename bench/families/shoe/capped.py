"""The same instances with an extra of our own: at most four hours of an activity a person."""

from bench.families.family import Question
from bench.families.shoe import Shoe, asking, judging, reading
from bench.families.verdict import Verdict

__all__ = ["FAMILY", "CappedShoe"]

CAP = 16


class CappedShoe(Shoe):
    """Variant S with the extra. Its values are no one else's, and it is told under its own name."""

    name = "shoe-capped"

    def ask(self, instance: reading.Instance) -> Question:
        """The same question with one rule more."""
        return asking.ask(instance, cap=CAP)

    def judge(self, instance: reading.Instance, text: str) -> Verdict:
        """Worked slots; a person with more than 16 of an activity breaks a rule."""
        return judging.judge(instance, text, cap=CAP)


FAMILY = CappedShoe()
