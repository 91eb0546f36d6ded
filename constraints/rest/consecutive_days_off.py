"""Free days in a row."""

from collections.abc import Iterator, Mapping

from pydantic import Field

from scheduler.rule import (
    Board,
    Cost,
    Day,
    Expression,
    Group,
    Missing,
    Person,
    Record,
    Soft,
    Words,
    words,
)


class ConsecutiveDaysOff(Soft):
    """Free days together, where a person asks for it.

    Requires
        Between two working days lie none or at least as many free days as the person asks for
        (`days_off_in_row`). Each day too few is a shortfall.

    Why
        A single free day between two working ones is soon over; two together are a rest.

    How it is counted
        A free day has no minute of a shift, so that the day on which a night ends is none; leave
        and closing days are free days. A run of free days counts where a working day of the roster
        ends it, also if it began before. It does not count where no working day is known before
        it, or where the roster ends first, since it may go on.

    Source
        Practice of self-rostering.
    """

    name = "consecutive_days_off"
    group = Group.REST

    rate: int = Field(
        60, ge=1, le=1000, description="Level 1 minutes for each free day too few, 1 to 1,000."
    )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Free days lie together as a person asks for it.")

    def post(self, board: Board) -> None:
        """Each run of free days between two working days costs what it has too few."""
        for person in board.people:
            asked = person.days_off_in_row
            if asked is None or not (
                board.whole or board.touched(person.id, range(board.clock.days))
            ):
                continue
            works = {d: _works(board, person.id, d) for d in range(-asked, board.clock.days)}
            for end in range(board.clock.days):
                near = range(end - asked - 1, end + 1)
                if board.whole or board.touched(person.id, near):
                    self._post_run(board, works, end, asked)

    def _post_run(
        self, board: Board, works: Mapping[int, Expression], end: int, asked: int
    ) -> None:
        """What a run costs that a working day ends; of its lengths no more than one is met."""
        for free in range(1, asked):
            first = end - free
            between = board.sum(works[day] for day in range(first, end))
            both = works[first - 1] + works[end]
            short = board.excess(both - between - 1, 1)
            board.cost(1, short, (asked - free) * self.rate, 1)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """Runs of free days that are too short."""
        for person in record.people:
            worked = {
                day
                for shift in record.shifts(person.id)
                for day in record.problem.days_touched(shift)
                if day < record.clock.days
            }
            before: int | None = None
            for day in sorted(worked):
                run = range(day if before is None else before + 1, day)
                if person.days_off_in_row and day >= 0 and 0 < len(run) < person.days_off_in_row:
                    yield self._short(record, person, run, person.days_off_in_row)
                before = day

    def _short(self, record: Record, person: Person, run: range, asked: int) -> Cost:
        clock = record.clock
        minutes = (asked - len(run)) * self.rate
        missing = Missing(
            start=clock.midnight(run[0]),
            end=clock.midnight(run[-1] + 1),
            minutes=minutes,
            said=words(
                "{name}, up to {day}: free days in a row {days}, asked for {limit}.",
                name=person.name,
                day=Day(clock.date(run[-1])),
                days=len(run),
                limit=asked,
            ),
        )
        return Cost(self.name, 1, minutes, missing)


def _works(board: Board, person: str, day: int) -> Expression:
    """1 where a shift of the person has a minute of the day, exactly."""
    midnight = board.clock.midnight(day)
    cell = board.cell(person, day - 1)
    late = [
        (n, one) for n, (s, one) in enumerate(board.starts(person, day - 1)) if s.end > midnight
    ]
    night = cell.any_of(frozenset(n for n, _ in late)) if cell else int(bool(late))
    parts = [part for part in (board.works(person, day).all, night) if not _nothing(part)]
    if any(isinstance(part, int) for part in parts):
        return 1
    if len(parts) < 2:  # noqa: PLR2004  (one needs no variable)
        return parts[0] if parts else 0
    works = board.flag()
    for part in parts:
        board.require(part <= works)
    board.require(works <= board.sum(parts))
    return works


def _nothing(part: Expression) -> bool:
    return isinstance(part, int) and not part
