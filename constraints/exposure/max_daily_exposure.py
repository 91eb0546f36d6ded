"""The daily cap on exposure."""

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
    Problem,
    Record,
    Words,
    words,
)


class MaxDailyExposure(Mandatory):
    """At most so many exposing minutes a person a day.

    Requires
        Exposing minutes of a local calendar day, material and contact together, stay within
        `minutes`, or within the person's own lower cap. Minutes worked over a day's cap lower the
        cap of the next working days until they are given back.

    Why
        Four hours a day is what Child Focus and INHOPE set for people who assess such images.

    How it is counted
        Minutes really done count where they are known, else planned ones. A shift that passes
        midnight counts on both days. On a past day over its cap the excess is carried: each next
        day with a shift has its cap lowered by what is carried, down to 0, and gives that back.
        Standing time over a cap makes that time the cap: nothing more is added.

    Source
        Child Focus, press article of May 2022: at most 4 hours. INHOPE: at most 4 hours.
    """

    name = "max_daily_exposure"
    group = Group.EXPOSURE
    tighter = {"minutes": "lower"}

    minutes: int = Field(240, gt=0, le=240, description="Exposing minutes a day, at most 240.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("At most {limit} of exposure a person a day.", limit=Length(self.minutes))

    def cap(self, person: Person) -> int:
        """The person's own cap, agreed with the manager, or the team's if lower."""
        agreed = person.max_daily_exposure
        return self.minutes if agreed is None else min(self.minutes, agreed)

    def post(self, board: Board) -> None:
        """Each day within the cap, lowered by what past days carried over."""
        for person in board.people:
            cap = self.cap(person)
            owed = self._carried(board.problem, person, cap)
            for day in range(board.clock.days + 1):
                if board.touched(person.id, (day - 1, day)):
                    board.at_most(board.exposure(person.id, day), cap, person=person.id)
                if owed and board.touched(person.id, range(day + 1)):
                    self._give_back(board, person, day, cap, owed)

    @staticmethod
    def _give_back(board: Board, person: Person, day: int, cap: int, owed: int) -> None:
        """The n-th working day of the roster has a cap of cap x (n + 1) - owed, at least 0."""
        worked = Amount.total(board.works(person.id, earlier) for earlier in range(day)).all
        exposure = board.exposure(person.id, day)
        full, part = divmod(owed, max(cap, 1))
        reached = 1 if not full else board.flag()
        if full:
            board.require(full * reached <= worked, person=person.id)
            board.at_most(exposure - Amount(cap * reached), 0, person=person.id)
        slack = part * (worked - full) + part * full * (1 - reached)
        board.at_most(exposure - Amount(slack), cap - part, person=person.id)

    @staticmethod
    def _carried(problem: Problem, person: Person, cap: int) -> int:
        """Minutes over past days' caps that are not yet given back on the roster's first day."""
        owed = 0
        shifts = problem.before.get(person.id, ())
        for day in range(-28, 0):
            exposing = [s for p in shifts for s in p.stretches if s.exposes]
            first, last = problem.clock.midnight(day), problem.clock.midnight(day + 1)
            done = sum(max(0, min(s.end, last) - max(s.start, first)) for s in exposing)
            done = problem.worked.get((person.id, day), done)
            lowered = min(owed, cap) if any(p.day == day for p in shifts) else 0
            owed += max(0, done - (cap - lowered)) - lowered
        return owed

    def check(self, record: Record) -> Iterator[Breach]:
        """Days whose exposure is over the cap that then held."""
        for person in record.people:
            owed, cap = 0, self.cap(person)
            for day in range(-28, record.clock.days + 1):
                minutes = record.exposure(person.id, day)
                works = (person.id, day) in record.by_cell
                limit = cap - min(owed, cap) if works else cap
                if works:
                    owed = max(0, owed - cap)
                if day < 0:
                    owed += max(0, minutes - limit)
                elif minutes > max(limit, record.standing_exposure(person.id, day)):
                    yield self._breach(record, person, day, minutes, limit)

    def _breach(self, record: Record, person: Person, day: int, minutes: int, limit: int) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=clock.midnight(day),
            end=clock.midnight(day + 1),
            said=words(
                "{name}, {day}: {minutes} of exposure. The limit is {limit}.",
                name=person.name,
                day=Day(clock.date(day)),
                minutes=Length(minutes),
                limit=Length(limit),
            ),
        )
