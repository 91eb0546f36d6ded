"""A shift is worked in one skill."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from scheduler.rule import (
    Board,
    Breach,
    Day,
    Expression,
    Group,
    Hard,
    Presence,
    Record,
    Words,
    words,
)


class OneSkill(Hard):
    """Each shift is assigned in one skill, from its start to its end."""

    name = "one_skill"
    group = Group.COVERAGE
    whole_shifts = True

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("A shift is worked in one skill.")

    def post(self, board: Board) -> None:
        """Work fills each shift. A coarse plan may part it between skills: it knows no blocks."""
        for cell in board.cells.values():
            for piece in cell.pieces:
                board.require(cell.work(piece) >= cell.presence(piece), person=cell.person.id)
        if board.coarse:
            board.lay_out(lambda values: dict(_as_planned(board, values)))

    def check(self, record: Record) -> Iterator[Breach]:
        """Shifts with a break, or with several skills."""
        for presence in record.planned:
            if len(presence.stretches) != 1 or presence.stretches[0].activity is None:
                said = words(
                    "{name}, {day}: not one skill.",
                    name=record.name(presence.person),
                    day=Day(record.clock.date(presence.day)),
                )
                yield Breach(self.name, presence.person, presence.start, presence.end, said)


def _as_planned(
    board: Board, values: Callable[[Expression], int]
) -> Iterator[tuple[tuple[str, int], Presence]]:
    """Each shift of a plan in the skill that it has the most minutes of."""
    for cell, free in board.cells.items():
        presence = free.read(values)
        if presence is not None:
            minutes = {option.activity: 0 for option in free.options}
            for here in free.doing.values():
                for option, done in here.items():
                    minutes[option.activity] += values(done)
            most = max(minutes, key=lambda activity: minutes[activity])
            block = replace(presence.stretches[0], activity=most)
            yield cell, replace(presence, stretches=(block,))
