"""The long break after so much exposure."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Board,
    Breach,
    Clocked,
    Day,
    Expression,
    FreeCell,
    Group,
    Hard,
    Length,
    Presence,
    Record,
    Words,
    words,
)


class LongBreak(Hard):
    """After so much exposure a long break.

    Requires
        Since the start of a shift, or since the end of its last break of `break_minutes` or more,
        a person has at most `minutes` of exposure.

    Why
        Short breaks between stints let people put down the last images; only a long one lets the
        strain of a whole morning go.

    How it is counted
        Exposing minutes of one shift, material and contact together, whatever lies between them.
        Only unbroken break counts: other work does not, also not work away from a screen. A meal
        break counts, and with a break right before or after it the two are one. Planned minutes
        are whole slots: on a grid of 15 minutes a limit of 100 is planned as 90, and a break of 40
        as 45. Standing shifts are not the roster's to change.

    Source
        Air-traffic control: 30 minutes after 2 hours. State guidance for screen work: a break
        every two hours.
    """

    name = "long_break"
    group = Group.EXPOSURE
    tighter = {"minutes": "lower", "break_minutes": "higher"}

    minutes: int = Field(
        120, ge=15, le=240, description="Exposure up to a long break, 15 to 240 minutes."
    )
    break_minutes: int = Field(
        30, ge=15, le=120, description="Length of a long break, 15 to 120 minutes."
    )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "After at most {limit} of exposure a break of at least {pause}.",
            limit=Length(self.minutes),
            pause=Length(self.break_minutes),
        )

    def post(self, board: Board) -> None:
        """Exposure is counted up, slot by slot, until a long break lies behind.

        There is no coarse form: what fits into a segment with the breaks between stints fits with
        one of them made long in nearly all cases.
        """
        if board.coarse:
            return
        limit = self.minutes // board.clock.grid
        for cell in board.cells.values():
            longest = max(shape.end - shape.start for shape in cell.shapes)
            exposing = [
                index
                for index, piece in enumerate(cell.pieces)
                if not isinstance(cell.exposed(piece), int)
            ]
            if min(len(exposing), longest // board.clock.grid) > limit:
                self._post_slots(board, cell, range(exposing[0], exposing[-1] + 1), limit)

    def _post_slots(self, board: Board, cell: FreeCell, within: range, limit: int) -> None:
        """`since` is at least the slots of exposure since the last long break."""
        need = -(-self.break_minutes // board.clock.grid)
        pieces = [cell.pieces[index] for index in within]
        free = [cell.covers(p.start, p.end) - cell.work(p) for p in pieces]
        since: Expression = 0
        for index, piece in enumerate(pieces):
            rested: Expression = 0
            if index >= need:
                rested = board.flag()
                for slot in free[index - need + 1 : index + 1]:
                    board.require(rested <= slot, person=cell.person.id)
            now = board.number(0, limit)
            reached = since + cell.exposed(piece) - limit * rested
            board.require(now >= reached, person=cell.person.id)
            since = now

    def check(self, record: Record) -> Iterator[Breach]:
        """Parts of a shift between long breaks that hold too much exposure."""
        for presence in record.planned:
            if presence.standing:
                continue
            for start, end, exposed in self._parts(presence):
                if exposed > self.minutes:
                    yield self._breach(record, presence, (start, end), exposed)

    def _parts(self, presence: Presence) -> Iterator[tuple[int, int, int]]:
        """First and last moment of exposure, and its minutes, between two long breaks."""
        first = last = exposed = 0
        paused = 0
        for stretch in presence.stretches:
            paused = paused + stretch.minutes if stretch.activity is None else 0
            if paused >= self.break_minutes and exposed:
                yield first, last, exposed
                exposed = 0
            if stretch.exposes:
                first = first if exposed else stretch.start
                last = stretch.end
                exposed += stretch.minutes
        yield first, last, exposed

    def _breach(
        self, record: Record, presence: Presence, part: tuple[int, int], exposed: int
    ) -> Breach:
        clock, (start, end) = record.clock, part
        return Breach(
            rule=self.name,
            person=presence.person,
            start=start,
            end=end,
            said=words(
                "{name}, {day}: {minutes} of exposure from {start} to {end} without a break of "
                "{pause}. The limit is {limit}.",
                name=record.name(presence.person),
                day=Day(clock.date(clock.day_at(start))),
                minutes=Length(exposed),
                start=Clocked(clock.moment(start)),
                end=Clocked(clock.moment(end)),
                pause=Length(self.break_minutes),
                limit=Length(self.minutes),
            ),
        )
