"""The break between two stints."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Board,
    Breach,
    Clocked,
    Expression,
    FreeCell,
    Group,
    Length,
    Mandatory,
    Presence,
    Record,
    Words,
    words,
)

HIGHEST = 3


class RecoveryBreak(Mandatory):
    """Between two stints lies a recovery break.

    Requires
        Between two runs of exposing minutes of a shift lie at least `minutes` unbroken minutes of
        break, or of activities away from a screen.

    Why
        A break that is long enough and without a screen is what lets people put down what they saw.

    How it is counted
        Paid, within contracted minutes. Other screen work may lie between two runs as well, but
        does not count. Planned breaks are whole slots: on a grid of 15 minutes 10 is planned as 15.

    Source
        Austrian screen-work order: 10 minutes after 50. EU aviation security: 20 on, 10 off.
    """

    name = "recovery_break"
    group = Group.EXPOSURE
    tighter = {"minutes": "higher"}

    minutes: int = Field(15, ge=10, le=60, description="Unbroken minutes, 10 to 60.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "Between two stints at least {minutes} of break.", minutes=Length(self.minutes)
        )

    def shortest_gap(self, grid: int) -> int:
        """The break in whole slots."""
        return -(-self.minutes // grid) * grid

    def post(self, board: Board) -> None:
        """A new run starts only where a whole break lies behind the last one."""
        for cell in board.cells.values():
            if board.coarse:
                self._post_density(board, cell)
            else:
                self._post_slots(
                    board, cell, self.shortest_gap(board.clock.grid) // board.clock.grid
                )

    @staticmethod
    def _post_slots(board: Board, cell: FreeCell, need: int) -> None:
        """`owing` is 1 from a run's end until a whole break has passed."""
        person = cell.person.id
        free = [cell.covers(p.start, p.end) - cell.screen(p) for p in cell.pieces]
        owing: Expression = 0
        for index, piece in enumerate(cell.pieces):
            exposed = cell.exposed(piece)
            if index == 0:
                continue
            before = cell.exposed(cell.pieces[index - 1])
            if isinstance(before, int) and isinstance(owing, int):
                continue
            now = board.flag()
            board.require(now >= before, person=person)
            if not isinstance(owing, int):
                if index < need:
                    board.require(now >= owing, person=person)
                elif need == 1:
                    board.require(now >= owing - free[index - 1], person=person)
                else:
                    healed = board.flag()
                    for slot in free[index - need : index]:
                        board.require(healed <= slot, person=person)
                    board.require(now >= owing - healed, person=person)
            board.require(exposed + now <= 1 + before, person=person)
            owing = now

    @staticmethod
    def _post_density(board: Board, cell: FreeCell) -> None:
        """Runs and the breaks between them fit into the shift, and into each segment of it.

        With R runs there are R - 1 breaks; R is at least minutes / longest run, counted apart for
        severity 3, since a run that holds any of it is short throughout.
        """
        grid = board.clock.grid
        gap = board.rulebook.shortest_gap(grid)
        usual = board.rulebook.longest_run(0, grid)
        highest = board.rulebook.longest_run(HIGHEST, grid)
        if not usual or not highest:
            return
        whole = []
        for piece in cell.pieces:
            exposed = cell.exposed(piece)
            if isinstance(exposed, int):
                whole.append(cell.screen(piece) * (usual * highest))
                continue
            severe = cell.exposed_by(piece, severity=HIGHEST)
            runs = gap * (highest * (exposed - severe) + usual * severe)
            whole.append(cell.screen(piece) * (usual * highest) + runs)
            board.require(
                exposed * (usual * highest) + runs
                <= board.weighted(
                    cell.chosen,
                    [
                        (length + gap) * usual * highest
                        if (length := cell.overlap(shape, piece))
                        else 0
                        for shape in cell.shapes
                    ],
                ),
                person=cell.person.id,
            )
        room = []
        for shape in cell.shapes:
            meal = board.meal_minutes(shape)
            room.append((shape.end - shape.start + gap - max(0, meal - gap)) * usual * highest)
        board.require(board.sum(whole) <= board.weighted(cell.chosen, room), person=cell.person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Pairs of neighbouring runs without a whole break between them."""
        for presence in record.planned:
            if presence.standing:
                continue
            for before, after in zip(presence.runs, presence.runs[1:], strict=False):
                start, end = before[-1].end, after[0].start
                longest = self._longest_recovery(presence, start, end)
                if longest < self.minutes:
                    yield self._breach(record, presence, start, end, longest)

    @staticmethod
    def _longest_recovery(presence: Presence, start: int, end: int) -> int:
        longest = reached = 0
        for stretch in presence.stretches:
            if start <= stretch.start and stretch.end <= end:
                reached = reached + stretch.minutes if stretch.recovers else 0
                longest = max(longest, reached)
        return longest

    def _breach(
        self, record: Record, presence: Presence, start: int, end: int, longest: int
    ) -> Breach:
        return Breach(
            rule=self.name,
            person=presence.person,
            start=start,
            end=end,
            said=words(
                "{name}: between the stints that end at {start} and start at {end} lie {minutes} "
                "of unbroken break. At least {limit} must.",
                name=record.name(presence.person),
                start=Clocked(record.clock.moment(start)),
                end=Clocked(record.clock.moment(end)),
                minutes=Length(longest),
                limit=Length(self.minutes),
            ),
        )
