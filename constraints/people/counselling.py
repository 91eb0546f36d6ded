"""Counselling: quiet before it, its standing slots, and how often it comes."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from pydantic import Field

from scheduler.rule import (
    Amount,
    Bars,
    Board,
    Breach,
    Clocked,
    Cost,
    Day,
    Expression,
    FreeCell,
    Group,
    Hard,
    Interval,
    Length,
    Missing,
    Person,
    Piece,
    Presence,
    Problem,
    Record,
    Words,
    words,
)


class Counselling(Hard):
    """Counselling has quiet before it, its own slot, and does not stay out for long.

    Requires
        No exposure in the `before` minutes before a session: a block of an activity that is one, or
        a standing slot of the person. In a standing slot no other work, and a shift that holds all
        of it has a session there. At most `between` days from one session to the next: each day
        more is a shortfall.

    Why
        Nobody can talk about the work with its last image still before their eyes; and a talk that
        is owed is the first thing to give way when work is plenty, unless somebody counts.

    How it is counted
        In elapsed minutes inside a shift. A slot off the planning grid has its session in the whole
        slots of the grid inside it. Days are counted from the day on whose shift the last session
        of at least `minutes` minutes lay, up to twelve weeks back; without any from the first shift
        that is known, or the day before the roster. Counted are people with an authorisation, in
        teams with an activity that is a session. A standing shift is not the roster's to change.
        A day over costs `rate` minutes of the first level. Before a private appointment there is no
        exposure either; to everybody but the person that reads as any time that is not available.

    Source
        IWF: counselling is mandatory for analysts. Sixty minutes and 35 days: practice, derived.
    """

    name = "counselling"
    group = Group.PEOPLE
    tighter = {"before": "higher", "minutes": "higher", "between": "lower"}

    before: int = Field(60, ge=15, le=240, description="Minutes before a session, 15 to 240.")
    minutes: int = Field(60, ge=15, le=120, description="Minutes of a session, 15 to 120.")
    between: int = Field(35, ge=7, le=60, description="Days from one to the next, 7 to 60.")
    rate: int = Field(30, ge=0, le=480, description="Minutes a day over, 0 to 480.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "No exposure in the {before} before counselling; days from one session to the next: at "
            "most {days}.",
            before=Length(self.before),
            days=self.between,
        )

    def bar(self, problem: Problem, bars: Bars) -> None:
        """No exposure before slots and appointments; in a slot nothing but a session."""
        clock = problem.clock
        exposing = [a.id for a in problem.team.activities if a.exposes]
        other = [a.id for a in problem.team.activities if not a.session]
        for person in problem.team.people:
            for start, end in _slots(problem, person):
                for activity in other:
                    bars.work(person.id, activity, start, end)
            known = [start for start, _ in _slots(problem, person)]
            private = [clock.minute(each.start) for each in person.private.appointments]
            for start in (*known, *private):
                for activity in exposing:
                    bars.work(person.id, activity, start - self.before, start)

    def post(self, board: Board) -> None:
        """Quiet before sessions, sessions in their slots, and the days between them."""
        sessions = [a.id for a in board.problem.team.activities if a.session]
        if not sessions:
            return
        for cell in board.cells.values():
            for slot in _slots(board.problem, cell.person):
                self._post_slot(board, cell, sessions, slot)
            if not board.coarse:
                self._post_quiet(board, cell, sessions)
        for person in board.people:
            if person.authorised and self.rate:
                self._post_between(board, person, sessions)

    def _post_quiet(self, board: Board, cell: FreeCell, sessions: list[str]) -> None:
        """A session and exposure less than `before` minutes earlier exclude each other."""
        for index, piece in enumerate(cell.pieces):
            session = _session(board, cell, piece, sessions)
            first = index
            while first and cell.pieces[first - 1].end > piece.start - self.before:
                first -= 1
            near = (cell.exposed(earlier) for earlier in cell.pieces[first:index])
            exposed = [each for each in near if not isinstance(each, int)]
            if exposed and not isinstance(session, int):
                room = len(exposed) * (1 - session)
                board.require(board.sum(exposed) <= room, person=cell.person.id)

    @staticmethod
    def _post_slot(board: Board, cell: FreeCell, sessions: list[str], slot: Interval) -> None:
        """A shift that holds the slot has a session in each of its pieces."""
        start, end = slot
        holds = cell.covers(start, end)
        if isinstance(holds, int) and holds == 0:
            return
        inside = [p for p in cell.pieces if p.start < end and start < p.end]
        if board.coarse:
            grid = board.clock.grid
            whole = max(0, end // grid * grid + start // -grid * grid)
            done = board.sum(_session(board, cell, p, sessions) for p in inside)
            board.require(whole * holds <= done, person=cell.person.id)
            return
        for piece in inside:
            if start <= piece.start and piece.end <= end:
                done = _session(board, cell, piece, sessions)
                board.require(holds <= done, person=cell.person.id)

    def _post_between(self, board: Board, person: Person, sessions: list[str]) -> None:
        last = self._last(board.problem, person)
        days = range(board.clock.days)
        had = {day: self._had(board, person, day, sessions) for day in days}
        for day in range(max(0, last + self.between + 1), board.clock.days):
            window = range(max(0, day - self.between), day + 1)
            known = Amount.total(had[each] for each in window)
            if known.fixed or not (board.whole or board.touched(person.id, window)):
                continue
            board.cost(1, board.excess(1 - known.free, 1), self.rate, 1)

    def _had(self, board: Board, person: Person, day: int, sessions: list[str]) -> Amount:
        """1 where the shift that starts on the day has a session that is long enough."""
        cell = board.cell(person.id, day)
        if cell is None:
            plan = board.plans.get((person.id, day))
            planned = sum(plan.minutes.get(each, 0) for each in sessions) if plan else 0
            fixed = board.fixed.get((person.id, day), ())
            return Amount(held=int(max([planned, *map(_minutes, fixed)]) >= self.minutes))
        terms = [_session(board, cell, piece, sessions) for piece in cell.pieces]
        if all(isinstance(term, int) for term in terms):
            return Amount()
        had = board.flag()
        scale = 1 if board.coarse else board.clock.grid
        board.require(self.minutes * had <= scale * board.sum(terms))
        return Amount(had)

    def _last(self, problem: Problem, person: Person) -> int:
        """The day from which the days are counted at the roster's start."""
        shifts = problem.before.get(person.id, ())
        with_session = [shift.day for shift in shifts if _minutes(shift) >= self.minutes]
        return max(with_session, default=min((shift.day for shift in shifts), default=-1))

    def check(self, record: Record) -> Iterator[Breach]:
        """Exposure too near before sessions, and standing slots without one."""
        for person in record.people:
            slots = [(slot.start, slot.end) for slot in person.sessions]
            private = [each.start for each in person.private.appointments]
            for shift in record.new_shifts(person.id):
                if shift.standing:
                    continue
                inside = [s.start for s in shift.stretches if s.activity and s.activity.session]
                starts = {*inside, *(record.clock.minute(start) for start, _ in slots)}
                for start in sorted(starts):
                    if self._near(shift, start):
                        yield self._too_near(record, person, shift, start)
                if any(self._near(shift, record.clock.minute(moment)) for moment in private):
                    yield self._private(record, person, shift)
                for slot in slots:
                    if _taken(record, shift, slot):
                        yield self._slot_lost(record, person, shift, slot)

    def _near(self, shift: Presence, start: int) -> bool:
        return any(
            s.exposes and s.start < start and s.end > start - self.before for s in shift.stretches
        )

    def weigh(self, record: Record) -> Iterator[Cost]:
        """Days on which a session is overdue."""
        if not any(activity.session for activity in record.problem.team.activities):
            return
        for person in record.people:
            if not (person.authorised and self.rate):
                continue
            sessions = [p.day for p in record.new_shifts(person.id) if _minutes(p) >= self.minutes]
            had = [self._last(record.problem, person), *sessions, record.clock.days]
            for last, following in pairwise(had):
                late = following - max(last + self.between + 1, 0)
                if late > 0:
                    yield self._overdue(record, person, following - late, late)

    def _overdue(self, record: Record, person: Person, first: int, days: int) -> Cost:
        clock = record.clock
        minutes = days * self.rate
        missing = Missing(
            start=clock.midnight(first),
            end=clock.midnight(first + days),
            minutes=minutes,
            said=words(
                "{name}: counselling is due from {day} on. From one session to the next are at "
                "most {limit} days.",
                name=person.name,
                day=Day(clock.date(first)),
                limit=self.between,
            ),
        )
        return Cost(self.name, 1, minutes, missing)

    def _too_near(self, record: Record, person: Person, shift: Presence, start: int) -> Breach:
        return Breach(
            rule=self.name,
            person=person.id,
            start=start - self.before,
            end=start,
            said=words(
                "{name}, {day}: exposure less than {limit} before the session of {start}.",
                name=person.name,
                day=Day(record.clock.date(shift.day)),
                limit=Length(self.before),
                start=Clocked(record.clock.moment(start)),
            ),
        )

    def _private(self, record: Record, person: Person, shift: Presence) -> Breach:
        return Breach(
            rule=self.name,
            person=person.id,
            start=shift.start,
            end=shift.end,
            said=words(
                "{name}, {day}: exposure less than {limit} before an appointment.",
                name=person.name,
                day=Day(record.clock.date(shift.day)),
                limit=Length(self.before),
            ),
            private=True,
        )

    def _slot_lost(
        self, record: Record, person: Person, shift: Presence, slot: tuple[datetime, datetime]
    ) -> Breach:
        start, end = slot
        return Breach(
            rule=self.name,
            person=person.id,
            start=record.clock.minute(start),
            end=record.clock.minute(end),
            said=words(
                "{name}, {day}: from {start} to {end} is a standing slot of counselling.",
                name=person.name,
                day=Day(record.clock.date(shift.day)),
                start=Clocked(start),
                end=Clocked(end),
            ),
        )


def _slots(problem: Problem, person: Person) -> list[Interval]:
    """The person's standing slots in elapsed minutes."""
    clock = problem.clock
    return [(clock.minute(slot.start), clock.minute(slot.end)) for slot in person.sessions]


def _session(board: Board, cell: FreeCell, piece: Piece, sessions: list[str]) -> Expression:
    """A session in the piece: 0/1 in a slot, minutes in a segment; 0 where it cannot be."""
    found = [v for o, v in cell.doing.get(piece, {}).items() if o.activity.id in sessions]
    return board.sum(found) if found else 0


def _minutes(shift: Presence) -> int:
    """Minutes of sessions in a shift."""
    return sum(s.minutes for s in shift.stretches if s.activity and s.activity.session)


def _taken(record: Record, shift: Presence, slot: tuple[datetime, datetime]) -> bool:
    """Whether other work lies in the slot, or a shift that holds it has no session there."""
    start, end = (record.clock.minute(moment) for moment in slot)
    grid = record.clock.grid
    given = any(activity.session for activity in record.problem.team.activities)
    holds = given and shift.start <= start and end <= shift.end
    first, last = start + -start % grid, end - end % grid
    for part in shift.stretches:
        session = part.activity is not None and part.activity.session
        if not session and part.activity is not None and part.start < end and start < part.end:
            return True
        if holds and not session and max(part.start, first) < min(part.end, last):
            return True
    return False
