"""Weekends with work in the whole horizon."""

from collections.abc import Iterator

from bench.families.curtois_nrp.instance import SATURDAY, WEEK
from scheduler.rule import Amount, Board, Breach, Expression, Group, Hard, Record, Words, words


class Weekends(Hard):
    """Each person works on at most so many weekends of the horizon.

    most: by person. A weekend is worked if a shift starts on its Saturday or Sunday.
    """

    name = "weekends"
    group = Group.REST

    most: dict[str, int]

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Each person works on at most so many weekends.")

    def post(self, board: Board) -> None:
        """A sum of weekends, each no less than its two days."""
        weekends = list(_weekends(board.clock.days))
        for person, most in self.most.items():
            days = [day for weekend in weekends for day in weekend]
            if most < len(weekends) and board.touched(person, days):
                worked = Amount.total(self._worked(board, person, days) for days in weekends)
                board.at_most(worked, most, person=person)

    @staticmethod
    def _worked(board: Board, person: str, days: range) -> Amount:
        parts = [board.works(person, day) for day in days]
        if any(part.fixed for part in parts):
            return Amount(held=1)
        free: list[Expression] = [part.free for part in parts if not isinstance(part.free, int)]
        if len(free) < 2:  # noqa: PLR2004  (one day needs no variable)
            return Amount(free[0] if free else 0)
        worked = board.flag()
        for part in free:
            board.require(part <= worked, person=person)
        return Amount(worked)

    def check(self, record: Record) -> Iterator[Breach]:
        """People who work on too many weekends."""
        for person in record.people:
            most = self.most.get(person.id)
            if most is None:
                continue
            shifts = [p for p in record.new_shifts(person.id) if p.day % WEEK >= SATURDAY]
            worked = {shift.day // WEEK for shift in shifts}
            if len(worked) > most:
                said = words(
                    "{name} works on {count} weekends. The limit is {limit}.",
                    name=person.name,
                    count=len(worked),
                    limit=most,
                )
                yield Breach(self.name, person.id, shifts[0].start, shifts[-1].end, said)


def _weekends(days: int) -> Iterator[range]:
    """The days of each weekend that lie in the horizon, which begins on a Monday."""
    for saturday in range(SATURDAY, days, WEEK):
        yield range(saturday, min(days, saturday + 2))
