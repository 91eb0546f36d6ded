"""One day of a roster as a table: a row a person, a cell a block, as wide as it is long."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import gcd

from scheduler.presence import Presence, Stretch
from web import say
from web.kinds import Look, label, look
from web.manager.cover import covered_activities
from web.manager.curves import PX_PER_MINUTE
from web.plan import Plan

HOUR = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """`columns` wide. Without a look it is a gap; the label is what fits, the words say all.

    start: the minute at which its block starts, elapsed minutes of the roster.
    """

    columns: int
    look: Look | None = None
    label: str = ""
    words: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One person's shift of the day. `times` as 08:00–16:00. starts: of its blocks, in minutes."""

    person: str
    name: str
    times: str
    pinned: bool
    cells: tuple[Cell, ...]
    blocks: tuple[tuple[str, Look], ...]
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hour:
    """A head over some columns, as 08."""

    label: str
    columns: int


@dataclass(frozen=True)
class Board:
    """A day from `first` to `last` in elapsed minutes, in columns of `unit` minutes."""

    first: int
    last: int
    unit: int
    hours: tuple[Hour, ...]
    analysts: tuple[Row, ...]
    volunteers: tuple[Row, ...]

    @property
    def columns(self) -> int:
        """How many columns there are, less the one of the names."""
        return (self.last - self.first) // self.unit

    @property
    def width(self) -> int:
        """Pixels of the columns together: a quarter hour is wide enough to be pointed at."""
        return round((self.last - self.first) * PX_PER_MINUTE)


def board(plan: Plan, day: int) -> Board | None:
    """The board of a day of the roster; None where nothing is planned and nothing wanted."""
    shifts = plan.on_day(day)
    present = [presence for own in shifts.values() for presence in own]
    hours = _window(plan, day, present)
    if hours is None:
        return None
    first, last = hours
    unit = _unit(first, present)
    rows = {
        volunteer: tuple(
            _row(plan, presence, person.name, first, last, unit)
            for person in plan.people
            if person.volunteer is volunteer
            for presence in shifts.get(person.id, ())
        )
        for volunteer in (False, True)
    }
    heads = tuple(
        Hour(plan.clock.local(minute)[:2], HOUR // unit) for minute in range(first, last, HOUR)
    )
    return Board(first, last, unit, heads, rows[False], rows[True])


def _window(plan: Plan, day: int, present: Iterable[Presence]) -> tuple[int, int] | None:
    """Whole hours around all shifts that start on the day and all that is wanted in it."""
    midnight, next_midnight = plan.clock.midnight(day), plan.clock.midnight(day + 1)
    edges = [edge for presence in present for edge in (presence.start, presence.end)]
    wanted = set(covered_activities(plan.record, midnight, next_midnight))
    for span in plan.problem.coverage:
        if span.day == day and span.line.activity in wanted:
            edges += [span.start, span.end]
    if not edges:
        return None
    first = (min(edges) - midnight) // HOUR * HOUR
    last = -((midnight - max(edges)) // HOUR) * HOUR
    return midnight + first, midnight + last


def _unit(first: int, present: Iterable[Presence]) -> int:
    """The longest column in whose multiples all blocks begin and end."""
    edges = (s.end - first for presence in present for s in presence.stretches)
    starts = (presence.start - first for presence in present)
    return gcd(HOUR, *starts, *edges)


def _row(plan: Plan, presence: Presence, name: str, first: int, last: int, unit: int) -> Row:
    clock = plan.clock
    return Row(
        person=presence.person,
        name=name,
        times=say.span(clock.moment(presence.start), clock.moment(presence.end)),
        pinned=plan.pinned(presence),
        cells=tuple(_cells(plan, presence, first, last, unit)),
        blocks=tuple((_times(plan, s), look(s)) for s in presence.stretches),
        starts=tuple(s.start for s in presence.stretches),
    )


def _cells(plan: Plan, presence: Presence, first: int, last: int, unit: int) -> Iterator[Cell]:
    if presence.start > first:
        yield Cell((presence.start - first) // unit)
    for stretch in presence.stretches:
        seen = look(stretch)
        width = stretch.minutes * PX_PER_MINUTE
        yield Cell(
            columns=stretch.minutes // unit,
            look=seen,
            label=_label(seen, width),
            words=f"{seen.name}, {_times(plan, stretch)}",
            start=stretch.start,
        )
    if presence.end < last:
        yield Cell((last - presence.end) // unit)


def _label(seen: Look, width: float) -> str:
    """What fits; of a break its word or nothing, for it has a sign of its own."""
    found = label(seen.name, width)
    return found if seen.kind != "brk" or found == seen.name else ""


def _times(plan: Plan, stretch: Stretch) -> str:
    return say.span(plan.clock.moment(stretch.start), plan.clock.moment(stretch.end))
