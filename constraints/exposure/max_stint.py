"""The longest stint."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Board,
    Breach,
    Clocked,
    Group,
    Length,
    Mandatory,
    Presence,
    Record,
    Stretch,
    Words,
    words,
)

HIGHEST = 3


class MaxStint(Mandatory):
    """An unbroken run of exposing minutes is at most so long.

    Requires
        No run of exposing minutes is longer than `minutes`; one that holds a minute of severity 3
        is no longer than `highest`.

    Why
        A break after at most an hour is what analysts' organisations keep; screening staff who
        look for what must not be missed change after twenty minutes.

    How it is counted
        A run goes on over a change of activity, queue or room and ends with the first minute that
        does not expose. Planned runs are whole slots: on a grid of 15 minutes 50 is planned as
        45, and 20 as 15.

    Source
        IWF: hourly breaks. Austrian screen-work order: 10 minutes after 50. EU aviation security:
        20 minutes on, 10 off.
    """

    name = "max_stint"
    group = Group.EXPOSURE
    tighter = {"minutes": "lower", "highest": "lower"}

    minutes: int = Field(45, ge=5, le=60, description="Longest run, at most 60 minutes.")
    highest: int = Field(20, ge=5, le=20, description="With severity 3, at most 20 minutes.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "At most {limit} of exposure without a break; with the highest severity {highest}.",
            limit=Length(self.minutes),
            highest=Length(self.highest),
        )

    def longest_run(self, severity: int, grid: int) -> int:
        """Whole slots of the limit that holds for the severity."""
        return (
            min(self.minutes, self.highest if severity >= HIGHEST else self.minutes) // grid * grid
        )

    def post(self, board: Board) -> None:
        """No window of one slot more than the limit is all exposure.

        The coarse form is part of recovery_break, which knows the gap between runs.
        """
        if board.coarse:
            return
        usual = self.longest_run(0, board.clock.grid) // board.clock.grid
        highest = self.longest_run(HIGHEST, board.clock.grid) // board.clock.grid
        for cell in board.cells.values():
            person = cell.person.id
            exposed = [cell.exposed(piece) for piece in cell.pieces]
            severe = [cell.exposed_by(piece, severity=HIGHEST) for piece in cell.pieces]
            for last in range(usual, len(exposed)):
                board.require(board.sum(exposed[last - usual : last + 1]) <= usual, person=person)
            for last in range(highest, len(exposed)):
                window = board.sum(exposed[last - highest : last + 1])
                for slot in severe[last - highest : last + 1]:
                    if not isinstance(slot, int):
                        board.require(window + slot <= highest + 1, person=person)

    def check(self, record: Record) -> Iterator[Breach]:
        """Runs that go on for longer than their limit."""
        for presence in record.planned:
            for run in presence.runs:
                severe = any(s.activity and s.activity.severity >= HIGHEST for s in run)
                limit = min(self.minutes, self.highest) if severe else self.minutes
                if run[-1].end - run[0].start > limit and not presence.standing:
                    yield self._breach(record, presence, run, limit)

    def _breach(
        self, record: Record, presence: Presence, run: tuple[Stretch, ...], limit: int
    ) -> Breach:
        start, end = run[0].start, run[-1].end
        return Breach(
            rule=self.name,
            person=presence.person,
            start=start,
            end=end,
            said=words(
                "{name}: exposure goes on from {start} to {end} without a break: {minutes}. "
                "The limit is {limit}.",
                name=record.name(presence.person),
                start=Clocked(record.clock.moment(start)),
                end=Clocked(record.clock.moment(end)),
                minutes=Length(end - start),
                limit=Length(limit),
            ),
        )
