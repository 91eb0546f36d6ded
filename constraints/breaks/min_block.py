"""The shortest block of one activity."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from pydantic import Field, PrivateAttr

from scheduler.rule import (
    Activity,
    Board,
    Breach,
    Clocked,
    Expression,
    FreeCell,
    Group,
    Hard,
    Length,
    Piece,
    Presence,
    Record,
    Rulebook,
    Words,
    words,
)

HIGHEST = 3
GRIDS = (5, 10, 15)
PAIR = 2


class MinBlock(Hard):
    """A block of one activity is not too short.

    Requires
        A whole block of one activity lasts at least the activity's own `min_block`, or `minutes`
        where it has none, or `highest` where its severity is 3; for exposing activities never
        more than the longest stint that the team's other rules allow.

    Why
        Work that is cut into small pieces is only changing over.

    How it is counted
        A block goes on over a change of room and ends with any other activity, a break or the
        shift. Breaks have no shortest length here. Planned blocks are whole slots: on a grid of
        15 minutes 20 is planned as 30, but a stint of at most 20 as 15.

    Source
        Policy of this project.
    """

    name = "min_block"
    group = Group.BREAKS
    tighter = {"minutes": "higher", "highest": "higher"}

    minutes: int = Field(30, ge=5, le=240, description="Shortest block, 5 to 240 minutes.")
    highest: int = Field(15, ge=5, le=60, description="With severity 3, 5 to 60 minutes.")
    _stints: Mapping[tuple[int, int], int | None] = PrivateAttr(default_factory=dict)

    def conflicts(self, book: Rulebook) -> Iterator[tuple[str, Words]]:
        """A shortest block, as the team sets it, that is longer than any stint may be."""
        for field, severity in (("minutes", 0), ("highest", HIGHEST)):
            most, least = book.longest_run(severity, min(GRIDS)), getattr(self, field)
            if field in self.model_fields_set and most is not None and least > most:
                yield (
                    field,
                    words(
                        "{value} is over the longest stint, {limit}: at most that",
                        value=least,
                        limit=most,
                    ),
                )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "A block of one activity lasts at least {minutes}; with the highest severity "
            "{highest}; never more than its longest stint.",
            minutes=Length(self.minutes),
            highest=Length(self.highest),
        )

    def among(self, book: Rulebook) -> "MinBlock":
        """The same rule, knowing the longest stints of the book."""
        known = self.model_copy()
        known._stints = {  # noqa: SLF001  (a copy of its own kind)
            (severity, grid): book.longest_run(severity, grid)
            for severity in range(HIGHEST + 1)
            for grid in GRIDS
        }
        return known

    def least(self, activity: Activity, grid: int) -> int:
        """Fewest minutes of a block of the activity where blocks are planned on a grid."""
        usual = self.highest if activity.severity >= HIGHEST else self.minutes
        least = usual if activity.min_block is None else activity.min_block
        stint = self._stints.get((activity.severity, grid)) if activity.exposes else None
        return least if stint is None else min(least, stint)

    def post(self, board: Board) -> None:
        """Whatever starts goes on for long enough. Segments know no blocks: no coarse form."""
        if board.coarse:
            return
        grid = board.clock.grid
        for cell in board.cells.values():
            for activity in board.problem.team.activities:
                slots = -(-self.least(activity, grid) // grid)
                if slots > 1:
                    self._post_block(board, cell, activity.id, slots)

    @staticmethod
    def _post_block(board: Board, cell: FreeCell, activity: str, slots: int) -> None:
        """`start` is 1 where a block may begin; it holds its activity for so many slots.

        Two slots need no variable: each has one of its neighbours.
        """
        person = cell.person.id
        on = [
            cell.on(piece, activity) if _possible(cell, piece, activity) else 0
            for piece in cell.pieces
        ]
        starts: list[Expression] = []
        for index, now in enumerate(on):
            if isinstance(now, int):
                starts.append(now)
                continue
            before = on[index - 1] if index else 0
            ahead = on[index + 1 : index + slots]
            if slots == PAIR:
                board.require(now <= board.sum([before, *ahead]), person=person)
                continue
            fits = len(ahead) == slots - 1 and not any(isinstance(slot, int) for slot in ahead)
            starts.append(board.flag() if fits else 0)
            board.require(now - before <= starts[-1], person=person)
            begun = starts[max(0, index - slots + 1) : index + 1]
            if not all(isinstance(start, int) for start in begun):
                board.require(board.sum(begun) <= now, person=person)

    def check(self, record: Record) -> Iterator[Breach]:
        """Blocks that end too soon."""
        for presence in record.planned:
            if presence.standing:
                continue
            for activity, start, end in _blocks(presence):
                least = self.least(activity, record.clock.grid)
                if end - start < least:
                    yield Breach(
                        rule=self.name,
                        person=presence.person,
                        start=start,
                        end=end,
                        said=words(
                            "{name}: {activity} from {start} to {end} lasts {minutes}. A block of "
                            "it lasts at least {limit}.",
                            name=record.name(presence.person),
                            activity=activity.name,
                            start=Clocked(record.clock.moment(start)),
                            end=Clocked(record.clock.moment(end)),
                            minutes=Length(end - start),
                            limit=Length(least),
                        ),
                    )


def _possible(cell: FreeCell, piece: Piece, activity: str) -> bool:
    return any(option.activity.id == activity for option in cell.doing[piece])


def _blocks(presence: Presence) -> Iterator[tuple[Activity, int, int]]:
    """Activity, start and end of each whole block; rooms do not part it."""
    stretches = presence.stretches
    for _, group in groupby(stretches, key=lambda s: s.activity.id if s.activity else None):
        block = list(group)
        if block[0].activity is not None:
            yield block[0].activity, block[0].start, block[-1].end
