"""How a kind of work looks and is called, in a length that fits the room there is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from flask_babel import gettext

from scheduler.presence import Stretch
from scheduler.team import Activity

Kind = Literal["mat", "con", "oth", "brk"]

# Measured in a browser: bold text of 11 px, and the edges of a block.
LETTER_PX = 6.6
EDGES_PX = 7


@dataclass(frozen=True)
class Look:
    """Kind, severity (0 where it has none) and name in words of what a block holds."""

    kind: Kind
    severity: int
    name: str


def kind_of(activity: Activity | None) -> Kind:
    """Material, contact, other work, or a break where there is no activity."""
    if activity is None:
        return "brk"
    if activity.exposes == "material":
        return "mat"
    return "con" if activity.exposes == "contact" else "oth"


def look(stretch: Stretch) -> Look:
    """How one block looks."""
    activity = stretch.activity
    if activity is None:
        return Look("brk", 0, gettext("Meal") if stretch.meal else gettext("Break"))
    return Look(kind_of(activity), activity.severity, activity.name)


def label(name: str, width_px: float) -> str:
    """The longest form of a name that fits; text is never cut in the page.

    `Images, severity 2` is said so, as `Images 2`, `Ima 2` or `2`.
    """
    fitting = (form for form in forms(name) if len(form) * LETTER_PX + EDGES_PX <= width_px)
    return next(fitting, "")


def named_together(names: Iterable[str]) -> str:
    """Kinds of work in a list, each once and without what follows its comma: `Images, chat`."""
    once = list(dict.fromkeys(name.split(",")[0] for name in names))
    return ", ".join([*once[:1], *(name[:1].lower() + name[1:] for name in once[1:])])


def forms(name: str) -> tuple[str, ...]:
    """A name in its lengths, longest first, the last of one or two letters."""
    first = re.split(r"[\s,:;(/-]+", name, maxsplit=1)[0]
    found = re.search(r"\d+\s*$", name)
    number = found[0].strip() if found else ""
    middle = f"{first} {number}".strip()
    brief = f"{first[:3]} {number}".strip()
    return tuple(dict.fromkeys((name, middle, brief, number or first[:1])))
