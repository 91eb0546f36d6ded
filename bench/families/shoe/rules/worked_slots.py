"""As little work as can be."""

from collections.abc import Iterator

from bench.families.shoe.rules.counting import counts
from scheduler.rule import Board, Cost, Group, Record, Soft, Words, words


class WorkedSlots(Soft):
    """Every slot that anybody works costs one on level 2.

    Requires
        As few worked slots as can be.

    How it is counted
        In slots of the grid, not in minutes: then a bound that is rounded up is one of the
        family's objective. Breaks and lunch do not count.

    Source
        The objective of the public model.
    """

    name = "worked_slots"
    group = Group.COVERAGE

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("As few slots are worked as can be.")

    def post(self, board: Board) -> None:
        """Of the counts on coarse boards; else of the cells' own slots."""
        if board.coarse:
            for day, counted in counts(board).items():
                most = len(board.people) * len(board.pieces(day))
                board.cost(2, board.sum(counted.working.values()), 1, most)
            return
        for cell in board.cells.values():
            work = board.sum(cell.work(piece) for piece in cell.pieces)
            board.cost(2, work, 1, len(cell.pieces))

    def weigh(self, record: Record) -> Iterator[Cost]:
        """The slots of every block of work."""
        worked = sum(
            stretch.minutes
            for presence in record.planned
            for stretch in presence.stretches
            if stretch.activity is not None
        )
        if worked:
            yield Cost(self.name, 2, worked // record.clock.grid)
