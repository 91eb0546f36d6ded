"""Whether `post`, `check`, `weigh` and the coarse form of rules say the same, roster by roster.

    from agreement import assert_agreement
    from tiny_teams import ADMIN, IMAGES, person, problem, shape

    def test_post_and_check_accept_the_same_rosters() -> None:
        case = problem(person("Ana"), shapes=[shape("08:00", 90)], activities=[IMAGES, ADMIN])
        assert_agreement(case, [MaxStint(minutes=30), RecoveryBreak()])

Every roster of the case is made without the board (every_roster.py): for each person and day no
shift, or each shape with each option or a break in each slot, and each place of the meal where a
rule of the book gives the shape one. Then, for each:

- the board of slots accepts it (all decisions fixed, auxiliary variables free) exactly where
  `check` finds no breach; what rules bar is left to `check` on the enumerating side;
- where accepted, the least posted cost is what `weigh` says, by level, and so are the minutes
  short; and the board reads the roster back as it is;
- the coarse board accepts the shapes and minutes by segment of each accepted roster, at no higher
  cost and with no more minutes short;
- with one cell held at a time, the board of the others accepts the same, and its costs differ from
  those of the whole by the same sum for all (a few samples).

A case needs a roster that is accepted, and one that is refused or costs something: else it says
nothing and fails. A case of some 1,000 rosters takes about a second; there is a limit of 5,000.
Choose small limits (`MaxDailyExposure(minutes=30)`), one to three people, shapes of a few slots;
`filling="breaks"` or `"whole"` for rules that look at days, over more days. `free` leaves out cells
that only stand or are off: they come from the problem (history, pins).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import LinearExpr, LinearExprT

from every_roster import Filling, Roster, every_roster, every_shift, free_cells, said
from scheduler.board import Board
from scheduler.presence import Presence
from scheduler.problem import Cell, Problem
from scheduler.record import Record
from scheduler.rule import Rule, Rulebook

Levels = tuple[int, int, int]


@dataclass(frozen=True)
class Agreed:
    """What a case held: rosters in all, those accepted, and the highest cost by level."""

    rosters: int
    accepted: int
    dearest: Levels


def assert_agreement(
    problem: Problem,
    rules: Sequence[Rule],
    *,
    filling: Filling = "slots",
    loose: bool = False,
    held: int = 3,
    most: int = 5000,
) -> Agreed:
    """Every roster of the problem is judged alike by all forms of the rules.

    filling, loose: see every_shift. held: how many values of each cell are held in turn. most:
    rosters. Raises AssertionError with the first rosters that are judged differently.
    """
    book = Rulebook(rules, catalogue=[type(rule) for rule in rules])
    cells = free_cells(problem)
    choices = [every_shift(problem, book, cell, filling, loose=loose) for cell in cells]
    case = _Case(problem, book, cells)
    for roster in every_roster(choices, most):
        case.judge(roster)
    case.hold(choices, held)
    dearest = tuple(max((c[n] for c in case.accepted.values()), default=0) for n in range(3))
    agreed = Agreed(case.judged, len(case.accepted), (dearest[0], dearest[1], dearest[2]))
    if case.faults:
        shown = "\n\n".join(case.faults[:5])
        raise AssertionError(f"{len(case.faults)} differences, the first:\n{shown}")
    if not agreed.accepted:
        raise AssertionError("no roster is accepted: the case says nothing")
    if agreed.accepted == agreed.rosters and not any(agreed.dearest):
        raise AssertionError("no roster is refused and none costs anything: the case says nothing")
    return agreed


@dataclass
class _Case:
    problem: Problem
    book: Rulebook
    cells: list[Cell]
    judged: int = 0
    accepted: dict[Roster, Levels] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.slots = Fixing(Board(self.problem, self.book, free=self.cells))
        self.coarse = Fixing(Board(self.problem, self.book, free=self.cells, look="days"))
        self._coarse_known: dict[object, Levels | None] = {}

    def judge(self, roster: Roster) -> None:
        self.judged += 1
        record = Record(self.problem, [*self.problem.standing.values(), *filter(None, roster)])
        breaches = self.book.check(record)
        given = dict(zip(self.cells, roster, strict=True))
        posted = self.slots.least(given)
        if breaches and posted is not None:
            told = "; ".join(f"{b.rule}: {b.said}" for b in breaches)
            self._differs(roster, f"post accepts it, check does not: {told}")
        elif not breaches and posted is None:
            self._differs(roster, "check accepts it, post does not")
        elif not breaches and posted is not None:
            self._weighed(roster, record, posted)

    def _weighed(self, roster: Roster, record: Record, posted: Levels) -> None:
        costs = self.book.weigh(record)
        weighed = (
            sum(c.amount for c in costs if c.level == 1),
            sum(c.amount for c in costs if c.level == 2),
            sum(c.short for c in costs),
        )
        self.accepted[roster] = weighed
        if posted != weighed:
            told = "; ".join(f"{c.rule} {c.level}: {c.amount}" for c in costs)
            self._differs(roster, f"posted costs {posted}, weighed {weighed} ({told})")
        board = self.slots.board
        for level, cost in ((1, weighed[0]), (2, weighed[1])):
            if cost > board.ceilings[level]:
                self._differs(roster, f"level {level} is over its ceiling {board.ceilings[level]}")
        for cell, shift in zip(self.cells, roster, strict=True):
            read = self.slots.read(cell)
            if read != shift:
                self._differs(roster, f"the board reads {cell} as {read}")
        self._relaxed(roster, weighed)

    def _relaxed(self, roster: Roster, weighed: Levels) -> None:
        given = dict(zip(self.cells, roster, strict=True))
        key = self.coarse.key(given)
        if key not in self._coarse_known:
            self._coarse_known[key] = self.coarse.least(given)
        coarse = self._coarse_known[key]
        if coarse is None:
            self._differs(roster, "the coarse form refuses it")
        elif any(c > w for c, w in zip(coarse, weighed, strict=True)):
            self._differs(roster, f"the coarse form costs {coarse}, the roster {weighed}")

    def hold(self, choices: list[list[Presence | None]], samples: int) -> None:
        """With one shift held, the others are accepted exactly as before.

        Values of each cell in turn, until as many rosters were looked at as there are.
        """
        if len(self.cells) < 2 or self.faults:
            return
        held: list[list[tuple[int, Presence]]] = [[] for _ in range(samples)]
        for index in range(len(self.cells)):
            values = [c for c in dict.fromkeys(r[index] for r in self.accepted) if c is not None]
            spread = values[:: max(1, len(values) // samples)] if samples else []
            for turn, value in zip(held, spread, strict=False):
                turn.append((index, value))
        left = self.judged
        for index, value in (each for turn in held for each in turn):
            if left > 0:
                left -= self.judged // len(choices[index])
                self._hold(choices, {index: value})
        for index, value in held[0] if len(self.cells) > 2 and held else ():
            # Beside a shift that is held, a day that is neither held nor free is empty.
            self._hold(choices, {index: value, (index - 1) % len(self.cells): None})

    def _hold(
        self, choices: list[list[Presence | None]], known: Mapping[int, Presence | None]
    ) -> None:
        if not any(all(r[i] == value for i, value in known.items()) for r in self.accepted):
            return
        held = {self.cells[index]: value for index, value in known.items() if value is not None}
        free = [cell for index, cell in enumerate(self.cells) if index not in known]
        fixing = Fixing(Board(self.problem, self.book, free=free, held=held))
        who = ", ".join(f"{person}'s day {day}" for person, day in held) + " held, post"
        ways = [[known[i]] if i in known else choice for i, choice in enumerate(choices)]
        apart: Levels | None = None
        for roster in every_roster(ways, self.judged):
            given = zip(self.cells, roster, strict=True)
            posted = fixing.least({cell: shift for cell, shift in given if cell in free})
            weighed = self.accepted.get(roster)
            if posted is None or weighed is None:
                if posted is not weighed:
                    verdict = "refuses it" if posted is None else "accepts it"
                    self._differs(roster, f"with {who} {verdict}")
                continue
            # What the free cells do not reach need not be posted, and is the same in all of these.
            first, second, short = (w - p for w, p in zip(weighed, posted, strict=True))
            if apart not in (None, (first, second, short)):
                why = f"with {who} has costs {posted} of {weighed}, others {apart} less"
                self._differs(roster, why)
            apart = first, second, short

    def _differs(self, roster: Roster, why: str) -> None:
        self.faults.append(f"{said(self.problem, roster)}\n  -> {why}")


class Fixing:
    """A board whose decisions are fixed to one roster after another."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.levels = LinearExpr.sum(board.costs[1]), LinearExpr.sum(board.costs[2])
        self.short = LinearExpr.sum(board.short_terms)
        weights = [board.ceilings[2] + 1, 1]
        board.model.minimize(LinearExpr.weighted_sum(self.levels, weights))
        self._solver = cp_model.CpSolver()
        self._solver.parameters.num_workers = 1
        self._solver.parameters.fix_variables_to_their_hinted_value = True
        self._known: dict[tuple[Cell, Presence | None], dict[int, int] | None] = {}

    def least(self, roster: Mapping[Cell, Presence | None]) -> Levels | None:
        """Level 1, level 2 and minutes short at the least cost; None where it is refused."""
        model = self.board.model
        model.proto.clear_solution_hint()
        for cell, shift in roster.items():
            fixed = self._fixed(cell, shift)
            if fixed is None:
                return None
            for index, value in fixed.items():
                model.add_hint(model.get_int_var_from_proto_index(index), value)
        status = self._solver.solve(model)
        if status == cp_model.INFEASIBLE:
            return None
        if status != cp_model.OPTIMAL:
            raise AssertionError(f"the solver ends with {self._solver.status_name(status)}")
        first, second = self.levels
        return self._value(first), self._value(second), self._value(self.short)

    def read(self, cell: Cell) -> Presence | None:
        """The shift of a cell as the board reads it from the last solution."""
        free = self.board.cells.get(cell)
        return free.read(self._value) if free else None

    def key(self, roster: Mapping[Cell, Presence | None]) -> object:
        """Equal for rosters whose decisions on this board are the same."""
        parts = (self._fixed(cell, shift) for cell, shift in roster.items())
        return tuple(None if part is None else tuple(part.items()) for part in parts)

    def _value(self, expression: LinearExprT) -> int:
        return expression if isinstance(expression, int) else self._solver.value(expression)

    def _fixed(self, cell: Cell, shift: Presence | None) -> dict[int, int] | None:
        key = cell, shift
        if key not in self._known:
            self._known[key] = self._fix(cell, shift)
        return self._known[key]

    def _fix(self, cell: Cell, shift: Presence | None) -> dict[int, int] | None:
        """Value by variable index, or None where the cell has no such decision."""
        free = self.board.cells.get(cell)
        if free is None:
            return {} if shift is None else None
        wanted: list[tuple[LinearExprT, int]] = []
        left = set() if shift is None else {(shift.start, shift.end, shift.place)}
        for shape, literal in zip(free.shapes, free.chosen, strict=True):
            here = (shape.start, shape.end, shape.place)
            wanted.append((literal, int(here in left)))
            left.discard(here)
        meals = {s.start for s in shift.stretches if s.meal} if shift else set()
        if not self.board.coarse:
            wanted += [(literal, int(start in meals)) for start, literal in free.meals.items()]
            left |= {(meal, meal, "site") for meal in meals - free.meals.keys()}
        minutes = 0
        for piece, options in free.doing.items():
            for option, amount in options.items():
                done = _minutes(shift, piece.start, piece.end, option.activity.id, option.room)
                minutes += done
                wanted.append((amount, done if self.board.coarse else done // piece.minutes))
        worked = sum(s.minutes for s in shift.stretches if s.activity) if shift else 0
        return None if left or minutes != worked else _indexed(wanted)


def _minutes(shift: Presence | None, start: int, end: int, activity: str, room: str | None) -> int:
    stretches = shift.stretches if shift else ()
    return sum(
        max(0, min(s.end, end) - max(s.start, start))
        for s in stretches
        if s.activity is not None and (s.activity.id, s.room) == (activity, room)
    )


def _indexed(
    wanted: Iterable[tuple[LinearExprT, int]],
) -> dict[int, int] | None:
    """By variable index; None where a value lies outside what the variable or constant allows."""
    found = {}
    for variable, value in wanted:
        if isinstance(variable, int):
            if variable != value:
                return None
        elif isinstance(variable, cp_model.IntVar):
            if value > variable.proto.domain[1]:
                return None
            found[variable.index] = value
        else:
            raise TypeError(f"a decision of the board is {variable!r}, neither number nor variable")
    return found
