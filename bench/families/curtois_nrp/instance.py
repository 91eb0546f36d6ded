"""What an instance of the family holds. Days are numbered from 0, a Monday."""

from collections.abc import Mapping
from dataclasses import dataclass, field

WEEK = 7
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True)
class ShiftType:
    """A kind of shift. minutes: its length. banned_after: the kinds not worked on the next day."""

    id: str
    minutes: int
    banned_after: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Staff:
    """One person and the limits of the whole horizon.

    most: shifts by kind; a kind without a number has no limit. days, days_off: in a row. weekends:
    those of which a Saturday or a Sunday is worked. off: days that stay free.
    """

    id: str
    most: Mapping[str, int]
    most_minutes: int
    least_minutes: int
    most_days: int
    least_days: int
    least_days_off: int
    most_weekends: int
    off: frozenset[int] = field(default=frozenset(), kw_only=True)


@dataclass(frozen=True)
class Request:
    """A wish to work a kind of shift on a day, or not to; weight: what it costs where unmet."""

    staff: str
    day: int
    shift: str
    weight: int


@dataclass(frozen=True)
class Cover:
    """People wanted on a kind of shift on a day, and the weight of each too few or too many."""

    day: int
    shift: str
    wanted: int
    under: int
    over: int


@dataclass(frozen=True)
class Instance:
    """A whole instance. name: of its file, without the ending."""

    name: str
    days: int
    shifts: Mapping[str, ShiftType]
    staff: Mapping[str, Staff]
    on: tuple[Request, ...] = ()
    off: tuple[Request, ...] = ()
    cover: tuple[Cover, ...] = ()
