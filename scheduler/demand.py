"""What a team wants done: people at each moment, and person-minutes a day or week."""

from datetime import time
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Weekday(StrEnum):
    """A weekday as team files write it."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @classmethod
    def every(cls) -> tuple["Weekday", ...]:
        """All seven, Monday first."""
        return tuple(cls)

    @property
    def number(self) -> int:
        """0 for Monday to 6 for Sunday."""
        return _NUMBERS[self]


_NUMBERS = {day: number for number, day in enumerate(Weekday)}


class CoverageLine(BaseModel):
    """How many people must (minimum) and should (target) be on an activity in a daily window.

    Local times; a window that ends at or before its start passes midnight. Plain lines of one
    activity do not overlap. A line with a skill asks that so many of the people whom the plain
    lines ask for have it; it adds no minutes of its own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    activity: str
    weekdays: tuple[Weekday, ...] = Weekday.every()
    start: time = Field(alias="from")
    end: time = Field(alias="to")
    minimum: int = Field(0, ge=0, le=500)
    target: int = Field(ge=0, le=500)
    skill: str | None = None


class WorkloadTarget(BaseModel):
    """Person-minutes of an activity on some weekdays (`day`) or in each local week (`week`).

    Coverage of the same activity counts towards it: only what goes beyond is asked for here.
    A week cut by the roster's ends or by closing days is asked for in proportion.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    activity: str
    day: tuple[Weekday, ...] | None = None
    week: bool = False
    minutes: int = Field(gt=0, le=1_000_000)
