"""Weekends: how many are worked, and whether as a whole."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bench.families.inrc2.instance import SATURDAY, SUNDAY, WEEK
from bench.families.inrc2.places import done, open_days, works
from bench.families.seen import days_seen
from scheduler.rule import Board, Cost, Expression, Group, Record, Soft, Words, words

POINTS = 30


class WeekendTerms(NamedTuple):
    """The most weekends that may still be worked, and whether one is worked on both days."""

    most: int
    complete: bool


class Weekends(Soft):
    """Each weekend worked beyond the contract's, and each of which one day is, costs 30 points."""

    name = "weekends"
    group = Group.REST

    terms: Mapping[str, WeekendTerms]

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Weekends are worked on both days or none, and not too many.")

    def post(self, board: Board) -> None:
        """The weekends of people of whom one may change."""
        seen = range(days_seen(board))
        known = seen[::WEEK]
        for person, terms in self.terms.items():
            days = {monday + day for monday in known for day in (SATURDAY, SUNDAY)}
            if not days.isdisjoint(open_days(board, person, seen)):
                self._post_person(board, person, terms, known)

    def _post_person(self, board: Board, person: str, terms: WeekendTerms, known: range) -> None:
        """Worked is the greater of both days: that less either is what is incomplete."""
        worked: list[Expression] = []
        for monday in known:
            both = [works(board, person, monday + day) for day in (SATURDAY, SUNDAY)]
            one = _either(board, both)
            worked.append(one)
            if terms.complete:
                board.cost(2, board.sum([one, one]) - board.sum(both), POINTS, 1)
        # Weekends of which a plan knows nothing yet have their share of the most.
        most = -(-terms.most * len(worked) * WEEK // board.clock.days)
        over = board.excess(board.sum(worked) - most, len(worked) - most)
        board.cost(2, over, POINTS, len(worked) - most)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """What each person's weekends cost."""
        for person, terms in self.terms.items():
            places = list(done(record, person))
            each = [
                (places[monday + SATURDAY] is not None, places[monday + SUNDAY] is not None)
                for monday in range(0, record.clock.days, WEEK)
            ]
            wrong = max(0, sum(map(any, each)) - terms.most)
            wrong += sum(one != other for one, other in each) if terms.complete else 0
            if wrong:
                yield Cost(self.name, 2, POINTS * wrong)


def _either(board: Board, both: list[Expression]) -> Expression:
    """At least each of both, in 0 to 1."""
    known = [one for one in both if isinstance(one, int)]
    if len(known) == len(both) or any(known):
        return max(known)
    if known:
        return next(one for one in both if not isinstance(one, int))
    worked = board.flag()
    for one in both:
        board.require(one <= worked)
    return worked
