"""A working day without exposure in each week."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Amount,
    Board,
    Breach,
    Day,
    Expression,
    Group,
    Hard,
    Person,
    Record,
    Words,
    words,
)


class ExposureFreeDay(Hard):
    """In a week of many working days one of them is without exposure.

    Requires
        In each local week, Monday first, in which a person has `working_days` or more working
        days, at least one of them is without exposure.

    Why
        Minutes alone let a little of it lie on every day; a whole day of other work, among
        colleagues, is a rest that a free day does not give.

    How it is counted
        A working day is one on which a shift starts. It is without exposure if neither that local
        day nor what its shift holds after midnight has a minute of it: minutes really done where
        they are known, else planned ones. Days before the roster count in its first week. Where
        exposure on all of a week's working days stands already, no working day with exposure is
        added to them.

    Source
        Derived: 960 minutes in seven days are four full days, so that a fifth is for other work.
    """

    name = "exposure_free_day"
    group = Group.EXPOSURE
    tighter = {"working_days": "lower"}

    working_days: int = Field(
        4, ge=2, le=7, description="Weeks with so many working days or more, 2 to 7."
    )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "In a week of {days} working days or more, one of them is without exposure.",
            days=self.working_days,
        )

    def post(self, board: Board) -> None:
        """So many days are worked only where one of them is free of exposure."""
        for person in board.people:
            for week in board.clock.weeks():
                if board.touched(person.id, (week[0] - 1, *week)):
                    self._post_week(board, person.id, week)

    def _post_week(self, board: Board, person: str, week: range) -> None:
        worked, unexposed = [], []
        for day in week:
            works = board.works(person, day)
            exposure = board.exposure(person, day) + _after_midnight(board, person, day)
            if isinstance(works.all, int) and not works.all:
                continue
            # A standing day that only a free shift exposes is no reason to take its week as lost.
            stands = works.standing if exposure.standing else 0
            worked.append(Amount(works.free, works.fixed - stands, stands))
            unexposed.append(self._unexposed(board, person, day, exposure))
        total, without = Amount.total(worked), board.sum(unexposed)
        most = len(worked) - max(self.working_days - 1, total.standing)
        if most > 0 and not any(isinstance(day, int) and day for day in unexposed):
            board.at_most(total - Amount(without * most), self.working_days - 1, person=person)

    @staticmethod
    def _unexposed(board: Board, person: str, day: int, exposure: Amount) -> Expression:
        """1 only where the day is worked, and without exposure."""
        works = board.works(person, day).all
        if exposure.fixed:
            return 0
        if isinstance(exposure.free, int):
            return works
        cells = [cell for start in (day - 1, day) if (cell := board.cell(person, start))]
        most = sum(max(shape.end - shape.start for shape in cell.shapes) for cell in cells)
        cap = board.rulebook.daily_cap(board.problem, board.problem.people[person], day)
        if cap is not None and all(
            piece.day == cell.day for cell in cells for piece in cell.pieces
        ):
            # No day has more than its cap, and the nearer the limit the better the relaxation.
            most = min(most, cap)
        without = board.flag()
        board.require(without <= works, person=person)
        board.require(exposure.free + without * most <= most, person=person)
        return without

    def check(self, record: Record) -> Iterator[Breach]:
        """Weeks with exposure on each of many working days, unless all of it stands."""
        for person in record.people:
            for week in record.clock.weeks():
                days = [day for day in week if (person.id, day) in record.by_cell]
                if len(days) < self.working_days:
                    continue
                stood = sum(self._exposed(record, person, day, standing=True) for day in days)
                exposed = all(self._exposed(record, person, day) for day in days)
                if exposed and stood < len(days):
                    yield self._breach(record, person, days)

    @staticmethod
    def _exposed(record: Record, person: Person, day: int, *, standing: bool = False) -> bool:
        """Whether a working day has exposure; standing: whether a standing one has some itself."""
        shifts = record.by_cell[person.id, day]
        if standing and not all(shift.standing for shift in shifts):
            return False
        within = record.standing_exposure if standing else record.exposure
        midnight = record.clock.midnight(day + 1)
        late = any(s.exposes and s.end > midnight for shift in shifts for s in shift.stretches)
        return late or within(person.id, day) > 0

    def _breach(self, record: Record, person: Person, days: list[int]) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=clock.midnight(days[0]),
            end=clock.midnight(days[-1] + 1),
            said=words(
                "{name}, {first} to {last}: exposure on each of {days} working days. From {limit} "
                "a week on, one is without.",
                name=person.name,
                first=Day(clock.date(days[0])),
                last=Day(clock.date(days[-1])),
                days=len(days),
                limit=self.working_days,
            ),
        )


def _after_midnight(board: Board, person: str, day: int) -> Amount:
    """Exposing minutes, or slots, that the shift of a day holds on the next."""
    cell = board.cell(person, day)
    if cell:
        found = [cell.exposed(piece) for piece in cell.pieces if piece.day > day]
        late = [exposed for exposed in found if not isinstance(exposed, int)]
        return Amount(board.sum(late)) if late else Amount()
    midnight = board.clock.midnight(day + 1)
    standing = held = 0
    for shift in board.fixed.get((person, day), ()):
        late_minutes = sum(
            max(0, s.end - max(s.start, midnight)) for s in shift.stretches if s.exposes
        )
        standing += late_minutes if shift.standing else 0
        held += 0 if shift.standing else late_minutes
    return Amount(0, held, standing)
