"""People on each kind of shift each day."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from bench.families.curtois_nrp.rules.turns import kind_of, total, turns
from scheduler.rule import Board, Cost, Expression, Group, Missing, Record, Soft, Words, words

# Minutes that a person missing on a day counts for where days are compared.
MISSING = 60


class Line(BaseModel):
    """People wanted on a kind of shift on a day, and the weight of each too few and too many."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: int
    kind: str
    wanted: int
    under: int
    over: int


class StaffCover(Soft):
    """Each person too few or too many costs its weight on level 2, `scale` times."""

    name = "staff_cover"
    group = Group.COVERAGE

    scale: int = 1
    lines: tuple[Line, ...] = ()

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Each kind of shift has its people where limits allow.")

    def post(self, board: Board) -> None:
        """How many people are missing or too many on each day that the board decides."""
        by_day = defaultdict(list)
        for line in self.lines:
            by_day[line.day].append(line)
        free = {day for _, day in board.cells}
        for day, lines in by_day.items():
            if board.whole or day in free:
                there = self._there(board, day)
                for line in lines:
                    self._post_line(board, line, there[line.kind])

    @staticmethod
    def _there(board: Board, day: int) -> dict[str, list[Expression]]:
        found: dict[str, list[Expression]] = defaultdict(list)
        for person in board.people:
            for kind, one in turns(board, person.id, day).items():
                found[kind].append(one)
        return found

    def _post_line(self, board: Board, line: Line, terms: list[Expression]) -> None:
        there = total(board, terms)
        # A term that is decided is 1.
        below, above = line.wanted - there.held, len(terms) - line.wanted
        if below > 0 and line.under:
            missing = board.excess(line.wanted - there.all, below)
            board.cost(2, missing, line.under * self.scale, below)
        if above > 0 and line.over:
            too_many = board.excess(there.all - line.wanted, above)
            board.cost(2, too_many, line.over * self.scale, above)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """What is missing and what is too much, line by line."""
        there = Counter((p.day, kind_of(record.problem, p)) for p in record.planned)
        for line in self.lines:
            found = there[line.day, line.kind]
            if found < line.wanted:
                amount = (line.wanted - found) * line.under * self.scale
                yield Cost(self.name, 2, amount, self._missing(record, line, found))
            elif found > line.wanted:
                yield Cost(self.name, 2, (found - line.wanted) * line.over * self.scale)

    @staticmethod
    def _missing(record: Record, line: Line, there: int) -> Missing:
        clock = record.clock
        return Missing(
            start=clock.midnight(line.day),
            end=clock.midnight(line.day + 1),
            minutes=(line.wanted - there) * MISSING,
            said=words(
                "{kind}: {there} of {wanted}.", kind=line.kind, there=there, wanted=line.wanted
            ),
            wanted=line.wanted,
            planned=there,
        )
