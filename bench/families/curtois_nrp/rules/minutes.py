"""The minutes of a person's shifts in the whole horizon."""

from collections.abc import Iterator, Mapping

from bench.families.curtois_nrp.rules.turns import horizon_seen, kind_of, turns
from scheduler.rule import (
    Amount,
    Board,
    Breach,
    Cost,
    Group,
    Hard,
    Length,
    Missing,
    Record,
    Words,
    words,
)


class HorizonMinutes(Hard):
    """The minutes of each person's shifts lie within two limits.

    minutes: of a shift by kind. most, least: by person. Too many are a breach; each minute too few
    costs one on level 1, since the empty roster has none.
    """

    name = "horizon_minutes"
    group = Group.REST

    minutes: dict[str, int]
    most: dict[str, int]
    least: dict[str, int]

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("The minutes of each person's shifts lie within two limits.")

    def post(self, board: Board) -> None:
        """Both limits of the horizon.

        A plan that does not see all of the horizon keeps to its part of both.
        """
        days, seen = board.clock.days, horizon_seen(board)
        longest = max(self.minutes.values(), default=0)
        for person, most in self.most.items():
            if not (board.whole or board.touched(person, range(days))):
                continue
            worked = self._worked(board, person)
            limit = most if seen == days else min(most, -(-most * seen // days) + longest)
            board.at_most(worked, max(limit, worked.fixed), person=person)
            least = self.least[person] * seen // days
            board.cost(1, board.excess(least - worked.all, least), 1, least)

    def _worked(self, board: Board, person: str) -> Amount:
        held, terms, minutes = 0, [], []
        for day in range(board.clock.days):
            for kind, one in turns(board, person, day).items():
                if isinstance(one, int):
                    held += one * self.minutes[kind]
                else:
                    terms.append(one)
                    minutes.append(self.minutes[kind])
        return Amount(board.weighted(terms, minutes) if terms else 0, held)

    def check(self, record: Record) -> Iterator[Breach]:
        """People with too many minutes."""
        for person, worked in self._done(record).items():
            if worked > self.most[person]:
                said = words(
                    "{name}: {minutes} in the horizon. The limit is {limit}.",
                    name=record.name(person),
                    minutes=Length(worked),
                    limit=Length(self.most[person]),
                )
                end = record.clock.midnight(record.clock.days)
                yield Breach(self.name, person, 0, end, said)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """Minutes below the least."""
        for person, worked in self._done(record).items():
            short = self.least[person] - worked
            if short > 0:
                said = words(
                    "{name}: {minutes} less than the least.",
                    name=record.name(person),
                    minutes=Length(short),
                )
                end = record.clock.midnight(record.clock.days)
                yield Cost(self.name, 1, short, Missing(0, end, short, said))

    def _done(self, record: Record) -> Mapping[str, int]:
        return {
            person.id: sum(
                self.minutes[kind_of(record.problem, shift)]
                for shift in record.new_shifts(person.id)
            )
            for person in record.people
            if person.id in self.most
        }
