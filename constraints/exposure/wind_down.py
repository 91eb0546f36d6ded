"""Time without exposure before a shift ends."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Board,
    Breach,
    Clocked,
    Day,
    FreeCell,
    Group,
    Hard,
    Length,
    Piece,
    Presence,
    Record,
    Stretch,
    Words,
    words,
)


class WindDown(Hard):
    """No exposure just before a shift ends.

    Requires
        No exposure to material in the last `minutes` of a shift, and none to contact in its last
        `contact_minutes`.

    Why
        Who goes home straight from the material takes it along; other work, or talk, lies between.

    How it is counted
        Back from the end of the shift, to the minute, also where it ends on the next day. Planned
        blocks are whole slots, so the last one ends at or before that moment.

    Source
        Practice of hotlines.
    """

    name = "wind_down"
    group = Group.EXPOSURE
    tighter = {"minutes": "higher", "contact_minutes": "higher"}

    minutes: int = Field(60, ge=0, le=240, description="Last minutes without material, 0 to 240.")
    contact_minutes: int = Field(30, ge=0, le=240, description="The same for contact, 0 to 240.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "No material in the last {minutes} of a shift, no contact in the last {contact}.",
            minutes=Length(self.minutes),
            contact=Length(self.contact_minutes),
        )

    def post(self, board: Board) -> None:
        """The kind that ends earlier by itself, and all exposure by where the later one ends."""
        for cell in board.cells.values():
            material, contact = ("material", self.minutes), ("contact", self.contact_minutes)
            early, late = (
                (material, contact) if self.minutes >= self.contact_minutes else (contact, material)
            )
            pieces = {kind: self._pieces(cell, kind) for kind in ("material", "contact")}
            if pieces[early[0]] and early[1]:
                self._post_kind(board, cell, early[0], early[1], pieces[early[0]])
            if pieces[late[0]] and late[1]:
                self._post_kind(board, cell, None, late[1], pieces[late[0]])

    @staticmethod
    def _pieces(cell: FreeCell, kind: str) -> list[Piece]:
        return [p for p in cell.pieces if not isinstance(cell.exposed_by(p, kind), int)]

    def _post_kind(
        self, board: Board, cell: FreeCell, kind: str | None, minutes: int, pieces: list[Piece]
    ) -> None:
        first = min(shape.end for shape in cell.shapes) - minutes
        if board.coarse:
            self._post_minutes(board, cell, kind, minutes, pieces)
            return
        for piece in pieces:
            if piece.end <= first:
                continue
            inside = frozenset(
                index
                for index, shape in enumerate(cell.shapes)
                if shape.start <= piece.start
                and piece.end <= shape.end - minutes
                and (shape.place == "site" or kind != "material")
            )
            amount = cell.exposed_by(piece, kind) if kind else cell.exposed(piece)
            board.require(amount <= cell.any_of(inside), person=cell.person.id)

    @staticmethod
    def _post_minutes(
        board: Board, cell: FreeCell, kind: str | None, minutes: int, pieces: list[Piece]
    ) -> None:
        """What fits into a segment, and into the whole shift, before the wind-down.

        In W minutes fit as many whole runs with their gaps as there are, and the start of one.
        """
        grid = board.clock.grid
        run, gap = board.rulebook.longest_run(0, grid), board.rulebook.shortest_gap(grid)

        def fits(room: int) -> int:
            if room <= 0 or not run:
                return max(0, room)
            runs, rest = divmod(room, run + gap)
            return runs * run + min(run, rest)

        amounts = {p: cell.exposed_by(p, kind) if kind else cell.exposed(p) for p in pieces}
        for piece, amount in amounts.items():
            room = [
                min(shape.end - minutes, piece.end) - max(shape.start, piece.start)
                for shape in cell.shapes
            ]
            if any(
                mine < cell.overlap(shape, piece)
                for mine, shape in zip(room, cell.shapes, strict=True)
            ):
                most = board.weighted(cell.chosen, [fits(minutes) for minutes in room])
                board.require(amount <= most, person=cell.person.id)
        whole = [fits(shape.end - shape.start - minutes) for shape in cell.shapes]
        board.require(
            board.sum(amounts.values()) <= board.weighted(cell.chosen, whole),
            person=cell.person.id,
        )

    def check(self, record: Record) -> Iterator[Breach]:
        """Blocks that go on into the wind-down."""
        for presence in record.planned:
            if presence.standing:
                continue
            for stretch in presence.stretches:
                limit = self.minutes if stretch.material else self.contact_minutes
                if stretch.exposes and stretch.end > presence.end - limit:
                    yield self._breach(record, presence, stretch, limit)

    def _breach(self, record: Record, presence: Presence, stretch: Stretch, limit: int) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=presence.person,
            start=max(stretch.start, presence.end - limit),
            end=stretch.end,
            said=words(
                "{name}, {day}: {activity} until {end}, and the shift ends at {shift_end}. At "
                "least {limit} must lie between.",
                name=record.name(presence.person),
                day=Day(clock.date(clock.day_at(stretch.end - 1))),
                activity=stretch.activity.name if stretch.activity else "",
                end=Clocked(clock.moment(stretch.end)),
                shift_end=Clocked(clock.moment(presence.end)),
                limit=Length(limit),
            ),
        )
