"""The rest between two shifts."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Board,
    Breach,
    Clocked,
    Day,
    Expression,
    Group,
    Length,
    Mandatory,
    Presence,
    Record,
    Words,
    words,
)

# A long night shift ends on the day after its start, and its rest may reach into the next.
AHEAD = (1, 2)


class DailyRest(Mandatory):
    """Between two shifts lies a daily rest.

    Requires
        From the end of a shift to the start of the person's next one at least `minutes` pass.

    Why
        Eleven hours leave time for the way home, a meal and a night's sleep.

    How it is counted
        In elapsed minutes: the night on which clocks go forward is an hour shorter than it looks,
        the one on which they go back an hour longer. Shifts before the roster count. Two shifts
        that both stand are not reported; a new one keeps its rest from each that stands.

    Source
        EU directive 2003/88: 11 consecutive hours in each 24.
    """

    name = "daily_rest"
    group = Group.REST
    tighter = {"minutes": "higher"}

    minutes: int = Field(660, ge=660, le=960, description="Minutes of rest, 660 to 960.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("At least {limit} of rest between two shifts.", limit=Length(self.minutes))

    def post(self, board: Board) -> None:
        """Of the late ends of a day and the early starts soon after it at most one is chosen."""
        for person in board.people:
            for day in range(-max(AHEAD), board.clock.days):
                for ahead in AHEAD:
                    if board.touched(person.id, (day, day + ahead)):
                        self._post_pair(board, person.id, day, day + ahead)

    def _post_pair(self, board: Board, person: str, day: int, later: int) -> None:
        """One clique for each set of starts that some end is too late for.

        The earliest end that rules out a set gives the strongest of its cliques.
        """
        ends = sorted(((s.end, x) for s, x in board.starts(person, day)), key=lambda e: e[0])
        starts = sorted(((s.start, x) for s, x in board.starts(person, later)), key=lambda s: s[0])
        early = 0
        for index, (end, _) in enumerate(ends):
            reached = early
            while reached < len(starts) and starts[reached][0] < end + self.minutes:
                reached += 1
            if reached > early:
                late = self._one_of(board, ends[index:])
                soon = self._one_of(board, starts[:reached])
                board.require(board.sum([late, soon]) <= 1, person=person)
            early = reached

    @staticmethod
    def _one_of(board: Board, shifts: list[tuple[int, Expression]]) -> Expression:
        """1 where one of the shifts is worked; of those that are fixed there may be two."""
        if any(isinstance(literal, int) for _, literal in shifts):
            return 1
        return board.sum(literal for _, literal in shifts)

    def check(self, record: Record) -> Iterator[Breach]:
        """Shifts that start too soon after the one before."""
        for person in record.people:
            before: Presence | None = None
            for presence in record.shifts(person.id):
                if before and presence.start - before.end < self.minutes:
                    yield from self._too_soon(record, before, presence)
                if before is None or presence.end > before.end:
                    before = presence

    def _too_soon(self, record: Record, before: Presence, after: Presence) -> Iterator[Breach]:
        if before.standing and after.standing:
            return
        clock = record.clock
        yield Breach(
            rule=self.name,
            person=after.person,
            start=min(before.end, after.start),
            end=after.start,
            said=words(
                "{name}: the shift of {day} starts at {start}, {minutes} after the one before "
                "ended at {end}. At least {limit} of rest must lie between.",
                name=record.name(after.person),
                day=Day(clock.date(after.day)),
                start=Clocked(clock.moment(after.start)),
                minutes=Length(max(0, after.start - before.end)),
                end=Clocked(clock.moment(before.end)),
                limit=Length(self.minutes),
            ),
        )
