"""The people of a day counted where they are alike, on coarse boards: one count for all rules."""

from collections.abc import Callable
from weakref import WeakKeyDictionary

from bench.families.shoe.rules.curves import Blocks, Curve, Shifted, Shifts
from bench.families.shoe.rules.laying import (
    Counted,
    activities_of,
    blocks_of,
    changed_about,
    presences,
)
from bench.families.shoe.terms import FORMS
from scheduler.rule import Board, Expression, FreeCell, Piece, Presence

MOST_BLOCKS = max(len(form.pauses) for form in FORMS) + 1


class Counts:
    """How many people begin and end which block by each slot, of the cells of one day.

    By form of shift, and by activity: both are the same blocks. What single cells do is not asked:
    a rule that needs it has no place beside these.
    """

    def __init__(self, board: Board, cells: list[FreeCell]) -> None:
        self._cells = cells
        pieces = cells[0].pieces
        self._slots = len(pieces)
        most = len(cells)
        self._forms = [Shifts(board, form, self._slots, most) for form in FORMS]
        self._doing = {
            activity.id: Blocks(board, self._slots, most * MOST_BLOCKS)
            for activity in board.problem.team.activities
        }
        board.require(board.sum(form.whole for form in self._forms) <= most)
        for edge in range(self._slots + 1):
            begun = board.sum(count for form in self._forms for count in form.begun(edge))
            ended = board.sum(count for form in self._forms for count in form.ended(edge))
            board.require(board.sum(b.begin.at(edge) for b in self._doing.values()) == begun)
            board.require(board.sum(b.end.at(edge) for b in self._doing.values()) == ended)
        self.working = {
            (name, piece): board.weighted([each.begin.at(slot), each.end.at(slot)], [1, -1])
            for slot, piece in enumerate(pieces)
            for name, each in self._doing.items()
        }
        board.lay_out(self._laid)

    def limit(self, board: Board, most: int) -> None:
        """No more than `most` slots of an activity for each who works, all people together."""
        whole = [form.whole for form in self._forms]
        for name in self._doing:
            slots = [there for (each, _), there in self.working.items() if each == name]
            board.require(board.sum(slots) <= board.sum(whole) * most)
        for form in self._forms:
            if form.form.shortest - sum(form.form.pauses) > most * len(self._doing):
                board.require(form.whole <= 0)

    def _laid(self, values: Callable[[Expression], int]) -> dict[tuple[str, int], Presence]:
        """Each counted block as somebody's."""

        def counted(begin: Curve | Shifted, end: Curve) -> Counted:
            return Counted(lambda edge: values(begin.at(edge)), lambda edge: values(end.at(edge)))

        forms = [[counted(*block) for block in form.blocks] for form in self._forms]
        blocks = blocks_of(forms, self._slots)
        wanted = {name: counted(each.begin, each.end) for name, each in self._doing.items()}
        first = activities_of(blocks, wanted, self._slots)
        chosen = changed_about(first, wanted, self._slots)
        return {(p.person, p.day): p for p in presences(self._cells, chosen)}


_COUNTS: WeakKeyDictionary[Board, dict[int, Counts]] = WeakKeyDictionary()


def counts(board: Board) -> dict[int, Counts]:
    """The counts of each day of a coarse board, made when they are first asked for."""
    if board not in _COUNTS:
        by_day: dict[int, list[FreeCell]] = {}
        for cell in board.cells.values():
            by_day.setdefault(cell.day, []).append(cell)
        _COUNTS[board] = {day: Counts(board, cells) for day, cells in by_day.items()}
    return _COUNTS[board]


def people(board: Board, activity: str, piece: Piece) -> Expression:
    """How many people are on an activity in a slot of a coarse board."""
    of_day = counts(board).get(piece.day)
    return of_day.working.get((activity, piece), 0) if of_day else 0
