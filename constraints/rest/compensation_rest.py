"""Rest for holidays and Sundays worked."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import time

from pydantic import Field

from scheduler.rule import (
    Board,
    Cost,
    Day,
    Expression,
    Group,
    Missing,
    Person,
    Problem,
    Record,
    Soft,
    Words,
    words,
)

HISTORY = 84
SATURDAY, SUNDAY = 5, 6
FULL, HALF = 2, 1
NOON = time(13)
# On a day of which half is rest no more than five hours are worked.
MOST = 300
# Halves that are owed for a day, by its number.
Owed = list[tuple[int, Expression]]


class CompensationRest(Soft):
    """Work on a Sunday or public holiday is made up for by rest.

    Requires
        Whoever works on a Sunday or public holiday has rest for it within `weeks` weeks: a full day
        if it was more than `full_over` minutes, else half a day.

    Why
        Who works while others rest together needs the day back while it still helps.

    How it is counted
        Worked are the minutes of shifts, breaks included, and of call-outs that lie in the local
        day. Rest is given on the days after it, from Monday to Friday, that are no public holiday,
        no closed day and no leave: a day without a minute of work is a full day, one is half a day
        where one shift touches it, with at most 300 minutes wholly before 13:00 or from then on. A
        full day may come as two halves. Each day serves once, what was worked first comes first.
        Twelve weeks before the roster count. What is due on a day of the roster and not given is a
        shortfall, `half_rate` minutes of level 1 for each half day. Volunteers have limits of their
        own.

    Source
        Belgian act of 4 January 1974 on holidays, article 11, with the royal decree of 18 April
        1974: rest within six weeks, a full day for more than four hours, else half a day before or
        after 13:00 with at most five hours of work. Asked for Sundays alike.
    """

    name = "compensation_rest"
    group = Group.REST
    tighter = {"weeks": "lower", "full_over": "lower"}

    weeks: int = Field(6, ge=1, le=12, description="Weeks in which rest follows, 1 to 12.")
    full_over: int = Field(240, ge=0, le=240, description="Minutes beyond which a full day is due.")
    half_rate: int = Field(
        120, ge=1, le=1000, description="Level 1 minutes for a missing half day, 1 to 1,000."
    )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "A Sunday or public holiday worked gives rest within {weeks} weeks.", weeks=self.weeks
        )

    def post(self, board: Board) -> None:
        """What is due up to each day is given by then, or missing."""
        for person in board.people:
            touched = board.whole or board.touched(person.id, range(board.clock.days))
            if touched and not person.volunteer:
                owed = [*self._from_before(board.problem, person), *self._within(board, person)]
                if owed:
                    self._post_owed(board, person, owed)

    def _post_owed(self, board: Board, person: Person, owed: Owed) -> None:
        """Sums up to each day that is due: given and missing are no less than owed.

        No day serves for what is worked later: up to a day worked no more is given than was owed.
        """
        last = owed[-1][0] + 7 * self.weeks
        given = [_serves(board, person, day) for day in range(last + 1)]
        if owed[-1][0] >= 0:
            given = [board.number(0, g) if isinstance(g, int) else g for g in given]
        asked: list[Expression] = []
        for worked, halves in owed:
            if worked >= 0:
                earlier = board.sum(given[: worked + 1])
                board.require(earlier <= board.sum(asked), person=person.id)
            missing = board.number(0, FULL)
            asked.append(halves - missing)
            by_then = board.sum(given[: worked + 7 * self.weeks + 1])
            board.require(by_then >= board.sum(asked), person=person.id)
            board.cost(1, missing, self.half_rate, FULL)

    def _from_before(self, problem: Problem, person: Person) -> Owed:
        """What the days before the roster leave owed that is due in it, oldest first."""
        key = (self.name, self.weeks, self.full_over, person.id)
        return problem.once(key, lambda: self._left(problem, person))

    def _left(self, problem: Problem, person: Person) -> Owed:
        waiting: list[tuple[int, int]] = []
        for day in range(-HISTORY, 0):
            parts, called = _parts(problem, person.id, day), problem.called_minutes(person.id, day)
            if _may_give(problem, person, day) and not called:
                halves = [_half(problem, start, end) for start, end in parts]
                gives = FULL if not parts else HALF if halves == [True] else 0
                waiting = _served(waiting, gives)
            waiting = [each for each in waiting if each[0] + 7 * self.weeks > day]
            minutes = called + sum(end - start for start, end in parts)
            if minutes and _earns(problem, day):
                waiting.append((day, FULL if minutes > self.full_over else HALF))
        due = problem.clock.days - 7 * self.weeks
        return [each for each in waiting if each[0] < due]

    def _within(self, board: Board, person: Person) -> Owed:
        """What the roster's own days make due within it: longer rosters have such days."""
        owed: Owed = []
        for day in range(board.clock.days - 7 * self.weeks):
            if _earns(board.problem, day):
                start, end = board.clock.midnight(day), board.clock.midnight(day + 1)
                minutes: Expression = board.problem.called_minutes(person.id, day)
                for before in (day - 1, day):
                    shifts = board.starts(person.id, before)
                    inside = [max(0, min(s.end, end) - max(s.start, start)) for s, _ in shifts]
                    minutes += board.weighted((literal for _, literal in shifts), inside)
                some, more = board.flag(), board.flag()
                most = 3 * (end - start)
                board.require(minutes <= self.full_over * some + most * more)
                board.require(more <= some)
                owed.append((day, some + more))
        return owed

    def weigh(self, record: Record) -> Iterator[Cost]:
        """Rests that are due in the roster and were not given."""
        for person in record.people:
            if not person.volunteer:
                yield from self._weigh_person(record, person)

    def _weigh_person(self, record: Record, person: Person) -> Iterator[Cost]:
        work = _Worked(record, person)
        free: dict[int, int] = {}
        for day in range(-HISTORY, record.clock.days - 7 * self.weeks):
            minutes = work.minutes(day) if _earns(record.problem, day) else 0
            halves = (minutes > 0) + (minutes > self.full_over)
            due = day + 7 * self.weeks
            for later in range(day + 1, due + 1) if halves else ():
                used = min(halves, free.setdefault(later, work.rest(later)))
                free[later] -= used
                halves -= used
            if halves and due >= 0:
                yield self._overdue(record, person, day, halves)

    def _overdue(self, record: Record, person: Person, day: int, halves: int) -> Cost:
        clock, due = record.clock, day + 7 * self.weeks
        worked, by = Day(clock.date(day)), Day(clock.date(due))
        said = (
            words(
                "{name}: half a day of rest for work on {day} was due by {due}.",
                name=person.name,
                day=worked,
                due=by,
            )
            if halves == HALF
            else words(
                "{name}: a day of rest for work on {day} was due by {due}.",
                name=person.name,
                day=worked,
                due=by,
            )
        )
        minutes = halves * self.half_rate
        missing = Missing(clock.midnight(due), clock.midnight(due + 1), minutes, said)
        return Cost(self.name, 1, minutes, missing)


class _Worked:
    """What a record holds of one person's work, by local day."""

    def __init__(self, record: Record, person: Person) -> None:
        self._record = record
        self._person = person
        clock = record.clock
        before = record.problem.before.get(person.id, ())
        own = (shift for shift in record.shifts(person.id) if 0 <= shift.day < clock.days)
        self._shifts: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for shift in (*before, *own):
            for day in range(shift.day, clock.day_at(shift.end - 1) + 1):
                first, last = clock.midnight(day), clock.midnight(day + 1)
                self._shifts[day].append((max(first, shift.start), min(last, shift.end)))

    def minutes(self, day: int) -> int:
        """Minutes worked in a day, those of call-outs included."""
        called = self._record.problem.called_minutes(self._person.id, day)
        return called + sum(end - start for start, end in self._shifts[day])

    def rest(self, day: int) -> int:
        """Halves of a day that are rest by which earlier work is made up for."""
        problem, shifts = self._record.problem, self._shifts[day]
        if not _may_give(problem, self._person, day):
            return 0
        if problem.called_minutes(self._person.id, day):
            return 0
        if not shifts:
            return 2
        start, end = shifts[0]
        noon = self._record.clock.at(day, NOON)
        aside = start >= noon or end <= noon
        return int(len(shifts) == 1 and aside and end - start <= MOST)


def _earns(problem: Problem, day: int) -> bool:
    """Whether work on the day gives rest on another."""
    return day in problem.public_holidays or problem.clock.weekday(day) == SUNDAY


def _may_give(problem: Problem, person: Person, day: int) -> bool:
    """Whether the day, free of work, makes up for work on an earlier one."""
    on = problem.clock.date(day)
    return (
        problem.clock.weekday(day) < SATURDAY
        and day not in problem.public_holidays
        and day not in problem.closed_days
        and not person.on_leave(on)
    )


def _parts(problem: Problem, person: str, day: int) -> list[tuple[int, int]]:
    """[start, end) of the work of earlier shifts in a local day before the roster."""
    first, last = problem.clock.midnight(day), problem.clock.midnight(day + 1)
    shifts = problem.before.get(person, ())
    return [
        (max(first, shift.start), min(last, shift.end))
        for shift in shifts
        if shift.start < last and first < shift.end
    ]


def _served(waiting: list[tuple[int, int]], gives: int) -> list[tuple[int, int]]:
    """What still waits, oldest first, after a day that gives so many halves."""
    left = []
    for worked, halves in waiting:
        used = min(gives, halves)
        gives -= used
        if halves > used:
            left.append((worked, halves - used))
    return left


def _half(problem: Problem, start: int, end: int) -> bool:
    """Whether work in [start, end) of one day leaves half of it as rest."""
    noon = problem.clock.at(problem.clock.day_at(start), NOON)
    return end - start <= MOST and not start < noon < end


def _serves(board: Board, person: Person, day: int) -> Expression:
    """At most as many halves as the day is rest; a number where nothing on it is free."""
    problem = board.problem
    if not _may_give(problem, person, day) or problem.called_minutes(person.id, day):
        return 0
    first, last = board.clock.midnight(day), board.clock.midnight(day + 1)
    groups = [
        [
            (FULL - _half(problem, max(first, shape.start), min(last, shape.end)), literal)
            for shape, literal in board.starts(person.id, start_day)
            if shape.start < last and first < shape.end
        ]
        for start_day in (day - 1, day)
    ]
    fixed = [takes for group in groups for takes, literal in group if isinstance(literal, int)]
    free = [group for group in groups if group and not isinstance(group[0][1], int)]
    most = FULL - sum(fixed) if len(fixed) < FULL else 0
    if most <= 0 or not free:
        return max(0, most)
    halves = board.number(0, most)
    for group in free:
        takes = [most if fixed else taken for taken, _ in group]
        board.require(halves + board.weighted((x for _, x in group), takes) <= most)
    if len(free) == len(groups):
        board.require(halves + board.sum(x for group in free for _, x in group) <= most)
    return halves
