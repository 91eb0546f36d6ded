"""As little work as can be."""

from collections.abc import Iterator

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
        """A variable on coarse boards, where cells count minutes; else the cells' own slots."""
        for cell in board.cells.values():
            most = sum(piece.minutes for piece in cell.pieces) // board.clock.grid
            work = board.sum(cell.work(piece) for piece in cell.pieces)
            if board.coarse:
                slots = board.number(0, most)
                board.require(slots * board.clock.grid == work)
                work = slots
            board.cost(2, work, 1, most)

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
