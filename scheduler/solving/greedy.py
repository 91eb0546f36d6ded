"""A roster as one makes it by hand: shift after shift, and nothing is taken back for a better one.

It is there in seconds, for the stages to better, and by itself to compare with.
"""

from collections.abc import Callable, Iterator, Mapping

from scheduler.intervals import Interval
from scheduler.outlines import filled
from scheduler.presence import Presence, Stretch
from scheduler.problem import Cell, PlacedShape, Problem
from scheduler.rule import Breach, Rulebook
from scheduler.solving.laid_shift import Layer, Plan, Worths
from scheduler.solving.other_work import OtherWork
from scheduler.solving.so_far import SoFar

# A breach over more than these minutes is of the weeks, not of how this day's shift lies.
OF_WEEKS = 2 * 1440

Plans = dict[Cell, tuple[Plan, Worths]]


class FirstFit:
    """Fills the free cells of a roster that keeps every rule, day by day and person by person.

    Whoever was exposed least so far comes first. A person gets the shift and the blocks that cover
    most of what is still open; where the checker finds something wrong, stints get a long break
    before them, are cut or left out, and in the end the shift is. start: the roster by cell; what
    is in it stays, but for the blocks of outlines. over: asked at each shift; ends it.
    """

    def __init__(
        self,
        problem: Problem,
        rulebook: Rulebook,
        start: Mapping[Cell, Presence],
        over: Callable[[], bool] = lambda: False,
    ) -> None:
        self._problem, self._rulebook, self._over = problem, rulebook, over
        self._made = SoFar(problem, rulebook, start)
        self._bars = rulebook.bars(problem)
        self._layer = Layer(problem, rulebook, self._bars, self._made.demand)
        self._others = OtherWork(problem, rulebook.shortest_gap(problem.clock.grid))

    @property
    def presences(self) -> Mapping[Cell, Presence]:
        """The roster so far, by cell."""
        return self._made.presences

    def days(self) -> Iterator[int]:
        """Fill one day after the other; each keeps every rule once it is told."""
        for day in range(self._problem.clock.days):
            plans: Plans = {}
            for person in sorted(self._problem.people, key=self._made.exposed):
                if self._over():
                    break
                cell = person, day
                if self._is_free(cell) and (found := self._fill(cell)):
                    plans[cell] = found
            self._settle(day, plans)
            if self._over():
                return
            yield day

    def _is_free(self, cell: Cell) -> bool:
        known = cell in self.presences and cell not in self._problem.outlines
        return not known and cell not in self._problem.taken

    def _fill(self, cell: Cell) -> tuple[Plan, Worths] | None:
        """Give a cell the best shift that keeps what its person's rules ask, if there is one."""
        person, day = cell
        outline = self._problem.outlines.get(cell)
        choices = (outline,) if outline else self._problem.choices(cell)
        shapes = [s for s in choices if not self._bars.bars_shift(person, s.start, s.end)]
        if not shapes:
            return None
        worths = self._layer.worths(person, shapes)
        worth = {shape: self._layer.most(worths, shape) for shape in shapes}
        least = self._problem.people[person].terms.least_weekly_minutes or 0
        owed = outline is not None or self._made.minutes(person, day) < least
        longest: float = float("inf")
        for shape in sorted(shapes, key=lambda s: (-worth[s], s.start - s.end)):
            if (worth[shape] or owed) and shape.end - shape.start < longest:
                plan, breaches = self._fit(cell, shape, worths)
                if plan:
                    return plan, worths
                if any(b.end - b.start > OF_WEEKS for b in breaches):
                    longest = shape.end - shape.start
        return None

    def _fit(
        self, cell: Cell, shape: PlacedShape, worths: Worths
    ) -> tuple[Plan | None, list[Breach]]:
        """Take a shift of this shape with what stints it can have; else say what is against it."""
        plan = self._layer.plan(cell, shape, worths)
        breaches = against = self._made.offer(self._others.around(plan, worths))
        if not breaches:
            return plan, []
        for plain in filled(self._problem, self._rulebook, self._bars, cell, shape):
            against = self._made.offer(plain)
            if not against:
                return self._lower(Plan(plain, plan.stints), worths, breaches), []
        return None, against

    def _lower(self, plan: Plan, worths: Worths, breaches: list[Breach]) -> Plan:
        """The same shift with fewer stints, until it keeps what it broke."""
        while plan.stints and breaches:
            rested = self._rested(plan, worths, breaches)
            plan = rested or Plan(plan.plain, self._fewer(plan.stints, breaches))
            breaches = self._made.offer(self._others.around(plan, worths))
        if breaches:
            self._made.take(plan.plain)
        return plan

    def _rested(self, plan: Plan, worths: Worths, breaches: list[Breach]) -> Plan | None:
        """With a long break before the last stint, where several of the shift are too much."""
        for breach in breaches:
            hit = [s for s in plan.stints if _meets(s, (breach.start, breach.end))]
            within = plan.plain.start <= breach.start and breach.end <= plan.plain.end
            if within and len(hit) > 1:
                return self._layer.rested(plan, worths, hit[-1])
        return None

    def _fewer(self, stints: tuple[Stretch, ...], breaches: list[Breach]) -> tuple[Stretch, ...]:
        """Without the last that is part of a breach; where it goes on into it, the part before."""
        spans = [(b.start, b.end) for b in breaches]
        hit = [s for s in stints if any(_meets(s, span) for span in spans)] or list(stints)
        last = hit[-1]
        start = min((span[0] for span in spans if _meets(last, span)), default=0)
        grid = self._problem.clock.grid
        kept = Stretch(last.start, start // grid * grid, last.activity, last.room)
        if kept.minutes >= self._layer.least(kept):
            return tuple(kept if s is last else s for s in stints)
        return tuple(s for s in stints if s is not last)

    def _settle(self, day: int, plans: Plans) -> None:
        """Take back what the shifts of a day break together; without them the day keeps all."""
        while plans and (breaches := self._made.together(day)):
            for breach in breaches:
                span = breach.start, breach.end
                theirs = [cell for cell in plans if cell[0] == breach.person] or list(plans)
                exposed = [cell for cell in theirs if _exposes(self.presences[cell], span)]
                if plans:
                    self._step_back((exposed or theirs)[-1], plans, breach)

    def _step_back(self, cell: Cell, plans: Plans, breach: Breach) -> None:
        """One stint less in a shift, or no shift."""
        plan, worths = plans[cell]
        if plan.stints:
            fewer = Plan(plan.plain, self._fewer(plan.stints, [breach]))
            against = self._made.offer(self._others.around(fewer, worths))
            plans[cell] = self._lower(fewer, worths, against), worths
        else:
            self._made.leave(cell)
            del plans[cell]


def _meets(stretch: Stretch, span: Interval) -> bool:
    return stretch.start < span[1] and span[0] < stretch.end


def _exposes(presence: Presence, span: Interval) -> bool:
    return any(s.exposes and _meets(s, span) for s in presence.stretches)
