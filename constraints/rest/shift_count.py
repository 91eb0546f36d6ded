"""How many shifts of one kind a person has."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from scheduler.rule import (
    Amount,
    Board,
    Breach,
    Day,
    Group,
    Hard,
    Identifier,
    Person,
    Presence,
    Record,
    Rule,
    Words,
    words,
)


class ShiftCount(Hard):
    """Only so many shifts of one kind in a roster.

    Requires
        In the roster a person has at most as many shifts of each kind as `most` says; of a kind
        that it does not name, any number.

    Why
        Some shifts weigh more than others; a number that is known beforehand can be agreed on.

    How it is counted
        A shift counts in the roster in which it starts, once for each of its kinds; what is early,
        late or a night the team's file says under `shift_kinds`. Shifts before the roster do not
        count, and those in other teams on its days do. Where more stand already, none is added to
        them.

    Source
        Practice: agreements on the number of late shifts or nights in a roster.
    """

    name = "shift_count"
    group = Group.REST
    names_kinds = ("most",)

    most: dict[Identifier, Annotated[int, Field(ge=0, le=366)]] = Field(
        {}, description="Most shifts in a roster by kind of shift, each 0 to 366."
    )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        if not self.most:
            return words("No limit to how many shifts of one kind a roster has.")
        return words(
            "At most so many shifts of one kind in a roster: {counts}.",
            counts=", ".join(f"{kind} {most}" for kind, most in self.most.items()),
        )

    def looser_than(self, other: Rule) -> Iterator[str]:
        """The settings in which it is looser; the kinds are one."""
        yield from super().looser_than(other)
        if isinstance(other, ShiftCount) and any(
            kind not in self.most or self.most[kind] > most for kind, most in other.most.items()
        ):
            yield "most"

    def post(self, board: Board) -> None:
        """No more of each kind than its limit in the roster's days."""
        days = range(board.clock.days)
        for person in board.people:
            if not board.touched(person.id, days):
                continue
            for kind, most in self.most.items():
                amounts = (board.of_kinds(person.id, day, {kind}) for day in days)
                board.at_most(Amount.total(amounts), most, person=person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Kinds of which a person has too many shifts, unless all of these stand."""
        days = range(record.clock.days)
        for person in record.people:
            shifts = [shift for shift in record.shifts(person.id) if shift.day in days]
            for kind, most in self.most.items():
                found = [
                    shift
                    for shift in shifts
                    if kind in record.problem.kinds(shift.start, shift.end)
                ]
                if len(found) > most and not all(shift.standing for shift in found):
                    yield self._breach(record, person, kind, found)

    def _breach(self, record: Record, person: Person, kind: str, found: list[Presence]) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=found[0].start,
            end=found[-1].end,
            said=words(
                "{name}, {first} to {last}: number of shifts that are «{kind}»: {count}. The limit "
                "is {limit}.",
                name=person.name,
                first=Day(clock.date(found[0].day)),
                last=Day(clock.date(found[-1].day)),
                kind=kind,
                count=len(found),
                limit=self.most[kind],
            ),
        )
