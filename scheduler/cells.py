"""One person's free day on a board: its shift, and what is done when."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ortools.sat.python.cp_model import IntVar, LinearExpr

from scheduler.amount import Expression
from scheduler.presence import Presence, Stretch, joined
from scheduler.problem import PlacedShape
from scheduler.team import Activity, Person

if TYPE_CHECKING:
    from scheduler.board import Board, Values


@dataclass(frozen=True, slots=True)
class Option:
    """A thing a person can do at a moment: an activity, for material in an approved room."""

    activity: Activity
    room: str | None

    @property
    def exposes(self) -> bool:
        """Whether its minutes are exposure."""
        return self.activity.exposes is not None

    @property
    def material(self) -> bool:
        """Whether it exposes by material."""
        return self.activity.exposes == "material"


@dataclass(frozen=True, slots=True)
class Piece:
    """[start, end) in elapsed minutes within one local day: a slot, or a coarse segment."""

    start: int
    end: int
    day: int

    @property
    def minutes(self) -> int:
        """Its length."""
        return self.end - self.start


class FreeCell:
    """The variables of one person on one start day.

    chosen: a literal a shape. works: 1 where a shift starts. doing: minutes variables by piece
    and option; on a board of slots a piece is one slot and the variable is 0 or 1.
    """

    def __init__(
        self, board: "Board", person: Person, day: int, shapes: list[PlacedShape], *, must: bool
    ) -> None:
        self.board = board
        self.person = person
        self.day = day
        self.shapes = shapes
        self.chosen: list[Expression]
        self.works: Expression
        if must and len(shapes) == 1:
            self.chosen, self.works = [1], 1
        else:
            literals = [board.model.new_bool_var("") for _ in shapes]
            self.chosen = list(literals)
            if must:
                board.model.add_exactly_one(literals)
                self.works = 1
            elif len(literals) == 1:
                self.works = literals[0]
            else:
                self.works = board.model.new_bool_var("")
                board.model.add_exactly_one([*literals, self.works.negated()])
        self._covers: dict[frozenset[int], Expression] = {}
        self._exposed: dict[int, Expression] = {}
        self.meals: dict[int, Expression] = {}
        self.start = min(shape.start for shape in shapes)
        self.end = max(shape.end for shape in shapes)
        self.options = tuple(self._options())
        self.pieces = tuple(board.pieces_between(self.start, self.end))
        self.doing: dict[Piece, dict[Option, IntVar]] = {}
        for piece in self.pieces:
            self._open(piece)

    def _options(self) -> Iterator[Option]:
        for activity in self.board.problem.team.activities:
            if activity.exposes == "material":
                for room in self.board.problem.rooms:
                    yield Option(activity, room)
            else:
                yield Option(activity, None)

    def _open(self, piece: Piece) -> None:
        board, bars = self.board, self.board.bars
        present = self.presence(piece)
        on_site = self.presence(piece, site=True)
        here: dict[Option, IntVar] = {}
        for option in self.options:
            away = not (option.material or option.activity.home)
            bound = on_site if option.material or away else present
            if isinstance(bound, int) and bound == 0:
                continue
            name = option.activity.id
            if board.coarse:
                free = bars.free_minutes(self.person.id, name, piece.start, piece.end)
                most = min(free, self._longest(piece))
                if most <= 0:
                    continue
                here[option] = board.model.new_int_var(0, most, "")
            elif bars.bars_work(self.person.id, name, piece.start, piece.end):
                continue
            else:
                here[option] = board.model.new_bool_var("")
            if bound is not present:
                board.require(here[option] <= bound, person=self.person.id)
        self.doing[piece] = here
        if here:
            if not board.coarse and isinstance(present, int):
                board.model.add_at_most_one(list(here.values()))
            else:
                board.require(LinearExpr.sum(list(here.values())) <= present)

    def _longest(self, piece: Piece) -> int:
        return max(self.overlap(shape, piece) for shape in self.shapes)

    @staticmethod
    def overlap(shape: PlacedShape, piece: Piece) -> int:
        """Minutes of a piece that a shape holds."""
        return max(0, min(shape.end, piece.end) - max(shape.start, piece.start))

    def presence(self, piece: Piece, *, site: bool = False) -> Expression:
        """Minutes of the piece inside the shift (coarse), or 1 where all of it is (slots)."""
        if self.board.coarse:
            return LinearExpr.weighted_sum(
                self.chosen,
                [self.overlap(s, piece) * (s.place == "site" or not site) for s in self.shapes],
            )
        return self.covers(piece.start, piece.end, site=site)

    def covers(self, start: int, end: int, *, site: bool = False) -> Expression:
        """1 where the shift holds all of [start, end); `site`: and is on site."""
        inside = frozenset(
            index
            for index, shape in enumerate(self.shapes)
            if shape.start <= start and end <= shape.end and (shape.place == "site" or not site)
        )
        return self.any_of(inside)

    def any_of(self, shapes: frozenset[int]) -> Expression:
        """1 where one of these shapes (by index) is chosen. One variable a set."""
        if not shapes:
            return 0
        if len(shapes) == len(self.shapes):
            return self.works
        if len(shapes) == 1:
            return self.chosen[next(iter(shapes))]
        if shapes not in self._covers:
            known = self.board.model.new_bool_var("")
            parts = [self.chosen[index] for index in sorted(shapes)]
            self.board.model.add(LinearExpr.sum(parts) == known)
            self._covers[shapes] = known
        return self._covers[shapes]

    def on(self, piece: Piece, activity: str) -> Expression:
        """The activity in the piece, in any room: minutes (coarse) or 0/1 (slots)."""
        here = self.doing.get(piece, {})
        found = [v for option, v in here.items() if option.activity.id == activity]
        return found[0] if len(found) == 1 else LinearExpr.sum(found)

    def exposed(self, piece: Piece) -> Expression:
        """Exposing work in the piece: minutes (coarse) or 0/1 (slots). One variable a slot."""
        if piece.start not in self._exposed:
            found = [v for option, v in self.doing.get(piece, {}).items() if option.exposes]
            if self.board.coarse or len(found) < 2:  # noqa: PLR2004  (one needs no variable)
                whole = found[0] if len(found) == 1 else (LinearExpr.sum(found) if found else 0)
            else:
                whole = self.board.model.new_bool_var("")
                self.board.model.add(LinearExpr.sum(found) == whole)
            self._exposed[piece.start] = whole
        return self._exposed[piece.start]

    def exposed_by(self, piece: Piece, exposes: str | None = None, severity: int = 0) -> Expression:
        """Exposing work of one kind, or of at least a severity, in the piece."""
        found = [
            v
            for option, v in self.doing.get(piece, {}).items()
            if option.exposes
            and (exposes is None or option.activity.exposes == exposes)
            and option.activity.severity >= severity
        ]
        return found[0] if len(found) == 1 else (LinearExpr.sum(found) if found else 0)

    def screen(self, piece: Piece) -> Expression:
        """Work in the piece that is no recovery: exposing, or at a screen."""
        here = self.doing.get(piece, {})
        return LinearExpr.sum([v for o, v in here.items() if o.exposes or o.activity.screen])

    def work(self, piece: Piece) -> Expression:
        """Any activity in the piece."""
        return LinearExpr.sum(list(self.doing.get(piece, {}).values()))

    def read(self, values: "Values") -> Presence | None:
        """The shift that a solution has here; on coarse boards without its blocks."""
        shape = next(
            (s for s, literal in zip(self.shapes, self.chosen, strict=True) if values(literal)),
            None,
        )
        if shape is None:
            return None
        stretches = (
            (Stretch(shape.start, shape.end, None),)
            if self.board.coarse
            else joined(self._blocks(shape, values))
        )
        return Presence(self.person.id, self.day, shape.start, shape.end, stretches, shape.place)

    def hint(self, presence: Presence | None) -> None:
        """Tell the solver to try this shift, or none, first."""
        model = self.board.model
        for shape, literal in zip(self.shapes, self.chosen, strict=True):
            if isinstance(literal, IntVar):
                same = presence is not None and (shape.start, shape.end, shape.place) == (
                    presence.start,
                    presence.end,
                    presence.place,
                )
                model.add_hint(literal, int(same))
        done = {}
        for stretch in presence.stretches if presence else ():
            for start in range(stretch.start, stretch.end, self.board.clock.grid):
                done[start] = stretch
        for piece, here in self.doing.items():
            then = done.get(piece.start)
            for option, variable in here.items():
                same = then is not None and (then.activity, then.room) == (
                    option.activity,
                    option.room,
                )
                model.add_hint(variable, int(same))
        meals = {stretch.start for stretch in done.values() if stretch.meal}
        for start, literal in self.meals.items():
            if isinstance(literal, IntVar):
                model.add_hint(literal, int(start in meals))

    def _blocks(self, shape: PlacedShape, values: "Values") -> Iterator[Stretch]:
        step = self.board.clock.grid
        meal = set()
        for start, literal in self.meals.items():
            if values(literal):
                length = self.board.meal_minutes(shape)
                meal = set(range(start, start + length, step))
        # A shape to the minute (7 h 36) may start or end off the grid: those minutes are break.
        reached = shape.start
        for piece in self.pieces:
            if shape.start <= piece.start and piece.end <= shape.end:
                if reached < piece.start:
                    yield Stretch(reached, piece.start, None)
                done = next((o for o, v in self.doing[piece].items() if values(v)), None)
                activity, room = (done.activity, done.room) if done else (None, None)
                yield Stretch(piece.start, piece.end, activity, room, piece.start in meal)
                reached = piece.end
        if reached < shape.end:
            yield Stretch(reached, shape.end, None)
