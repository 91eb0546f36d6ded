"""Days in a row: worked, free, and of the same shift."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from bench.families.inrc2.places import chosen, done, open_days, works
from bench.families.seen import days_seen
from scheduler.rule import Board, Cost, Expression, Group, Record, Soft, Words, words


class Run(NamedTuple):
    """The fewest and most days in a row. before: how long the run was before the first day.

    place: of the shift type, where the run is of one.
    """

    least: int
    most: int
    before: int
    place: int


class Runs(Soft):
    """Runs of days are neither too short nor too long; each day off the limit costs `rate` points.

    A run that began before the first day counts as a whole, but its days of then are not charged;
    one that reaches the last day is not too short, since it may go on.
    """

    group = Group.REST

    runs: Mapping[str, tuple[Run, ...]]
    rate: int = 30

    @abstractmethod
    def on(self, board: Board, person: str, day: int, run: Run) -> Expression:
        """1 where a day of the roster belongs to a run."""

    @abstractmethod
    def belongs(self, place: int | None, run: Run) -> bool:
        """Whether a day that is so belongs to a run."""

    def post(self, board: Board) -> None:
        """What each run costs that a free day can belong to or end."""
        last = days_seen(board)
        for person, runs in self.runs.items():
            free = open_days(board, person, range(last))
            if free:
                for run in runs:
                    self._post_run(board, person, run, free, last)

    def _post_run(self, board: Board, person: str, run: Run, free: set[int], last: int) -> None:
        near = range(
            max(0, min(free) - max(run.least, run.most)),
            min(last, max(free) + 1 + max(run.least, run.most)),
        )
        on: dict[int, Expression] = {
            day: int(day >= -run.before) for day in range(-run.before - 1, 0)
        }
        on |= {day: self.on(board, person, day, run) for day in near}
        costs = [*_too_short(board, on, run, free, last), *_too_long(board, on, run, free)]
        if costs:
            board.cost(2, board.sum(costs), self.rate, len(costs))

    def weigh(self, record: Record) -> Iterator[Cost]:
        """What each person's runs cost."""
        for person, runs in self.runs.items():
            places = list(done(record, person))
            wrong = sum(off_limits([self.belongs(p, run) for p in places], run) for run in runs)
            if wrong:
                yield Cost(self.name, 2, self.rate * wrong)


def off_limits(on: Sequence[bool], run: Run) -> int:
    """Days that the runs among these days have too many or too few."""
    wrong, length = 0, run.before
    for here, group in groupby(on):
        days = len(list(group))
        if here:
            wrong += min(days, max(0, length + days - run.most))
            length += days
        else:
            wrong += max(0, run.least - length) if length else 0
            length = 0
    return wrong


def _too_short(
    board: Board, on: Mapping[int, Expression], run: Run, free: set[int], last: int
) -> Iterator[Expression]:
    """Each day that a run has too few: it stays short from its first day outside on."""
    for start in ([-run.before] if run.before else []) + sorted(day for day in on if day >= 0):
        window = range(start - 1, start + run.least)
        if free.isdisjoint(window) or any(day not in on for day in window if day < last):
            continue
        began = on[start] - on[start - 1]
        short: Expression = 0
        for ahead in range(start + 1, start + run.least):
            if ahead < last:
                short = _either(board, short, began - on[ahead])
            if not isinstance(short, int) or short > 0:
                yield short


def _too_long(
    board: Board, on: Mapping[int, Expression], run: Run, free: set[int]
) -> Iterator[Expression]:
    """Each day at the end of as many days in a row as are one too many."""
    for day in sorted(day for day in on if day >= 0):
        window = range(day - run.most, day + 1)
        if free.isdisjoint(window) or any(
            isinstance(on.get(d, 0), int) and not on.get(d, 0) for d in window
        ):
            continue
        yield board.excess(board.sum(on[d] for d in window) - run.most, 1)


def _either(board: Board, one: Expression, other: Expression) -> Expression:
    """At least both, in 0 to 1."""
    if isinstance(other, int) and other <= 0:
        return one
    if isinstance(one, int) and isinstance(other, int):
        return max(one, other)
    both = board.flag()
    for each in (one, other):
        if not isinstance(each, int) or each > 0:
            board.require(both >= each)
    return both


class WorkingDays(Runs):
    """Days worked in a row."""

    name = "working_days"

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Working days in a row are neither too few nor too many.")

    def on(self, board: Board, person: str, day: int, run: Run) -> Expression:
        """1 where the day is worked."""
        del run
        return works(board, person, day)

    def belongs(self, place: int | None, run: Run) -> bool:
        """Whether the day is worked."""
        del run
        return place is not None


class DaysOff(Runs):
    """Days off in a row."""

    name = "days_off"

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Days off in a row are neither too few nor too many.")

    def on(self, board: Board, person: str, day: int, run: Run) -> Expression:
        """1 where the day is free."""
        del run
        return 1 - works(board, person, day)

    def belongs(self, place: int | None, run: Run) -> bool:
        """Whether the day is free."""
        del run
        return place is None


class SameShift(Runs):
    """Days in a row of the same shift type, each half as dear."""

    name = "same_shift"
    rate: int = 15

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Days in a row of one shift are neither too few nor too many.")

    def on(self, board: Board, person: str, day: int, run: Run) -> Expression:
        """1 where the day has the run's shift."""
        return chosen(board, person, day).get(run.place, 0)

    def belongs(self, place: int | None, run: Run) -> bool:
        """Whether the day has the run's shift."""
        return place == run.place
