"""Going on for a child in present danger."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import Field, PrivateAttr

from scheduler.rule import (
    Adopted,
    Amount,
    Board,
    Breach,
    Clocked,
    Day,
    Group,
    Interval,
    Length,
    Person,
    Problem,
    Record,
    Rule,
    Rulebook,
    Words,
    words,
)


class UrgentCase(Adopted):
    """A person may go on for a child in present danger, and has the minutes given back.

    Requires
        Whoever goes on after the window or into the wind-down, unasked by the tool, does so for at
        most `minutes`, within the day's cap and the contract's weekly minutes, with a second
        person on site, and once in `days` days. The cap of the next working day is lowered by the
        minutes.

    Why
        Nobody should have to leave a child in danger because it is four o'clock; and nobody should
        be asked to stay.

    How it is counted
        What happened is recorded as it was: who, from when, how many minutes; no kind and no
        reason. It is exposure of the local day on which it starts, on top of the plan where the
        minutes done are not told, and those that are told include it. The cap is the team's and
        the one agreed, or that of a ramp-up; one that the person set alone is told to the person
        alone. For the contract the week's shifts count, and of the case what lies outside a shift;
        volunteers have none. Another person is on site in a shift there, or in an urgent case that
        goes on from one. Minutes are given back on the next day on which a shift starts, those of
        several cases together, down to a cap of 0. Minutes over a cap lower the next days' caps by
        `max_daily_exposure`; both count from the same cap, so that no minute is given back twice.
        Cases on days before the roster count, and are not reported once more.

    Source
        Derived: practice of hotlines, with the limits of the other rules.
    """

    name = "urgent_case"
    group = Group.EXPOSURE
    tighter = {"minutes": "lower", "days": "higher"}

    minutes: int = Field(30, ge=1, le=30, description="Most minutes of a case, at most 30.")
    days: int = Field(7, ge=7, le=28, description="Days of which one may hold a case, 7 to 28.")
    _others: tuple[Rule, ...] = PrivateAttr(default=())

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "For a child in present danger a person may go on for {minutes}, once in {days} days; "
            "the next working day gives them back.",
            minutes=Length(self.minutes),
            days=self.days,
        )

    def among(self, book: Rulebook) -> "UrgentCase":
        """The same rule, knowing the daily caps of the book."""
        known = self.model_copy()
        known._others = tuple(  # noqa: SLF001  (a copy of its own kind)
            rule for rule in book.rules if rule.name != self.name
        )
        return known

    def _cap(self, problem: Problem, person: Person, day: int) -> int | None:
        """The lowest cap that the other rules give on a day."""
        found = (rule.daily_cap(problem, person, day) for rule in self._others)
        return min((cap for cap in found if cap is not None), default=None)

    def post(self, board: Board) -> None:
        """A lower cap on each day up to the first with a shift after an urgent case."""
        for person in board.people:
            used = _used(board.problem, person.id)
            for since in used:
                for day in range(max(0, since + 1), board.clock.days + 1):
                    between = range(since + 1, day)
                    worked = Amount.total(board.works(person.id, at) for at in between)
                    if worked.fixed:
                        break
                    if board.touched(person.id, (day - 1, *between, day)):
                        owed = sum(m for at, m in used.items() if since <= at < day)
                        self._post_day(board, person, day, owed, worked)

    def _post_day(self, board: Board, person: Person, day: int, owed: int, worked: Amount) -> None:
        """With a working day between, the whole cap again."""
        cap = self._cap(board.problem, person, day)
        if cap is not None:
            back = min(owed, cap)
            lowered = board.exposure(person.id, day) - Amount(worked.free * back)
            board.at_most(lowered, cap - back, person=person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Urgent cases of the roster's days beyond what is allowed, and minutes not given back."""
        for person in record.people:
            uses = record.problem.urgent.get(person.id, ())
            for use in uses:
                if 0 <= record.clock.day_at(use[0]) < record.clock.days:
                    yield from self._check_use(record, person, use)
            if uses:
                yield from self._check_given_back(record, person)

    def _check_given_back(self, record: Record, person: Person) -> Iterator[Breach]:
        used, owed = _used(record.problem, person.id), 0
        for day in range(min(used), record.clock.days + 1):
            cap = self._cap(record.problem, person, day)
            minutes, stands = (
                record.exposure(person.id, day),
                record.standing_exposure(person.id, day),
            )
            limit = None if cap is None else max(0, cap - owed)
            if owed and day >= 0 and limit is not None and minutes > max(limit, stands):
                # What everybody may read of a day over its cap; of why the cap is lower, nothing.
                said = words(
                    "{name}, {day}: {minutes} of exposure. The limit is {limit}.",
                    name=person.name,
                    day=Day(record.clock.date(day)),
                    minutes=Length(minutes),
                    limit=Length(limit),
                )
                start, end = record.clock.midnight(day), record.clock.midnight(day + 1)
                yield Breach(self.name, person.id, start, end, said)
            owed = used.get(day, 0) + (0 if (person.id, day) in record.by_cell else owed)

    def _check_use(self, record: Record, person: Person, use: Interval) -> Iterator[Breach]:
        day = record.clock.day_at(use[0])
        if use[1] - use[0] > self.minutes:
            said = words(
                "{name}, {day}: {minutes} for an urgent case. The limit is {limit}.",
                name=person.name,
                day=Day(record.clock.date(day)),
                minutes=Length(use[1] - use[0]),
                limit=Length(self.minutes),
            )
            yield Breach(self.name, person.id, *use, said)
        if any(
            day - self.days < record.clock.day_at(start) and start < use[0]
            for start, _ in record.problem.urgent[person.id]
        ):
            said = words(
                "{name}, {day}: an urgent case, and not the first in {days} days.",
                name=person.name,
                day=Day(record.clock.date(day)),
                days=self.days,
            )
            yield Breach(self.name, person.id, *use, said)
        yield from self._check_cap(record, person, use)
        yield from self._check_contract(record, person, use)
        yield from self._check_company(record, person, use)

    def _check_cap(self, record: Record, person: Person, use: Interval) -> Iterator[Breach]:
        problem, day = record.problem, record.clock.day_at(use[0])
        on = record.clock.date(day)
        told = (w.minutes for w in problem.team.worked if (w.person, w.day) == (person.id, on))
        planned = record.exposure(person.id, day) + _used(problem, person.id)[day]
        minutes = next(told, planned)
        cap = self._cap(problem, person, day)
        own = min((c.minutes for c in person.private.own_caps if c.holds(on)), default=None)
        limit, private = (cap, False) if cap is not None and minutes > cap else (own, True)
        if limit is None or minutes <= limit:
            return
        said = words(
            "{name}, {day}: {minutes} of exposure with an urgent case. The limit is {limit}.",
            name=person.name,
            day=Day(on),
            minutes=Length(minutes),
            limit=Length(limit),
        )
        breach = Breach(self.name, person.id, *use, said)
        if private:
            # Told by the whole shift, as everything private is.
            shift = _shift_before(record, person.id, use)
            breach = replace(breach, start=shift[0], end=shift[1], private=True)
        yield breach

    def _check_contract(self, record: Record, person: Person, use: Interval) -> Iterator[Breach]:
        week = record.clock.week(record.clock.day_at(use[0]))
        shifts = record.shifts(person.id)
        beyond = {
            one: _minutes(_outside(one, [(s.start, s.end) for s in shifts]))
            for one in record.problem.urgent[person.id]
            if record.clock.day_at(one[0]) in week and one <= use
        }
        minutes = sum(record.counted(s) for s in shifts if s.day in week) + sum(beyond.values())
        if person.volunteer or not beyond[use] or minutes <= person.terms.weekly_minutes:
            return
        said = words(
            "{name}, {day}: an urgent case after the shift, and {minutes} in the week. The "
            "contract has {limit}.",
            name=person.name,
            day=Day(record.clock.date(record.clock.day_at(use[0]))),
            minutes=Length(minutes),
            limit=Length(person.terms.weekly_minutes),
        )
        yield Breach(self.name, person.id, *use, said)

    def _check_company(self, record: Record, person: Person, use: Interval) -> Iterator[Breach]:
        others = [
            there
            for name in record.by_person
            if name != person.id
            for there in _on_site(record, name, use)
        ]
        for start, end in _outside(use, others):
            said = words(
                "{name}, {day}: an urgent case from {start} to {end} with nobody else on site.",
                name=person.name,
                day=Day(record.clock.date(record.clock.day_at(start))),
                start=Clocked(record.clock.moment(start)),
                end=Clocked(record.clock.moment(end)),
            )
            yield Breach(self.name, person.id, start, end, said)


def _used(problem: Problem, person: str) -> Mapping[int, int]:
    """Minutes of a person's urgent cases by the local day on which they start, in time order."""
    found: dict[int, int] = {}
    for start, end in problem.urgent.get(person, ()):
        day = problem.clock.day_at(start)
        found[day] = found.get(day, 0) + end - start
    return found


def _shift_before(record: Record, person: str, use: Interval) -> Interval:
    """The person's last shift that began before an urgent case; without one the case itself."""
    begun = [(s.start, s.end) for s in record.shifts(person) if s.start <= use[0]]
    return begun[-1] if begun else use


def _on_site(record: Record, person: str, use: Interval) -> Iterator[Interval]:
    """When somebody is on site around another's urgent case: in shifts, and in cases after them."""
    for shift in record.shifts(person):
        if shift.place == "site" and shift.start < use[1] and use[0] < shift.end:
            yield shift.start, shift.end
    for start, end in record.problem.urgent.get(person, ()):
        if any(s.place == "site" and s.start <= start <= s.end for s in record.shifts(person)):
            yield start, end


def _outside(whole: Interval, parts: list[Interval]) -> Iterator[Interval]:
    """What of an interval none of the parts holds."""
    reached, last = whole
    for start, end in sorted(parts):
        if reached < min(start, last):
            yield reached, min(start, last)
        reached = max(reached, end)
    if reached < last:
        yield reached, last


def _minutes(parts: Iterator[Interval]) -> int:
    return sum(end - start for start, end in parts)
