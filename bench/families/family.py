"""The port that each family of public instances implements."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, Generic, TypeVar

from bench.families.verdict import UnreadableError, Verdict
from scheduler.evaluating import Bounds
from scheduler.presence import Presence
from scheduler.problem import Problem
from scheduler.rule import Rulebook

Instance = TypeVar("Instance")


@dataclass(frozen=True)
class Question:
    """An instance as the engine is asked it.

    rulebook: of the family's own catalogue. It holds the rules that the family has and no others,
    and it is never a team's: what the product makes for people has the product's catalogue.
    """

    problem: Problem
    rulebook: Rulebook


class Family(ABC, Generic[Instance]):
    """One family: how its files read, what they ask, and what a solution of them is worth.

    name: as in the command. files: the pattern of its instance files, or folders, in a folder.
    solutions: how the names of solution files end. published: the best published values that are
    known here, by what instances are called.
    """

    name: ClassVar[str]
    files: ClassVar[str]
    solutions: ClassVar[str]
    published: ClassVar[Mapping[str, int | None]] = MappingProxyType({})

    def instances(self, path: Path) -> list[Path]:
        """The instances at a path, in the order of the numbers in their names.

        Raises UnreadableError where there are none.
        """
        found = sorted(path.glob(self.files), key=_by_number) if path.is_dir() else [path]
        if not found or not all(one.exists() for one in found):
            raise UnreadableError(f"{path} holds no instance of {self.name} ({self.files})")
        return found

    def label(self, path: Path) -> str:
        """What an instance is called."""
        return path.stem

    def solution_name(self, path: Path, seed: int) -> str:
        """The file's name of a solution that is written."""
        return f"{self.label(path)}_{seed}{self.solutions}"

    @abstractmethod
    def read(self, path: Path) -> Instance:
        """The instance of a file. Raises UnreadableError, with the line where it can be told."""

    @abstractmethod
    def ask(self, instance: Instance) -> Question:
        """The problem and the rules that the engine is given.

        Raises UnsolvableError where the instance shows by itself that nothing solves it.
        """

    @abstractmethod
    def write(self, instance: Instance, question: Question, shifts: Iterable[Presence]) -> str:
        """A roster in the family's own format."""

    @abstractmethod
    def judge(self, instance: Instance, text: str) -> Verdict:
        """What a written solution is worth. Shares no code with the engine and its rules.

        Raises UnreadableError where the text is no solution of the family's format.
        """

    @abstractmethod
    def bound(self, instance: Instance, bounds: Bounds) -> int:
        """What no solution is below, from what the engine proved of both levels."""

    def best_known(self, path: Path) -> int | None:
        """The best published value of an instance, where one is known here."""
        return self.published.get(self.label(path))


def _by_number(path: Path) -> list[tuple[int, str]]:
    """Instance2 before Instance10."""
    parts = re.split(r"(\d+)", path.name)
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts]
