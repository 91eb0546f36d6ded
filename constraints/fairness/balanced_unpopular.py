"""Weekends, late shifts, nights and holidays shared out fairly."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pydantic import Field

from scheduler.rule import (
    PARTS,
    Board,
    Cost,
    Expression,
    Group,
    Person,
    Presence,
    Problem,
    Record,
    Shares,
    Soft,
    Words,
    does_less,
    refused,
    rests,
    words,
)

TWELVE_WEEKS, TWO_YEARS = 84, 731
SATURDAY = 5
# A deviation is rounded to hundredths of a shift, down at exactly half of one.
STEP = PARTS // 100
HALF = STEP // 2
# No id of a kind has a space in it.
WEEKEND, HOLIDAY = "a weekend", "a public holiday"

# Shifts of one sort, by day and person.
ByDay = Mapping[int, Mapping[str, Expression]]
Counted = Mapping[int, Mapping[str, int]]


class BalancedUnpopular(Soft):
    """Unpopular shifts are shared out by contracted minutes.

    Requires
        Over the last twelve weeks and the roster a person's shifts on weekends, and those of each
        kind in `kinds`, differ little from their share of the team's; over two years and the roster
        those on public holidays.

    Why
        Evenings and holidays with others are worth the same to everybody.

    How it is counted
        Each sort of shift by itself. A shift is one of a weekend or holiday if a minute of it lies
        on a Saturday, Sunday or public holiday, and belongs to the day of its start. A person's
        weight is the contracted weekly minutes. A day's share is weight / weights of all from whom
        a share is expected on that day, in whole ten-thousandths (the largest remainders are
        rounded up, in the team's order). The deviation is the difference, in hundredths of a shift
        rounded, between the person's shifts on the days on which they share and the sum, over these
        days, of share x shifts of all who share then. Each hundredth costs `rate`, too much and too
        little alike. Call-outs are no shifts.

        Nobody pays back what they could not do, for it is shared as if they were not there: nothing
        is expected, and nothing counted, on days of leave and on closed days. Until the twelfth
        week of ramp-up is over, seven days after an event and until a date chosen after it, and on
        days with work refused or a cap that the person set alone, nothing is expected either, and
        only shifts beyond an equal share, summed over such days, cost.

    Source
        Derived.
    """

    name = "balanced_unpopular"
    group = Group.FAIRNESS

    rate: int = Field(1, ge=0, le=100, description="Tenths for a hundredth of a shift, 0 to 100.")
    kinds: tuple[str, ...] = Field(
        ("late", "night"), description="Kinds of shifts that are shared out, by the team's ids."
    )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "Weekends, holidays and unpopular shifts are shared by contract; what could not be "
            "done is not owed."
        )

    def _sorts(self, problem: Problem, start: int, end: int) -> frozenset[str]:
        """What a shift [start, end) is: of a weekend, a holiday, or a kind that is shared out."""
        return problem.once(
            (self.name, self.kinds, start, end), lambda: self._sorted(problem, start, end)
        )

    def _sorted(self, problem: Problem, start: int, end: int) -> frozenset[str]:
        clock = problem.clock
        days = range(clock.day_at(start), clock.day_at(end - 1) + 1)
        sorts = set(problem.kinds(start, end).intersection(self.kinds))
        if any(clock.weekday(day) >= SATURDAY for day in days):
            sorts.add(WEEKEND)
        if any(day in problem.public_holidays for day in days):
            sorts.add(HOLIDAY)
        return frozenset(sorts)

    def post(self, board: Board) -> None:
        """How far each person's shifts of each sort are from their share."""
        if not self.rate:
            return
        problem = board.problem
        past = problem.once((self.name, self.kinds, "past"), lambda: self._past(problem))
        posted = self._posted(board)
        for sort in {**posted, **past} if board.whole else posted:
            by_day = posted.get(sort, {})
            chosen = [
                day
                for day, shifts in by_day.items()
                if not all(isinstance(one, int) for one in shifts.values())
            ]
            if chosen or board.whole:
                self._post_sort(board, by_day, past.get(sort, {}), chosen)

    def _posted(self, board: Board) -> Mapping[str, ByDay]:
        """The shifts of the roster's days by sort, day and person."""
        found: dict[str, dict[int, dict[str, list[Expression]]]] = {}
        for day in range(board.clock.days):
            for person in (p for p in board.people if (p.id, day) not in board.problem.recent):
                for shape, literal in board.starts(person.id, day):
                    for sort in self._sorts(board.problem, shape.start, shape.end):
                        by_day = found.setdefault(sort, {}).setdefault(day, defaultdict(list))
                        by_day[person.id].append(literal)
        return {
            sort: {
                day: {who: _summed(board, literals) for who, literals in shifts.items()}
                for day, shifts in by_day.items()
            }
            for sort, by_day in found.items()
        }

    def _post_sort(
        self,
        board: Board,
        by_day: ByDay,
        past: Mapping[str, tuple[int, int]],
        chosen: list[int],
    ) -> None:
        shares = {day: _shares(board.problem, day) for day in by_day}
        team = {day: _team(board, shifts, shares[day]) for day, shifts in by_day.items()}
        for person in board.people:
            name = person.id
            shared = any(name in shares[d].full or name in shares[d].eased for d in chosen)
            if not (shared or board.whole):
                continue
            differs, beyond = _Sum(past.get(name, (0, 0))[0]), _Sum(past.get(name, (0, 0))[1])
            for day, shifts in by_day.items():
                own, of = shifts.get(name, 0), shares[day]
                if share := of.full.get(name):
                    differs.add(own, PARTS)
                    differs.add(team[day], -share)
                elif share := of.eased.get(name):
                    beyond.add(own, PARTS - share)
                    beyond.add(team[day], -share)
            self._cost(board, differs, both=True)
            self._cost(board, beyond, both=False)

    def _cost(self, board: Board, parts: "_Sum", *, both: bool) -> None:
        if not parts.terms:
            fixed = abs(parts.fixed) if both else max(0, parts.fixed)
            known = max(0, -((HALF - fixed) // STEP))
            board.cost(2, known, self.rate, known)
            return
        whole = board.weighted(parts.terms, parts.weights) + parts.fixed
        people = len(board.people)
        most = (abs(parts.fixed) + people * sum(map(abs, parts.weights))) // STEP + 1
        hundredths = board.number(0, most)
        board.require(hundredths * STEP >= whole - HALF)
        if both:
            board.require(hundredths * STEP >= -whole - HALF)
        board.cost(2, hundredths, self.rate, most)

    def _past(self, problem: Problem) -> Mapping[str, Mapping[str, tuple[int, int]]]:
        """By sort and person the parts of past days: from a share, and beyond an equal one."""
        found: dict[str, dict[str, tuple[int, int]]] = {}
        for sort, by_day in self._count(problem, problem.history).items():
            parts = found.setdefault(sort, dict.fromkeys(problem.people, (0, 0)))
            for day, shifts in by_day.items():
                of = _shares(problem, day)
                team = sum(shifts.get(who, 0) for who in of.full)
                for who, share in of.full.items():
                    differs, beyond = parts[who]
                    parts[who] = differs + shifts.get(who, 0) * PARTS - team * share, beyond
                for who, share in of.eased.items():
                    differs, beyond = parts[who]
                    own = shifts.get(who, 0)
                    parts[who] = differs, beyond + own * (PARTS - share) - team * share
        return found

    def _count(self, problem: Problem, shifts: Iterable[Presence]) -> Mapping[str, Counted]:
        """Shifts by sort, day of start and person, as far back as each sort is counted."""
        found: dict[str, dict[int, dict[str, int]]] = {}
        for shift in (each for each in shifts if not each.elsewhere):
            for sort in self._sorts(problem, shift.start, shift.end):
                back = TWO_YEARS if sort == HOLIDAY else TWELVE_WEEKS
                if -back <= shift.day < problem.clock.days:
                    by_day = found.setdefault(sort, {}).setdefault(shift.day, defaultdict(int))
                    by_day[shift.person] += 1
        return found

    def weigh(self, record: Record) -> Iterator[Cost]:
        """The deviations of all, in one sum that names nobody."""
        problem = record.problem
        hundredths = 0
        counted = self._count(problem, (*problem.history, *record.planned))
        for by_day in counted.values():
            for person in record.people:
                differs = beyond = 0
                for day, shifts in by_day.items():
                    of = _shares(problem, day)
                    own = shifts.get(person.id, 0)
                    others = sum(shifts.get(who, 0) for who in of.full)
                    if person.id in of.full:
                        differs += own * PARTS - others * of.full[person.id]
                    elif person.id in of.eased:
                        beyond += own * PARTS - (others + own) * of.eased[person.id]
                hundredths += _rounded(abs(differs)) + _rounded(max(0, beyond))
        if hundredths and self.rate:
            yield Cost(self.name, 2, hundredths * self.rate)


class _Sum:
    """A weighted sum that keeps its numbers apart from what is to be chosen."""

    def __init__(self, fixed: int) -> None:
        self.fixed = fixed
        self.terms: list[Expression] = []
        self.weights: list[int] = []

    def add(self, term: Expression, weight: int) -> None:
        """Add weight x term."""
        if isinstance(term, int):
            self.fixed += weight * term
        else:
            self.terms.append(term)
            self.weights.append(weight)


def _summed(board: Board, literals: list[Expression]) -> Expression:
    fixed = sum(one for one in literals if isinstance(one, int))
    free = [one for one in literals if not isinstance(one, int)]
    return board.sum(free) + fixed if free else fixed


def _team(board: Board, shifts: Mapping[str, Expression], shares: Shares) -> Expression:
    """Shifts on a day of all who share in them."""
    terms = [one for who, one in shifts.items() if who in shares.full]
    if all(isinstance(one, int) for one in terms):
        return sum(one for one in terms if isinstance(one, int))
    whole = board.number(0, len(terms))
    board.require(whole == board.sum(terms))
    return whole


def _rounded(parts: int) -> int:
    whole, rest = divmod(parts, STEP)
    return whole + (rest > HALF)


def _shares(problem: Problem, day: int) -> Shares:
    return problem.once((BalancedUnpopular.name, "shares", day), lambda: _of_day(problem, day))


def _of_day(problem: Problem, day: int) -> Shares:
    if day in problem.closed_days:
        return Shares()
    on = problem.clock.date(day)
    full: dict[str, int] = {}
    eased: dict[str, int] = {}
    for person in problem.team.people:
        weight = person.terms.weekly_minutes
        if weight and not person.on_leave(on):
            (eased if _eased(problem, person, on) else full)[person.id] = weight
    return Shares.by_weight(full, eased)


def _eased(problem: Problem, person: Person, on: date) -> bool:
    """Whether a person can do less than others on a date, for a reason that is their own."""
    return (
        does_less(problem, person, on)
        or rests(problem, person, on)
        or bool(refused(problem, person, on))
    )
