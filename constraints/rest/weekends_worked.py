"""Weekends with work."""

from collections.abc import Iterable, Iterator

from pydantic import Field

from scheduler.rule import (
    Amount,
    Board,
    Breach,
    Day,
    Expression,
    Group,
    Hard,
    Person,
    Problem,
    Record,
    Words,
    words,
)

# A limit holds for so many weekends in a row.
TOGETHER = 4
WEEK = 7
SATURDAY = 5


class WeekendsWorked(Hard):
    """Only so many weekends with work.

    Requires
        Of any four weekends in a row a person works on at most `weekends`.

    Why
        Family and friends are free on the same two days; a week's rest on other days does not make
        up for them.

    How it is counted
        A weekend is worked if a minute of its Saturday or Sunday lies in a shift, also of one that
        starts on Friday and goes on past midnight, or in a call-out. Weekends before the roster
        count, and so do those after it that stand already, and one into which a shift of its last
        day goes on. Where more weekends stand already, no further one is added to them.

    Source
        Policy of this project: every second weekend is free.
    """

    name = "weekends_worked"
    group = Group.REST
    tighter = {"weekends": "lower"}

    weekends: int = Field(2, ge=1, le=3, description="Most of four weekends in a row, 1 to 3.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "Of any {together} weekends in a row at most {limit} are worked.",
            together=TOGETHER,
            limit=self.weekends,
        )

    def post(self, board: Board) -> None:
        """No more than the limit in each four weekends that hold one of the roster's."""
        for person in board.people:
            worked: dict[int, Amount] = {}
            for last in _saturdays(board.problem):
                window = range(last - (TOGETHER - 1) * WEEK, last + 1, WEEK)
                if not any(board.touched(person.id, _starts(day)) for day in window):
                    continue
                for saturday in window:
                    if saturday not in worked:
                        worked[saturday] = self._worked(board, person.id, saturday)
                total = Amount.total(worked[saturday] for saturday in window)
                board.at_most(total, self.weekends, person=person.id)

    @staticmethod
    def _worked(board: Board, person: str, saturday: int) -> Amount:
        """1 where the weekend is worked; never less."""
        midnight = board.clock.midnight(saturday)
        parts: list[Expression] = []
        held = standing = 0
        for day in _starts(saturday):
            cell = board.cell(person, day)
            works = board.works(person, day)
            shapes = [shape for shape, _ in board.starts(person, day)]
            there = frozenset(n for n, shape in enumerate(shapes) if shape.end > midnight)
            if cell:
                parts.append(cell.any_of(there))
            elif there:
                held, standing = max(held, works.held), max(standing, works.standing)
        if standing or _called(board.problem, person, saturday):
            return Amount(standing=1)
        if held:
            return Amount(held=1)
        return Amount(_either(board, parts))

    def check(self, record: Record) -> Iterator[Breach]:
        """Four weekends of which too many are worked, unless all of the worked ones stand."""
        for person in record.people:
            stands = self._weekends(record, person)
            for last in _saturdays(record.problem):
                window = range(last - (TOGETHER - 1) * WEEK, last + 1, WEEK)
                found = [stands[saturday] for saturday in window if saturday in stands]
                # Of windows that hold the same weekends the one that ends with a worked one tells.
                if last in stands and len(found) > self.weekends and not all(found):
                    yield self._breach(record, person, len(found), last)

    @staticmethod
    def _weekends(record: Record, person: Person) -> dict[int, bool]:
        """The Saturdays of the worked weekends, and whether that they are worked stands."""
        clock = record.clock
        stands: dict[int, bool] = {}
        for shift in record.shifts(person.id):
            for day in record.problem.days_touched(shift):
                if clock.weekday(day) >= SATURDAY:
                    saturday = day - clock.weekday(day) + SATURDAY
                    stands[saturday] = stands.get(saturday, False) or shift.standing
        for start, end in record.problem.called_out.get(person.id, ()):
            for day in range(clock.day_at(start), clock.day_at(end - 1) + 1):
                if clock.weekday(day) >= SATURDAY:
                    stands[day - clock.weekday(day) + SATURDAY] = True
        return stands

    def _breach(self, record: Record, person: Person, count: int, last: int) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=clock.midnight(last),
            end=clock.midnight(last + 2),
            said=words(
                "{name} works on {count} of the {together} weekends up to {day}. The limit is "
                "{limit}.",
                name=person.name,
                count=count,
                together=TOGETHER,
                day=Day(clock.date(last + 1)),
                limit=self.weekends,
            ),
        )


def _saturdays(problem: Problem) -> Iterable[int]:
    """The last Saturday of each four that hold one which a shift of the roster may reach."""
    clock = problem.clock
    until = clock.days + (TOGETHER - 1) * WEEK
    return (day for day in range(-1, until + 1) if clock.weekday(day) == SATURDAY)


def _starts(saturday: int) -> range:
    """The days on which a shift may start that has a minute of the weekend."""
    return range(saturday - 1, saturday + 2)


def _called(problem: Problem, person: str, saturday: int) -> bool:
    return any(problem.called_minutes(person, day) for day in (saturday, saturday + 1))


def _either(board: Board, parts: list[Expression]) -> Expression:
    """At least each of the parts, in 0 to 1."""
    known = [part for part in parts if isinstance(part, int)]
    open_ = [part for part in parts if not isinstance(part, int)]
    if any(known) or not open_:
        return max(known, default=0)
    if len(open_) == 1:
        return open_[0]
    worked = board.flag()
    for part in open_:
        board.require(part <= worked)
    return worked
