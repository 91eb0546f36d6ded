"""The minutes that each person works in the whole horizon."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from bench.families.massp.rules.stages import WORTH, open_days, post_missing
from scheduler.rule import (
    Amount,
    Board,
    Breach,
    Cost,
    Expression,
    FreeCell,
    Group,
    Hard,
    Length,
    Presence,
    Record,
    Words,
    words,
)

# Half a shift: what somebody may be ahead where a week is planned in parts.
AHEAD = 300
# What somebody may be behind for each day that is left, so that the last ones can make up for it.
BEHIND = 150


class TotalMinutes(Hard):
    """Everybody works from so many to so many minutes in all.

    Requires
        The minutes of work of a person are at most `most` and at least `least`.

    How it is counted
        Work alone counts. Each minute below the least is missing, as in `Cover`: it is hard in the
        family, but nobody has it at the beginning. While a roster is laid out week by week, each
        week has its share of both by `asked`, the least cover of each day.
    """

    name = "total_minutes"
    group = Group.REST

    least: Mapping[str, int]
    most: Mapping[str, int]
    asked: tuple[int, ...]

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Everybody works as many minutes as are agreed.")

    def post(self, board: Board) -> None:
        """The whole sum, or the share of a week while others are planned later."""
        later = open_days(board)
        free: dict[str, list[FreeCell]] = defaultdict(list)
        for cell in board.cells.values():
            free[cell.person.id].append(cell)
        for person in board.people:
            cells = free[person.id]
            if not cells:
                continue
            if not (board.plans or later):
                self._post_sum(board, person.id, cells)
                continue
            for week in board.clock.weeks():
                here = [cell for cell in cells if cell.day in week]
                if here:
                    self._post_share(board, person.id, here, week, later)

    def _post_sum(self, board: Board, person: str, cells: list[FreeCell]) -> None:
        held = sum(
            _worked(shift)
            for day in range(board.clock.days)
            for shift in board.fixed.get((person, day), ())
        )
        worked = Amount(board.sum(_minutes(board, cell) for cell in cells), held)
        board.at_most(worked, self.most[person], person=person)
        self._post_least(board, worked, self.least[person])

    def _post_share(
        self,
        board: Board,
        person: str,
        cells: list[FreeCell],
        week: range,
        later: frozenset[int],
    ) -> None:
        days = [day for day in week if 0 <= day < board.clock.days and day not in later]
        left = sum(day in later for day in week)
        ahead = AHEAD if left else 0
        planned = sum(
            sum(board.plans[person, day].minutes.values())
            for day in days
            if (person, day) in board.plans
        )
        worked = board.sum(_minutes(board, cell) for cell in cells)
        room = self._share(self.most[person], days) + ahead - planned
        board.at_most(Amount(worked), max(0, room), person=person)
        least = self._share(self.least[person], days) - min(ahead, left * BEHIND) - planned
        self._post_least(board, Amount(worked), least)

    def _share(self, minutes: int, days: list[int]) -> int:
        return minutes * sum(self.asked[day] for day in days) // max(1, sum(self.asked))

    @staticmethod
    def _post_least(board: Board, worked: Amount, least: int) -> None:
        post_missing(board, least - worked.all, 1, least - worked.fixed)

    def check(self, record: Record) -> Iterator[Breach]:
        """People with too many minutes."""
        for person in record.people:
            shifts = record.shifts(person.id)
            minutes = sum(map(_worked, shifts))
            if minutes > self.most[person.id]:
                said = words(
                    "{name}: {minutes} of work. The limit is {limit}.",
                    name=person.name,
                    minutes=Length(minutes),
                    limit=Length(self.most[person.id]),
                )
                yield Breach(self.name, person.id, shifts[0].start, shifts[-1].end, said)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """Minutes below the least of each person."""
        for person in record.people:
            short = self.least[person.id] - sum(map(_worked, record.shifts(person.id)))
            if short > 0:
                yield Cost(self.name, 1, short)
                yield Cost(self.name, 2, short * WORTH)


def _minutes(board: Board, cell: FreeCell) -> Expression:
    work = board.sum(cell.work(piece) for piece in cell.pieces)
    return work if board.coarse else work * board.clock.grid


def _worked(shift: Presence) -> int:
    return sum(block.minutes for block in shift.stretches if block.activity is not None)
