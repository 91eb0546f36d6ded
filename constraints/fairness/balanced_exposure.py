"""Exposure shared out fairly."""

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import Field

from scheduler.rule import (
    PARTS,
    Amount,
    Board,
    Cost,
    Group,
    Person,
    Problem,
    Record,
    Shares,
    Soft,
    Words,
    does_less,
    event_dates,
    refused,
    rests,
    words,
)

HISTORY = 28
VOLUNTEERS_WEEK = 480
# A deviation is rounded to whole minutes, down at exactly half of one.
HALF = PARTS // 2


class BalancedExposure(Soft):
    """Exposure is shared out by contracted minutes and caps.

    Requires
        Over the last 28 days and the roster a person's exposing minutes differ little from their
        share of the team's.

    Why
        What harms by its sum should not lie on the same few people.

    How it is counted
        A person's weight is contracted weekly minutes (a volunteer's: 480) x daily cap. A day's
        share is weight / weights of all from whom a share is expected on that day, in whole
        ten-thousandths (the largest remainders are rounded up, in the team's order). The deviation
        is the difference, in minutes rounded, between the person's exposure on the days on which
        they share and the sum, over these days, of share x exposure of all who share then. Each
        minute of it costs `rate`, too much and too little alike.

        Nobody pays back what they could not do, for it is shared as if they were not there: nothing
        is expected, and nothing counted, on days of leave, on closed days, without authorisation
        for exposing work, with all of it refused, before the start of ramp-up, on the day of an
        event and until the date a person chose after it. In the twelve weeks of ramp-up, seven days
        after an event, and on days with a part of it refused or a cap that the person set alone,
        nothing is expected either, and only minutes beyond an equal share, summed over such days,
        cost. The minutes after midnight that end the roster count for the next one.

    Source
        Derived.
    """

    name = "balanced_exposure"
    group = Group.FAIRNESS

    rate: int = Field(1, ge=0, le=100, description="Tenths for a minute of deviation, 0 to 100.")
    usual_cap: int = Field(
        240, gt=0, le=240, description="Daily cap of people without a lower one of their own."
    )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Exposure is shared by contract and cap; what could not be done is not owed.")

    def _shares(self, problem: Problem) -> Mapping[int, Shares]:
        return problem.once(
            (self.name, self.usual_cap),
            lambda: {d: self._of_day(problem, d) for d in range(-HISTORY, problem.clock.days)},
        )

    def _of_day(self, problem: Problem, day: int) -> Shares:
        if day in problem.closed_days:
            return Shares()
        on = problem.clock.date(day)
        full: dict[str, int] = {}
        eased: dict[str, int] = {}
        for person in problem.team.people:
            week = VOLUNTEERS_WEEK if person.volunteer else person.terms.weekly_minutes
            cap = person.max_daily_exposure
            weight = week * (self.usual_cap if cap is None else min(cap, self.usual_cap))
            if weight and not _out(problem, person, on):
                (eased if _eased(problem, person, on) else full)[person.id] = weight
        return Shares.by_weight(full, eased)

    def post(self, board: Board) -> None:
        """How far each person's exposure is from their share."""
        if not self.rate:
            return
        problem = board.problem
        shares = self._shares(problem)
        past = problem.once((self.name, self.usual_cap, "past"), lambda: _past(problem, shares))
        roster = range(board.clock.days)
        touched = roster if board.whole else [day for day in board.days if day in roster]
        team = {day: _team(board, shares[day], day) for day in roster}
        for person in board.people:
            name = person.id
            shared = any(name in shares[d].full or name in shares[d].eased for d in touched)
            if not (shared or board.whole):
                continue
            differs, beyond = (Amount(standing=parts) for parts in past[name])
            for day in roster:
                own = board.exposure(name, day)
                if share := shares[day].full.get(name):
                    differs = differs + own * PARTS - team[day] * share
                elif share := shares[day].eased.get(name):
                    beyond = beyond + own * (PARTS - share) - team[day] * share
            self._cost(board, differs, name, both=True)
            self._cost(board, beyond, name, both=False)

    def _cost(self, board: Board, differs: Amount, name: str, *, both: bool) -> None:
        if isinstance(differs.free, int):
            fixed = abs(differs.fixed) if both else max(0, differs.fixed)
            known = -(-(fixed - HALF) // PARTS)
            board.cost(2, known, self.rate, known)
            return
        own = _most(board, name)
        others = _most(board) if both else 0
        most = max(own, others) + abs(differs.fixed) // PARTS + 1
        minutes = board.number(0, most)
        board.require(minutes * PARTS >= differs.all - HALF)
        if both:
            board.require(minutes * PARTS >= differs.all * -1 - HALF)
        board.cost(2, minutes, self.rate, most)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """The deviations of all, in one sum that names nobody."""
        shares = self._shares(record.problem)
        minutes = 0
        for person in record.people:
            differs = beyond = 0
            for day, of in shares.items():
                own = record.exposure(person.id, day)
                others = sum(record.exposure(who, day) for who in of.full)
                if person.id in of.full:
                    differs += own * PARTS - others * of.full[person.id]
                elif person.id in of.eased:
                    beyond += own * PARTS - (others + own) * of.eased[person.id]
            minutes += _minutes(abs(differs)) + _minutes(max(0, beyond))
        if minutes and self.rate:
            yield Cost(self.name, 2, minutes * self.rate)


def _minutes(parts: int) -> int:
    whole, rest = divmod(parts, PARTS)
    return whole + (rest > HALF)


def _out(problem: Problem, person: Person, on: date) -> bool:
    """Whether a person can have no exposure at all on a date."""
    allowed = _authorised(problem, person, on)
    return (
        not allowed - refused(problem, person, on)
        or person.on_leave(on)
        or (person.ramp_up_from is not None and on < person.ramp_up_from)
        or on in event_dates(problem, person)
        or rests(problem, person, on)
    )


def _eased(problem: Problem, person: Person, on: date) -> bool:
    """Whether a person can have some exposure on a date, and less than others."""
    some = _authorised(problem, person, on) & refused(problem, person, on)
    return bool(some) or does_less(problem, person, on)


def _authorised(problem: Problem, person: Person, on: date) -> set[str]:
    exposing = {activity.id for activity in problem.team.activities if activity.exposes}
    return exposing & {have.activity for have in person.authorised if have.holds(on)}


def _past(problem: Problem, shares: Mapping[int, Shares]) -> dict[str, tuple[int, int]]:
    """Per person the parts of past days: differing from a share, and beyond an equal one."""
    found = dict.fromkeys(problem.people, (0, 0))
    done = problem.exposed_before
    for day in range(-HISTORY, 0):
        team = sum(done.get((who, day), 0) for who in shares[day].full)
        for who, share in shares[day].full.items():
            differs, beyond = found[who]
            found[who] = differs + done.get((who, day), 0) * PARTS - team * share, beyond
        for who, share in shares[day].eased.items():
            differs, beyond = found[who]
            own = done.get((who, day), 0)
            found[who] = differs, beyond + own * (PARTS - share) - team * share
    return found


def _team(board: Board, shares: Shares, day: int) -> Amount:
    """Exposure on a day of all who share in it."""
    whole = Amount.total(board.exposure(who, day) for who in shares.full)
    if isinstance(whole.free, int):
        return whole
    free = board.number(0, _most(board))
    board.require(free == whole.free)
    return Amount(free, whole.held, whole.standing)


def _most(board: Board, person: str | None = None) -> int:
    """The longest that free shifts, all of them or a person's, can be together."""
    return sum(
        max(shape.end - shape.start for shape in cell.shapes)
        for (who, _), cell in board.cells.items()
        if person in (None, who)
    )
