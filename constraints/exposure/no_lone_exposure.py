"""Nobody is on material alone."""

from collections import defaultdict
from collections.abc import Iterator

from scheduler.rule import (
    Board,
    Breach,
    Clocked,
    Day,
    FreeCell,
    Group,
    Mandatory,
    Piece,
    Presence,
    Record,
    Words,
    uncovered,
    words,
)


class NoLoneExposure(Mandatory):
    """While somebody is on material, somebody else of the team is on site.

    Requires
        In each minute in which a person is on material, at least one other person of the team is
        on site: in a shift there, on a break or not, not working from home.

    Why
        Whoever sees something hard to bear can turn to somebody at once.

    How it is counted
        To the minute. In planning, people count only in the slots that their shift holds wholly.
        A standing block of material without company is not the roster's to change.

    Source
        Samaritans: never alone.
    """

    name = "no_lone_exposure"
    group = Group.EXPOSURE
    together = True

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Nobody is on material without another person of the team on site.")

    def post(self, board: Board) -> None:
        """What a person has of material is no more than the others' presence, piece by piece."""
        inside: dict[Piece, list[FreeCell]] = defaultdict(list)
        for cell in board.cells.values():
            for piece in cell.pieces:
                inside[piece].append(cell)
        for piece, cells in inside.items():
            company = _Company(board, piece, cells)
            company.of_free()
            if not board.coarse:
                company.of_held()

    def check(self, record: Record) -> Iterator[Breach]:
        """Minutes of material with nobody else on site."""
        on_site: dict[int, list[Presence]] = defaultdict(list)
        for person in record.by_person:
            for presence in record.shifts(person):
                for day in record.problem.days_touched(presence):
                    if presence.place == "site":
                        on_site[day].append(presence)
        for presence in record.planned:
            material = [s for s in presence.stretches if s.material]
            if presence.standing or not material:
                continue
            others = [
                (other.start, other.end)
                for day in record.problem.days_touched(presence)
                for other in on_site[day]
                if other.person != presence.person
                and other.start < presence.end
                and presence.start < other.end
            ]
            for stretch in material:
                for start, end in uncovered(stretch.start, stretch.end, others):
                    yield self._breach(record, presence, start, end)

    def _breach(self, record: Record, presence: Presence, start: int, end: int) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=presence.person,
            start=start,
            end=end,
            said=words(
                "{name}, {day}: on material from {start} to {end} with nobody else on site.",
                name=record.name(presence.person),
                day=Day(clock.date(clock.day_at(start))),
                start=Clocked(clock.moment(start)),
                end=Clocked(clock.moment(end)),
            ),
        )


class _Company:
    """Who is on site in one piece of a board: free cells as variables, the others as minutes."""

    def __init__(self, board: Board, piece: Piece, cells: list[FreeCell]) -> None:
        self.board = board
        self.piece = piece
        self.cells = cells
        self.sites = {cell: cell.presence(piece, site=True) for cell in cells}
        self.near = [
            presence
            for presence in board.fixed_near(piece.day)
            if presence.place == "site"
            and presence.start < piece.end
            and piece.start < presence.end
        ]

    def _fixed(self, person: str) -> int:
        """On-site minutes of fixed others (coarse), or how many are there all the slot long."""
        piece = self.piece
        others = [p for p in self.near if p.person != person]
        if self.board.coarse:
            return sum(min(p.end, piece.end) - max(p.start, piece.start) for p in others)
        return sum(p.start <= piece.start and piece.end <= p.end for p in others)

    def of_free(self) -> None:
        """Material and own presence are within everybody's presence, which is one variable."""
        board, piece = self.board, self.piece
        lonely = []
        for cell in self.cells:
            material = cell.exposed_by(piece, "material")
            enough = piece.minutes if board.coarse else 1
            if not isinstance(material, int) and self._fixed(cell.person.id) < enough:
                lonely.append((cell, material))
        if not lonely:
            return
        most = len(self.cells) * (piece.minutes if board.coarse else 1)
        all_there = board.number(0, most)
        board.require(board.sum(self.sites.values()) == all_there)
        for cell, material in lonely:
            person = cell.person.id
            own = board.sum(self.sites[c] for c in self.cells if c.person.id == person)
            board.require(material + own <= all_there + self._fixed(person), person=person)

    def of_held(self) -> None:
        """Where free shifts are a held person's only company, one of them has to be there."""
        piece = self.piece
        for presence in self.near:
            if presence.standing:
                continue
            others = [(p.start, p.end) for p in self.near if p.person != presence.person]
            alone = any(
                True
                for stretch in presence.stretches
                if stretch.material
                for _ in uncovered(
                    max(stretch.start, piece.start), min(stretch.end, piece.end), others
                )
            )
            free = [s for cell, s in self.sites.items() if cell.person.id != presence.person]
            if alone and any(not isinstance(site, int) for site in free):
                self.board.require(self.board.sum(free) >= 1, person=presence.person)
