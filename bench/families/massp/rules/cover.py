"""People wanted on each activity in each quarter of an hour."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from bench.families.massp.reading import QUARTER
from bench.families.massp.rules.laying import Limits, Place, laid_out
from bench.families.massp.rules.stages import (
    WORTH,
    open_days,
    planned_blocks,
    post_missing,
)
from scheduler.rule import (
    Board,
    Cost,
    Expression,
    Group,
    Missing,
    Piece,
    Presence,
    Problem,
    Record,
    Soft,
    Words,
    words,
)

# Level 2 counts a surplus of one person in minutes, so that plans in minutes have whole rates.
SCALE = QUARTER
# Surplus steps with a variable each; beyond it a model takes the squares for a straight line.
STEPS = 4
# On a day that is planned later only shifts from midnight could be missed before this.
EARLY = 360


@dataclass(frozen=True)
class Line:
    """People wanted on an activity in the quarter of an hour from a minute on."""

    activity: str
    start: int
    least: int
    most: int


class Cover(Soft):
    """Enough people on each activity, and no more of them than are useful.

    Requires
        In each quarter of an hour at least `least` people are on an activity, and at most `most`.

    How it is counted
        A minute below the least costs 1 on level 1 and `WORTH` on level 2; the family calls it
        hard, but a search has to begin somewhere. People above the most cost their number squared,
        times 15, on level 2. A plan is laid out in shifts by what is missing from hour to hour.
    """

    name = "cover"
    group = Group.COVERAGE

    lines: tuple[Line, ...]
    segment: int
    limits: Limits

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Each activity has its people, and few more.")

    def cuts(self, problem: Problem, day: int) -> Iterable[int]:
        """Segments of whole hours: quarters would make a plan as large as the roster."""
        first, last = problem.clock.midnight(day), problem.clock.midnight(day + 1)
        return range(first, last, self.segment)

    def _wanted(self, problem: Problem) -> Mapping[int, list[Line]]:
        def by_start() -> Mapping[int, list[Line]]:
            found: dict[int, list[Line]] = defaultdict(list)
            for line in self.lines:
                found[line.start].append(line)
            return found

        return problem.once(("massp lines", id(self.lines)), by_start)

    def post(self, board: Board) -> None:
        """Missing people and squared surplus in each piece that the board's cells touch."""
        wanted = self._wanted(board.problem)
        later = open_days(board)
        there = _held(board)
        if board.coarse:
            people = {(line.activity, line.start): (line.least, line.most) for line in self.lines}
            board.lay_out(lambda values: laid_out(board, values, self.limits, people, there))
        for day in board.days:
            for piece in board.pieces(day):
                lines: dict[str, list[Line]] = defaultdict(list)
                for start in range(piece.start, piece.end, QUARTER):
                    for line in wanted.get(start, ()):
                        lines[line.activity].append(line)
                near = list(board.cells_near(piece))
                early = piece.start < board.clock.midnight(day) + EARLY
                for activity, here in lines.items() if near else ():
                    held = sum(there[activity, line.start] for line in here)
                    free = [cell.on(piece, activity) for cell in near]
                    if early or day not in later:
                        self._post_missing(board, free, here, held)
                    self._post_surplus(board, piece, free, here, held)

    @staticmethod
    def _post_missing(board: Board, free: list[Expression], here: list[Line], held: int) -> None:
        """held: people, summed over the quarters of the piece."""
        scale = 1 if board.coarse else QUARTER
        least = (sum(line.least for line in here) - held) * QUARTER // scale
        post_missing(board, least - board.sum(free), scale, least)

    @staticmethod
    def _post_surplus(
        board: Board, piece: Piece, free: list[Expression], here: list[Line], held: int
    ) -> None:
        """One variable for each person more; on a coarse board for as many minutes as it has.

        Each costs more than the one before, so that a solver takes them in their order.
        """
        width = piece.minutes if board.coarse else 1
        rate = 1 if board.coarse else SCALE
        over = (held - sum(line.most for line in here)) * (QUARTER if board.coarse else 1)
        begun = max(0, over // width)
        most = len(free) * width + over - begun * width
        if most <= 0:
            return
        steps = min(STEPS, -(-most // width))
        taken = [board.number(0, width) for _ in range(steps)]
        rates = [(2 * (begun + step) + 1) * rate for step in range(steps)]
        if most > steps * width:
            taken.append(board.number(0, most - steps * width))
            rates.append((2 * (begun + steps) + 1) * rate)
        board.require(board.sum(free) + (over - begun * width) <= board.sum(taken))
        board.cost(2, board.weighted(taken, rates), 1, width * sum(rates))
        if begun:
            board.cost(2, begun * begun * width, rate, begun * begun * width)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """Minutes below the least, by quarter, and the squares of what is above the most."""
        there = _there(record.planned)
        squares = 0
        for line in self.lines:
            people = there[line.activity, line.start]
            squares += max(0, people - line.most) ** 2
            if people < line.least:
                yield self._missing(line, people)
                yield Cost(self.name, 2, (line.least - people) * QUARTER * WORTH)
        yield Cost(self.name, 2, squares * SCALE)

    def _missing(self, line: Line, people: int) -> Cost:
        minutes = (line.least - people) * QUARTER
        missing = Missing(
            start=line.start,
            end=line.start + QUARTER,
            minutes=minutes,
            said=words(
                "{activity}: {there} of {wanted}.",
                activity=line.activity,
                there=people,
                wanted=line.least,
            ),
            activity=line.activity,
            wanted=line.least,
            planned=people,
        )
        return Cost(self.name, 1, minutes, missing, short=minutes)


def _held(board: Board) -> Counter[Place]:
    """People who are there already, by activity and quarter."""
    there = _there(chain.from_iterable(board.fixed.values()))
    for activity, start, end in planned_blocks(board):
        there.update(_quarters(activity, start, end))
    return there


def _there(shifts: Iterable[Presence]) -> Counter[Place]:
    """People who work in these shifts, by activity and quarter."""
    there: Counter[Place] = Counter()
    for shift in shifts:
        for block in shift.stretches:
            if block.activity is not None:
                there.update(_quarters(block.activity.id, block.start, block.end))
    return there


def _quarters(activity: str, start: int, end: int) -> Iterator[Place]:
    return ((activity, at) for at in range(start, end, QUARTER))
