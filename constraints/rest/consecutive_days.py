"""Working days in a row."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Amount,
    Board,
    Breach,
    Day,
    Group,
    Hard,
    Person,
    Record,
    Words,
    words,
)

# How many days before the roster are known.
HISTORY = 28


class ConsecutiveDays(Hard):
    """Only so many working days in a row.

    Requires
        A person works on at most `days` days in a row.

    Why
        A free day in time is worth more than two later.

    How it is counted
        A working day is one on which a shift starts: a night shift counts once. Days before the
        roster count. Where more days in a row stand already, none is added to them.

    Source
        Policy of this project; the five-day week.
    """

    name = "consecutive_days"
    group = Group.REST
    tighter = {"days": "lower"}

    days: int = Field(5, ge=1, le=13, description="Most working days in a row, 1 to 13.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("At most {limit} working days in a row.", limit=self.days)

    def post(self, board: Board) -> None:
        """No day more than the limit is worked in a window of one day more."""
        for person in board.people:
            for last in range(board.clock.days):
                window = range(last - self.days, last + 1)
                if board.touched(person.id, window):
                    worked = Amount.total(board.works(person.id, day) for day in window)
                    board.at_most(worked, self.days, person=person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Runs of working days that are too long, unless all of a run's too many stand."""
        for person in record.people:
            run: list[int] = []
            for day in range(-HISTORY, record.clock.days + 1):
                if (person.id, day) in record.by_cell:
                    run.append(day)
                    continue
                if self._too_long(record, person, run):
                    yield self._breach(record, person, run)
                run = []

    def _too_long(self, record: Record, person: Person, run: list[int]) -> bool:
        """Whether a planned day is one of more than the limit in a row."""
        return any(
            not all(p.standing for p in record.by_cell[person.id, day])
            for end, _ in enumerate(run, start=1)
            if end > self.days
            for day in run[end - self.days - 1 : end]
        )

    def _breach(self, record: Record, person: Person, run: list[int]) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=clock.midnight(run[0]),
            end=clock.midnight(run[-1] + 1),
            said=words(
                "{name} works on {days} days in a row up to {day}. The limit is {limit}.",
                name=person.name,
                days=len(run),
                day=Day(clock.date(run[-1])),
                limit=self.days,
            ),
        )
