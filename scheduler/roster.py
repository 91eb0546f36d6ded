"""The roster file: shifts with their blocks, shortfalls and the score. Aware datetimes."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from scheduler.calendar_time import CalendarDate, Moment

BREAK = "break"


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Block(_Written):
    """One activity, or a break, in one unbroken stretch of a shift.

    meal: true on the one meal break. room: an approved room's id, for material.
    """

    activity: str
    meal: bool = False
    room: str | None = None
    start: Moment
    end: Moment


class Shift(_Written):
    """One person's presence from start to end, breaks included; blocks fill it exactly."""

    person: str
    start: Moment
    end: Moment
    overtime: bool = False
    place: Literal["site", "home"] = "site"
    blocks: tuple[Block, ...] = ()


class Shortfall(_Written):
    """Coverage, workload or a named minimum that is missing.

    Those of coverage and workload name times and numbers, no person; a person's own minimum, such
    as contracted minutes, is told to the manager and that person.

    minutes: person-minutes missing. wanted, planned: people, where the line asks for people.
    """

    rule: str
    level: Literal[1, 2]
    activity: str | None = None
    start: Moment
    end: Moment
    wanted: int | None = None
    planned: int | None = None
    minutes: int = Field(ge=0)
    words: str


class Score(_Written):
    """Both levels of the objective with their bounds, and the minutes short.

    level1, level2: whole numbers by the evaluator; the bounds hold for every valid roster (level
    2: among those whose level 1 is no more). short, short_bound, demanded: person-minutes.
    by_rule: what each soft rule contributes, as [level, amount] by name.
    """

    level1: int
    level2: int
    level1_bound: int
    level2_bound: int
    short: int
    short_bound: int
    demanded: int
    by_rule: dict[str, dict[str, int]] = Field(default_factory=dict)


class Roster(_Written):
    """The plan of one team for one period; `from` and `to` are its first and last day.

    names: of its people by id, as they were when it was published; none before.
    """

    team: str
    first: CalendarDate = Field(alias="from")
    last: CalendarDate = Field(alias="to")
    shifts: tuple[Shift, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    void_pins: tuple[str, ...] = ()
    names: dict[str, str] = Field(default_factory=dict)
    score: Score | None = None


class Spanning(Protocol):
    """Anything with a first and a last day, both inside."""

    @property
    def first(self) -> date:
        """Its first day."""

    @property
    def last(self) -> date:
        """Its last day."""


Spans = TypeVar("Spans", bound=Spanning)


def by_day(rosters: Iterable[Spans]) -> dict[date, Spans]:
    """The roster that tells of each day: of a day that several have, the last one given."""
    tells: dict[date, Spans] = {}
    for roster in rosters:
        days = range((roster.last - roster.first).days + 1)
        tells |= {roster.first + timedelta(days=day): roster for day in days}
    return tells
