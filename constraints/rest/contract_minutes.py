"""The minutes that contracts allow."""

from collections.abc import Iterable, Iterator
from datetime import date

from pydantic import Field

from scheduler.rule import (
    Amount,
    Board,
    Breach,
    Cost,
    Day,
    Group,
    Hard,
    Length,
    Missing,
    Person,
    Problem,
    Record,
    Words,
    words,
)

WORKING_DAYS = 5
# Week A of a pattern without a date of its own is counted from a Monday long ago.
LONG_AGO = date(2001, 1, 1)


class ContractMinutes(Hard):
    """Nobody works more than the contract, and too little for it is said.

    Requires
        Counted minutes stay within the contract's weekly minutes in each local week, and within
        its period minutes in a roster; never over `most` in a week. Where the contract has a fixed
        pattern, each day stays within the pattern's minutes. Fewer than `least_weekly_minutes` are
        a shortfall.

    Why
        Contracts bind both sides, and part-time work is to stay part-time.

    How it is counted
        Counted is a shift, on the day of its start, less an unpaid meal break, and each minute of a
        call-out, on its own day, beside the pattern of that day. An absence counts where no shift
        starts that day: leave and closed days, by the pattern's minutes of the day, else a fifth of
        the week from Monday to Friday. All seven days of a week count for the most, also those
        before the roster; for the least those within it, and a week that the roster cuts is asked
        for in proportion of its pattern, or of its days from Monday to Friday. A pattern of two
        weeks starts with week A on `pattern_from`. Volunteers have limits of their own. Standing
        minutes over a limit make that sum the limit: nothing more is added.

    Source
        Belgian working week of 38 hours. EU directive 2003/88: 48 hours on average.
    """

    name = "contract_minutes"
    group = Group.REST
    tighter = {"most": "lower"}

    most: int = Field(2880, gt=0, le=2880, description="Most minutes a week, at most 2,880.")
    least_rate: int = Field(
        1, ge=1, le=100, description="Level 1 minutes for each minute below the least, 1 to 100."
    )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "At most the minutes of the contract a week and a period, and {limit} a week.",
            limit=Length(self.most),
        )

    def post(self, board: Board) -> None:
        """Sums of weeks and of the period; only fitting shifts on days of a fixed pattern."""
        for person in board.people:
            if not person.volunteer:
                for days, limit in self._spans(board.problem, person):
                    if board.touched(person.id, days):
                        self._post_most(board, person, days, limit)
                self._post_pattern(board, person)
                self._post_least(board, person)

    def _spans(self, problem: Problem, person: Person) -> Iterator[tuple[range, int]]:
        """Days and their most minutes: each week, and the roster where the contract says so."""
        contract = person.terms
        for week in problem.clock.weeks():
            yield week, min(self.most, contract.weekly_minutes)
        if contract.period_minutes is not None:
            yield range(problem.clock.days), contract.period_minutes

    @staticmethod
    def _counted(board: Board, person: Person, day: int) -> Amount:
        absent = _absence(board.problem, person, day)
        called = board.problem.called_minutes(person.id, day)
        worked = board.rostered(person.id, day) + Amount(standing=called)
        return worked + Amount(standing=absent) - board.works(person.id, day) * absent

    def _post_most(self, board: Board, person: Person, days: range, limit: int) -> None:
        """The limit, lowered to the largest sum that the shapes of the free days can make."""
        counted = Amount.total(self._counted(board, person, day) for day in days)
        room = max(limit, counted.standing) - counted.fixed
        choices = []
        for day in days:
            cell = board.cell(person.id, day)
            if cell:
                absent = _absence(board.problem, person, day)
                choices.append({board.counted(shape) - absent for shape in cell.shapes})
        if all(step >= 0 for steps in choices for step in steps):
            room = _reachable(choices, room)
        board.at_most(Amount(counted.free), room, person=person.id)

    @staticmethod
    def _post_pattern(board: Board, person: Person) -> None:
        for day in range(board.clock.days):
            cell, most = board.cell(person.id, day), _by_pattern(board.problem, person, day)
            if cell and most is not None:
                over = [
                    literal
                    for shape, literal in zip(cell.shapes, cell.chosen, strict=True)
                    if board.counted(shape) > most
                ]
                if over:
                    board.require(board.sum(over) <= 0, person=person.id)

    def _post_least(self, board: Board, person: Person) -> None:
        for days, least in _least(board.problem, person):
            if board.touched(person.id, days):
                counted = Amount.total(self._counted(board, person, day) for day in days)
                missing = board.excess(least - counted.all, least)
                board.cost(1, missing, self.least_rate, least)

    def check(self, record: Record) -> Iterator[Breach]:
        """Weeks, periods and days of a pattern with too many minutes."""
        for person in record.people:
            if not person.volunteer:
                for days, limit in self._spans(record.problem, person):
                    yield from self._check_most(record, person, days, limit)
                yield from self._check_pattern(record, person)

    def _check_most(
        self, record: Record, person: Person, days: range, limit: int
    ) -> Iterator[Breach]:
        minutes = sum(_done(record, person, day) for day in days)
        standing = sum(_done(record, person, day, standing=True) for day in days)
        if minutes > max(limit, standing):
            said = words(
                "{name}, {first} to {last}: {minutes} counted. The limit is {limit}.",
                name=person.name,
                first=Day(record.clock.date(days[0])),
                last=Day(record.clock.date(days[-1])),
                minutes=Length(minutes),
                limit=Length(limit),
            )
            yield self._breach(record, person, days, said)

    def _check_pattern(self, record: Record, person: Person) -> Iterator[Breach]:
        for presence in record.new_shifts(person.id):
            limit = _by_pattern(record.problem, person, presence.day)
            minutes = record.counted(presence)
            if limit is not None and minutes > limit and not presence.standing:
                said = words(
                    "{name}, {day}: {minutes} counted. The fixed pattern of the day has {limit}.",
                    name=person.name,
                    day=Day(record.clock.date(presence.day)),
                    minutes=Length(minutes),
                    limit=Length(limit),
                )
                yield self._breach(record, person, range(presence.day, presence.day + 1), said)

    def _breach(self, record: Record, person: Person, days: range, said: Words) -> Breach:
        start, end = record.clock.midnight(days[0]), record.clock.midnight(days[-1] + 1)
        return Breach(self.name, person.id, start, end, said)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """Minutes below the least of each week."""
        for person in record.people:
            for days, least in _least(record.problem, person):
                short = least - sum(_done(record, person, day) for day in days)
                if short > 0:
                    missing = Missing(
                        start=record.clock.midnight(days[0]),
                        end=record.clock.midnight(days[-1] + 1),
                        minutes=short,
                        said=words(
                            "{name} is {minutes} short of the contract from {first} to {last}.",
                            name=person.name,
                            minutes=Length(short),
                            first=Day(record.clock.date(days[0])),
                            last=Day(record.clock.date(days[-1])),
                        ),
                    )
                    yield Cost(self.name, 1, short * self.least_rate, missing)


def _by_pattern(problem: Problem, person: Person, day: int) -> int | None:
    """Minutes of the fixed pattern on a day, None without a pattern."""
    pattern = person.terms.pattern
    if not pattern:
        return None
    weeks = (problem.clock.date(day) - (person.terms.pattern_from or LONG_AGO)).days // 7
    week = pattern[weeks % len(pattern)]
    return {name.number: minutes for name, minutes in week.items()}.get(
        problem.clock.weekday(day), 0
    )


def _share(weekly: int, weekday: int) -> int:
    """A fifth of weekly minutes from Monday to Friday; whole, and five make the week."""
    if weekday >= WORKING_DAYS:
        return 0
    return weekly * (weekday + 1) // WORKING_DAYS - weekly * weekday // WORKING_DAYS


def _absence(problem: Problem, person: Person, day: int) -> int:
    """Minutes that count on a day off through leave or closing, 0 on any other day."""
    on = problem.clock.date(day)
    away = person.on_leave(on)
    if not away and day not in problem.closed_days:
        return 0
    fixed = _by_pattern(problem, person, day)
    if fixed is not None:
        return fixed
    return _share(person.terms.weekly_minutes, problem.clock.weekday(day))


def _least(problem: Problem, person: Person) -> Iterator[tuple[range, int]]:
    """The days of each week within the roster, and the least minutes asked for there."""
    clock, least = problem.clock, person.terms.least_weekly_minutes
    if least is None or person.volunteer:
        return
    for week in clock.weeks():
        days = range(max(0, week[0]), min(clock.days, week[-1] + 1))
        if person.terms.pattern:
            whole = sum(_by_pattern(problem, person, day) or 0 for day in week)
            inside = sum(_by_pattern(problem, person, day) or 0 for day in days)
            asked = least * inside // whole if whole else 0
        else:
            asked = sum(_share(least, clock.weekday(day)) for day in days)
        if asked:
            yield days, asked


def _done(record: Record, person: Person, day: int, *, standing: bool = False) -> int:
    """Counted minutes of a day: its shifts, or only those that stand; else an absence."""
    shifts = [
        presence
        for presence in record.by_cell.get((person.id, day), ())
        if presence.standing or not standing
    ]
    called = record.problem.called_minutes(person.id, day)
    if shifts:
        return called + sum(record.counted(presence) for presence in shifts)
    return called + _absence(record.problem, person, day)


def _reachable(choices: Iterable[set[int]], room: int) -> int:
    """The largest sum of at most one number of each set that is within `room`."""
    if room < 0:
        return room
    # Bit n is set where n can be made.
    sums, mask = 1, (1 << (room + 1)) - 1
    for steps in choices:
        made = sums
        for step in steps:
            made |= (sums << step) & mask
        sums = made
    return sums.bit_length() - 1
