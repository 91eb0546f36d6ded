"""What is wrong with a file, and where."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.words import Value, Words, words

_MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. words: what is wrong there.

    place: as `people[3].max_daily_exposure`; empty for the whole of the file, or, where its text
    cannot be read, for the part of the text that `at` says.
    """

    place: str
    words: Words
    at: Words | None = None

    def where(self, language: str = "en") -> str:
        """Its place; keys and indices are the file's own in each language."""
        return self.place or (self.at or words("the file")).said(language)

    def said(self, language: str = "en") -> str:
        """The fault after its place, in one of LANGUAGES."""
        return f"{self.where(language)}: {self.words.said(language)}"

    def __str__(self) -> str:
        return self.said()


class FaultsError(ValueError):
    """A file that cannot be used. faults: every one of them, in the file's order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple({str(fault): fault for fault in faults}.values())
        super().__init__("\n".join(map(str, self.faults)))


class TeamFaultsError(FaultsError):
    """A team file that cannot be used."""


class RosterFaultsError(FaultsError):
    """A roster file that cannot be read."""


def shown(value: object) -> Value:
    """An offending value as a line of text can hold it: short, and without control characters."""
    if isinstance(value, dict):
        return words("an object")
    if isinstance(value, list | tuple):
        return words("a list")
    text = json.dumps(value, ensure_ascii=False)
    return _printable(text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "…")


def place_of(steps: Iterable[str | int]) -> str:
    """The place that these keys and indices lead to, as `people[3].authorised[0].from`.

    Without any it is the file itself, and empty.
    """
    place = ""
    for step in steps:
        if isinstance(step, int):
            place += f"[{step}]"
        else:
            key = _printable(step if len(step) <= _MOST_SHOWN else step[:_MOST_SHOWN] + "…")
            place += f".{key}" if place else key
    return place


def in_order(place: str) -> list[tuple[int, str]]:
    """A key to sort places by, in which people[10] comes after people[9]."""
    parts = re.split(r"(\d+)", place)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in text)
