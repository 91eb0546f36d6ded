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
    Value,
    Words,
    cut,
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
        To the minute, over all activities with material in the room together. Of a room that is
        shared with other teams, the seats handed out for that time count. Who is on a break holds
        no seat. People who stand over the seats already keep them; nobody joins them.

    Source
        Practice of analysts' organisations.
    """

    name = "approved_room"
    group = Group.EXPOSURE
    together = True

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
        taken = {day: self._taken(board, day) for day in {piece.day for piece in inside}}
        for piece, rooms in inside.items():
            for room, variables in rooms.items():
                blocks = taken[piece.day].get(room, ())
                left = [
                    (end - start, max(0, seats - there))
                    for first, last, seats in board.problem.shared_seats.between(
                        room, piece.start, piece.end
                    )
                    for start, end, there in _steps(blocks, first, last)
                ]
                if board.coarse:
                    room_left = sum(minutes * free for minutes, free in left)
                else:
                    room_left = min(free for _, free in left)
                board.require(board.sum(variables) <= room_left)

    @staticmethod
    def _taken(board: Board, day: int) -> dict[str, list[tuple[int, int]]]:
        """When held and standing people have seats on a day, by room."""
        blocks: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for presence in board.fixed_near(day):
            for stretch in presence.stretches:
                if stretch.material and stretch.room is not None:
                    blocks[stretch.room].append((stretch.start, stretch.end))
        return blocks

    def check(self, record: Record) -> Iterator[Breach]:
        """Material away from an approved room, and rooms with more people than seats."""
        for presence in record.planned:
            if not presence.standing:
                for stretch in presence.stretches:
                    if stretch.material:
                        yield from self._place(record, presence, stretch)
        for room in record.problem.rooms:
            yield from self._crowded(record, room)

    def _place(self, record: Record, presence: Presence, stretch: Stretch) -> Iterator[Breach]:
        clock = record.clock
        when: dict[str, Value] = {
            "name": record.name(presence.person),
            "day": Day(clock.date(clock.day_at(stretch.start))),
            "start": Clocked(clock.moment(stretch.start)),
            "end": Clocked(clock.moment(stretch.end)),
        }
        if presence.place != "site":
            said = words(
                "{name}, {day}: material from {start} to {end} away from the site.", **when
            )
        elif stretch.room is None:
            said = words("{name}, {day}: material from {start} to {end} without a room.", **when)
        elif stretch.room not in record.problem.rooms:
            said = words(
                "{name}, {day}: material from {start} to {end} in {room}, which is not an "
                "approved room.",
                room=stretch.room,
                **when,
            )
        else:
            return
        yield Breach(self.name, presence.person, stretch.start, stretch.end, said)

    def _crowded(self, record: Record, room: str) -> Iterator[Breach]:
        there = [
            (stretch.start, stretch.end, presence.standing)
            for person in record.by_person
            for presence, stretch in record.stretches(person)
            if stretch.material and stretch.room == room
        ]
        standing = [(start, end) for start, end, stands in there if stands]
        for begin, until, people in _together((start, end) for start, end, _ in there):
            for start, end, seats in record.problem.shared_seats.between(room, begin, until):
                if people <= seats:
                    continue
                if people > sum(first <= start and end <= last for first, last in standing):
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
                "{room}, {day}: {people} people on material from {start} to {end}. Seats: {seats}.",
                room=names[room],
                day=Day(clock.date(clock.day_at(start))),
                people=people,
                start=Clocked(clock.moment(start)),
                end=Clocked(clock.moment(end)),
                seats=seats,
            ),
        )


def _together(blocks: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
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


def _steps(
    blocks: Iterable[tuple[int, int]], first: int, last: int
) -> Iterator[tuple[int, int, int]]:
    """The parts of [first, last) and how many blocks hold each, none included."""
    near = [(start, end) for start, end in blocks if start < last and first < end]
    for start, end in cut(first, last, near):
        yield start, end, sum(begin <= start and end <= until for begin, until in near)
