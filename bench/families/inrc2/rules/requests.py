"""Shifts that people do not wish for."""

from collections.abc import Iterator

from bench.families.inrc2.places import chosen, place_of
from bench.families.seen import days_seen
from scheduler.rule import Board, Cost, Group, Record, Soft, Words, words

POINTS = 10


class Requests(Soft):
    """Each shift that was asked off and is worked costs ten points.

    unwished: person, day and place of the shift type.
    """

    name = "requests"
    group = Group.FAIRNESS

    unwished: tuple[tuple[str, int, int], ...]

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Shifts that people ask off are not theirs.")

    def post(self, board: Board) -> None:
        """Each of them that a free day may have."""
        last = days_seen(board)
        for person, day, place in self.unwished:
            if day < last and (board.whole or board.cell(person, day)):
                board.cost(2, chosen(board, person, day).get(place, 0), POINTS, 1)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """Those that are worked."""
        unwished = set(self.unwished)
        midnight = record.clock.midnight
        met = sum(
            (p.person, p.day, place_of(midnight(p.day), p.start)) in unwished
            for p in record.planned
        )
        if met:
            yield Cost(self.name, 2, POINTS * met)
