"""How exposure grows for somebody new."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from scheduler.rule import (
    Activity,
    Bars,
    Board,
    Breach,
    Clocked,
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

LAST_DAY = 12 * 7
# Highest severity by days since the start, each up to but without the day named.
SEVERITIES = ((4 * 7, 1), (LAST_DAY, 2))
GENTLE_WEEKS = 4
HIGHEST = 3


class RampUp(Mandatory):
    """Somebody new starts with little exposure and the lowest severity.

    Requires
        In week n since the start date (days 7(n - 1) to 7n - 1 after it) a day holds at most

        ===== ======= ========
        week  minutes severity
        ===== ======= ========
        1-2   30      1
        3-4   60      1
        5-7   120     2
        8-10  180     2
        11-12 210     2
        ===== ======= ========

        exposing minutes, and no work of a higher severity. Before the start date there is none.

    Why
        What people see stays with them most in the first weeks, and who finds that this work is
        not for them should find it early.

    How it is counted
        By local days, as the daily cap, and on top of it. Standing time over the limit makes that
        time the limit. Only the start date is stored.

    Source
        Derived; the steps are the project's own policy.
    """

    name = "ramp_up"
    group = Group.PEOPLE
    tighter = {
        "weeks_1_2": "lower",
        "weeks_3_4": "lower",
        "weeks_5_7": "lower",
        "weeks_8_10": "lower",
        "weeks_11_12": "lower",
    }

    weeks_1_2: int = Field(30, ge=0, le=30, description="Minutes a day in weeks 1-2, at most 30.")
    weeks_3_4: int = Field(60, ge=0, le=60, description="Minutes a day in weeks 3-4, at most 60.")
    weeks_5_7: int = Field(120, ge=0, le=120, description="In weeks 5-7, at most 120.")
    weeks_8_10: int = Field(180, ge=0, le=180, description="In weeks 8-10, at most 180.")
    weeks_11_12: int = Field(210, ge=0, le=210, description="In weeks 11-12, at most 210.")

    def sentence(self) -> Words:
        return words(
            "Somebody new has at most {first} of exposure a day in weeks 1-2, {second} in 3-4, "
            "{third} in 5-7, {fourth} in 8-10 and {fifth} in 11-12; severity at most 1 in the "
            "first four weeks and 2 until the twelfth.",
            first=Length(self.weeks_1_2),
            second=Length(self.weeks_3_4),
            third=Length(self.weeks_5_7),
            fourth=Length(self.weeks_8_10),
            fifth=Length(self.weeks_11_12),
        )

    def cap(self, since: int) -> int | None:
        """Minutes a day, `since` days after the start; None once the ramp-up is over."""
        steps = (
            (0, 0),
            (2 * 7, self.weeks_1_2),
            (4 * 7, self.weeks_3_4),
            (7 * 7, self.weeks_5_7),
            (10 * 7, self.weeks_8_10),
            (LAST_DAY, self.weeks_11_12),
        )
        return next((minutes for until, minutes in steps if since < until), None)

    def daily_cap(self, problem: Problem, person: Person, day: int) -> int | None:
        """Its minutes of the day, for somebody new."""
        if person.ramp_up_from is None:
            return None
        return self.cap(day - problem.clock.day(person.ramp_up_from))

    def bar(self, problem: Problem, bars: Bars) -> None:
        """What is of too high a severity, and all exposure before the start."""
        clock = problem.clock
        for person in problem.people.values():
            if person.ramp_up_from is None:
                continue
            started = clock.day(person.ramp_up_from)
            for activity in problem.activities.values():
                for until, severity in ((0, -1), *SEVERITIES):
                    if activity.exposes and activity.severity > severity:
                        end = min(started + until, clock.days + 2)
                        bars.work(person.id, activity.id, clock.midnight(0), clock.midnight(end))

    def post(self, board: Board) -> None:
        """Each day of the ramp-up within its step."""
        for person in board.people:
            if person.ramp_up_from is None:
                continue
            started = board.clock.day(person.ramp_up_from)
            for day in range(board.clock.days + 1):
                cap = self.cap(day - started)
                if cap is not None and board.touched(person.id, (day - 1, day)):
                    board.at_most(board.exposure(person.id, day), cap, person=person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Days over their step, and blocks of too high a severity."""
        clock = record.clock
        for person in record.people:
            if person.ramp_up_from is None:
                continue
            for day in range(clock.days + 2):
                week = _week(clock.date(day), person.ramp_up_from)
                if week <= len(self._by_week):
                    cap = self._by_week[week - 1] if week > 0 else 0
                    yield from self._over(record, person, day, cap)
            yield from self._severe(record, person, person.ramp_up_from)

    @property
    def _by_week(self) -> tuple[int, ...]:
        return (
            *(self.weeks_1_2,) * 2,
            *(self.weeks_3_4,) * 2,
            *(self.weeks_5_7,) * 3,
            *(self.weeks_8_10,) * 3,
            *(self.weeks_11_12,) * 2,
        )

    def _over(self, record: Record, person: Person, day: int, cap: int) -> Iterator[Breach]:
        minutes = record.exposure(person.id, day)
        if minutes > max(cap, record.standing_exposure(person.id, day)):
            yield Breach(
                rule=self.name,
                person=person.id,
                start=record.clock.midnight(day),
                end=record.clock.midnight(day + 1),
                said=words(
                    "{name} is new. {day}: {minutes} of exposure. The limit is {limit}.",
                    name=person.name,
                    day=Day(record.clock.date(day)),
                    minutes=Length(minutes),
                    limit=Length(cap),
                ),
            )

    def _severe(self, record: Record, person: Person, started: date) -> Iterator[Breach]:
        clock = record.clock
        for presence, stretch in record.stretches(person.id):
            if presence.standing or not (stretch.activity and stretch.exposes):
                continue
            # The limit only grows: what it is at the block's start is the strictest.
            week = _week(clock.moment(stretch.start).date(), started)
            limit = HIGHEST if week > len(self._by_week) else 2 if week > GENTLE_WEEKS else 1
            if stretch.activity.severity > limit:
                yield self._too_severe(record, person, stretch.activity, stretch.start, stretch.end)

    def _too_severe(
        self, record: Record, person: Person, activity: Activity, start: int, end: int
    ) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=start,
            end=end,
            said=words(
                "{name} is new, and {activity} has severity {severity}: {day}, {start} to {end}.",
                name=person.name,
                activity=activity.name,
                severity=activity.severity,
                day=Day(clock.date(clock.day_at(start))),
                start=Clocked(clock.moment(start)),
                end=Clocked(clock.moment(end)),
            ),
        )


def _week(on: date, started: date) -> int:
    """1 for the first seven days from the start, 0 or less before it."""
    return (on - started).days // 7 + 1
