"""The frame that the work rules give to all schedules."""

from collections.abc import Iterator
from datetime import time

from pydantic import Field, field_validator

from scheduler.rule import (
    Amount,
    Bars,
    Board,
    Breach,
    Clocked,
    Day,
    Group,
    Hard,
    Length,
    Person,
    Presence,
    Problem,
    Record,
    Rule,
    Rulebook,
    Weekday,
    Weekdays,
    Words,
    uncovered,
    words,
)

MIDNIGHT = time(0)
DAY_MINUTES = 1440


class WorkRulesFrame(Hard):
    """All schedules lie within the days, hours and minutes that the work rules name.

    Requires
        Each minute of a shift lies, on one of `days`, from `opens` to `closes`, local time. A
        shift holds at most `most_daily` counted minutes, and a person's shifts of a local week at
        most `most_weekly`.

    Why
        People can know between which bounds they may be asked to work. Schedules that the work
        rules do not allow are not lawful, whoever would agree to them.

    How it is counted
        To the minute, breaks included. Hours that close at or before they open close on the next
        day and belong to the day on which they open; with both the same they last all day round,
        so that shifts may pass midnight from one of the days to another. Counted is a shift, on
        the day of its start, less an unpaid meal break; absences are not counted here. All days
        of a week count, also those before the roster. Volunteers have limits of their own.
        Standing minutes over a limit make that sum the limit: nothing more is added.

    Source
        Belgian act of April 2026: the work rules name a frame of days, daily hours and most
        minutes instead of each schedule. The numbers: flexible schedules of the Belgian labour
        act, at most 9 hours a day and 45 a week.
    """

    name = "work_rules_frame"
    group = Group.REST
    tighter = {"most_daily": "lower", "most_weekly": "lower"}

    days: tuple[Weekday, ...] = Field(
        Weekday.every(), min_length=1, description="Days on which there is work."
    )
    opens: time = Field(MIDNIGHT, description="Local time of day from which there is work.")
    closes: time = Field(
        MIDNIGHT, description="Local time of day; at or before `opens` it is one of the next day."
    )
    most_daily: int = Field(540, ge=60, le=660, description="Counted minutes a day, 60 to 660.")
    most_weekly: int = Field(2700, ge=60, le=2880, description="The same a week, 60 to 2,880.")

    @field_validator("days")
    @classmethod
    def _each_once(cls, days: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
        return tuple(sorted(set(days), key=lambda day: day.number))

    @field_validator("opens", "closes")
    @classmethod
    def _local(cls, moment: time) -> time:
        if moment.tzinfo:
            raise ValueError(words("opens and closes are local times, without an offset"))
        return moment

    def conflicts(self, book: Rulebook) -> Iterator[tuple[str, Words]]:
        """A week with fewer minutes than one of its days may have."""
        del book
        if self.most_weekly < self.most_daily:
            yield (
                "most_weekly",
                words(
                    "{value} is under most_daily, {limit}",
                    value=self.most_weekly,
                    limit=self.most_daily,
                ),
            )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "Work on {days} from {opens} to {closes}; at most {daily} a day and {weekly} a week.",
            days=Weekdays(tuple(day.number for day in self.days)),
            opens=f"{self.opens:%H:%M}",
            closes=self._closing,
            daily=Length(self.most_daily),
            weekly=Length(self.most_weekly),
        )

    def looser_than(self, other: Rule) -> Iterator[str]:
        """The settings in which it is looser. The days are one, and both hours together."""
        yield from super().looser_than(other)
        if not isinstance(other, WorkRulesFrame) or other._always:  # noqa: SLF001  (of its own kind)
            return
        if not set(self.days) <= set(other.days):
            yield "days"
        (opens, closes), (opened, closed) = self._hours, other._hours  # noqa: SLF001
        if opens < opened or closes > closed:
            yield from ("opens", "closes")

    @property
    def _hours(self) -> tuple[int, int]:
        """Minutes after midnight of a day on which the hours open, and when they close again."""
        opens, closes = (60 * at.hour + at.minute for at in (self.opens, self.closes))
        return opens, closes if closes > opens else closes + DAY_MINUTES

    @property
    def _always(self) -> bool:
        """Whether all days and all hours are within the frame."""
        return self.opens == self.closes and len(self.days) == len(Weekday.every())

    @property
    def _closing(self) -> str:
        return f"{self.closes:%H:%M}" if self.closes != MIDNIGHT else "24:00"

    def _opening(self, problem: Problem, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Start and end of the hours that open on the days from `first` to `last`."""
        numbers = {day.number for day in self.days}
        overnight = self.closes <= self.opens
        for day in range(first, last + 1):
            if problem.clock.weekday(day) in numbers:
                opens = problem.clock.at(day, self.opens)
                yield opens, problem.clock.at(day + overnight, self.closes)

    def bar(self, problem: Problem, bars: Bars) -> None:
        """No shift from one day's close to the next opening."""
        reached, end = problem.clock.midnight(0), problem.clock.midnight(problem.clock.days + 1)
        gaps = []
        for opens, closes in self._opening(problem, -1, problem.clock.days):
            gaps.append((reached, opens))
            reached = max(reached, closes)
        gaps.append((reached, end))
        for person in problem.team.people:
            if not person.volunteer:
                for start, until in gaps:
                    bars.shift(person.id, start, until)

    def post(self, board: Board) -> None:
        """No shift with more minutes than a day has, no week with more than a week has."""
        for cell in board.cells.values():
            over = [
                literal
                for shape, literal in zip(cell.shapes, cell.chosen, strict=True)
                if board.counted(shape) > self.most_daily
            ]
            if over and not cell.person.volunteer:
                board.require(board.sum(over) <= 0, person=cell.person.id)
        for person in board.people:
            for week in board.clock.weeks():
                if board.touched(person.id, week) and not person.volunteer:
                    counted = Amount.total(board.rostered(person.id, day) for day in week)
                    others = (board.problem.minutes_elsewhere(person.id, day) for day in week)
                    counted += Amount(standing=sum(others))
                    board.at_most(counted, self.most_weekly, person=person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Shifts outside the hours, and days and weeks with too many minutes."""
        for person in record.people:
            if person.volunteer:
                continue
            for presence in record.new_shifts(person.id):
                if not presence.standing:
                    yield from self._check_shift(record, person, presence)
            for week in record.clock.weeks():
                yield from self._check_week(record, person, week)

    def _check_shift(self, record: Record, person: Person, presence: Presence) -> Iterator[Breach]:
        clock, minutes = record.clock, record.counted(presence)
        for start, end in self._outside(record.problem, presence):
            said = words(
                "{name}, {day}: at work from {start} to {end}. The work rules have {days}, from "
                "{opens} to {closes}.",
                name=person.name,
                day=Day(clock.date(clock.day_at(start))),
                start=Clocked(clock.moment(start)),
                end=Clocked(clock.moment(end)),
                days=Weekdays(tuple(day.number for day in self.days)),
                opens=f"{self.opens:%H:%M}",
                closes=self._closing,
            )
            yield Breach(self.name, person.id, start, end, said)
        if minutes > self.most_daily:
            said = words(
                "{name}, {day}: {minutes} counted. The work rules have at most {limit} a day.",
                name=person.name,
                day=Day(clock.date(presence.day)),
                minutes=Length(minutes),
                limit=Length(self.most_daily),
            )
            yield Breach(self.name, person.id, presence.start, presence.end, said)

    def _outside(self, problem: Problem, presence: Presence) -> Iterator[tuple[int, int]]:
        """The parts of a shift that lie outside the hours."""
        if self._always:
            return
        last = problem.clock.day_at(presence.end - 1)
        open_then = self._opening(problem, presence.day - 1, last)
        yield from uncovered(presence.start, presence.end, open_then)

    def _check_week(self, record: Record, person: Person, week: range) -> Iterator[Breach]:
        shifts = [p for p in record.shifts(person.id) if p.day in week]
        each = [(p, p.minutes if p.elsewhere else record.counted(p)) for p in shifts]
        minutes = sum(counted for _, counted in each)
        standing = sum(counted for p, counted in each if p.standing)
        if minutes > max(self.most_weekly, standing):
            clock = record.clock
            said = words(
                "{name}, {first} to {last}: {minutes} counted. The work rules have at most "
                "{limit} a week.",
                name=person.name,
                first=Day(clock.date(week[0])),
                last=Day(clock.date(week[-1])),
                minutes=Length(minutes),
                limit=Length(self.most_weekly),
            )
            start, end = clock.midnight(week[0]), clock.midnight(week[-1] + 1)
            yield Breach(self.name, person.id, start, end, said)
