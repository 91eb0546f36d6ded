"""Kinds of shifts that may not follow each other."""

from collections.abc import Iterator

from bench.families.curtois_nrp.rules.turns import kind_of, total, turns, working
from scheduler.rule import Board, Breach, Group, Hard, Record, Words, words

Kinds = frozenset[str]


class Succession(Hard):
    """On the day after a shift some kinds of shifts are not worked.

    banned: the kinds not worked on the next day, by kind.
    """

    name = "succession"
    group = Group.REST

    banned: dict[str, frozenset[str]]

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Some kinds of shifts do not follow on the next day.")

    def blocks(self) -> list[tuple[Kinds, Kinds]]:
        """Kinds of which none may follow any other, as large as they can be: few for many pairs."""
        found: dict[tuple[Kinds, Kinds], None] = {}
        for after in filter(None, self.banned.values()):
            before = frozenset(kind for kind, banned in self.banned.items() if after <= banned)
            found[before, after] = None
        return sorted(found, key=lambda block: (sorted(block[0]), sorted(block[1])))

    def post(self, board: Board) -> None:
        """At most one of a shift of the first kinds and, on the day after, one of the second."""
        blocks = self.blocks()
        for person in board.people if blocks else ():
            for day in range(1, board.clock.days):
                if board.touched(person.id, (day - 1, day)):
                    before = turns(board, person.id, day - 1)
                    after = turns(board, person.id, day)
                    for first, second in blocks:
                        left, right = working(before, first), working(after, second)
                        if left and right:
                            board.at_most(total(board, [*left, *right]), 1, person=person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Shifts on two days that may not follow each other."""
        for person in record.people:
            for after in record.new_shifts(person.id):
                for before in record.by_cell.get((person.id, after.day - 1), ()):
                    first, second = (kind_of(record.problem, one) for one in (before, after))
                    if second in self.banned.get(first, ()):
                        said = words(
                            "{name}: {second} on the day after {first}.",
                            name=person.name,
                            first=first,
                            second=second,
                        )
                        yield Breach(self.name, person.id, after.start, after.end, said)
