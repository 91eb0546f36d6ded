"""Work that fills a shift from its start to its end."""

from collections.abc import Iterator

from bench.families.massp.reading import DAY
from scheduler.rule import (
    Bars,
    Board,
    Breach,
    FreeCell,
    Group,
    Hard,
    Length,
    Piece,
    Presence,
    Problem,
    Record,
    Words,
    words,
)


class UnbrokenWork(Hard):
    """Work begins with the shift, is not interrupted, and lasts so long.

    Requires
        From the start of a shift somebody works without a break for `shortest` to `longest`
        minutes, within the horizon.

    How it is counted
        The board is given every start with the longest shift. What lies behind the work in it is
        no part of the shift, so that lengths are chosen together with activities.
    """

    name = "unbroken_work"
    group = Group.BREAKS

    shortest: int
    longest: int
    first: int
    last: int

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "Work goes on from the start of a shift for {shortest} to {longest}.",
            shortest=Length(self.shortest),
            longest=Length(self.longest),
        )

    def bar(self, problem: Problem, bars: Bars) -> None:
        """No start before the horizon or too late for a shift in it, and no work after it."""
        end = self.last + self.longest - self.shortest
        for person in problem.people:
            bars.shift(person, self.first - 2 * DAY, self.first)
            bars.shift(person, end, end + 2 * DAY)
            for activity in problem.activities:
                bars.work(person, activity, self.last, self.last + 2 * DAY)

    def post(self, board: Board) -> None:
        """In slots or by segment: what is worked is the beginning of the shift."""
        for cell in board.cells.values():
            if board.coarse:
                self._post_segments(board, cell)
            else:
                self._post_slots(board, cell)

    def _post_slots(self, board: Board, cell: FreeCell) -> None:
        person = cell.person.id
        before = board.sum([])
        for piece in cell.pieces:
            here = cell.work(piece)
            begins = board.sum(
                literal
                for shape, literal in zip(cell.shapes, cell.chosen, strict=True)
                if shape.start == piece.start
            )
            must = board.sum(
                literal
                for shape, literal in zip(cell.shapes, cell.chosen, strict=True)
                if shape.start <= piece.start < shape.start + self.shortest
            )
            _require(board, here, before + begins, person)
            _require(board, must, here, person)
            before = here

    def _post_segments(self, board: Board, cell: FreeCell) -> None:
        """A segment has work only where the one before is full, but for what starts in between.

        The work of a shift that starts in a segment, or before it, reaches `shortest` minutes.
        """
        person = cell.person.id
        for before, piece in zip((None, *cell.pieces), cell.pieces, strict=False):
            here = cell.work(piece)
            must = board.weighted(
                cell.chosen, [self._must(shape.start, piece) for shape in cell.shapes]
            )
            _require(board, must, here, person)
            if before is not None:
                started = board.weighted(
                    cell.chosen, [self._new(shape.start, before, piece) for shape in cell.shapes]
                )
                _require(
                    board,
                    here * before.minutes,
                    cell.work(before) * piece.minutes + started,
                    person,
                )

    def _must(self, start: int, piece: Piece) -> int:
        return max(0, min(start + self.shortest, piece.end) - max(start, piece.start))

    @staticmethod
    def _new(start: int, before: Piece, piece: Piece) -> int:
        """What a shift that starts after the beginning of `before` may add to both sides."""
        if start <= before.start or start >= piece.end:
            return 0
        there = max(0, before.end - start)
        return (piece.end - max(start, piece.start)) * before.minutes - there * piece.minutes

    def check(self, record: Record) -> Iterator[Breach]:
        """Shifts with a gap, or with too little or too much work, or outside the horizon."""
        for shift in record.planned:
            work = [block for block in shift.stretches if block.activity is not None]
            begun = bool(work) and work[0].start == shift.start
            end = work[-1].end if work else shift.start
            minutes = sum(block.minutes for block in work)
            unbroken = begun and minutes == end - shift.start
            lasts = self.shortest <= minutes <= self.longest
            if not (unbroken and lasts and self.first <= shift.start and end <= self.last):
                yield self._breach(record, shift, minutes)

    def _breach(self, record: Record, shift: Presence, minutes: int) -> Breach:
        said = words(
            "{name}: {minutes} of work from {start}.",
            name=record.name(shift.person),
            minutes=Length(minutes),
            start=shift.start,
        )
        return Breach(self.name, shift.person, shift.start, shift.end, said)


def _require(board: Board, low: object, high: object, person: str) -> None:
    """Ask for low <= high, unless numbers alone say so."""
    if not (isinstance(low, int) and isinstance(high, int) and low <= high):
        board.require(low <= high, person=person)  # type: ignore[operator]  # expressions
