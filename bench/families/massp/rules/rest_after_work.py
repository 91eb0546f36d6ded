"""The rest between the end of work and the next shift."""

from collections.abc import Iterator
from itertools import pairwise

from scheduler.rule import (
    Board,
    Breach,
    Expression,
    FreeCell,
    Group,
    Hard,
    Length,
    PlacedShape,
    Presence,
    Record,
    Words,
    words,
)

Starts = list[tuple[PlacedShape, Expression]]


class RestAfterWork(Hard):
    """Between the end of work and the start of the next shift lies a rest.

    Requires
        At least `minutes` pass between them.

    How it is counted
        In elapsed minutes from the end of the work of a shift. A shift of at most ten hours that
        starts before midnight leaves no rest to be kept on the second day after it.
    """

    name = "rest_after_work"
    group = Group.REST

    minutes: int
    shortest: int

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("At least {limit} of rest between two shifts.", limit=Length(self.minutes))

    def post(self, board: Board) -> None:
        """Of late work on a day and early starts on the next at most one is chosen."""
        for person in board.people:
            for day in range(board.clock.days - 1):
                before, after = board.cell(person.id, day), board.cell(person.id, day + 1)
                if before:
                    starts = board.starts(person.id, day + 1)
                    if board.coarse:
                        self._post_segments(board, before, starts)
                    else:
                        self._post_slots(board, before, starts)
                elif after:
                    self._post_held(board, after, day)

    def _post_slots(self, board: Board, before: FreeCell, starts: Starts) -> None:
        """For each start: no work goes on, and none begins, after the last moment before it."""
        pieces = {piece.start: piece for piece in before.pieces}
        for start in sorted({shape.start for shape, _ in starts}):
            moment = start - self.minutes
            late: list[Expression] = [
                literal
                for shape, literal in zip(before.shapes, before.chosen, strict=True)
                if shape.start > moment
            ]
            if moment in pieces:
                late.append(before.work(pieces[moment]))
            soon = [literal for shape, literal in starts if shape.start <= start]
            _not_both(board, late, soon, before.person.id)

    def _post_segments(self, board: Board, before: FreeCell, starts: Starts) -> None:
        person = before.person.id
        for first in sorted({shape.start for shape in before.shapes}):
            late = [
                literal
                for shape, literal in zip(before.shapes, before.chosen, strict=True)
                if shape.start >= first
            ]
            rested = first + self.shortest + self.minutes
            soon = [literal for shape, literal in starts if shape.start < rested]
            _not_both(board, late, soon, person)
        for piece in before.pieces:
            soon = [lit for shape, lit in starts if shape.start <= piece.start + self.minutes]
            work = before.work(piece)
            if soon and not isinstance(work, int):
                room = piece.minutes - board.sum(soon) * piece.minutes
                if isinstance(room, int):
                    room = max(0, room)
                board.require(work <= room, person=person)

    def _post_held(self, board: Board, after: FreeCell, day: int) -> None:
        """A shift that is held ends with its work; of a planned one only the longest is known.

        Where both days are planned, whoever places the earlier one looks at the start of the later.
        """
        person = after.person.id
        ends = [_end(shift) for shift in board.fixed.get((person, day), ())]
        if board.coarse and (person, day) in board.plans:
            ends.append(board.plans[person, day].shape.end)
        for end in ends:
            soon = [
                literal
                for shape, literal in zip(after.shapes, after.chosen, strict=True)
                if shape.start < end + self.minutes
            ]
            _not_both(board, [1], soon, person)

    def check(self, record: Record) -> Iterator[Breach]:
        """Shifts that start too soon after the work of the one before."""
        for person in record.people:
            for before, after in pairwise(record.shifts(person.id)):
                if after.start - _end(before) < self.minutes:
                    said = words(
                        "{name}: {minutes} of rest before the shift of day {day}.",
                        name=person.name,
                        minutes=Length(max(0, after.start - _end(before))),
                        day=after.day,
                    )
                    yield Breach(self.name, person.id, _end(before), after.end, said)


def _end(shift: Presence) -> int:
    """The moment at which the work of a shift ends."""
    return max((s.end for s in shift.stretches if s.activity is not None), default=shift.start)


def _not_both(board: Board, one: list[Expression], other: list[Expression], person: str) -> None:
    """At most one of all these is chosen; nothing is asked where either list is empty."""
    if one and other:
        board.require(board.sum([*one, *other]) <= 1, person=person)
