"""The cap on exposure in any seven days."""

from collections.abc import Iterator
from itertools import accumulate

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
    Problem,
    Record,
    Words,
    words,
)

WEEK = 7


class MaxWeeklyExposure(Hard):
    """At most so many exposing minutes a person in any seven days.

    Requires
        Exposing minutes of any seven local days in a row, material and contact together, stay
        within `minutes`. It rolls: it is not a week from Monday to Sunday.

    Why
        Four full days at the daily cap; the fifth day of a week is for other work.

    How it is counted
        Minutes really done count where they are known, else planned ones; the six days before the
        roster count with its first, and the six after it with its last where a roster is in force
        there. Standing time over the limit makes that time the limit: nothing more is added.

    Source
        Four days of the 4 hours that Child Focus and INHOPE set for a day.
    """

    name = "max_weekly_exposure"
    group = Group.EXPOSURE
    tighter = {"minutes": "lower"}

    minutes: int = Field(960, gt=0, le=1680, description="Minutes in seven days, at most 1,680.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "At most {limit} of exposure a person in any seven days.", limit=Length(self.minutes)
        )

    def post(self, board: Board) -> None:
        """Each seven days that a free cell reaches; the last end where nothing more is known."""
        for person in board.people:
            for last in range(self._ends(board.problem, person)):
                window = range(last - WEEK + 1, last + 1)
                if board.touched(person.id, (window[0] - 1, *window)):
                    total = Amount.total(board.exposure(person.id, day) for day in window)
                    board.at_most(total, self.minutes, person=person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Windows over the limit, each named by the day that is too much in it."""
        for person in record.people:
            days = range(1 - WEEK, self._ends(record.problem, person))
            each = [record.exposure(person.id, day) for day in days]
            stood = [record.standing_exposure(person.id, day) for day in days]
            total, standing = [0, *accumulate(each)], [0, *accumulate(stood)]
            for first, start in enumerate(range(1 - WEEK, days.stop - WEEK + 1)):
                minutes = total[first + WEEK] - total[first]
                limit = max(self.minutes, standing[first + WEEK] - standing[first])
                if minutes > limit and each[first + WEEK - 1]:
                    yield self._breach(record, person, start, minutes)

    @staticmethod
    def _ends(problem: Problem, person: Person) -> int:
        """How many days from day 0 on end seven days with a minute of the roster's shifts in them.

        A shift may reach into the day after the roster; later ones count while something is known.
        """
        days = problem.clock.days
        return min(max(days + 1, problem.days_known(person.id)), days + WEEK)

    def _breach(self, record: Record, person: Person, start: int, minutes: int) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=clock.midnight(start),
            end=clock.midnight(start + WEEK),
            said=words(
                "{name}, {first} to {last}: {minutes} of exposure in seven days. The limit is "
                "{limit}.",
                name=person.name,
                first=Day(clock.date(start)),
                last=Day(clock.date(start + WEEK - 1)),
                minutes=Length(minutes),
                limit=Length(self.minutes),
            ),
        )
