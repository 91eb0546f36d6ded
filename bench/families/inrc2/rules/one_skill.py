"""A shift is worked in one skill."""

from collections.abc import Iterator

from scheduler.rule import Board, Breach, Day, Group, Hard, Record, Words, words


class OneSkill(Hard):
    """Each shift is assigned in one skill, from its start to its end."""

    name = "one_skill"
    group = Group.COVERAGE

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("A shift is worked in one skill.")

    def post(self, board: Board) -> None:
        """Work fills each shift. A coarse plan may part it between skills: it knows no blocks."""
        for cell in board.cells.values():
            for piece in cell.pieces:
                board.require(cell.work(piece) >= cell.presence(piece), person=cell.person.id)

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
