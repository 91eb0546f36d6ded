"""What is said of an instance and of a solution, by parts that know nothing of the engine."""

from dataclasses import dataclass


class UnreadableError(ValueError):
    """A file that cannot be read, in one line with the place and what is wrong there."""


class UnsolvableError(ValueError):
    """An instance that no roster can solve, in one line that says what shows it."""


@dataclass(frozen=True)
class Verdict:
    """What a solution is worth by the family's published rules.

    objective: None where a hard rule is broken. faults: the rules broken, in words.
    """

    objective: int | None
    faults: tuple[str, ...] = ()
