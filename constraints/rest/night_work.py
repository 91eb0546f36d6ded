"""Nights, and the day after one."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Amount,
    Bars,
    Board,
    Breach,
    Clocked,
    Day,
    FreeCell,
    Group,
    Hard,
    Identifier,
    Person,
    Presence,
    Problem,
    Record,
    Rule,
    Words,
    words,
)

# A roster that is shorter is looked at with the days before it.
PERIOD = 28


class NightWork(Hard):
    """Only so many nights, and no exposure on the day after one.

    Requires
        A person works at most `nights` nights in a roster. On the local day after the one on which
        a night starts there is no exposure but what the night itself holds.

    Why
        Sleep by day is shorter and lighter, and lack of sleep makes hard impressions stay; whoever
        comes from a night first sleeps.

    How it is counted
        A night is a shift of the kind that `night` names, out of the file's `shift_kinds`: as it
        comes, one with 180 minutes or more between 23:00 and 06:00. A roster of fewer than 28 days
        is counted with the days before it that make up 28. Where more nights stand already, none is
        added to them.

        The day after is a whole calendar day, midnight to midnight: for a night from 22:00 to 06:00
        it is the day on which it ends, for one that starts after midnight the next. A hotline or a
        chat of the night itself goes on over midnight; a second night in a row has none before the
        next midnight. Exposure and a night that both stand are not reported.

    Source
        Dutch Working Hours Act, article 5:8: at most 36 nights in 16 weeks, which are 9 in four.
        What a night is: EU directive 2003/88, article 2. No exposure on the day after: derived.
    """

    name = "night_work"
    group = Group.REST
    names_kinds = ("night",)
    tighter = {"nights": "lower"}

    nights: int = Field(9, ge=0, le=31, description="Most nights in a roster, 0 to 31.")
    night: Identifier = Field("night", description="The kind of shift that is a night.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "At most {limit} nights in a roster, and no exposure on the day after one.",
            limit=self.nights,
        )

    def looser_than(self, other: Rule) -> Iterator[str]:
        """The settings in which it is looser; another kind of shift holds other nights."""
        yield from super().looser_than(other)
        if isinstance(other, NightWork) and self.night != other.night:
            yield "night"

    def bar(self, problem: Problem, bars: Bars) -> None:
        """No exposure on the day after a night that stands."""
        exposing = [activity.id for activity in problem.team.activities if activity.exposes]
        yesterday = [p for (_, day), ps in problem.recent.items() if day == -1 for p in ps]
        for shift in (*yesterday, *problem.standing.values()):
            if self.night in problem.kinds(shift.start, shift.end):
                start, end = (problem.clock.midnight(shift.day + n) for n in (1, 2))
                for activity in exposing:
                    bars.work(shift.person, activity, start, end)

    def post(self, board: Board) -> None:
        """No more nights than the limit; a night or exposure on the next day, never both."""
        days = _period(board.problem)
        for person in board.people:
            if not board.touched(person.id, days):
                continue
            nights = {day: board.of_kinds(person.id, day, {self.night}) for day in days}
            board.at_most(Amount.total(nights.values()), self.nights, person=person.id)
            for day in range(board.clock.days):
                self._post_day_after(board, person.id, day, nights[day])

    @staticmethod
    def _post_day_after(board: Board, person: str, day: int, night: Amount) -> None:
        """Nothing exposing on the day after a night, in any piece of it, but in the night."""
        if isinstance(night.all, int) and not night.all:
            return
        if board.cell(person, day) and board.exposure(person, day + 1).fixed:
            board.at_most(night, 0, person=person)
        after = board.cell(person, day + 1)
        if after is None:
            return
        for piece in after.pieces:
            exposed = after.exposed(piece)
            if piece.day == day + 1 and not isinstance(exposed, int):
                most = _most(after, piece.start, piece.end) if board.coarse else 1
                board.require(exposed + night.all * most <= most, person=person)

    def check(self, record: Record) -> Iterator[Breach]:
        """Too many nights, and exposure on the day after one, unless all of it stands."""
        days = _period(record.problem)
        for person in record.people:
            nights = [
                shift
                for shift in record.shifts(person.id)
                if self.night in record.problem.kinds(shift.start, shift.end)
            ]
            inside = [night for night in nights if night.day in days]
            if len(inside) > self.nights and not all(night.standing for night in inside):
                yield self._too_many(record, person, inside)
            for night in nights:
                if night.day >= -1:
                    yield from self._day_after(record, person, night)

    def _day_after(self, record: Record, person: Person, night: Presence) -> Iterator[Breach]:
        clock = record.clock
        first, last = clock.midnight(night.day + 1), clock.midnight(night.day + 2)
        exposed = [
            (shift, stretch)
            for shift, stretch in record.stretches(person.id)
            if shift is not night
            and stretch.exposes
            and stretch.start < last
            and first < stretch.end
        ]
        if not exposed or (night.standing and all(shift.standing for shift, _ in exposed)):
            return
        start = max(first, exposed[0][1].start)
        yield Breach(
            rule=self.name,
            person=person.id,
            start=start,
            end=min(last, exposed[-1][1].end),
            said=words(
                "{name}, {day}: exposure at {start}. On the day after the night from {night} there "
                "is none.",
                name=person.name,
                day=Day(clock.date(night.day + 1)),
                start=Clocked(clock.moment(start)),
                night=Clocked(clock.moment(night.start)),
            ),
        )

    def _too_many(self, record: Record, person: Person, nights: list[Presence]) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=nights[0].start,
            end=nights[-1].end,
            said=words(
                "{name}, {first} to {last}: number of nights {count}. The limit is {limit}.",
                name=person.name,
                first=Day(clock.date(nights[0].day)),
                last=Day(clock.date(nights[-1].day)),
                count=len(nights),
                limit=self.nights,
            ),
        )


def _period(problem: Problem) -> range:
    """The roster's days, and those before it that a short one is looked at with."""
    return range(min(0, problem.clock.days - PERIOD), problem.clock.days)


def _most(cell: FreeCell, start: int, end: int) -> int:
    """The most minutes of [start, end) that a shift of the cell holds."""
    return max(max(0, min(s.end, end) - max(s.start, start)) for s in cell.shapes)
