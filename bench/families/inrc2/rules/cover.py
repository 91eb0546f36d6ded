"""How many people a skill has in each shift of each date."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from bench.families.inrc2.places import PART, place_of
from bench.families.seen import days_seen
from scheduler.rule import (
    Board,
    Cost,
    Expression,
    FreeCell,
    Group,
    Missing,
    Piece,
    Problem,
    Record,
    Soft,
    Words,
    words,
)

Level = Literal[1, 2]


class Wanted(NamedTuple):
    """How many people must and should be in a shift, by its place, of a day in a skill."""

    day: int
    place: int
    skill: str
    minimum: int
    optimal: int

    @property
    def levels(self) -> tuple[tuple[Level, int], ...]:
        """How many are asked for on each level."""
        return (1, self.minimum), (2, self.optimal)


class Cover(Soft):
    """So many people must, and should, work in a skill in each shift of each date.

    A head below the minimum costs its minutes on level 1: a solution has none, and the way there
    has. One below the optimum costs thirty points, as many as it has minutes. The product's rule
    asks for the same on each Monday; here each date has its own.
    """

    name = "cover"
    group = Group.COVERAGE

    wanted: tuple[Wanted, ...]

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Each shift has its people in each skill.")

    def cuts(self, problem: Problem, day: int) -> Iterable[int]:
        """Where shift types start and end."""
        for shape in problem.shapes(day):
            yield shape.start
            yield shape.end

    def post(self, board: Board) -> None:
        """What is missing in each shift of the board's days."""
        for day, wanted in self._by_day(board).items():
            pieces = {place_of(board.clock.midnight(day), p.start): p for p in board.pieces(day)}
            near = {place: list(board.cells_near(piece)) for place, piece in pieces.items()}
            held = Counter(
                (stretch.start, stretch.activity.id)
                for presence in board.fixed_near(day)
                for stretch in presence.stretches
                if stretch.activity is not None
            )
            for want in wanted:
                piece = pieces[want.place]
                self._post_one(board, want, piece, near[want.place], held[piece.start, want.skill])

    def _by_day(self, board: Board) -> dict[int, list[Wanted]]:
        days = set(range(days_seen(board)) if board.whole else board.days)
        found: dict[int, list[Wanted]] = defaultdict(list)
        for want in self.wanted:
            if want.day in days:
                found[want.day].append(want)
        return found

    @staticmethod
    def _post_one(
        board: Board, want: Wanted, piece: Piece, near: list[FreeCell], held: int
    ) -> None:
        """On coarse boards minutes are counted, on slots people. held: people there already."""
        each = PART if board.coarse else 1
        scale = PART // each
        there = [one for cell in near if not _nothing(one := cell.on(piece, want.skill))]
        for level, people in want.levels:
            least = max(0, (people - held) * each)
            missing: Expression = least - board.sum(there) if there else least
            if least:
                board.cost(level, board.excess(missing, least), scale, least)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """What is missing, shift by shift."""
        there: Counter[tuple[int, int, str]] = Counter()
        for presence in record.planned:
            place = place_of(record.clock.midnight(presence.day), presence.start)
            for stretch in presence.stretches:
                if stretch.activity is not None:
                    there[presence.day, place, stretch.activity.id] += 1
        for want in self.wanted:
            found = there[want.day, want.place, want.skill]
            for level, people in want.levels:
                if found < people:
                    yield self._short(record, want, found, level, people)

    def _short(self, record: Record, want: Wanted, found: int, level: Level, people: int) -> Cost:
        start = record.clock.midnight(want.day) + PART * want.place
        minutes = PART * (people - found)
        said = words("{skill}: {there} of {wanted}.", skill=want.skill, there=found, wanted=people)
        missing = Missing(start, start + PART, minutes, said, want.skill, people, found)
        return Cost(self.name, level, minutes, missing)


def _nothing(expression: Expression) -> bool:
    return isinstance(expression, int) and expression == 0
