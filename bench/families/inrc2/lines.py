"""The lines of a file of the family, each read once, with faults that name their place."""

import re
from collections.abc import Container
from pathlib import Path

from bench.families.inrc2.instance import Limits
from bench.families.verdict import UnreadableError

PAIR = re.compile(r"\((\d+),(\d+)\)")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


class Lines:
    """Words of each line that is not empty, in order. source: how the file is called.

    Raises UnreadableError from every reading that finds something else than it was asked for.
    """

    def __init__(self, text: str, source: str) -> None:
        self._source = source
        lines = enumerate(text.splitlines(), start=1)
        self._left = [(number, line.split()) for number, line in lines if line.strip()]
        self._left.reverse()
        self._number = 0

    @classmethod
    def of(cls, path: Path) -> "Lines":
        """The lines of a file."""
        try:
            return cls(path.read_text("utf-8"), path.name)
        except OSError as error:
            raise UnreadableError(f"{path}: {error.strerror}") from None
        except UnicodeDecodeError:
            raise UnreadableError(f"{path} is no text") from None

    def fault(self, what: str) -> UnreadableError:
        """What is wrong in the line that was read last."""
        return UnreadableError(f"{self._source} line {self._number}: {what}")

    def end(self) -> None:
        """Nothing more comes."""
        if self._left:
            found = " ".join(self.words())
            raise self.fault(f"{found!r} where the file should end")

    @property
    def ended(self) -> bool:
        """Whether nothing is left."""
        return not self._left

    def words(self, count: int | None = None) -> list[str]:
        """The words of the next line; `count`: so many."""
        if self.ended:
            raise UnreadableError(f"{self._source} ends after line {self._number}")
        self._number, found = self._left.pop()
        if count is not None and len(found) != count:
            raise self.fault(f"{len(found)} words where {count} are expected")
        return found

    def heading(self, name: str) -> None:
        """The name of a section alone in its line."""
        found = " ".join(self.words())
        if found != name:
            raise self.fault(f"{found!r} where {name} is expected")

    def value(self, name: str) -> str:
        """What `name = value` has."""
        found = self.words()
        if len(found) != len("= v") or found[:2] != [name, "="]:
            raise self.fault(f"{' '.join(found)!r} where {name} = is expected")
        return found[2]

    def count(self, name: str) -> int:
        """What `name = value` has, as a number."""
        return self.number(self.value(name))

    def number(self, word: str) -> int:
        """A whole number that is not negative."""
        if not (word.isascii() and word.isdigit()):
            raise self.fault(f"{word!r} is no whole number")
        return int(word)

    def limits(self, word: str) -> Limits:
        """`(least,most)`."""
        found = PAIR.fullmatch(word)
        if found is None:
            raise self.fault(f"{word!r} is no pair of numbers")
        limits = Limits(int(found[1]), int(found[2]))
        if limits.least > limits.most:
            raise self.fault(f"{word} has less at the end than at the start")
        return limits

    def name(self, word: str) -> str:
        """A name of letters, digits, dots, dashes and underscores."""
        if not NAME.fullmatch(word):
            raise self.fault(f"{word!r} is no name")
        return word

    def one_of(self, word: str, known: Container[str], what: str) -> str:
        """A name that is known. what: what such names are of."""
        if word not in known:
            raise self.fault(f"{what} {word!r} is not known")
        return word
