"""A part of a team's file: one person, one room, or some of its fields together."""

import json
import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol

Content = dict[str, Any]
LONGEST_ID = 50


class Part(Protocol):
    """Where in a file something stands that one page shows and changes."""

    def of(self, content: Content) -> Content | None:
        """The part as the file has it, or None where it has none such."""

    def put(self, content: Content, new: Content) -> str:
        """Write the part into the file; gives the place under which faults of it are told."""


@dataclass(frozen=True)
class Item:
    """One of a list by its id: `people` and `anouk`."""

    section: str
    id: str

    def of(self, content: Content) -> Content | None:
        """The item with that id."""
        items: list[Content] = content.get(self.section, [])
        return next((item for item in items if item["id"] == self.id), None)

    def put(self, content: Content, new: Content) -> str:
        """Put it in the place of the one with its id; the id stays."""
        items = content[self.section]
        index = next(n for n, item in enumerate(items) if item["id"] == self.id)
        items[index] = new | {"id": self.id}
        return f"{self.section}[{index}]"


@dataclass(frozen=True)
class Added:
    """One more of a list; its id is made of its name, so that nobody has to think of one."""

    section: str
    # Ids that are taken beside those of the list: of people who were in the team once.
    once: frozenset[str] = frozenset()

    def of(self, content: Content) -> Content | None:
        """What is new is not there yet, in whatever file."""
        del content
        return {}

    def put(self, content: Content, new: Content) -> str:
        """Put it at the end."""
        items = content.setdefault(self.section, [])
        taken = {item["id"] for item in items} | self.once
        items.append({"id": free_id(str(new.get("name", "")), taken), **new})
        return f"{self.section}[{len(items) - 1}]"


@dataclass(frozen=True)
class Fields:
    """Some of the file's own fields, seen and changed together."""

    names: tuple[str, ...]

    def of(self, content: Content) -> Content | None:
        """Those that the file has."""
        return {name: content[name] for name in self.names if name in content}

    def put(self, content: Content, new: Content) -> str:
        """Write them; one that is not given any more is left out, and its default holds."""
        for name in self.names:
            content.pop(name, None)
        content.update(new)
        return ""


def fingerprint(part: Content | None) -> str:
    """Equal for equal parts, so that a page can tell whether its part was changed meanwhile."""
    return sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()[:20]


def free_id(name: str, taken: set[str]) -> str:
    """An id for a new thing of that name: its letters and digits, with a number where taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    start = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID] or "new"
    # What blocks without work are called can be the id of nothing.
    candidates = (start, *(f"{start}-{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in candidates if each not in taken and each != "break")
