"""Somebody else in the room."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from pydantic import Field

from scheduler.rule import Board, Cost, Expression, Group, Piece, Record, Soft, Words, cut, words

# Start and end of a block in a room, and whether it is of material.
Placed = tuple[int, int, bool]


class CompanyInRoom(Soft):
    """Whoever is on material has somebody else in the room.

    Requires
        In each minute in which a person is on material, at least one other person works in the
        same room.

    Why
        That somebody is in the building helps; that somebody looks up from the next desk helps
        more. Since breaks are staggered, two people cannot always have it.

    How it is counted
        Each minute of material with nobody else at work in its room costs `rate`. Any activity
        that is placed in the room is company, and a break is none. Minutes of the roster's days
        and of the night after them count, also of shifts that stand.

    Source
        Samaritans: never alone.
    """

    name = "company_in_room"
    group = Group.EXPOSURE
    polishes = True

    rate: int = Field(
        2, ge=0, le=100, description="Tenths for a minute alone in the room, 0 to 100."
    )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "Whoever is on material has, where possible, somebody else at work in the room."
        )

    def post(self, board: Board) -> None:
        """Each slot and room in which one person is alone on material.

        There is no coarse form: minutes of a segment do not say who is there at the same time.
        """
        if board.coarse or not self.rate:
            return
        inside = _free(board)
        for day in range(board.clock.days + 1) if board.whole else board.days:
            fixed = _fixed(board, day)
            for piece in board.pieces(day):
                for room in inside[piece].keys() | fixed.keys():
                    free = inside[piece][room]
                    for start, end, material, others in _parts(piece, fixed.get(room, [])):
                        if not others:
                            self._post_part(board, free, material, end - start)

    def _post_part(self, board: Board, free: list[Expression], material: int, minutes: int) -> None:
        """What a part of a slot costs if one of these people, or the one who is fixed, is alone."""
        if material > 1 or not (material or free):
            return
        there = board.sum(free)
        if material:
            alone = board.excess(1 - there, 1) if free else 1
        elif len(free) == 1:
            alone = free[0]
        else:
            several = board.flag()
            board.require(2 * several <= there)
            alone = board.excess(there - len(free) * several, 1)
        board.cost(2, alone, self.rate * minutes, 1)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """Minutes of material alone in a room, in one sum that names nobody."""
        last = record.clock.midnight(record.clock.days + 1)
        changes: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
        for person in record.by_person:
            for _, stretch in record.stretches(person):
                start, end = max(stretch.start, 0), min(stretch.end, last)
                if stretch.activity is not None and stretch.room is not None and start < end:
                    for moment, step in ((start, 1), (end, -1)):
                        changes[stretch.room][moment][0] += step
                        changes[stretch.room][moment][1] += step if stretch.material else 0
        minutes = sum(_alone(of_room) for of_room in changes.values())
        if minutes and self.rate:
            yield Cost(self.name, 2, minutes * self.rate)


def _alone(changes: Mapping[int, list[int]]) -> int:
    """Minutes in which one person is in a room, and on material."""
    there = material = minutes = 0
    for moment, after in pairwise(sorted(changes)):
        there += changes[moment][0]
        material += changes[moment][1]
        if there == 1 and material == 1:
            minutes += after - moment
    return minutes


def _free(board: Board) -> Mapping[Piece, Mapping[str, list[Expression]]]:
    """By slot and room, each free person's 0/1 for being there: only material has a room."""
    inside: dict[Piece, dict[str, list[Expression]]] = defaultdict(lambda: defaultdict(list))
    for cell in board.cells.values():
        for piece, here in cell.doing.items():
            rooms: dict[str, list[Expression]] = defaultdict(list)
            for option, variable in here.items():
                if option.room is not None:
                    rooms[option.room].append(variable)
            for room, found in rooms.items():
                inside[piece][room].append(found[0] if len(found) == 1 else board.sum(found))
    return inside


def _fixed(board: Board, day: int) -> Mapping[str, list[Placed]]:
    """By room the held and standing blocks of work of shifts that touch a day."""
    found: dict[str, list[Placed]] = defaultdict(list)
    for presence in board.fixed_near(day):
        for s in presence.stretches:
            if s.activity is not None and s.room is not None:
                found[s.room].append((s.start, s.end, s.material))
    return found


def _parts(piece: Piece, blocks: list[Placed]) -> Iterator[tuple[int, int, int, int]]:
    """Parts of a slot with how many fixed people are on material in the room, and on others."""
    near = [block for block in blocks if block[0] < piece.end and piece.start < block[1]]
    for start, end in cut(piece.start, piece.end, (block[:2] for block in near)):
        there = [material for first, last, material in near if first <= start and end <= last]
        yield start, end, sum(there), len(there) - sum(there)
