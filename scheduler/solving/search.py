"""One solve from the first bound to the last improvement."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic

from scheduler.evaluating import Bounds, Value
from scheduler.presence import Presence
from scheduler.problem import Cell, PlacedShape, PlannedDay, Problem
from scheduler.rule import Rulebook
from scheduler.solving.crew import Crew
from scheduler.solving.greedy import FirstFit
from scheduler.solving.incumbent import Incumbent
from scheduler.solving.neighbourhoods import Chooser, Neighbourhood
from scheduler.solving.progress import Progress, Stage
from scheduler.solving.repeats import WEEK, repeated
from scheduler.solving.tasks import (
    Answer,
    Bounded,
    BoundTask,
    CoarseTask,
    Placed,
    Planned,
    SlotTask,
    WholeTask,
)
from scheduler.solving.whole_shifts import WholeShiftChooser

STINT_EFFORT = 0.1
COARSE_NODES = 200
COARSE_GAP = 0.01


@dataclass(frozen=True)
class _Flight:
    neighbourhood: Neighbourhood
    answer: Placed | None = None


class Search:
    """The state of one solve.

    crew: the solver processes. started: monotonic seconds at which the command began. tell: gets
    each progress. seed: makes the run reproducible where effort, not time, ends it.
    """

    def __init__(
        self,
        problem: Problem,
        rulebook: Rulebook,
        start: Mapping[Cell, Presence],
        *,
        crew: Crew,
        seed: int,
        started: float,
        tell: Callable[[Progress], None],
    ) -> None:
        self.problem = problem
        self.best = Incumbent(problem, rulebook, start)
        self.bounds = Bounds()
        self.found_any = False
        self._made: dict[Cell, Presence] = {}
        self._crew = crew
        self._seed = seed
        self._started = started
        self._tell = tell
        self._stage: Stage = "reading"
        self._bounded = self._bounded_within = False
        self._free = problem.open_cells

    def begin_with(self, known: Mapping[Cell, Presence]) -> None:
        """Take what keeps every rule of a roster that is known already, if it is better."""
        if known:
            merged = self.best.with_cells((), known)
            self.found_any = self.best.offer_repaired(merged) or self.found_any

    def say(self, stage: Stage | None = None) -> None:
        """Tell where the search is."""
        self._stage = stage or self._stage
        value: Value | None = self.best.value if self.found_any else None
        changed = self.best.told() if value else ()
        self._tell(
            Progress(
                elapsed=monotonic() - self._started,
                stage=self._stage,
                level1=value.level1 if value else None,
                level2=value.level2 if value else None,
                bound1=self.bounds.level1,
                bound2=self.bounds.level2,
                short=value.short if value else None,
                short_bound=self.bounds.short,
                demanded=self.problem.demanded,
                by_rule=value.by_rule if value else {},
                people=len({person for person, _ in changed}),
                days=len({day for _, day in changed}),
            )
        )

    def staged(self, effort: int | None) -> None:
        """Bound, coarse plan, stints placed, shifts freed; until time or `effort` is used up.

        effort: neighbourhoods to free; None for as long as time lasts.
        """
        given = dict(self.best.presences)
        self._repeat_history()
        if self.problem.clock.days == 1 and self._free and self._all_pinned:
            self._first_stints()
        else:
            self.say("coarse")
            self._first_roster(given)
        if effort is not None or not self._free:
            # When the bound comes must not decide how a reproducible search goes on.
            self.say("bound")
            self._await_bounds()
            self._bound_within()
            self._await_bounds()
        self.say("shifts")
        self._improve(effort if self._free else 0)

    def whole(self, seconds: float | None, effort: float | None, workers: int) -> None:
        """One model of everything, for comparison."""
        self._repeat_history()
        self.say("whole")
        self._crew.submit(BoundTask(), priority=1)
        left = None if seconds is None else max(0.1, seconds - (monotonic() - self._started))
        self._crew.submit(WholeTask(self._free, left, effort, self._seed, workers))
        for _, answer in self._crew.answers():
            if isinstance(answer, Bounded):
                self._note(answer.bounds)
            elif isinstance(answer, Placed) and answer.status in {"OPTIMAL", "FEASIBLE"}:
                self._take(self._free, answer.presences)
            self.say()

    def greedy(self, given: Mapping[Cell, Presence] | None = None) -> None:
        """One shift after the other, never taken back for a better one.

        given: the shifts that stay; those of the best roster, if None.
        """
        self.say("greedy")
        start = self.best.presences if given is None else given
        made = FirstFit(self.problem, self.best.rulebook, start, self._crew.over)
        sundays = {week[-1] for week in self.problem.clock.weeks()}
        for day in made.days():
            if day in sundays:
                self._keep(made)
        self._keep(made)

    def _keep(self, made: FirstFit) -> None:
        self.found_any = self.best.offer_repaired(made.presences) or self.found_any
        self.say()

    def _take(self, cells: tuple[Cell, ...], placed: Mapping[Cell, Presence]) -> bool:
        merged = self.best.with_cells(cells, placed)
        taken = self.best.offer(merged)
        self.found_any = self.found_any or taken
        return taken

    # The first roster where there are no shifts to lay out: stints alone

    @property
    def _all_pinned(self) -> bool:
        """Whether the times of every shift that is to be made are pinned."""
        return all(cell in self.problem.outlines for cell in self._free)

    def _first_stints(self) -> None:
        """Place a day's stints in its pinned shifts: a plan would say no more than the pins do."""
        self.say("stints")
        outlines = self.problem.outlines
        plan = {cell: PlannedDay(outlines[cell], {}, 0) for cell in self._free}
        tickets = self._place_week(self._free, plan, plan)
        self._crew.submit(BoundTask())
        for ticket, answer in self._crew.answers():
            if isinstance(answer, Bounded):
                self._note(answer.bounds)
            elif ticket in tickets and isinstance(answer, Placed):
                self._merge_weeks([self._free], {0: dict(answer.presences)}, {0: 0})
                return

    # The first roster: week by week, shifts by a coarse plan, then stints day by day

    def _repeat_history(self) -> None:
        """What people know already is the first roster, as far as it still keeps every rule."""
        weeks = -(-self.problem.clock.days // WEEK)
        self.begin_with(repeated(self.problem, self.problem.history, weeks))

    def _first_roster(self, given: Mapping[Cell, Presence]) -> None:
        weeks = [
            tuple(cell for cell in self._free if cell[1] in week)
            for week in self.problem.clock.weeks()
        ]
        plans: dict[Cell, PlannedDay] = {}
        placing: dict[int, tuple[int, tuple[Cell, ...]]] = {}
        placed: dict[int, dict[Cell, Presence]] = {}
        open_days: dict[int, int] = {}
        coarse = self._plan_week(weeks[0], plans)
        if self.problem.demanded:
            # Made here while the solver processes start and plan: of twelve people's four weeks it
            # takes three seconds, and the stages need some twenty for one as good.
            self.greedy(given)
            self.say("coarse")
        current = 0
        for ticket, answer in self._crew.answers():
            if isinstance(answer, Bounded):
                self._note(answer.bounds)
            elif ticket == coarse and isinstance(answer, Planned):
                plans |= answer.plans
                placed[current] = dict(answer.laid)
                week = {c: plan for c, plan in answer.plans.items() if c not in answer.laid}
                tickets = self._place_week(weeks[current], week, plans)
                placing |= {ticket: (current, cells) for ticket, cells in tickets.items()}
                open_days[current] = len(tickets)
                current += 1
                if current < len(weeks):
                    coarse = self._plan_week(weeks[current], plans)
                else:
                    # What no roster can do better than comes after the first roster's own tasks,
                    # while shifts are freed already.
                    self._crew.submit(BoundTask())
                self.say("coarse" if current < len(weeks) else "stints")
                # Where all is laid out, or nothing is planned, there is nothing to wait for.
                self._merge_weeks(weeks, placed, open_days)
            elif isinstance(answer, Placed):
                of_week, _ = placing[ticket]
                placed[of_week] |= answer.presences
                open_days[of_week] -= 1
                self._merge_weeks(weeks, placed, open_days)
            if current == len(weeks) and not any(open_days.values()):
                return

    def _merge_weeks(
        self,
        weeks: list[tuple[Cell, ...]],
        placed: dict[int, dict[Cell, Presence]],
        open_days: dict[int, int],
    ) -> None:
        """Merge whole weeks in their order; one alone may break a rule that the week keeps."""
        for week in sorted(placed):
            if open_days[week]:
                return
            self._made |= placed.pop(week)
            # What was known before helps out where nothing is placed yet, and nowhere else.
            done = [cell for cells in weeks[: week + 1] for cell in cells]
            merged = self.best.with_cells(done, self._made)
            self.found_any = self.best.offer_repaired(merged) or self.found_any
            self._repeat(weeks, week)
            self.say()

    def _repeat(self, weeks: list[tuple[Cell, ...]], week: int) -> None:
        """Let the weeks that nothing is placed in yet repeat the last one, if that is better."""
        shifts = [self.best.presences[c] for c in weeks[week] if c in self.best.presences]
        later: dict[Cell, Presence] = {}
        for by in range(1, len(weeks) - week):
            later |= repeated(self.problem, shifts, by)
        cells = [cell for cells in weeks[week + 1 :] for cell in cells]
        self.best.offer_repaired(self.best.with_cells(cells, later))

    def _plan_week(self, cells: tuple[Cell, ...], plans: Mapping[Cell, PlannedDay]) -> int:
        standing = {c: p for c, p in self.best.presences.items() if p.standing}
        task = CoarseTask(cells, standing, dict(plans), COARSE_NODES, COARSE_GAP)
        return self._crew.submit(task, priority=-1)

    def _place_week(
        self,
        cells: tuple[Cell, ...],
        week: Mapping[Cell, PlannedDay],
        plans: Mapping[Cell, PlannedDay],
    ) -> dict[int, tuple[Cell, ...]]:
        tickets = {}
        for day in sorted({day for _, day in week}):
            free = tuple(cell for cell in cells if cell[1] == day and cell in week)
            others = {cell: plan for cell, plan in plans.items() if cell[1] != day}
            task = SlotTask(
                free,
                {c: p for c, p in self.best.presences.items() if p.standing},
                STINT_EFFORT,
                self._seed,
                plans=others,
                shapes={cell: week[cell].shape for cell in free},
            )
            tickets[self._crew.submit(task)] = free
        return tickets

    # Shifts freed, a few cells at a time

    def _improve(self, effort: int | None) -> None:
        whole = self.best.rulebook.whole_shifts
        chooser = (WholeShiftChooser if whole else Chooser)(self.problem, self._seed)
        flights: dict[int, _Flight] = {}
        order: list[int] = []
        sent = 0
        while not self._proved:
            if effort is None:
                self._bound_within()
            while len(order) < chooser.in_flight and (effort is None or sent < effort):
                ticket, flight = self._send(chooser, flights, sent)
                flights[ticket] = flight
                order.append(ticket)
                sent += 1
            if not order:
                break
            while flights[order[0]].answer is None:
                for ticket, answer in self._crew.answers():
                    self._land(flights, ticket, answer)
                    break
            self._merge(chooser, flights.pop(order.pop(0)))
        self._await_bounds()

    def _await_bounds(self) -> None:
        for _, answer in self._crew.answers():
            if isinstance(answer, Bounded):
                self._note(answer.bounds)

    def _bound_within(self) -> None:
        """Once no roster is better on level 1, ask what level 2 is among those as good there."""
        done = self.best.value.level1 <= self.bounds.level1
        # Never beside the first bound: of large teams both take long, and nobody would free shifts.
        if done and self.found_any and self._bounded and not self._bounded_within:
            self._bounded_within = True
            self._crew.submit(BoundTask(self.best.value.level1))

    @property
    def _proved(self) -> bool:
        value, bounds = self.best.value, self.bounds
        return value.level1 <= bounds.level1 and value.level2 <= bounds.level2

    def _land(self, flights: dict[int, _Flight], ticket: int, answer: Answer) -> None:
        if isinstance(answer, Placed) and ticket in flights:
            flights[ticket] = _Flight(flights[ticket].neighbourhood, answer)
        elif isinstance(answer, Bounded):
            self._note(answer.bounds)

    def _note(self, bounds: Bounds) -> None:
        """Take bounds; each is the better of what was proved and what is proved now."""
        self._bounded = True
        self.bounds = Bounds(
            max(self.bounds.level1, bounds.level1),
            max(self.bounds.level2, bounds.level2),
            max(self.bounds.short, bounds.short),
        )
        self.say()

    def _send(
        self, chooser: Chooser, flights: Mapping[int, _Flight], number: int
    ) -> tuple[int, _Flight]:
        busy = {cell for flight in flights.values() for cell in flight.neighbourhood.cells}
        found = chooser.pick(busy, self.best.value, set(self.best.presences))
        free = set(found.cells)
        task = SlotTask(
            found.cells,
            {cell: p for cell, p in self.best.presences.items() if cell not in free},
            chooser.effort,
            self._seed + number,
            shapes=self._shapes(found.cells) if found.shifts_stay else {},
            hint={cell: p for cell, p in self.best.presences.items() if cell in free},
        )
        return self._crew.submit(task), _Flight(found)

    def _shapes(self, cells: tuple[Cell, ...]) -> dict[Cell, PlacedShape]:
        best = self.best.presences
        return {cell: PlacedShape.of(best[cell]) for cell in cells if cell in best}

    def _merge(self, chooser: Chooser, flight: _Flight) -> None:
        answer, found = flight.answer, flight.neighbourhood
        if answer is None or answer.status not in {"OPTIMAL", "FEASIBLE"}:
            chooser.learn(found, 0.0, answer.spent if answer else chooser.effort)
            return
        before = self.best.value
        taken = self._take(found.cells, answer.presences)
        after = self.best.value
        gain = before.level1 - after.level1 + (before.level2 - after.level2) / 100
        chooser.learn(found, gain if taken else 0.0, answer.spent)
        if taken:
            self.say()
