"""A form that was filled in, read field by field; what is wrong is noted at its field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from flask_babel import gettext

_CLOCK = re.compile(r"^([01]?\d|2[0-3])[:.h]([0-5]\d)$")


@dataclass
class Form:
    """A filled form, and what is wrong with it: by the id of a field, in words."""

    values: Mapping[str, str]
    faults: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What was filled in, without space around it."""
        return self.values.get(name, "").strip()

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return bool(self.text(name))

    def wrong(self, name: str, words: str) -> None:
        """Note a fault; the first of a field is told."""
        self.faults.setdefault(name, words)

    def clock(self, name: str, about: str) -> time:
        """A time of day; midnight where it is none."""
        found = _CLOCK.match(self.text(name))
        if found:
            return time(int(found[1]), int(found[2]))
        self.wrong(name, gettext("%(about)s: give a time, as 08:00.", about=about))
        return time(0)

    def number(self, name: str, about: str, most: int, *, least: int = 0) -> int:
        """A whole number in a range, both ends included; the least where it is none."""
        text = self.text(name)
        if text.isascii() and text.isdecimal() and least <= int(text[:6]) <= most:
            return int(text)
        words = gettext(
            "%(about)s: give a number from %(least)s to %(most)s.",
            about=about,
            least=least,
            most=most,
        )
        self.wrong(name, words)
        return least
