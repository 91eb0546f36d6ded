"""How often a person works a kind of shift."""

from collections import Counter
from collections.abc import Iterator

from bench.families.curtois_nrp.rules.turns import kind_of, total, turns
from scheduler.rule import Board, Breach, Group, Hard, Record, Words, words


class TypeCount(Hard):
    """Each person works each kind of shift at most so many times in the horizon.

    most: by person and kind; a kind without a number has no limit.
    """

    name = "type_count"
    group = Group.REST

    most: dict[str, dict[str, int]]

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Each person works each kind of shift at most so many times.")

    def post(self, board: Board) -> None:
        """A sum over the horizon for each limit that the days do not keep by themselves."""
        days = range(board.clock.days)
        for person, limits in self.most.items():
            asked = {kind: most for kind, most in limits.items() if most < len(days)}
            if not asked or not board.touched(person, days):
                continue
            found = [turns(board, person, day) for day in days]
            for kind, most in asked.items():
                worked = total(board, [here[kind] for here in found if kind in here])
                board.at_most(worked, most, person=person)

    def check(self, record: Record) -> Iterator[Breach]:
        """Kinds of which a person has too many shifts."""
        for person in record.people:
            shifts = record.new_shifts(person.id)
            count = Counter(kind_of(record.problem, shift) for shift in shifts)
            for kind, most in self.most.get(person.id, {}).items():
                if count[kind] > most:
                    these = [s for s in shifts if kind_of(record.problem, s) == kind]
                    said = words(
                        "{name}: {count} times {kind}. The limit is {limit}.",
                        name=person.name,
                        count=count[kind],
                        kind=kind,
                        limit=most,
                    )
                    yield Breach(self.name, person.id, these[0].start, these[-1].end, said)
