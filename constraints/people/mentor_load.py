"""How many newcomers a mentor accompanies at a time."""

from collections.abc import Iterator
from itertools import pairwise

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
    Person,
    Piece,
    Presence,
    Problem,
    Record,
    Rulebook,
    Stretch,
    Words,
    words,
)

# Contact is done on site together, in no room of its own.
CONTACT = None

Block = tuple[int, int, Person, bool]


class MentorLoad(Hard):
    """A mentor has at most one newcomer beside them at a time.

    Requires
        In each minute and room the newcomers on material are at most `newcomers` times the mentors
        on material there; those on contact at most `newcomers` times the mentors on contact on
        site. Newcomers are people in the first `weeks` weeks since their start date.

    Why
        Whoever watches over two people at once sees what it does to neither.

    How it is counted
        By the local date of each minute; where the rule on mentors has more weeks, those count.
        Mentors who are new themselves count as newcomers. Newcomers whose shift stands count, and
        where they alone are too many nobody is added; in planning in each slot that they touch,
        and a mentor whose shift stands in the slots that it fills.

    Source
        Practice of analysts' organisations: one experienced person a newcomer.
    """

    name = "mentor_load"
    group = Group.PEOPLE
    together = True
    tighter = {"newcomers": "lower", "weeks": "higher"}

    newcomers: int = Field(1, ge=1, le=4, description="Newcomers a mentor at a time, 1 to 4.")
    weeks: int = Field(4, ge=4, le=52, description="Weeks since the start date, at least 4.")

    def among(self, book: Rulebook) -> "MentorLoad":
        """The same rule with the most weeks in which the book has a mentor beside somebody new."""
        longest = book.accompanied_weeks()
        return self.model_copy(update={"weeks": max(self.weeks, longest)})

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "Newcomers beside one mentor at a time: at most {limit}.", limit=self.newcomers
        )

    def _new(self, problem: Problem, person: Person, day: int) -> bool:
        return person.new_on(problem.clock.date(day), self.weeks)

    def _mentor(self, problem: Problem, person: Person, day: int) -> bool:
        return person.mentors_on(problem.clock.date(day)) and not self._new(problem, person, day)

    def post(self, board: Board) -> None:
        """In each piece and room no more newcomers than the mentors there may have."""
        for day in board.days:
            new = [p for p in board.people if self._new(board.problem, p, day)]
            if new:
                mentors = [p for p in board.people if self._mentor(board.problem, p, day)]
                for piece in board.pieces(day):
                    for room in (*board.problem.rooms, CONTACT):
                        self._post_piece(board, piece, room, new, mentors)

    def _post_piece(
        self, board: Board, piece: Piece, room: str | None, new: list[Person], mentors: list[Person]
    ) -> None:
        wanted: list[tuple[str, Expression]] = [
            (cell.person.id, found)
            for cell in _cells(board, piece, new)
            if not isinstance(found := _doing(board, cell, piece, room), int)
        ]
        wanted += [(who, n) for who, n in _fixed(board, piece, room, new, standing=False) if n]
        if not wanted:
            return
        beside = board.sum(
            [
                *(_on_site(board, c, piece, room) for c in _cells(board, piece, mentors)),
                *(n for _, n in _fixed(board, piece, room, mentors, whole=True)),
            ]
        )
        together = board.sum([found for _, found in wanted])
        standing = sum(n for _, n in _fixed(board, piece, room, new, standing=True))
        if board.coarse or not standing:
            board.require(together <= self.newcomers * beside)
            return
        for who, found in wanted:
            # Only who is there adds to those who stand.
            board.require(together + standing * found <= self.newcomers * beside, person=who)

    def check(self, record: Record) -> Iterator[Breach]:
        """Minutes in which too many newcomers are beside the mentors of a room."""
        for day in range(record.clock.days + 1):
            new = self._blocks(record, day, new=True)
            mentors = self._blocks(record, day, new=False) if new else {}
            for room, blocks in new.items():
                beside = mentors.get(room, [])
                moments = sorted({m for b in (*blocks, *beside) for m in b[:2]})
                for start, end in pairwise(moments):
                    there = [b for b in blocks if b[0] <= start < b[1]]
                    have = sum(b[0] <= start < b[1] for b in beside)
                    if len(there) > self.newcomers * have:
                        for _, _, person, stands in there:
                            if not stands:
                                counts = len(there), have
                                yield self._breach(record, person, (start, end), counts)

    def _blocks(self, record: Record, day: int, *, new: bool) -> dict[str | None, list[Block]]:
        """Exposing blocks of newcomers, or of mentors on site, by room, cut to the day."""
        clock, found = record.clock, dict[str | None, list[Block]]()
        first, last = clock.midnight(day), clock.midnight(day + 1)
        wanted = self._new if new else self._mentor
        for person in record.people:
            if not wanted(record.problem, person, day):
                continue
            here = (p for p in record.shifts(person.id) if not p.elsewhere)
            there = (p for p in here if p.start < last and first < p.end)
            for presence, stretch in ((p, s) for p in there for s in p.stretches):
                start, end = max(first, stretch.start), min(last, stretch.end)
                if start < end and stretch.exposes and (new or _counts(presence, stretch)):
                    room = stretch.room if stretch.material else CONTACT
                    block = start, end, person, presence.standing
                    found.setdefault(room, []).append(block)
        return found

    def _breach(
        self, record: Record, person: Person, within: tuple[int, int], counts: tuple[int, int]
    ) -> Breach:
        clock = record.clock
        start, end = within
        return Breach(
            rule=self.name,
            person=person.id,
            start=start,
            end=end,
            said=words(
                "{name}, {day}, {start} to {end}: newcomers exposed there {count}, mentors beside "
                "them {mentors}. A mentor has at most {limit} at a time.",
                name=person.name,
                day=Day(clock.date(clock.day_at(start))),
                start=Clocked(clock.moment(start)),
                end=Clocked(clock.moment(end)),
                count=counts[0],
                mentors=counts[1],
                limit=self.newcomers,
            ),
        )


def _counts(presence: Presence, stretch: Stretch) -> bool:
    """Whether a mentor's exposing block is beside anybody: contact from home is not."""
    return stretch.material or presence.place == "site"


def _cells(board: Board, piece: Piece, people: list[Person]) -> list[FreeCell]:
    near = (board.cell(p.id, day) for p in people for day in (piece.day - 1, piece.day))
    return [cell for cell in near if cell and piece in cell.doing]


def _doing(board: Board, cell: FreeCell, piece: Piece, room: str | None) -> Expression:
    """The person's exposing work in a room, or contact: 0/1 in a slot, minutes in a segment."""
    found = [
        variable
        for option, variable in cell.doing[piece].items()
        if option.exposes and option.material == (room is not CONTACT) and option.room == room
    ]
    return board.sum(found) if found else 0


def _on_site(board: Board, cell: FreeCell, piece: Piece, room: str | None) -> Expression:
    """A mentor's: contact from home does not count."""
    found = _doing(board, cell, piece, room)
    if isinstance(found, int) or room is not CONTACT:
        return found
    if all(shape.place == "site" for shape in cell.shapes):
        return found
    counted = board.number(0, piece.minutes if board.coarse else 1)
    board.require(counted <= found)
    board.require(counted <= cell.presence(piece, site=True))
    return counted


def _fixed(
    board: Board,
    piece: Piece,
    room: str | None,
    people: list[Person],
    *,
    standing: bool | None = None,
    whole: bool = False,
) -> Iterator[tuple[str, int]]:
    """Minutes of the piece, or 1 in a slot, of shifts that are not free.

    whole: of mentors, who count where they fill the slot; on site alone.
    """
    names = {person.id for person in people}
    for presence in (p for p in board.fixed_near(piece.day) if not p.elsewhere):
        if presence.person not in names or standing not in (None, presence.standing):
            continue
        minutes = sum(
            max(0, min(s.end, piece.end) - max(s.start, piece.start))
            for s in presence.stretches
            if s.exposes and (s.room if s.material else CONTACT) == room
            if not whole or _counts(presence, s)
        )
        if board.coarse:
            yield presence.person, minutes
        else:
            yield presence.person, int(minutes == piece.minutes if whole else minutes > 0)
