"""A daily limit for each activity of a person: an extra that the public set has not."""

from collections import Counter
from collections.abc import Iterator

from pydantic import Field

from bench.families.shoe.rules.counting import counts
from scheduler.rule import Board, Breach, Group, Hard, Length, Record, Words, words


class ActivityCap(Hard):
    """Nobody is on one activity for longer than so many slots.

    Requires
        A person works on each activity for at most `slots` slots in all.

    How it is counted
        In slots of the grid, over all blocks of the day. In the coarse look of all people together.

    Source
        An extra of this project: 16 slots are four hours.
    """

    name = "activity_cap"
    group = Group.BREAKS

    slots: int = Field(16, ge=4, le=48, description="Most slots of an activity, 4 to 48.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Nobody is on one activity for more than {slots} slots.", slots=self.slots)

    def post(self, board: Board) -> None:
        """Of each person and activity; on coarse boards the sum over all who work."""
        if board.coarse:
            for counted in counts(board).values():
                counted.limit(board, self.slots)
            return
        for cell in board.cells.values():
            for activity in board.problem.team.activities:
                slots = board.sum(cell.on(piece, activity.id) for piece in cell.pieces)
                board.require(slots <= self.slots, person=cell.person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Who is on an activity for too long."""
        grid = record.clock.grid
        for presence in record.planned:
            minutes: Counter[str] = Counter()
            for stretch in presence.stretches:
                if stretch.activity is not None:
                    minutes[stretch.activity.name] += stretch.minutes
            for name, done in minutes.items():
                if done > self.slots * grid:
                    yield Breach(
                        rule=self.name,
                        person=presence.person,
                        start=presence.start,
                        end=presence.end,
                        said=words(
                            "{name}: {minutes} of {activity}. At most {limit}.",
                            name=record.name(presence.person),
                            minutes=Length(done),
                            activity=name,
                            limit=Length(self.slots * grid),
                        ),
                    )
