"""What is wrong with a file, and where."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

_MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. place: as `people[3].max_daily_exposure`. words: what is wrong there."""

    place: str
    words: str

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"


class FaultsError(ValueError):
    """A file that cannot be used. faults: every one of them, in the file's order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(dict.fromkeys(faults))
        super().__init__("\n".join(map(str, self.faults)))


class TeamFaultsError(FaultsError):
    """A team file that cannot be used."""


class RosterFaultsError(FaultsError):
    """A roster file that cannot be read."""


def shown(value: object) -> str:
    """An offending value as a line of text can hold it: short, and without control characters."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    text = json.dumps(value, ensure_ascii=False)
    return _printable(text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "…")


def place_of(steps: Iterable[str | int]) -> str:
    """The place that these keys and indices lead to, as `people[3].authorised[0].from`."""
    place = ""
    for step in steps:
        if isinstance(step, int):
            place += f"[{step}]"
        else:
            key = _printable(step if len(step) <= _MOST_SHOWN else step[:_MOST_SHOWN] + "…")
            place += f".{key}" if place else key
    return place or "the file"


def in_order(place: str) -> list[tuple[int, str]]:
    """A key to sort places by, in which people[10] comes after people[9]."""
    parts = re.split(r"(\d+)", place)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in text)
