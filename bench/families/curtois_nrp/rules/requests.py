"""Wishes for and against kinds of shifts on days."""

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from bench.families.curtois_nrp.rules.turns import kind_of, turns
from scheduler.rule import Board, Cost, Group, Record, Soft, Words, words


class Wanted(BaseModel):
    """One wish. on: to work the kind on the day, else not to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: str
    day: int
    kind: str
    weight: int
    on: bool


class Requests(Soft):
    """Each unmet wish costs its weight on level 2, `scale` times."""

    name = "requests"
    group = Group.FAIRNESS

    scale: int = 1
    wanted: tuple[Wanted, ...] = ()

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Wishes for and against shifts are met where it can be.")

    def post(self, board: Board) -> None:
        """The shift itself where it is not wished for, and what is missing to it where it is."""
        for wish in self.wanted:
            if board.whole or board.cell(wish.person, wish.day):
                worked = turns(board, wish.person, wish.day).get(wish.kind, 0)
                unmet = 1 - worked if wish.on else worked
                board.cost(2, unmet, wish.weight * self.scale, 1)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """What unmet wishes cost, in one sum."""
        worked = {(p.person, p.day): kind_of(record.problem, p) for p in record.planned}
        cost = sum(
            wish.weight
            for wish in self.wanted
            if (worked.get((wish.person, wish.day)) == wish.kind) != wish.on
        )
        if cost:
            yield Cost(self.name, 2, cost * self.scale)
