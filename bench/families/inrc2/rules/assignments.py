"""How many shifts a person has in all."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bench.families.inrc2.places import open_days, works
from bench.families.seen import days_seen
from scheduler.rule import Board, Cost, Group, Record, Soft, Words, words

POINTS = 20


class Shifts(NamedTuple):
    """The fewest and the most shifts, and those worked before the first day."""

    least: int
    most: int
    before: int


class Assignments(Soft):
    """Each shift off the contract's limits for the whole horizon costs twenty points."""

    name = "assignments"
    group = Group.REST

    shifts: Mapping[str, Shifts]

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Nobody has fewer or more shifts than the contract has.")

    def post(self, board: Board) -> None:
        """The sum of all days, or of those a plan knows of, which have their share."""
        last, days = days_seen(board), board.clock.days
        for person, shifts in self.shifts.items():
            if not open_days(board, person, range(last)):
                continue
            total = board.sum([works(board, person, day) for day in range(last)])
            least = (shifts.least - shifts.before) * last // days
            most = -(-(shifts.most - shifts.before) * last // days)
            board.cost(2, board.excess(least - total, least), POINTS, least)
            board.cost(2, board.excess(total - most, last - most), POINTS, last - most)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """Shifts too few and too many of each person."""
        for person, shifts in self.shifts.items():
            total = shifts.before + len(record.new_shifts(person))
            wrong = max(0, shifts.least - total) + max(0, total - shifts.most)
            if wrong:
                yield Cost(self.name, 2, POINTS * wrong)
