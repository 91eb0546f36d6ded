"""The daily cap on exposure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

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
    Presence,
    Problem,
    Record,
    Words,
    words,
)


class MaxDailyExposure(Mandatory):
    """At most so many exposing minutes a person a day.

    Requires
        Exposing minutes of a local calendar day, material and contact together, stay within
        `minutes`, or within a lower cap agreed with the person, or one that the person set alone.
        Minutes worked over a day's cap lower the cap of the next working days until they are given
        back.

    Why
        Four hours a day is what Child Focus and INHOPE set for people who assess such images.

    How it is counted
        Minutes really done count where they are known, else planned ones. A shift that passes
        midnight counts on both days. On a past day over its cap the excess is carried: the cap of
        the next days is lowered by what is carried, down to 0, and each day on which a shift starts
        gives back as much as its cap was lowered. Caps that a person set alone carry nothing.
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

    def daily_cap(self, problem: Problem, person: Person, day: int) -> int:
        """The same on every day."""
        del problem, day
        return self.cap(person)

    def own_cap(self, person: Person, on: date) -> int:
        """The lowest cap that the person set alone for a date; without one the team's."""
        own = (c.minutes for c in person.private.own_caps if c.holds(on))
        return min(own, default=self.minutes)

    def post(self, board: Board) -> None:
        """Each day within the cap, lowered by what past days carried over."""
        for person in board.people:
            cap = self.cap(person)
            owed = self._carried(board.problem, person, cap)
            for day in range(board.clock.days + 1):
                if board.touched(person.id, (day - 1, day)):
                    own = self.own_cap(person, board.clock.date(day))
                    board.at_most(board.exposure(person.id, day), min(cap, own), person=person.id)
                if owed and board.touched(person.id, range(day + 1)):
                    self._give_back(board, person, day, cap, owed)

    @staticmethod
    def _give_back(board: Board, person: Person, day: int, cap: int, owed: int) -> None:
        """After n working days the cap is cap x (n + 1) - owed, at least 0 and at most cap."""
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
        working = {shift.day for shift in problem.before.get(person.id, ())}
        for day in range(-28, 0):
            lowered = min(owed, cap) if day in working else 0
            done = problem.exposed_before.get((person.id, day), 0)
            owed += max(0, done - (cap - lowered)) - lowered
        return owed

    def check(self, record: Record) -> Iterator[Breach]:
        """Days whose exposure is over the cap that then held."""
        for person in record.people:
            owed, cap = 0, self.cap(person)
            for day in range(-28, record.clock.days + 1):
                minutes = record.exposure(person.id, day)
                works = (person.id, day) in record.by_cell
                limit = cap - min(owed, cap)
                if day >= 0:
                    yield from self._over(record, person, day, minutes, limit)
                elif minutes > (limit if works else cap):
                    owed += minutes - (limit if works else cap)
                if works:
                    owed -= cap - limit

    def _over(
        self, record: Record, person: Person, day: int, minutes: int, limit: int
    ) -> Iterator[Breach]:
        stands = record.standing_exposure(person.id, day)
        own = self.own_cap(person, record.clock.date(day))
        if minutes > max(limit, stands):
            yield self._breach(record, person, day, minutes, limit)
        elif minutes > max(own, stands):
            # Told by the whole shift, as everything private is: a day would say that it is a cap.
            shift = self._last_exposing(record, person, day)
            breach = self._breach(record, person, day, minutes, own)
            yield replace(breach, start=shift.start, end=shift.end, private=True)

    @staticmethod
    def _last_exposing(record: Record, person: Person, day: int) -> Presence:
        """The last shift that may change with exposure on a day."""
        first, last = record.clock.midnight(day), record.clock.midnight(day + 1)
        return next(
            shift
            for shift in reversed(record.new_shifts(person.id))
            if not shift.standing
            and any(s.exposes and s.start < last and first < s.end for s in shift.stretches)
        )

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
