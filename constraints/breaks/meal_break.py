"""The meal break of a long shift."""

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
    PlacedShape,
    Presence,
    Record,
    Rulebook,
    Words,
    words,
)


class MealBreak(Hard):
    """A long shift holds one meal break, away from its ends.

    Requires
        A shift of `from_minutes` or more holds exactly one meal break. It lasts at least `minutes`
        and lies wholly between a quarter of the shift after its start and a quarter before its end.

    Why
        A break at the very start or end is no break: it is a shorter shift.

    How it is counted
        Shift lengths count with all breaks. Shorter shifts hold no meal break, so that nothing
        unpaid is cut out of them; other breaks they may hold. Planned meals are whole slots: on a
        grid of 15 minutes 40 is planned as 45, and both bounds move inward to the grid. A shift in
        which no place is left for its meal is not rostered. Unpaid unless the team says otherwise.

    Source
        Belgian labour act: at least 15 minutes where work lasts more than six hours.
    """

    name = "meal_break"
    group = Group.BREAKS
    tighter = {"minutes": "higher", "from_minutes": "lower"}

    minutes: int = Field(30, ge=30, le=120, description="Length of the meal, 30 to 120 minutes.")
    from_minutes: int = Field(
        360, ge=180, le=360, description="Shifts of this length or more hold one, at most 360."
    )

    def conflicts(self, book: Rulebook) -> Iterator[tuple[str, Words]]:
        """A meal that is longer than the middle of the shortest shift that holds one."""
        del book
        most = self.from_minutes // 2
        if self.minutes > most:
            yield (
                "minutes",
                words(
                    "{value} is over half of from_minutes, {number}: at most {limit}",
                    value=self.minutes,
                    number=self.from_minutes,
                    limit=most,
                ),
            )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "A shift of {shift} or more holds one meal break of at least {minutes}, not in its "
            "first or last quarter.",
            shift=Length(self.from_minutes),
            minutes=Length(self.minutes),
        )

    def unpaid_minutes(self, shift_minutes: int) -> int:
        """The meal of a shift that is long enough for one."""
        return self.minutes if shift_minutes >= self.from_minutes else 0

    def post(self, board: Board) -> None:
        """One meal where the chosen shape needs it, in a place which that shape allows."""
        for cell in board.cells.values():
            windows = {
                index: self._window(board, shape)
                for index, shape in enumerate(cell.shapes)
                if shape.end - shape.start >= self.from_minutes
            }
            full = [i for i, (first, last) in windows.items() if last < first]
            if full:
                none = board.sum(cell.chosen[index] for index in full)
                board.require(none <= 0, person=cell.person.id)
            fitting = {i: window for i, window in windows.items() if i not in full}
            if board.coarse:
                self._post_minutes(board, cell, fitting)
            elif fitting:
                self._post_places(board, cell, fitting)

    @staticmethod
    def _window(board: Board, shape: PlacedShape) -> tuple[int, int]:
        """First and last start of the meal on the grid; none where last lies before first."""
        grid = board.clock.grid
        away = -((shape.start - shape.end) // 4)
        first = -(-(shape.start + away) // grid) * grid
        last = (shape.end - away) // grid * grid - board.meal_minutes(shape)
        return first, last

    @staticmethod
    def _post_places(board: Board, cell: FreeCell, windows: dict[int, tuple[int, int]]) -> None:
        """A literal for each start of a meal; nobody works while the meal lasts."""
        grid, person = board.clock.grid, cell.person.id
        length = max(board.meal_minutes(cell.shapes[index]) for index in windows)
        earliest = min(first for first, _ in windows.values())
        latest = max(last for _, last in windows.values())
        for start in range(earliest, latest + 1, grid):
            allowed = frozenset(i for i, (a, b) in windows.items() if a <= start <= b)
            if allowed:
                cell.meals[start] = board.flag()
                board.require(cell.meals[start] <= cell.any_of(allowed), person=person)
        needing = cell.any_of(frozenset(windows))
        board.require(board.sum(cell.meals.values()) == needing, person=person)
        for piece in cell.pieces:
            starts = range(piece.start - length + grid, piece.start + 1, grid)
            eating = [cell.meals[start] for start in starts if start in cell.meals]
            if eating:
                busy = board.sum([cell.work(piece), *eating])
                board.require(busy <= cell.covers(piece.start, piece.end), person=person)

    @staticmethod
    def _post_minutes(board: Board, cell: FreeCell, windows: dict[int, tuple[int, int]]) -> None:
        """Work leaves room for the meal in the shift, and in the segments that must hold it."""
        grid, pieces = board.clock.grid, cell.pieces
        meals = {i: board.meal_minutes(cell.shapes[i]) for i in windows}
        spans = {(pieces[0].start, pieces[-1].end)} if windows else set()
        for index, (first, last) in windows.items():
            held = [p for p in pieces if p.start < last + meals[index] and first < p.end]
            spans.add((held[0].start, held[-1].end))
        for start, end in sorted(spans):
            room = []
            for index, shape in enumerate(cell.shapes):
                # Work lies in whole slots of the shift: nothing before the first or after the last.
                opens, closes = -(-shape.start // grid) * grid, shape.end // grid * grid
                slots = min(closes, end) - max(opens, start)
                first, last = windows.get(index, (start - 1, end))
                inside = start <= first and last + meals.get(index, 0) <= end
                room.append(max(0, slots) - (meals[index] if inside else 0))
            work = board.sum(cell.work(p) for p in pieces if start <= p.start and p.end <= end)
            board.require(work <= board.weighted(cell.chosen, room), person=cell.person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Long shifts without their one meal in its place, and short ones with a meal."""
        for presence in record.planned:
            if not presence.standing:
                said = self._fault(record, presence)
                if said is not None:
                    yield Breach(self.name, presence.person, presence.start, presence.end, said)

    def _fault(self, record: Record, presence: Presence) -> Words | None:
        clock, name = record.clock, record.name(presence.person)
        meals = [stretch for stretch in presence.stretches if stretch.meal]
        day, long = Day(clock.date(presence.day)), presence.minutes >= self.from_minutes
        if len(meals) != long:
            return words(
                "{name}, {day}: meal breaks in a shift of {shift}: {number}. From {limit} on it "
                "holds one, a shorter shift none.",
                name=name,
                day=day,
                shift=Length(presence.minutes),
                number=len(meals),
                limit=Length(self.from_minutes),
            )
        if not long:
            return None
        (meal,) = meals
        if meal.minutes < self.minutes:
            return words(
                "{name}, {day}: the meal break lasts {minutes}. The least is {limit}.",
                name=name,
                day=day,
                minutes=Length(meal.minutes),
                limit=Length(self.minutes),
            )
        before, after = meal.start - presence.start, presence.end - meal.end
        if 4 * min(before, after) < presence.minutes:
            return words(
                "{name}, {day}: the meal break from {start} to {end} touches the first or last "
                "quarter of the shift.",
                name=name,
                day=day,
                start=Clocked(clock.moment(meal.start)),
                end=Clocked(clock.moment(meal.end)),
            )
        return None
