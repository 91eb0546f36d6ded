"""What is published too near its day needs a yes."""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pydantic import Field

from scheduler.rule import (
    Board,
    Breach,
    Clocked,
    Day,
    FreeCell,
    Group,
    Hard,
    PlacedShape,
    Presence,
    Problem,
    Record,
    Value,
    Words,
    words,
)

SATURDAY = 5


@dataclass(frozen=True)
class Ask:
    """A person-day that needs its person's yes.

    before, after: its shift in the reference and in the roster; None where it is free. notice:
    working days from the announcement's day up to the day before it.
    """

    person: str
    day: int
    before: Presence | None
    after: Presence | None
    notice: int


class PublishNotice(Hard):
    """Rosters and their changes are published in time; what is nearer needs a yes.

    Requires
        A shift is published for the first time, and its day, start, end or place changed, at least
        `working_days` working days before its day. Nearer it waits for the yes of its person.

    Why
        People can only arrange their lives around what they know in time.

    How it is counted
        Only where a roster is being published, at the moment of its announcement, against what is
        in force. Working days are Monday to Friday less public holidays and closing days. The day
        of the announcement counts where it is one, the shift's own day does not. A shift that
        passes midnight counts by the day on which it starts; blocks moved inside it are no change.
        A shift that is gone is one that changed. The own shift of somebody who is not available for
        it any more, or refuses work in it, may go or be cut shorter without a yes. What is pinned
        stays and is not told as a breach; it still needs its yes.

    Source
        Belgian act of 3 October 2022: seven working days for variable schedules, which a sector may
        shorten to three.
    """

    name = "publish_notice"
    group = Group.CHANGE
    tighter = {"working_days": "higher"}

    working_days: int = Field(7, ge=3, le=30, description="Working days of notice, 3 to 30.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "Working days between publication or change and a shift: at least {days}; nearer it "
            "needs a yes.",
            days=self.working_days,
        )

    def latest(self, problem: Problem, day: int) -> int:
        """The last day on which a shift of `day` can be published without a yes."""
        left = self.working_days
        while left:
            day -= 1
            left -= _working(problem, day)
        return day

    def post(self, board: Board) -> None:
        """Person-days that are too near stay as they are in force."""
        problem = board.problem
        if problem.announced is None:
            return
        day, left = problem.clock.day_at(problem.clock.minute(problem.announced)), self.working_days
        while left:
            left -= _working(problem, day)
            day += 1
        for cell in board.cells.values():
            # Where one shape is all there is, it is pinned, or kept from a roster already judged.
            pinned = isinstance(cell.works, int)
            agreed = (cell.person.id, cell.day) in problem.agreed
            if cell.day < day and not pinned and not agreed:
                self._stay(board, cell)

    @staticmethod
    def _stay(board: Board, cell: FreeCell) -> None:
        """Nothing is added or moved, and what is in force is kept where its person still can."""
        before = board.problem.reference.get((cell.person.id, cell.day))
        own = before is not None and _own(board.problem, before)
        allowed = frozenset(i for i, s in enumerate(cell.shapes) if _may(before, s, own=own))
        if allowed and not own:
            board.require(cell.any_of(allowed) == 1, person=cell.person.id)
        else:
            others = [c for i, c in enumerate(cell.chosen) if i not in allowed]
            board.require(board.sum(others) == 0, person=cell.person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Person-days that changed too late without a yes, less what is pinned."""
        problem = record.problem
        for ask in self.asks(record):
            cell = ask.person, ask.day
            standing = ask.after is not None and ask.after.standing
            if not standing and cell not in problem.outlines and cell not in problem.days_off:
                yield self._breach(record, ask)

    def asks(self, record: Record) -> Iterator[Ask]:
        """Whose yes a roster needs for which day, day by day in the team's order."""
        problem, clock = record.problem, record.clock
        if problem.announced is None:
            return
        told = clock.day(problem.announced.astimezone(ZoneInfo(clock.zone)).date())
        for day in range(clock.days):
            notice = sum(_working(problem, each) for each in range(told, day))
            if notice >= self.working_days:
                break
            for person in problem.people:
                before = problem.reference.get((person, day))
                shifts = record.by_cell.get((person, day), ())
                after = next((shift for shift in shifts if not shift.elsewhere), None)
                if (person, day) not in problem.agreed and _changes(problem, before, after):
                    yield Ask(person, day, before, after, notice)

    def _breach(self, record: Record, ask: Ask) -> Breach:
        shift = ask.after or ask.before
        if shift is None:
            raise ValueError("a day that is free before and after has not changed")
        return Breach(self.name, ask.person, shift.start, shift.end, self._said(record, ask, shift))

    def _said(self, record: Record, ask: Ask, shift: Presence) -> Words:
        clock = record.clock
        values: dict[str, Value] = {
            "name": record.name(ask.person),
            "day": Day(clock.date(ask.day)),
            "start": Clocked(clock.moment(shift.start)),
            "end": Clocked(clock.moment(shift.end)),
            "days": ask.notice,
            "limit": self.working_days,
        }
        if ask.before is None:
            return words(
                "{name}, {day}: a new shift from {start} to {end}. Working days of notice: {days}. "
                "Below {limit} it needs a yes.",
                **values,
            )
        if ask.after is None:
            return words(
                "{name}, {day}: the shift from {start} to {end} is gone. Working days of notice: "
                "{days}. Below {limit} it needs a yes.",
                **values,
            )
        if (ask.before.start, ask.before.end) == (shift.start, shift.end):
            return words(
                "{name}, {day}: another place for the shift from {start} to {end}. Working days of "
                "notice: {days}. Below {limit} it needs a yes.",
                **values,
            )
        return words(
            "{name}, {day}: the shift was from {was} to {until} and is now from {start} to {end}. "
            "Working days of notice: {days}. Below {limit} it needs a yes.",
            was=Clocked(clock.moment(ask.before.start)),
            until=Clocked(clock.moment(ask.before.end)),
            **values,
        )


def _working(problem: Problem, day: int) -> bool:
    off = day in problem.closed_days or day in problem.public_holidays
    return problem.clock.weekday(day) < SATURDAY and not off


def _may(before: Presence | None, shape: PlacedShape, *, own: bool) -> bool:
    """Whether a shape needs no yes."""
    if before is None or shape.place != before.place:
        return False
    if own:
        return before.start <= shape.start and shape.end <= before.end
    return (shape.start, shape.end) == (before.start, before.end)


def _changes(problem: Problem, before: Presence | None, after: Presence | None) -> bool:
    """Whether a person-day is another one, and not by its person's own reason."""
    if before is None or after is None:
        return before is not after and (before is None or not _own(problem, before))
    if after.place != before.place:
        return True
    earlier, later = before.start - after.start, after.end - before.end
    if earlier > 0 or later > 0:
        return True
    return (earlier, later) != (0, 0) and not _own(problem, before)


def _own(problem: Problem, shift: Presence) -> bool:
    """Whether the person is not available for their shift as it was, or refuses work in it."""
    person, moment = problem.people[shift.person], problem.clock.moment
    start, end = moment(shift.start), moment(shift.end)
    first, last = start.date(), moment(shift.end - 1).date()
    return (
        any(leave.first <= last and first <= leave.last for leave in person.leave)
        or any(
            busy.start < end and start < busy.end
            for busy in (*person.busy, *person.private.appointments)
        )
        or any(
            stretch.activity is not None
            and stretch.activity.id == refusal.activity
            and refusal.start < moment(stretch.end)
            and (refusal.end is None or moment(stretch.start) < refusal.end)
            for refusal in person.private.refusals
            for stretch in shift.stretches
        )
    )
