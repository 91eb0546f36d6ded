"""The share of exposure in a week's rostered time."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Amount,
    Board,
    Breach,
    Day,
    Group,
    Length,
    Mandatory,
    Person,
    Record,
    Words,
    words,
)

SUNDAY = 6


class ExposureShare(Mandatory):
    """Exposure is at most a share of the time rostered in a week.

    Requires
        In each local week, Monday first, a person's exposing minutes are at most `percent` of the
        minutes rostered to that person, less unpaid meal breaks.

    Why
        A daily cap alone would make part-time work denser than full-time work.

    How it is counted
        A shift counts whole, with its exposure, in the week in which it starts. Days of the week
        that lie before the roster count as well, with minutes really done where they are known.
        Leave and holidays are not rostered time. Volunteers' hours count alike. Where standing
        shifts are over the share already, nothing more is added to what is over.

    Source
        Derived: 16 hours of 38 are 42 %.
    """

    name = "exposure_share"
    group = Group.EXPOSURE
    tighter = {"percent": "lower"}

    percent: int = Field(45, gt=0, le=50, description="Per cent of rostered time, at most 50.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "At most {percent} % of the time rostered to a person in a week is exposure.",
            percent=self.percent,
        )

    def post(self, board: Board) -> None:
        """100 x exposure - percent x rostered is at most 0, or what stands of it."""
        for person in board.people:
            for week in board.clock.weeks():
                if not board.touched(person.id, week):
                    continue
                exposed = Amount.total(board.exposure(person.id, day) for day in week)
                exposed -= self._after_midnight(board, person, week[0] - 1)
                exposed += self._after_midnight(board, person, week[SUNDAY])
                rostered = Amount.total(board.rostered(person.id, day) for day in week)
                others = (board.problem.minutes_elsewhere(person.id, day) for day in week)
                rostered += Amount(standing=sum(others))
                over = exposed * 100 - rostered * self.percent
                board.at_most(over, 0, person=person.id)

    @staticmethod
    def _after_midnight(board: Board, person: Person, day: int) -> Amount:
        """Exposure on the next day of the shift that starts on this one; not where it is known."""
        if (person.id, day + 1) in board.problem.worked:
            return Amount()
        midnight = board.clock.midnight(day + 1)
        cell = board.cell(person.id, day)
        if cell:
            scale = 1 if board.coarse else board.clock.grid
            late = [cell.exposed(piece) for piece in cell.pieces if piece.start >= midnight]
            return Amount(board.weighted(late, [scale] * len(late)) if late else 0)
        held = standing = 0
        for presence in board.fixed.get((person.id, day), ()):
            for stretch in presence.stretches:
                minutes = max(0, stretch.end - max(stretch.start, midnight)) * stretch.exposes
                standing += minutes if presence.standing else 0
                held += 0 if presence.standing else minutes
        return Amount(0, held, standing)

    def check(self, record: Record) -> Iterator[Breach]:
        """Weeks with more exposure than their share."""
        for person in record.people:
            for week in record.clock.weeks():
                exposed, rostered = self._week(record, person.id, week, standing=False)
                stood, stood_rostered = self._week(record, person.id, week, standing=True)
                over = 100 * exposed - self.percent * rostered
                if over > max(0, 100 * stood - self.percent * stood_rostered):
                    yield self._breach(record, person, week, exposed, rostered)

    @staticmethod
    def _week(record: Record, person: str, week: range, *, standing: bool) -> tuple[int, int]:
        """Exposing and paid minutes of the week's shifts, all or only those that stand."""
        clock, worked = record.clock, record.problem.worked
        exposed = sum(worked.get((person, day), 0) for day in week)
        rostered = 0
        for presence in record.shifts(person):
            if presence.day not in week or (standing and not presence.standing):
                continue
            rostered += presence.minutes if presence.elsewhere else record.counted(presence)
            for day in range(presence.day, clock.day_at(presence.end - 1) + 1):
                first, last = clock.midnight(day), clock.midnight(day + 1)
                if (person, day) not in worked:
                    exposed += sum(
                        max(0, min(s.end, last) - max(s.start, first))
                        for s in presence.stretches
                        if s.exposes
                    )
        return exposed, rostered

    def _breach(
        self, record: Record, person: Person, week: range, exposed: int, rostered: int
    ) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=clock.midnight(week[0]),
            end=clock.midnight(week[SUNDAY] + 1),
            said=words(
                "{name}, week of {day}: {minutes} of exposure in {rostered} rostered. The limit "
                "is {percent} %, {limit}.",
                name=person.name,
                day=Day(clock.date(week[0])),
                minutes=Length(exposed),
                rostered=Length(rostered),
                percent=self.percent,
                limit=Length(rostered * self.percent // 100),
            ),
        )
