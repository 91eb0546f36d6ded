"""A part of a file with its place, read without trust: what does not fit reads as absent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from scheduler.calendar_time import counted
from scheduler.reading.faults import Fault, place_of
from scheduler.words import Words


@dataclass(frozen=True, slots=True)
class Node:
    """A value somewhere in a JSON document.

    Cross-references are looked at even where fields are wrong, so nothing here raises.
    """

    value: object
    steps: tuple[str | int, ...] = ()

    @property
    def place(self) -> str:
        """Where in the file it is."""
        return place_of(self.steps)

    def fault(self, words: Words) -> Fault:
        """A fault at this place."""
        return Fault(self.place, words)

    def __getitem__(self, key: str) -> "Node":
        inside = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(inside, (*self.steps, key))

    def __iter__(self) -> Iterator["Node"]:
        items = self.value if isinstance(self.value, list) else ()
        return (Node(item, (*self.steps, index)) for index, item in enumerate(items))

    def __bool__(self) -> bool:
        """Whether there is anything but null."""
        return self.value is not None

    @property
    def text(self) -> str | None:
        """The text, if it is one."""
        return self.value if isinstance(self.value, str) else None

    @property
    def whole(self) -> int | None:
        """The whole number, if it is one."""
        is_whole = isinstance(self.value, int) and not isinstance(self.value, bool)
        return self.value if is_whole else None  # type: ignore[return-value]  # narrowed above

    @property
    def date(self) -> date | None:
        """The calendar date, if it is one within the years that are counted."""
        try:
            found = date.fromisoformat(self.text or "")
        except ValueError:
            return None
        return found if counted(found) else None

    @property
    def time(self) -> time | None:
        """The time of day, if it is one."""
        try:
            return time.fromisoformat(self.text or "")
        except ValueError:
            return None

    @property
    def moment(self) -> datetime | None:
        """The moment with its UTC offset, if it is one within the years that are counted."""
        try:
            found = datetime.fromisoformat(self.text or "")
        except ValueError:
            return None
        return found if found.tzinfo and counted(found) else None
