"""What an edit makes of a roster: some people's days, and the rest as it was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scheduler.presence import Presence
from scheduler.problem import Cell


class Why(StrEnum):
    """Why an edit is none: it has no place, or names what is not there."""

    GONE = "the shift or block is not there any more"
    OUTSIDE = "it lies outside the shift"
    EMPTY = "it ends before it starts"
    TAKEN = "there is a shift already"
    ABSENT = "there is no shift then"
    OFF_GRID = "times are whole multiples of five minutes"
    SAME = "nothing would change"
    NO_DAY = "the day is not one of the roster's"
    NO_SHAPE = "no shift of the team covers it"


class NotPossibleError(Exception):
    """An edit that makes no roster at all, whatever the rules say."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Change:
    """Person-days after an edit, None where there is no shift any more."""

    cells: Mapping[Cell, Presence | None]

    def of(self, shifts: Iterable[Presence]) -> list[Presence]:
        """All shifts with the change made."""
        kept = [p for p in shifts if (p.person, p.day) not in self.cells]
        return [*kept, *(p for p in self.cells.values() if p is not None)]


def shift_at(shifts: Iterable[Presence], cell: Cell) -> Presence:
    """The shift that starts on a person's day.

    Raises:
        NotPossibleError: there is none.
    """
    found = next((p for p in shifts if (p.person, p.day) == cell), None)
    if found is None:
        raise NotPossibleError(Why.GONE)
    return found


def free(shifts: Iterable[Presence], cell: Cell) -> None:
    """Make sure that no shift starts on a person's day.

    Raises:
        NotPossibleError: one does.
    """
    if any((p.person, p.day) == cell for p in shifts):
        raise NotPossibleError(Why.TAKEN)
