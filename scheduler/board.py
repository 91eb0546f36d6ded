"""The CP-SAT model as rules see it: people, days, pieces of time, requirements and costs."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import LinearExpr

from scheduler.amount import Amount, Expression
from scheduler.bars import Bars
from scheduler.cells import FreeCell, Option, Piece
from scheduler.presence import Presence
from scheduler.problem import Cell, PlacedShape, PlannedDay, Problem
from scheduler.rule import Rulebook
from scheduler.team import Person

__all__ = ["Amount", "Board", "FreeCell", "Layout", "Option", "Piece", "Values"]

Values = Callable[[Expression], int]
# Whose shift is which, of a plan that counts people who are alike.
Layout = Callable[[Values], Mapping[Cell, Presence]]
Look = Literal["slots", "days"]


class Board:
    """One model over some free cells; every other cell is held, planned, standing or empty.

    look: `slots` sees each slot of a shift, `days` shifts and minutes by segment. free: the cells
    to decide. held: shifts that this stage keeps. plans: cells known coarsely. shapes: the shift
    that a cell must have. without: (rule, person) groups that are not posted. whole: nothing is
    held or planned, so that days that no cell touches belong to the question too.
    """

    def __init__(  # noqa: PLR0913  (each is a part of what a board is)
        self,
        problem: Problem,
        rulebook: Rulebook,
        *,
        free: Collection[Cell],
        look: Look = "slots",
        bars: Bars | None = None,
        held: Mapping[Cell, Presence] | None = None,
        plans: Mapping[Cell, PlannedDay] | None = None,
        shapes: Mapping[Cell, PlacedShape] | None = None,
        without: Collection[tuple[str, str | None]] = (),
    ) -> None:
        self.problem = problem
        self.rulebook = rulebook
        self.clock = problem.clock
        self.coarse = look == "days"
        self.bars = bars or rulebook.bars(problem)
        self.model = cp_model.CpModel()
        self.without = frozenset(without)
        self.posting = ""
        self._fills = False
        self.costs: dict[int, list[Expression]] = {1: [], 2: []}
        self.fillers: list[Expression] = []
        self.counts: list[int] = []
        self.layouts: list[Layout] = []
        self.ceilings: dict[int, int] = {1: 0, 2: 0}
        self.short_terms: list[Expression] = []
        self._uncovered: dict[tuple[str, int], list[Amount]] = defaultdict(list)
        self._pieces: dict[int, tuple[Piece, ...]] = {}
        self._cache: dict[tuple[object, ...], Amount] = {}
        self.plans = dict(plans or {})
        self.whole = not held and not plans
        self.fixed: dict[Cell, tuple[Presence, ...]] = dict(problem.recent)
        for kept in (held or {}, problem.standing):
            self.fixed |= {cell: (presence,) for cell, presence in kept.items()}
        self.cells: dict[Cell, FreeCell] = {}
        self._by_day: dict[int, list[FreeCell]] = defaultdict(list)
        place = {name: number for number, name in enumerate(problem.people)}
        for cell in sorted(free, key=lambda cell: (cell[1], place[cell[0]])):
            self._free(cell, shapes or {})
        self.days = sorted({piece.day for cell in self.cells.values() for piece in cell.pieces})
        self._near = self._nearby()
        for rule in rulebook.rules:
            self.posting = rule.name
            self._fills = rule.fills
            rule.post(self)

    def _free(self, cell: Cell, fixed: Mapping[Cell, PlacedShape]) -> None:
        name, day = cell
        if cell in self.problem.taken:
            return
        must = self.problem.outlines.get(cell) or fixed.get(cell)
        self.fixed.pop(cell, None)
        self.plans.pop(cell, None)
        wanted = (must,) if must else self.problem.choices(cell)
        person = self.problem.people[name]
        shapes = [
            shape
            for shape in wanted
            if (person.home or shape.place == "site")
            and not self.bars.bars_shift(name, shape.start, shape.end)
        ]
        if shapes:
            self.cells[cell] = FreeCell(self, person, day, shapes, must=must is not None)
            self._by_day[day].append(self.cells[cell])

    def _nearby(self) -> dict[int, list[Presence]]:
        problem = self.problem
        near = defaultdict(list, {day: list(p) for day, p in problem.recent_by_day.items()})
        for cell, presences in self.fixed.items():
            for presence in () if cell in problem.recent else presences:
                for day in problem.days_touched(presence):
                    near[day].append(presence)
        return near

    # Pieces of time

    def pieces(self, day: int) -> tuple[Piece, ...]:
        """The pieces of a local day: its slots, or its coarse segments."""
        if day not in self._pieces:
            start, end = self.clock.midnight(day), self.clock.midnight(day + 1)
            if self.coarse:
                marks = {start, end}
                marks |= {m for rule in self.rulebook.rules for m in rule.cuts(self.problem, day)}
                edges = sorted(mark for mark in marks if start <= mark <= end)
            else:
                edges = list(range(start, end + 1, self.clock.grid))
            self._pieces[day] = tuple(Piece(a, b, day) for a, b in pairwise(edges))
        return self._pieces[day]

    def pieces_between(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces that [start, end) touches; on boards of slots only those wholly inside."""
        for day in range(self.clock.day_at(start), self.clock.day_at(end - 1) + 1):
            for piece in self.pieces(day):
                inside = start <= piece.start and piece.end <= end
                if inside or (self.coarse and piece.start < end and start < piece.end):
                    yield piece

    # What rules ask for

    def require(self, constraint: object, *, person: str | None = None) -> None:
        """A constraint that every roster keeps; `person` names the group it belongs to.

        Raises ValueError where it is false whatever is chosen: a rule may only ask for what the
        empty roster keeps.
        """
        if (self.posting, person) in self.without or constraint is True:
            return
        if constraint is False:
            raise ValueError(f"{self.posting} cannot be kept by any roster")
        self.model.add(constraint)  # type: ignore[arg-type]  # bool is handled above

    def at_most(self, amount: Amount, limit: int, *, person: str | None = None) -> None:
        """`amount` stays within `limit`, or within what stands already, if that is more."""
        room = max(limit, amount.standing) - amount.fixed
        if isinstance(amount.free, int):
            return
        self.require(amount.free <= room, person=person)

    def cost(self, level: Literal[1, 2], amount: Expression, rate: int, most: int) -> None:
        """Add `rate` x `amount` to a level. `most`: an upper limit of `amount`."""
        self.costs[level].append(amount * rate)
        if self._fills:
            self.fillers.append(amount * rate)
        self.ceilings[level] += rate * max(0, most)

    def short(self, minutes: Expression) -> None:
        """Count these minutes as demand that the roster does not cover."""
        self.short_terms.append(minutes)

    def excess(self, amount: Expression, most: int) -> Expression:
        """A cost variable of at least `amount` and at least 0; `most` is its upper limit."""
        if isinstance(amount, int):
            return max(0, amount)
        over = self.model.new_int_var(0, max(0, most), "")
        self.model.add(over >= amount)
        return over

    def flag(self) -> cp_model.IntVar:
        """A new 0/1 variable."""
        return self.model.new_bool_var("")

    def number(self, low: int, high: int) -> cp_model.IntVar:
        """A new whole-number variable in [low, high]."""
        return self.model.new_int_var(low, high, "")

    def count(self, most: int) -> cp_model.IntVar:
        """A new number of people in [0, most], which is whole in a plan too, as minutes are not."""
        number = self.number(0, most)
        self.counts.append(number.index)
        return number

    def lay_out(self, layout: Layout) -> None:
        """Have a plan's counts made into shifts with their blocks, instead of a plan of each cell.

        Whatever a cell of the board has by the plan is then left; what is laid out is its plan.
        """
        self.layouts.append(layout)

    @staticmethod
    def sum(terms: Iterable[Expression]) -> Expression:
        """A fresh sum; `e = 0; e += shared` would change the shared expression."""
        return LinearExpr.sum(list(terms))

    @staticmethod
    def weighted(terms: Iterable[Expression], weights: Iterable[int]) -> Expression:
        """A fresh weighted sum."""
        return LinearExpr.weighted_sum(list(terms), list(weights))

    def report_uncovered(self, activity: str, day: int, amount: Amount) -> None:
        """Tell the board how much coverage of an activity is missing on a day, in minutes."""
        self._uncovered[activity, day].append(amount)

    def uncovered(self, activity: str, day: int) -> Amount:
        """Missing coverage of an activity on a day, as reported."""
        return Amount.total(self._uncovered[activity, day])

    # What rules look at

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody in the team, in its order."""
        return self.problem.team.people

    def cell(self, person: str, day: int) -> FreeCell | None:
        """The free cell, or None where it is not this board's to decide."""
        return self.cells.get((person, day))

    def touched(self, person: str, days: Iterable[int]) -> bool:
        """Whether any of the person's cells on these days is free."""
        return any((person, day) in self.cells for day in days)

    def meal_minutes(self, shape: PlacedShape) -> int:
        """Length of the meal break that a shift of this shape holds, in whole slots; 0 without."""
        grid = self.clock.grid
        return -(-self.rulebook.unpaid_minutes(shape.end - shape.start) // grid) * grid

    def counted(self, shape: PlacedShape) -> int:
        """Paid minutes of a shape: its length less an unpaid meal break."""
        unpaid = 0 if self.problem.team.meals_paid else self.meal_minutes(shape)
        return shape.end - shape.start - unpaid

    def works(self, person: str, day: int) -> Amount:
        """1 where a shift of the person starts on the day."""
        free = self.cell(person, day)
        if free:
            return Amount(free.works)
        if (person, day) in self.plans:
            return Amount(held=1)
        return _one_of(self.fixed.get((person, day), ()))

    def of_kinds(self, person: str, day: int, kinds: Collection[str]) -> Amount:
        """1 where a shift of the person starts on the day that is of one of these kinds."""

        def fits(shift: PlacedShape | Presence) -> bool:
            return not self.problem.kinds(shift.start, shift.end).isdisjoint(kinds)

        free = self.cell(person, day)
        if free:
            these = frozenset(n for n, shape in enumerate(free.shapes) if fits(shape))
            return Amount(free.any_of(these))
        if (person, day) in self.plans:
            return Amount(held=int(fits(self.plans[person, day].shape)))
        return _one_of([fixed for fixed in self.fixed.get((person, day), ()) if fits(fixed)])

    def starts(self, person: str, day: int) -> list[tuple[PlacedShape, Expression]]:
        """Every shift that may start on the day, with 1 where it is the one."""
        free = self.cell(person, day)
        if free:
            return list(zip(free.shapes, free.chosen, strict=True))
        if (person, day) in self.plans:
            return [(self.plans[person, day].shape, 1)]
        return [(PlacedShape.of(presence), 1) for presence in self.fixed.get((person, day), ())]

    def rostered(self, person: str, day: int, *, overtime: bool = True) -> Amount:
        """Paid minutes of the shift that starts on the day; without overtime shifts if asked."""
        free = self.cell(person, day)
        if free:
            paid = [self.counted(shape) for shape in free.shapes]
            return Amount(LinearExpr.weighted_sum(free.chosen, paid))
        if (person, day) in self.plans:
            return Amount(held=self.counted(self.plans[person, day].shape))
        held = standing = 0
        for presence in self.fixed.get((person, day), ()):
            if overtime or not presence.overtime:
                minutes = presence.counted(meals_paid=self.problem.team.meals_paid)
                standing += minutes if presence.standing else 0
                held += 0 if presence.standing else minutes
        return Amount(0, held, standing)

    def exposure(self, person: str, day: int) -> Amount:
        """Exposing minutes of the person in a local day: done where known, else planned."""
        key = ("exposure", person, day)
        if key not in self._cache:
            self._cache[key] = self._exposure(person, day)
        return self._cache[key]

    def _exposure(self, person: str, day: int) -> Amount:
        done = self.problem.worked.get((person, day))
        if done is not None:
            return Amount(standing=done)
        scale = 1 if self.coarse else self.clock.grid
        terms, held, standing = [], 0, 0
        for start_day in (day - 1, day):
            free = self.cell(person, start_day)
            if free:
                terms += [
                    exposed
                    for piece in free.pieces
                    if piece.day == day and not isinstance(exposed := free.exposed(piece), int)
                ]
                continue
            for presence in self.fixed.get((person, start_day), ()):
                minutes = self._exposed_within(presence, day)
                standing += minutes if presence.standing else 0
                held += 0 if presence.standing else minutes
        plan = self.plans.get((person, day))
        if plan:
            held += plan.exposure
        if not terms:
            return Amount(0, held, standing)
        whole = self.model.new_int_var(
            0, self.clock.midnight(day + 1) - self.clock.midnight(day), ""
        )
        self.model.add(LinearExpr.weighted_sum(terms, [scale] * len(terms)) == whole)
        return Amount(whole, held, standing)

    def _exposed_within(self, presence: Presence, day: int) -> int:
        first, last = self.clock.midnight(day), self.clock.midnight(day + 1)
        return sum(
            max(0, min(s.end, last) - max(s.start, first)) for s in presence.stretches if s.exposes
        )

    def fixed_near(self, day: int) -> list[Presence]:
        """Held and standing shifts that touch a local day."""
        return self._near[day]

    def minutes_on(
        self, activity: str, piece: Piece, skilled: Collection[str] | None = None
    ) -> Amount:
        """Person-minutes of an activity in a piece; `skilled`: of these people only."""
        scale = 1 if self.coarse else self.clock.grid
        free = [
            cell.on(piece, activity)
            for cell in self.cells_near(piece)
            if skilled is None or cell.person.id in skilled
        ]
        held = standing = 0
        for presence in self.fixed_near(piece.day):
            if skilled is None or presence.person in skilled:
                minutes = sum(
                    max(0, min(s.end, piece.end) - max(s.start, piece.start))
                    for s in presence.stretches
                    if s.activity is not None and s.activity.id == activity
                )
                standing += minutes if presence.standing else 0
                held += 0 if presence.standing else minutes
        return Amount(LinearExpr.weighted_sum(free, [scale] * len(free)), held, standing)

    def minutes_in_day(self, activity: str, day: int) -> Amount:
        """Person-minutes of an activity in a local day, of everybody."""
        key = ("minutes", activity, day)
        if key not in self._cache:
            self._cache[key] = self._minutes_in_day(activity, day)
        return self._cache[key]

    def _minutes_in_day(self, activity: str, day: int) -> Amount:
        terms = [
            variable
            for start_day in (day - 1, day)
            for cell in self._by_day[start_day]
            for piece, here in cell.doing.items()
            if piece.day == day
            for option, variable in here.items()
            if option.activity.id == activity
        ]
        first, last = self.clock.midnight(day), self.clock.midnight(day + 1)
        whole = self.minutes_on(activity, Piece(first, last, day))
        planned = sum(
            plan.minutes.get(activity, 0) for (_, at), plan in self.plans.items() if at == day
        )
        scale = 1 if self.coarse else self.clock.grid
        free: Expression = 0
        if terms:
            free = self.number(0, len(self.people) * (last - first))
            self.model.add(LinearExpr.weighted_sum(terms, [scale] * len(terms)) == free)
        return Amount(free, whole.held + planned, whole.standing)

    def cells_near(self, piece: Piece) -> Iterator[FreeCell]:
        """Free cells that may have work in a piece."""
        for day in (piece.day - 1, piece.day):
            for cell in self._by_day[day]:
                if piece in cell.doing:
                    yield cell


def _one_of(fixed: Sequence[Presence]) -> Amount:
    """1 where there is a shift, as it stands or is held."""
    if not fixed:
        return Amount()
    return Amount(standing=1) if fixed[0].standing else Amount(held=1)
