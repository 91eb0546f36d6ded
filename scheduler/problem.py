"""A question to the solver: a team, a period, what stands, and what is asked for."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Literal, TypeVar

import holidays

from scheduler.clock import Clock
from scheduler.demand import CoverageLine, WorkloadTarget
from scheduler.elsewhere import presences_elsewhere
from scheduler.intervals import Interval, uncovered
from scheduler.opening import closed_dates, open_hours
from scheduler.presence import Presence, from_shift
from scheduler.roster import Shift
from scheduler.seats import SharedSeats
from scheduler.team import Activity, Person, Place, ShiftKind, Team

# Holidays worked count for two years.
TWO_YEARS = 731
# Rules of a day, a week or four weeks look back no further than the weeks that hold these days.
RECENT = 35

Cell = tuple[str, int]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class PlacedShape:
    """A shift shape on one day: [start, end) in elapsed minutes."""

    start: int
    end: int
    place: Place

    @classmethod
    def of(cls, shift: Presence) -> "PlacedShape":
        """The times and place of a shift."""
        return cls(shift.start, shift.end, shift.place)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A coarse plan of one cell: its shift, without places in it.

    minutes: by activity. exposure: in all, in whole slots, so that a week's days add up.
    """

    shape: PlacedShape
    minutes: Mapping[str, int]
    exposure: int


@dataclass(frozen=True, slots=True)
class CoverageSpan:
    """One coverage line on one day, cut to its window: people wanted in [start, end)."""

    line: CoverageLine
    day: int
    start: int
    end: int

    @property
    def wanted(self) -> int:
        """People that are asked for at each moment, the minimum included."""
        return max(self.line.target, self.line.minimum)


@dataclass(frozen=True, slots=True)
class WorkloadSpan:
    """One workload target in one span of days: person-minutes wanted, coverage included."""

    target: WorkloadTarget
    days: tuple[int, ...]
    minutes: int


def public_holidays(team: Team, years: range) -> frozenset[date]:
    """The public holidays that a team has in some calendar years."""
    wanted = team.holidays
    if wanted is None:
        return frozenset()
    calendar = holidays.country_holidays(wanted.country, subdiv=wanted.subdivision, years=years)
    return frozenset(calendar)


@dataclass(frozen=True)
class Problem:
    """Everything a roster is made from.

    standing: shifts of the roster that may not change (pins in force), by cell. outlines: pinned
    shifts whose blocks are still free. days_off: cells pinned free. history lies before day 0 and
    may run into it: all shifts of the last twelve weeks, and those on public holidays of two years.
    With it stands what lies after the last day, of a roster that is in force there already, and on
    any day what people do in other teams.

    reference: the roster that this one is compared with, in force or an earlier draft, by cell.
    referenced: the days of which it tells; on them a cell without a shift was free. announced: the
    aware moment at which people are told; None while nothing is being published. agreed: cells
    whose person said yes to what changes there.
    """

    team: Team
    clock: Clock
    history: tuple[Presence, ...] = ()
    standing: Mapping[Cell, Presence] = field(default_factory=dict)
    outlines: Mapping[Cell, PlacedShape] = field(default_factory=dict)
    days_off: frozenset[Cell] = frozenset()
    reference: Mapping[Cell, Presence] = field(default_factory=dict)
    referenced: frozenset[int] = frozenset()
    announced: datetime | None = None
    agreed: frozenset[Cell] = frozenset()
    _made: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, team: Team, first: date, days: int, grid: Literal[5, 10, 15] = 15) -> "Problem":
        """The problem of a team for `days` days from `first`; pins are taken as they stand.

        Raises ValueError where a shift of history or pins cannot be read.
        """
        clock = Clock(team.timezone, first, days, grid)
        activities = {activity.id: activity for activity in team.activities}

        def read(shift: Shift) -> Presence:
            return from_shift(shift, clock, activities, standing=True)

        history = tuple(p for p in map(read, team.history) if not 0 <= p.day < days)
        others = tuple(p for who in team.people for p in presences_elsewhere(who, clock))
        standing: dict[Cell, Presence] = {}
        outlines: dict[Cell, PlacedShape] = {}
        for shift in team.pins.shifts:
            pin = read(shift)
            if not 0 <= pin.day < days:
                continue
            if shift.blocks:
                standing[pin.person, pin.day] = pin
            else:
                outlines[pin.person, pin.day] = PlacedShape.of(pin)
        off = frozenset((pin.person, clock.day(pin.day)) for pin in team.pins.days_off)
        return cls(team, clock, (*history, *others), standing, outlines, off)

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """People by id, in the team's order."""
        return {person.id: person for person in self.team.people}

    @cached_property
    def activities(self) -> Mapping[str, Activity]:
        """Activities by id, in the team's order."""
        return {activity.id: activity for activity in self.team.activities}

    @cached_property
    def rooms(self) -> Mapping[str, int]:
        """Seats of each approved room by id; of a shared one, the most that it ever has."""
        return {room.id: room.seats for room in self.team.rooms if room.approved}

    @cached_property
    def shared_seats(self) -> SharedSeats:
        """The seats of each room at a time."""
        return SharedSeats(self.team, self.clock)

    @cached_property
    def public_holidays(self) -> frozenset[int]:
        """Day numbers of the team's public holidays, from two years before the roster on."""
        first, last = self.clock.date(-TWO_YEARS).year, self.clock.date(self.clock.days).year
        found = public_holidays(self.team, range(first, last + 1))
        return frozenset(self.clock.day(day) for day in found)

    @cached_property
    def closed_days(self) -> frozenset[int]:
        """Day numbers of the horizon on which the team is closed."""
        first, last = self.clock.date(-TWO_YEARS), self.clock.date(self.clock.days + RECENT)
        closed = (*self.team.closing_days, *closed_dates(self.team, first, last))
        days = frozenset(self.clock.day(day) for day in closed)
        wanted = self.team.holidays
        return days | self.public_holidays if wanted and wanted.closed else days

    @cached_property
    def open_hours(self) -> tuple[Interval, ...] | None:
        """When the team works, from two days before the roster to two after; None for always."""
        return open_hours(self.team, self.clock, range(-2, self.clock.days + 2))

    def kinds(self, start: int, end: int) -> frozenset[str]:
        """What the team calls a shift [start, end): early, late or night, by id of the kind.

        start, end: elapsed minutes. A shift may be of several kinds, or of none.
        """
        return self.once(
            ("kinds", start, end),
            lambda: frozenset(k.id for k in self.team.shift_kinds if self._is_of(k, start, end)),
        )

    def _is_of(self, kind: ShiftKind, start: int, end: int) -> bool:
        clock = self.clock
        day = clock.day_at(start)
        if kind.starts_before is not None and start >= clock.at(day, kind.starts_before):
            return False
        if kind.starts_from is not None and start < clock.at(day, kind.starts_from):
            return False
        if kind.ends_after is not None and end <= clock.at(day, kind.ends_after):
            return False
        if kind.least_at_night is None:
            return True
        overnight = kind.night_to <= kind.night_from
        nights = (
            (clock.at(at, kind.night_from), clock.at(at + overnight, kind.night_to))
            for at in range(day - 1, clock.day_at(end) + 1)
        )
        minutes = sum(max(0, min(end, last) - max(start, first)) for first, last in nights)
        return minutes >= kind.least_at_night

    @cached_property
    def before(self) -> Mapping[str, tuple[Presence, ...]]:
        """History by person, in time order: what starts before day 0."""
        found: dict[str, list[Presence]] = defaultdict(list)
        for presence in sorted(self.history, key=lambda p: p.start):
            if presence.day < 0:
                found[presence.person].append(presence)
        return {person: tuple(shifts) for person, shifts in found.items()}

    @cached_property
    def taken(self) -> frozenset[Cell]:
        """Cells of the roster that nobody may fill: pinned, pinned free, or a shift elsewhere."""
        elsewhere = (cell for cell in self.recent if 0 <= cell[1] < self.clock.days)
        return frozenset((*self.standing, *elsewhere)) | self.days_off

    @cached_property
    def open_cells(self) -> tuple[Cell, ...]:
        """Every other cell of the roster, day by day in the order of the team."""
        days = range(self.clock.days)
        cells = ((person, day) for day in days for person in self.people)
        return tuple(cell for cell in cells if cell not in self.taken)

    def minutes_elsewhere(self, person: str, day: int) -> int:
        """Minutes of a person's shifts in other teams that start on a day, breaks included."""
        shifts = self.recent.get((person, day), ())
        return sum(shift.minutes for shift in shifts if shift.elsewhere)

    def days_known(self, person: str) -> int:
        """The number of days from day 0 on of which something is known about a person.

        The roster's days, and more where shifts stand after it: up to the last day they touch.
        """
        return max(self.clock.days, self._standing_until.get(person, 0))

    @cached_property
    def _standing_until(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for presence in self.history:
            until = self.days_touched(presence).stop
            found[presence.person] = max(found.get(presence.person, 0), until)
        return found

    @cached_property
    def recent(self) -> Mapping[Cell, tuple[Presence, ...]]:
        """Standing shifts since five weeks before the roster, by person and day of start.

        Boards and records hold these alone; a rule that looks back further reads `before`.
        """
        found: dict[Cell, list[Presence]] = defaultdict(list)
        for presence in sorted(self.history, key=lambda p: p.start):
            if presence.day >= -RECENT:
                found[presence.person, presence.day].append(presence)
        return {cell: tuple(shifts) for cell, shifts in found.items()}

    @cached_property
    def recent_of(self) -> Mapping[str, tuple[Presence, ...]]:
        """The same shifts by person, in time order."""
        found: dict[str, list[Presence]] = defaultdict(list)
        for (person, _), shifts in sorted(self.recent.items(), key=lambda item: item[0][1]):
            found[person].extend(shifts)
        return {person: tuple(shifts) for person, shifts in found.items()}

    @cached_property
    def recent_by_day(self) -> Mapping[int, tuple[Presence, ...]]:
        """The same shifts by each local day that they touch."""
        found: dict[int, list[Presence]] = defaultdict(list)
        for shifts in self.recent.values():
            for presence in shifts:
                for day in self.days_touched(presence):
                    found[day].append(presence)
        return {day: tuple(shifts) for day, shifts in found.items()}

    def days_touched(self, presence: Presence) -> range:
        """The local days in which a shift has a minute."""
        return range(presence.day, self.clock.day_at(presence.end - 1) + 1)

    @cached_property
    def called_out(self) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """Call-outs by person, [start, end) in elapsed minutes, in time order."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for call in self.team.call_outs:
            found[call.person].append((self.clock.minute(call.start), self.clock.minute(call.end)))
        return {person: tuple(sorted(calls)) for person, calls in found.items()}

    def called_minutes(self, person: str, day: int) -> int:
        """Minutes of a person's call-outs in a local day."""
        calls = self.called_out.get(person)
        if not calls:
            return 0
        first, last = self.clock.midnight(day), self.clock.midnight(day + 1)
        return sum(max(0, min(end, last) - max(start, first)) for start, end in calls)

    @cached_property
    def urgent(self) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """Urgent cases by person, [start, end) in elapsed minutes, in time order."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for use in self.team.urgent:
            start = self.clock.minute(use.start)
            found[use.person].append((start, start + use.minutes))
        return {person: tuple(sorted(uses)) for person, uses in found.items()}

    @cached_property
    def exposed_before(self) -> Mapping[Cell, int]:
        """Exposing minutes by person and past local day: those done where known, else planned."""
        return {**self._planned_before, **self.worked}

    @cached_property
    def _planned_before(self) -> Mapping[Cell, int]:
        return self._exposed_past(self.history)

    def _exposed_past(self, shifts: Iterable[Presence]) -> Mapping[Cell, int]:
        found: dict[Cell, int] = defaultdict(int)
        for shift in shifts:
            for stretch in shift.stretches:
                for day in range(shift.day, min(self.clock.day_at(stretch.end - 1), -1) + 1):
                    first, last = self.clock.midnight(day), self.clock.midnight(day + 1)
                    minutes = min(stretch.end, last) - max(stretch.start, first)
                    found[shift.person, day] += max(0, minutes) if stretch.exposes else 0
        return found

    @cached_property
    def worked(self) -> Mapping[Cell, int]:
        """Exposing minutes really done, by person and past local day; only where they are known.

        An urgent case is known: on a day that is not told it adds to what was planned. Minutes
        done take the place of what was planned, so on the roster's own days they count for
        nothing: a plan is held to its limits whatever was done when it is looked at. They are those
        of this team, so what was planned in others is added.
        """
        added: dict[Cell, int] = defaultdict(int)
        for person, uses in self.urgent.items():
            for start, end in uses:
                added[person, self.clock.day_at(start)] += end - start
        done = {cell: self._planned_before.get(cell, 0) + more for cell, more in added.items()}
        others = self._exposed_past(p for p in self.history if p.elsewhere)
        for told in self.team.worked:
            cell = told.person, self.clock.day(told.day)
            done[cell] = told.minutes + others.get(cell, 0)
        return {cell: minutes for cell, minutes in done.items() if cell[1] < 0}

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What a rule works out from the problem alone: made at the first call, then kept."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]  # type: ignore[no-any-return]  # the key's own maker made it

    def shapes(self, day: int) -> tuple[PlacedShape, ...]:
        """The shift shapes that may start on a day, in elapsed minutes."""
        weekday = self.clock.weekday(day)
        placed = []
        for shape in self.team.shapes:
            if any(name.number == weekday for name in shape.weekdays):
                start = self.clock.at(day, shape.start)
                placed.append(PlacedShape(start, start + shape.minutes, shape.place))
        return tuple(dict.fromkeys(placed))

    def choices(self, cell: Cell) -> tuple[PlacedShape, ...]:
        """The shapes that a cell may have: those of its day, and the one it has by the reference.

        Without the latter no board could keep a shift of a shape that is no longer offered.
        """
        before = self.reference.get(cell)
        if before is None:
            return self.shapes(cell[1])
        own = PlacedShape.of(before)
        return tuple(dict.fromkeys((*self.shapes(cell[1]), own)))

    @cached_property
    def changes_from(self) -> int:
        """The first day that may still change: day 0, or the day of the announcement if later."""
        told = None if self.announced is None else self.clock.minute(self.announced)
        return 0 if told is None else max(0, self.clock.day_at(told))

    @cached_property
    def coverage(self) -> tuple[CoverageSpan, ...]:
        """Every coverage line on every open day; a window over midnight becomes two spans."""
        clock = self.clock
        spans = []
        for day in range(-1, clock.days):
            if day in self.closed_days:
                continue
            weekday = clock.weekday(day)
            for line in self.team.coverage:
                if any(name.number == weekday for name in line.weekdays):
                    spans += self._within_days(line, *clock.window(day, line.start, line.end))
        return tuple(sorted(spans, key=lambda span: (span.start, span.line.activity)))

    def _within_days(self, line: CoverageLine, start: int, end: int) -> list[CoverageSpan]:
        clock = self.clock
        spans = []
        for day in range(clock.day_at(start), clock.day_at(end - 1) + 1):
            first, last = max(start, clock.midnight(day)), min(end, clock.midnight(day + 1))
            if 0 <= day < clock.days:
                spans += [CoverageSpan(line, day, *part) for part in self._open(first, last)]
        return spans

    def _open(self, start: int, end: int) -> Iterator[Interval]:
        """The parts of [start, end) in opening hours; nothing is asked for outside."""
        if self.open_hours is None:
            yield start, end
            return
        closed = tuple(uncovered(start, end, self.open_hours))
        yield from uncovered(start, end, closed)

    @cached_property
    def workload(self) -> tuple[WorkloadSpan, ...]:
        """Every workload target on its days; a cut week in proportion to its open days."""
        clock = self.clock
        spans = []
        for target in self.team.workload:
            if target.week:
                for week in clock.weeks():
                    inside = [d for d in week if 0 <= d < clock.days and d not in self.closed_days]
                    minutes = target.minutes * len(inside) // 7
                    spans.append(WorkloadSpan(target, tuple(inside), minutes))
            wanted = {name.number for name in target.day or ()}
            spans.extend(
                WorkloadSpan(target, (day,), target.minutes)
                for day in range(clock.days)
                if clock.weekday(day) in wanted and day not in self.closed_days
            )
        return tuple(span for span in spans if span.minutes)

    def skilled(self, skill: str, day: int) -> frozenset[str]:
        """The people who have a skill on a day."""
        on = self.clock.date(day)
        return frozenset(
            person.id
            for person in self.team.people
            if any(have.skill == skill and have.holds(on) for have in person.skills)
        )

    @cached_property
    def _asked_by_coverage(self) -> Mapping[tuple[str, int], int]:
        """Person-minutes by activity and day."""
        found: dict[tuple[str, int], int] = defaultdict(int)
        for span in self.coverage:
            if span.line.skill is None:
                minutes = (span.end - span.start) * span.wanted
                found[span.line.activity, span.day] += minutes
        return found

    def asked_by_coverage(self, load: WorkloadSpan) -> int:
        """Person-minutes of a target's activity on its days that coverage asks for already."""
        asked = self._asked_by_coverage
        return sum(asked.get((load.target.activity, day), 0) for day in load.days)

    @cached_property
    def demanded(self) -> int:
        """Person-minutes asked for, minimum included, nothing twice."""
        asked = sum(self._asked_by_coverage.values())
        for load in self.workload:
            asked += max(0, load.minutes - self.asked_by_coverage(load))
        return asked

    def dates(self) -> tuple[date, date]:
        """First and last date of the roster."""
        return self.clock.first, self.clock.first + timedelta(days=self.clock.days - 1)
