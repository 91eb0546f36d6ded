"""The time after a run of contact."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from pydantic import Field

from scheduler.rule import (
    Board,
    Breach,
    Clocked,
    Day,
    FreeCell,
    Group,
    Hard,
    Length,
    Presence,
    Record,
    Words,
    words,
)


class ContactWrapUp(Hard):
    """After a run of contact lies time for what it leaves behind.

    Requires
        Between the end of an unbroken run of contact, voice or chat, and the next contact of the
        same shift lie at least `minutes` without contact.

    Why
        A conversation is noted down and let go of before the next one begins.

    How it is counted
        In elapsed minutes. A change from one kind of contact to another does not end a run; a
        break and any work that is not contact do, and may fill the minutes, also work on material
        within its own limits. Planned runs are whole slots: on a grid of 15 minutes 10 is planned
        as 15. Somebody in the middle of a conversation may finish it: the minutes then lie after
        its real end, and what was done over the plan counts as done. Nothing is asked for after
        the last run of a shift.

    Source
        Samaritans: time after each contact before the next.
    """

    name = "contact_wrap_up"
    group = Group.BREAKS
    tighter = {"minutes": "higher"}

    minutes: int = Field(10, ge=5, le=60, description="Minutes without contact, 5 to 60.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "After a run of contact at least {minutes} until the next.",
            minutes=Length(self.minutes),
        )

    def post(self, board: Board) -> None:
        """No contact in the slots after a run's end. Segments know no runs: no coarse form."""
        need = -(-self.minutes // board.clock.grid)
        # Whatever parts two runs lasts a slot, so that one slot needs no constraint.
        if not board.coarse and need > 1:
            for cell in board.cells.values():
                self._post_cell(board, cell, need)

    @staticmethod
    def _post_cell(board: Board, cell: FreeCell, need: int) -> None:
        contact = [cell.exposed_by(piece, "contact") for piece in cell.pieces]
        for index, now in enumerate(contact):
            for later in contact[index + 2 : index + need + 1]:
                if not isinstance(now, int) and not isinstance(later, int):
                    ends = now - contact[index + 1]
                    board.require(ends + later <= cell.works, person=cell.person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Runs of contact that start too soon after the one before."""
        for presence in record.planned:
            if presence.standing:
                continue
            for (_, ended), (started, until) in pairwise(_runs(presence)):
                if started - ended < self.minutes:
                    yield self._breach(record, presence, ended, started, until)

    def _breach(
        self, record: Record, presence: Presence, ended: int, started: int, until: int
    ) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=presence.person,
            start=started,
            end=until,
            said=words(
                "{name}, {day}: contact from {start}, {minutes} after the run that ended at {end}. "
                "At least {limit} must lie between.",
                name=record.name(presence.person),
                day=Day(clock.date(clock.day_at(started))),
                start=Clocked(clock.moment(started)),
                minutes=Length(started - ended),
                end=Clocked(clock.moment(ended)),
                limit=Length(self.minutes),
            ),
        )


def _runs(presence: Presence) -> Iterator[tuple[int, int]]:
    """Start and end of each unbroken run of contact."""
    stretches = presence.stretches
    for contact, group in groupby(stretches, key=lambda s: s.exposes and not s.material):
        block = list(group)
        if contact:
            yield block[0].start, block[-1].end
