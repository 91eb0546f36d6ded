"""In which order the wishes of a leave round come, and which of them have room.

The rule, as everybody in the team may read it: first wishes go before second ones; among them who
was granted fewer of the same days in the year before goes first; then the lot decides. When
somebody asked does not count. A wish has room if on none of its days more would be off than may.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Wished:
    """A wish by its number: whose, and its first and last day, both inside."""

    id: int
    person: str
    first: date
    last: date

    @property
    def days(self) -> list[date]:
        """Each of its days."""
        return [
            self.first + timedelta(days=number)
            for number in range((self.last - self.first).days + 1)
        ]


def in_order(wishes: Iterable[Wished], before: Mapping[str, int], *, lot: str) -> list[Wished]:
    """The wishes as the rule has them. before: days granted in the year before, by person.

    lot: a text of the round alone, known to nobody before it was opened. A person's wishes are
    first and second in the order in which they were put.
    """
    earlier: Counter[str] = Counter()
    ranks = {}
    for wish in sorted(wishes, key=lambda one: one.id):
        ranks[wish] = earlier[wish.person], before.get(wish.person, 0), _lot(lot, wish.person)
        earlier[wish.person] += 1
    return sorted(ranks, key=lambda wish: (*ranks[wish], wish.id))


def with_room(ordered: Sequence[Wished], off: Mapping[date, int], most: int) -> set[int]:
    """The numbers of the wishes that have room, each beside those before it.

    off: how many are off already by day. most: how many may be off on one day.
    """
    taken = Counter(off)
    found = set()
    for wish in ordered:
        if all(taken[day] < most for day in wish.days):
            taken.update(wish.days)
            found.add(wish.id)
    return found


def _lot(of: str, person: str) -> str:
    return sha256(f"{of} {person}".encode()).hexdigest()
