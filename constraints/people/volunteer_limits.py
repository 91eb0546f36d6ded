"""How often, how long and when a volunteer has a shift."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Amount,
    Bars,
    Board,
    Breach,
    Clocked,
    Day,
    Group,
    Hard,
    Length,
    Person,
    Presence,
    Problem,
    Record,
    Words,
    uncovered,
    windows,
    words,
)


class VolunteerLimits(Hard):
    """Volunteers have few and short shifts, in times that they offered.

    Requires
        At most `shifts` shifts of a volunteer in a local week, each of at most `minutes` minutes
        with its breaks, and each wholly inside times that the volunteer offered: weekly windows,
        or single times.

    Why
        Nobody forces a volunteer; and whoever does this beside a job has less time to recover.

    How it is counted
        A shift counts in the week in which it starts, also before the roster. Windows and offers
        that meet are one; who offers none has no shift. Standing shifts over the limit make their
        number the limit: none is added. Where a volunteer has no contract, two shifts of four hours
        a week stand for it wherever contracted minutes are read.

    Source
        Crisis Text Line and Samaritans: one shift of some four hours a week. Belgian act of 2005 on
        volunteers: nobody is obliged.
    """

    name = "volunteer_limits"
    group = Group.PEOPLE
    tighter = {"shifts": "lower", "minutes": "lower"}

    shifts: int = Field(2, ge=1, le=5, description="Shifts a local week, 1 to 5.")
    minutes: int = Field(240, ge=60, le=480, description="Minutes of a shift, 60 to 480.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "A volunteer's shifts in a week: at most {shifts}, each of at most {limit}, in times "
            "that they offered.",
            shifts=self.shifts,
            limit=Length(self.minutes),
        )

    def bar(self, problem: Problem, bars: Bars) -> None:
        """Every time that a volunteer did not offer."""
        clock = problem.clock
        for person in problem.team.people:
            if person.volunteer:
                reached = clock.midnight(-1)
                for start, end in windows(problem, person, range(-1, clock.days + 2)):
                    bars.shift(person.id, reached, start)
                    reached = max(reached, end)
                bars.shift(person.id, reached, clock.midnight(clock.days + 2))

    def post(self, board: Board) -> None:
        """No shape that is too long, and in a week no more shifts than the limit."""
        for cell in board.cells.values():
            long = [
                literal
                for shape, literal in zip(cell.shapes, cell.chosen, strict=True)
                if shape.end - shape.start > self.minutes
            ]
            if long and cell.person.volunteer:
                board.require(board.sum(long) <= 0, person=cell.person.id)
        for person in board.people:
            for week in board.clock.weeks() if person.volunteer else ():
                if board.touched(person.id, week):
                    worked = Amount.total(board.works(person.id, day) for day in week)
                    board.at_most(worked, self.shifts, person=person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Weeks with too many shifts, shifts that are too long, and those not offered."""
        for person in record.people:
            if not person.volunteer:
                continue
            for week in record.clock.weeks():
                shifts = [p for p in record.shifts(person.id) if p.day in week]
                standing = sum(p.standing for p in shifts)
                if len(shifts) > max(self.shifts, standing):
                    yield self._too_many(record, person, week, len(shifts))
            for presence in record.new_shifts(person.id):
                if not presence.standing:
                    if presence.minutes > self.minutes:
                        yield self._too_long(record, person, presence)
                    days = range(presence.day - 1, record.problem.days_touched(presence).stop)
                    offered = windows(record.problem, person, days)
                    for start, end in uncovered(presence.start, presence.end, offered):
                        yield self._not_offered(record, person, start, end)

    def _too_many(self, record: Record, person: Person, week: range, shifts: int) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=clock.midnight(week.start),
            end=clock.midnight(week.stop),
            said=words(
                "{name}, week of {day}: shifts {shifts}. A volunteer has at most {limit} a week.",
                name=person.name,
                day=Day(clock.date(week.start)),
                shifts=shifts,
                limit=self.shifts,
            ),
        )

    def _too_long(self, record: Record, person: Person, presence: Presence) -> Breach:
        return Breach(
            rule=self.name,
            person=person.id,
            start=presence.start,
            end=presence.end,
            said=words(
                "{name}, {day}: a shift of {minutes}. A volunteer's has at most {limit}.",
                name=person.name,
                day=Day(record.clock.date(presence.day)),
                minutes=Length(presence.minutes),
                limit=Length(self.minutes),
            ),
        )

    def _not_offered(self, record: Record, person: Person, start: int, end: int) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=start,
            end=end,
            said=words(
                "{name} did not offer {day} from {start} to {end}.",
                name=person.name,
                day=Day(clock.date(clock.day_at(start))),
                start=Clocked(clock.moment(start)),
                end=Clocked(clock.moment(end)),
            ),
        )
