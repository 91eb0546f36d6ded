"""Kinds of shifts that may not follow each other."""

from collections import defaultdict
from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Board,
    Breach,
    Clocked,
    Day,
    Group,
    Hard,
    Identifier,
    Presence,
    Record,
    Rule,
    Words,
    words,
)

Pair = tuple[Identifier, Identifier]


class ShiftSuccession(Hard):
    """Some kinds of shifts do not follow on the next day.

    Requires
        On the day after a shift of the first kind of a pair no shift of its second kind starts.

    Why
        An early start after a late end leaves a short night, even where the hours between the two
        are enough for the law.

    How it is counted
        By the local day on which each shift starts. What is early or late the team's file says
        under `shift_kinds`; a shift of several kinds counts as each. As it comes, an early one
        starts before 10:00, and a late one ends after 18:00, as every one past midnight does. The
        last day before the roster counts, and so does a shift that stands on the day after it.
        Two standing shifts are not reported.

    Source
        Practice of shift rosters: turns go forward, from early to late.
    """

    name = "shift_succession"
    group = Group.REST
    names_kinds = ("pairs",)

    pairs: tuple[Pair, ...] = Field(
        (("late", "early"),),
        max_length=100,
        description="Pairs of kinds of shifts: the second may not follow the first.",
    )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        if not self.pairs:
            return words("Any kind of shift may follow any other on the next day.")
        return words(
            "These kinds of shifts do not follow on the next day: {pairs}.",
            pairs=", ".join(f"{first} → {second}" for first, second in self.pairs),
        )

    def looser_than(self, other: Rule) -> Iterator[str]:
        """The settings in which it is looser; the pairs are one."""
        yield from super().looser_than(other)
        if isinstance(other, ShiftSuccession) and not set(other.pairs) <= set(self.pairs):
            yield "pairs"

    def looser(self) -> Iterator[str]:
        """Switched off, or a recommended pair that is not there."""
        yield from super().looser()
        if self.active:
            for first, second in type(self)().pairs:
                if (first, second) not in self.pairs:
                    yield f"pairs without {first} → {second} (recommended)"

    def post(self, board: Board) -> None:
        """At most one of two: any shift that a kind may not follow, and a shift of that kind."""
        before: dict[str, set[str]] = defaultdict(set)
        for first, second in self.pairs:
            before[second].add(first)
        for person in board.people:
            for day in range(board.clock.days + 1):
                if not board.touched(person.id, (day - 1, day)):
                    continue
                for second, firsts in before.items():
                    left = board.of_kinds(person.id, day - 1, firsts)
                    right = board.of_kinds(person.id, day, {second})
                    board.at_most(left + right, 1, person=person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Shifts on two days that may not follow each other, unless both stand."""
        for person in record.people:
            for after in record.shifts(person.id):
                for before in record.by_cell.get((person.id, after.day - 1), ()):
                    pair = self._pair(record, before, after)
                    if pair and not (before.standing and after.standing):
                        yield self._breach(record, before, after, pair)

    def _pair(self, record: Record, before: Presence, after: Presence) -> Pair | None:
        """The first pair that says that the one may not follow the other."""
        earlier = record.problem.kinds(before.start, before.end)
        later = record.problem.kinds(after.start, after.end)
        return next((p for p in self.pairs if p[0] in earlier and p[1] in later), None)

    def _breach(self, record: Record, before: Presence, after: Presence, pair: Pair) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=after.person,
            start=after.start,
            end=after.end,
            said=words(
                "{name}, {day}: the shift from {start} is «{after}». On the day before, the one "
                "up to {end} is «{before}»; it may not follow.",
                name=record.name(after.person),
                day=Day(clock.date(after.day)),
                start=Clocked(clock.moment(after.start)),
                after=pair[1],
                end=Clocked(clock.moment(before.end)),
                before=pair[0],
            ),
        )
