"""How short and how long a shift may be."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Amount,
    Board,
    Breach,
    Day,
    Group,
    Hard,
    Length,
    Person,
    Presence,
    Record,
    Rulebook,
    Words,
    words,
)


class ShiftLength(Hard):
    """A shift is neither too short nor too long.

    Requires
        A shift lasts `shortest` to `longest` minutes. One of more than `usual` lies only in a
        local week in which the person works on at most `days` days.

    Why
        Very short shifts cost a journey for little; long days are borne where the week is short.

    How it is counted
        From start to end in elapsed minutes, breaks included, also over midnight and in the nights
        of the clock change. A working day is one on which a shift starts; days before the roster
        count in its first week. Where standing shifts alone pass the days of a week with a long
        shift, nothing more is added to that week.

    Source
        Belgian labour act: at least 3 hours; at most 9 hours a day in a week of five days, else 8.
    """

    name = "shift_length"
    group = Group.BREAKS
    tighter = {"shortest": "higher", "longest": "lower", "usual": "lower", "days": "lower"}

    shortest: int = Field(180, ge=30, le=480, description="Fewest minutes, 30 to 480.")
    longest: int = Field(540, ge=60, le=720, description="Most minutes, at most 720.")
    usual: int = Field(480, ge=60, le=720, description="Most minutes in weeks of more days.")
    days: int = Field(5, ge=1, le=7, description="Most working days of a week with a long shift.")

    def conflicts(self, book: Rulebook) -> Iterator[tuple[str, Words]]:
        """A longest shift that is shorter than the shortest."""
        del book
        for field in ("longest", "usual"):
            most = getattr(self, field)
            if most < self.shortest:
                yield (
                    field,
                    words(
                        "{value} is under shortest, {limit}: at least that",
                        value=most,
                        limit=self.shortest,
                    ),
                )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "A shift lasts {shortest} to {longest}; more than {usual} only in weeks of at most "
            "{days} working days.",
            shortest=Length(self.shortest),
            longest=Length(self.longest),
            usual=Length(self.usual),
            days=self.days,
        )

    def post(self, board: Board) -> None:
        """No other lengths, and few working days in weeks with a long shift."""
        for cell in board.cells.values():
            lengths = [shape.end - shape.start for shape in cell.shapes]
            wrong = [
                literal
                for length, literal in zip(lengths, cell.chosen, strict=True)
                if not self.shortest <= length <= self.longest
            ]
            if wrong:
                board.require(board.sum(wrong) <= 0, person=cell.person.id)
        for person in board.people:
            for week in board.clock.weeks():
                if board.touched(person.id, week):
                    self._post_week(board, person.id, week)

    def _post_week(self, board: Board, person: str, week: range) -> None:
        long = [
            [x for s, x in board.starts(person, day) if self.usual < s.end - s.start]
            for day in week
        ]
        worked = Amount.total(board.works(person, day) for day in week)
        if any(isinstance(literal, int) for literals in long for literal in literals):
            board.at_most(worked, self.days, person=person)
        elif any(long):
            # A long shift takes the days that the week may not have.
            any_long, beyond = board.flag(), len(week) - self.days
            for literals in filter(None, long):
                board.require(board.sum(literals) <= any_long, person=person)
            board.at_most(worked + Amount(any_long * beyond), len(week), person=person)

    def check(self, record: Record) -> Iterator[Breach]:
        """Shifts of another length, and weeks with a long one and too many working days."""
        for presence in record.planned:
            if not presence.standing and presence.minutes > self.longest:
                yield self._wrong(record, presence, most=True)
            elif not presence.standing and presence.minutes < self.shortest:
                yield self._wrong(record, presence, most=False)
        for person in record.people:
            for week in record.clock.weeks():
                yield from self._check_week(record, person, week)

    def _check_week(self, record: Record, person: Person, week: range) -> Iterator[Breach]:
        shifts = [p for p in record.shifts(person.id) if p.day in week]
        longest = max((p.minutes for p in shifts), default=0)
        days = len({p.day for p in shifts})
        standing = [p for p in shifts if p.standing]
        borne = self.days
        if any(p.minutes > self.usual for p in standing):
            borne = max(borne, len({p.day for p in standing}))
        if longest > self.usual and days > borne:
            clock = record.clock
            yield Breach(
                rule=self.name,
                person=person.id,
                start=clock.midnight(week[0]),
                end=clock.midnight(week[-1] + 1),
                said=words(
                    "{name}, week of {day}: {days} working days with a shift of {minutes}. A shift "
                    "of more than {usual} lies in a week of at most {limit}.",
                    name=person.name,
                    day=Day(clock.date(week[0])),
                    days=days,
                    minutes=Length(longest),
                    usual=Length(self.usual),
                    limit=self.days,
                ),
            )

    def _wrong(self, record: Record, presence: Presence, *, most: bool) -> Breach:
        day = Day(record.clock.date(presence.day))
        name, length = record.name(presence.person), Length(presence.minutes)
        if most:
            said = words(
                "{name}, {day}: a shift of {minutes}. At most {limit}.",
                name=name,
                day=day,
                minutes=length,
                limit=Length(self.longest),
            )
        else:
            said = words(
                "{name}, {day}: a shift of {minutes}. At least {limit}.",
                name=name,
                day=day,
                minutes=length,
                limit=Length(self.shortest),
            )
        return Breach(self.name, presence.person, presence.start, presence.end, said)
