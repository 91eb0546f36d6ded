"""Working days in a row."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Amount,
    Board,
    Breach,
    Cost,
    Day,
    Expression,
    Group,
    Hard,
    Missing,
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
        A person works on at most `days` days in a row. Fewer than `least` are a shortfall.

    Why
        A free day in time is worth more than two later; a single day of work between free ones
        breaks up more than it gives.

    How it is counted
        A working day is one on which a shift starts: a night shift counts once. Days before the
        roster count, and days after it for which one is in force. Where more days in a row stand
        already, none is added to them. For the least a run counts that has a day in the roster and
        does not touch its last one, since it may go on; volunteers' runs do not.

    Source
        Policy of this project; the five-day week.
    """

    name = "consecutive_days"
    group = Group.REST
    tighter = {"days": "lower"}

    days: int = Field(5, ge=1, le=13, description="Most working days in a row, 1 to 13.")
    least: int = Field(1, ge=1, le=7, description="Fewest in a row, 1 to 7; 1 asks for nothing.")
    least_rate: int = Field(
        60, ge=1, le=1000, description="Level 1 minutes for each day below the least, 1 to 1,000."
    )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("At most {limit} working days in a row.", limit=self.days)

    def post(self, board: Board) -> None:
        """No day more than the limit is worked in a window of one day more."""
        for person in board.people:
            known = board.problem.days_known(person.id)
            for last in range(min(known, board.clock.days + self.days)):
                window = range(last - self.days, last + 1)
                if board.touched(person.id, window):
                    worked = Amount.total(board.works(person.id, day) for day in window)
                    board.at_most(worked, self.days, person=person.id)
            if self.least > 1 and not person.volunteer:
                self._post_least(board, person.id)

    def _post_least(self, board: Board, person: str) -> None:
        """Each day that a run has too few: it stays short from its first free day on."""
        days = board.clock.days
        works = {d: board.works(person, d).all for d in range(1 - self.least, days)}
        for start in range(2 - self.least, days):
            first = max(start, 0)
            if any(works[day] != (start <= day) for day in range(start - 1, 0)):
                continue
            began = works[first] - (works[start - 1] if start > 0 else 0)
            short: Expression = 0
            for ahead in range(first + 1, start + self.least):
                if ahead < days:
                    short = self._either(board, short, began - works[ahead])
                board.cost(1, short, self.least_rate, 1)

    @staticmethod
    def _either(board: Board, one: Expression, other: Expression) -> Expression:
        """At least both, in 0 to 1."""
        if isinstance(one, int) and isinstance(other, int):
            return max(one, other)
        both = board.flag()
        board.require(both >= one)
        board.require(both >= other)
        return both

    def check(self, record: Record) -> Iterator[Breach]:
        """Runs of working days that are too long, unless all of a run's too many stand."""
        for person in record.people:
            run: list[int] = []
            for day in range(-HISTORY, record.problem.days_known(person.id) + 1):
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

    def weigh(self, record: Record) -> Iterator[Cost]:
        """Runs that are too short."""
        for person in record.people:
            run: list[int] = []
            for day in range(-HISTORY, record.clock.days):
                if (person.id, day) in record.by_cell:
                    run.append(day)
                    continue
                if run and day > 0 and len(run) < self.least and not person.volunteer:
                    yield self._short(record, person, run)
                run = []

    def _short(self, record: Record, person: Person, run: list[int]) -> Cost:
        clock = record.clock
        minutes = (self.least - len(run)) * self.least_rate
        missing = Missing(
            start=clock.midnight(run[0]),
            end=clock.midnight(run[-1] + 1),
            minutes=minutes,
            said=words(
                "{name}, up to {day}: working days in a row {days}, at least {limit} are asked "
                "for.",
                name=person.name,
                days=len(run),
                day=Day(clock.date(run[-1])),
                limit=self.least,
            ),
        )
        return Cost(self.name, 1, minutes, missing)

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
