"""Lines of the family's files, and what is said where one is wrong."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bench.families.files import text_of
from bench.families.verdict import UnreadableError

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
MOST_NUMBER = 1_000_000

Known = TypeVar("Known")


@dataclass(frozen=True)
class Line:
    """One line with its number in the file, and what is wrong with it where something is."""

    path: Path
    number: int
    parts: tuple[str, ...]

    def wrong(self, why: str) -> UnreadableError:
        """The error that tells the place."""
        return UnreadableError(f"{self.path} line {self.number}: {why}")

    def count(self, parts: int) -> None:
        """Raises UnreadableError where the line has more or fewer parts."""
        if len(self.parts) != parts:
            raise self.wrong(f"{len(self.parts)} parts, not {parts}")

    def whole(self, text: str, most: int = MOST_NUMBER) -> int:
        """A whole number from 0 to `most`."""
        # One public instance wants -0 people.
        if not re.fullmatch(r"-0|\d{1,9}", text, re.ASCII) or int(text) > most:
            raise self.wrong(f"{text!r} is no whole number from 0 to {most}")
        return int(text)

    def name(self, text: str) -> str:
        """The name of a person or a shift."""
        if not NAME.fullmatch(text):
            raise self.wrong(f"{text!r} is no name of letters, digits, dots and dashes")
        return text

    def one_of(self, known: Mapping[str, Known], text: str, what: str) -> Known:
        """What goes by a name."""
        if text not in known:
            raise self.wrong(f"no {what} is called {text!r}")
        return known[text]


def sections_of(path: Path, names: Collection[str]) -> dict[str, list[Line]]:
    """The lines of each section of a file, less comments and empty ones.

    Raises UnreadableError where a section is missing, not known or there twice.
    """
    found: dict[str, list[Line]] = {}
    current: list[Line] | None = None
    for number, raw in enumerate(text_of(path).splitlines(), start=1):
        told = raw.split("#", 1)[0].strip()
        line = Line(path, number, tuple(part.strip() for part in told.split(",")))
        if told.startswith("SECTION_"):
            if told not in names:
                raise line.wrong(f"section {told} is not known")
            if told in found:
                raise line.wrong(f"section {told} comes twice")
            current = found[told] = []
        elif told:
            if current is None:
                raise line.wrong("stands before the first section")
            current.append(line)
    for name in names:
        if name not in found:
            raise UnreadableError(f"{path} has no {name}")
    return found


def once(lines: list[Line], key: Callable[[Line], object], what: str) -> None:
    """Raises UnreadableError where two lines are about the same."""
    seen = set()
    for line in lines:
        if key(line) in seen:
            raise line.wrong(f"{what} comes twice")
        seen.add(key(line))
