"""An instance as its files tell it: one scenario, one initial history, a file for each week."""

from collections.abc import Mapping
from dataclasses import dataclass

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEK = len(WEEKDAYS)
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True)
class Limits:
    """The fewest and the most of something."""

    least: int
    most: int


@dataclass(frozen=True)
class ShiftType:
    """A shift by its name; it has no times. run: days of it in a row. barred: what may not follow.

    barred: names of shift types that may not start on the day after.
    """

    name: str
    run: Limits
    barred: frozenset[str]


@dataclass(frozen=True)
class Contract:
    """What a contract asks: shifts in all, days worked and days off in a row, weekends worked.

    complete: whether of a weekend both days are worked or none.
    """

    name: str
    total: Limits
    working: Limits
    off: Limits
    weekends: int
    complete: bool


@dataclass(frozen=True)
class Nurse:
    """One person, with the skills in which they may be assigned."""

    name: str
    contract: Contract
    skills: tuple[str, ...]


@dataclass(frozen=True)
class Past:
    """What is known of a nurse before the first Monday.

    assignments, weekends: worked so far. last: the shift of the last Sunday, None where it was
    free. same: days in a row of that shift; worked, off: days in a row worked or free.
    """

    assignments: int
    weekends: int
    last: str | None
    same: int
    worked: int
    off: int


@dataclass(frozen=True)
class Demand:
    """How many people a skill must and should have in a shift of a day, 0 the first Monday."""

    day: int
    shift: str
    skill: str
    minimum: int
    optimal: int


@dataclass(frozen=True)
class Instance:
    """All of it. past: by nurse. requests: (nurse, day, shift) that is not wished, each once."""

    scenario: str
    weeks: int
    skills: tuple[str, ...]
    shifts: tuple[ShiftType, ...]
    nurses: tuple[Nurse, ...]
    past: Mapping[str, Past]
    demands: tuple[Demand, ...]
    requests: frozenset[tuple[str, int, str]]

    @property
    def days(self) -> int:
        """Days of the whole horizon."""
        return WEEK * self.weeks
