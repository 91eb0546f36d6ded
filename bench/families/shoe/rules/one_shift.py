"""A person's day: at most one shift, part or full time, with its breaks in their places."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from bench.families.shoe.rules.counting import counts
from bench.families.shoe.rules.curves import Shifts
from bench.families.shoe.terms import BLOCK, FORMS
from scheduler.rule import (
    Board,
    Breach,
    Expression,
    FreeCell,
    Group,
    Mandatory,
    Presence,
    Problem,
    Record,
    Words,
    words,
)


class OneShift(Mandatory):
    """Work lies in one shift of a form that the family has.

    Requires
        Who works has one shift of part or full time: blocks of work of at least four slots and one
        activity each, with a break of one slot between two of them, or the lunch of four.

    How it is counted
        In slots of the grid. What a roster calls a shift is the opening of the store; before the
        first and after the last block there is rest.

    Source
        The public model of the set `shoes`.
    """

    name = "one_shift"
    group = Group.BREAKS

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Everybody has one shift, of part or full time, with its breaks.")

    def cuts(self, problem: Problem, day: int) -> Iterable[int]:
        """Every slot of the opening: how many people begin and end is counted there."""
        for shape in problem.shapes(day):
            yield from range(shape.start, shape.end + 1, problem.clock.grid)

    def post(self, board: Board) -> None:
        """Each person's blocks; on coarse boards how many people are in which block, of a day."""
        if board.coarse:
            counts(board)
            return
        for cell in board.cells.values():
            self._post_person(board, cell)

    @staticmethod
    def _post_person(board: Board, cell: FreeCell) -> None:
        person, pieces = cell.person.id, cell.pieces
        forms = [Shifts(board, form, len(pieces), 1) for form in FORMS]
        board.require(board.sum(form.whole for form in forms) <= cell.works, person=person)
        before: Expression = 0
        for slot, piece in enumerate(pieces):
            begun = board.sum(count for form in forms for count in form.begun(slot))
            ended = board.sum(count for form in forms for count in form.ended(slot))
            board.require(cell.work(piece) == begun - ended, person=person)
            if slot and len(cell.options) > 1:
                for option, now in cell.doing[piece].items():
                    then = cell.doing[pieces[slot - 1]].get(option, 0)
                    board.require(now <= then + begun - before, person=person)
            before = begun

    def check(self, record: Record) -> Iterator[Breach]:
        """Days that are none of the forms."""
        for presence in record.planned:
            if not _fits(presence, record.clock.grid):
                yield Breach(
                    rule=self.name,
                    person=presence.person,
                    start=presence.start,
                    end=presence.end,
                    said=words(
                        "{name}: the blocks and breaks make no shift of part or full time.",
                        name=record.name(presence.person),
                    ),
                )


def _fits(presence: Presence, grid: int) -> bool:
    """Whether the blocks of a day make one of the forms, or there are none."""
    work = [stretch for stretch in presence.stretches if stretch.activity is not None]
    if not work:
        return True
    if any(block.minutes < BLOCK * grid for block in work):
        return False
    pauses = tuple((after.start - before.end) / grid for before, after in pairwise(work))
    length = (work[-1].end - work[0].start) / grid
    return any(form.pauses == pauses and form.shortest <= length <= form.longest for form in FORMS)
