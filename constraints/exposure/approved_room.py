"""Where material is seen: in an approved room, one person a seat."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from scheduler.rule import (
    Board,
    Breach,
    Clocked,
    Day,
    Expression,
    Group,
    Hard,
    Piece,
    Presence,
    Record,
    Stretch,
    Words,
    words,
)


class ApprovedRoom(Hard):
    """Material only on site in an approved room with a seat for each.

    Requires
        Each block of material is on site and names an approved room of the team. At no moment
        are more people on material in a room than it has seats.

    Why
        Nobody else sees a screen by chance, and nobody assesses at home.

    How it is counted
        To the minute, over all activities with material in the room together. Who is on a break
        holds no seat. People who stand over the seats already keep them; nobody joins them.

    Source
        Practice of analysts' organisations.
    """

    name = "approved_room"
    group = Group.EXPOSURE

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Material only on site in an approved room, one person a seat.")

    def post(self, board: Board) -> None:
        """In each slot no more people than seats; in a segment no more minutes than theirs."""
        inside: dict[Piece, dict[str, list[Expression]]] = defaultdict(lambda: defaultdict(list))
        for cell in board.cells.values():
            for piece, here in cell.doing.items():
                for option, variable in here.items():
                    if option.room is not None:
                        inside[piece][option.room].append(variable)
        for piece, rooms in inside.items():
            for room, variables in rooms.items():
                seats = board.problem.rooms[room]
                people = self._taken(board, piece, room)
                if board.coarse:
                    length = piece.minutes
                    taken = sum(min(seats, n) * minutes for minutes, n in people)
                else:
                    length = 1
                    taken = max((min(seats, n) for _, n in people), default=0)
                board.require(board.sum(variables) <= seats * length - taken)

    @staticmethod
    def _taken(board: Board, piece: Piece, room: str) -> list[tuple[int, int]]:
        """Minutes of the piece and how many held and standing people have a seat then."""
        blocks = [
            (max(stretch.start, piece.start), min(stretch.end, piece.end))
            for presence in board.fixed_near(piece.day)
            for stretch in presence.stretches
            if stretch.material and stretch.room == room
        ]
        return [(end - start, n) for start, end, n in _steps(b for b in blocks if b[0] < b[1])]

    def check(self, record: Record) -> Iterator[Breach]:
        """Material away from an approved room, and rooms with more people than seats."""
        for presence in record.planned:
            if not presence.standing:
                for stretch in presence.stretches:
                    if stretch.material:
                        yield from self._place(record, presence, stretch)
        for room, seats in record.problem.rooms.items():
            yield from self._crowded(record, room, seats)

    def _place(self, record: Record, presence: Presence, stretch: Stretch) -> Iterator[Breach]:
        if presence.place != "site":
            template = "{name}, {day}: material from {start} to {end} away from the site."
        elif stretch.room is None:
            template = "{name}, {day}: material from {start} to {end} without a room."
        elif stretch.room not in record.problem.rooms:
            template = (
                "{name}, {day}: material from {start} to {end} in {room}, which is not an "
                "approved room."
            )
        else:
            return
        clock = record.clock
        yield Breach(
            rule=self.name,
            person=presence.person,
            start=stretch.start,
            end=stretch.end,
            said=words(
                template,
                name=record.name(presence.person),
                day=Day(clock.date(clock.day_at(stretch.start))),
                start=Clocked(clock.moment(stretch.start)),
                end=Clocked(clock.moment(stretch.end)),
                room=stretch.room or "",
            ),
        )

    def _crowded(self, record: Record, room: str, seats: int) -> Iterator[Breach]:
        there = [
            (stretch.start, stretch.end, presence.standing)
            for person in record.by_person
            for presence, stretch in record.stretches(person)
            if stretch.material and stretch.room == room
        ]
        standing = [(start, end) for start, end, stands in there if stands]
        for start, end, people in _steps((start, end) for start, end, _ in there):
            if people <= seats:
                continue
            stood = sum(first <= start and end <= last for first, last in standing)
            if people > max(seats, stood):
                yield self._over(record, room, (start, end), people, seats)

    def _over(
        self, record: Record, room: str, span: tuple[int, int], people: int, seats: int
    ) -> Breach:
        clock, (start, end) = record.clock, span
        names = {each.id: each.name for each in record.problem.team.rooms}
        return Breach(
            rule=self.name,
            person=None,
            start=start,
            end=end,
            said=words(
                "{room}, {day}: {people} people on material from {start} to {end}. It has {seats} "
                "seats.",
                room=names[room],
                day=Day(clock.date(clock.day_at(start))),
                people=people,
                start=Clocked(clock.moment(start)),
                end=Clocked(clock.moment(end)),
                seats=seats,
            ),
        )


def _steps(blocks: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """[start, end) and how many blocks hold it, wherever one does."""
    change: dict[int, int] = defaultdict(int)
    for start, end in blocks:
        change[start] += 1
        change[end] -= 1
    moments, there = sorted(change), 0
    for start, end in pairwise(moments):
        there += change[start]
        if there:
            yield start, end, there
