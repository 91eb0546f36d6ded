"""How a roster is made: bounds, a coarse plan, stints placed, shifts freed.

Importing this package loads no OR-Tools; only the solver processes do.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic
from typing import Literal

from scheduler.evaluating import Bounds, Value, roster_of
from scheduler.pins import fallback_roster, settle_pins
from scheduler.presence import Presence
from scheduler.problem import PlacedShape, Problem
from scheduler.roster import Roster
from scheduler.rule import Breach, Rulebook
from scheduler.solving.crew import Crew, OutOfTimeError, SolverLostError, deadline
from scheduler.solving.progress import Progress
from scheduler.solving.search import Search
from scheduler.solving.tasks import Setting

__all__ = ["Progress", "Solution", "Strategy", "solve"]

Strategy = Literal["staged", "whole", "greedy"]

# Time at the end of a timed run for the last check and for writing.
RESERVE = 0.25


@dataclass(frozen=True)
class Solution:
    """What a solve gives: the roster file, its shifts in minutes, and what the checker says.

    breaches is empty for every roster that this project makes; it is checked once more at the end.
    """

    roster: Roster
    presences: tuple[Presence, ...]
    breaches: tuple[Breach, ...]
    value: Value
    bounds: Bounds
    seconds: float


def solve(  # noqa: PLR0913  (each is one choice of whoever asks)
    problem: Problem,
    rulebook: Rulebook,
    *,
    seconds: float | None = None,
    effort: int | None = None,
    seed: int = 0,
    workers: int = 2,
    strategy: Strategy = "staged",
    started: float | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
    on_better: Callable[[Callable[[], Roster]], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> Solution:
    """Make the best roster that time or effort allows. A roster always comes back.

    seconds: wall time since `started` (monotonic; now, if None). effort: neighbourhoods to free
    after the first roster; reproducible for a seed with any number of workers. on_better: gets, at
    each progress from the first roster on, what makes the best one's file; nobody need ask it.
    stop: asked ten times a second; ends the search and keeps the best.

    Raises SolverLostError where solver processes keep ending before a first roster.
    """
    begun = monotonic() if started is None else started
    problem, void = settle_pins(problem, rulebook)
    start = {(p.person, p.day): p for p in fallback_roster(problem, rulebook)}
    limit = None if seconds is None else max(0.0, seconds - RESERVE)
    over = deadline(begun, limit, stop)

    def file() -> Roster:
        reported = [f"{v.pin} {v.reason}" for v in void]
        presences = search.best.presences.values()
        return roster_of(problem, rulebook, presences, replace(search.bounds), reported)

    def tell(progress: Progress) -> None:
        on_progress(progress)
        if progress.short is not None:
            on_better(file)

    processes = {"staged": workers, "whole": 1, "greedy": 0}[strategy]
    with Crew(processes, over) as crew:
        crew.open(Setting(problem, rulebook))
        search = Search(
            problem,
            rulebook,
            start,
            crew=crew,
            seed=seed,
            started=begun,
            tell=tell,
        )
        # A roster that people know already stays, as far as it still keeps every rule.
        search.begin_with({c: p for c, p in problem.reference.items() if _open_to(problem, p)})
        try:
            if strategy == "greedy":
                search.greedy()
            elif strategy == "whole":
                search.whole(limit, effort, workers)
            else:
                search.staged(effort)
        except OutOfTimeError:
            pass
        except SolverLostError:
            # A roster that keeps every rule is not thrown away with the process that sought more.
            if not search.found_any:
                raise
    search.say("done")
    bounds = replace(search.bounds)
    return Solution(
        roster=file(),
        presences=tuple(search.best.presences.values()),
        breaches=tuple(search.best.breaches(search.best.presences)),
        value=search.best.value,
        bounds=bounds,
        seconds=monotonic() - begun,
    )


def _open_to(problem: Problem, shift: Presence) -> bool:
    """Whether pins leave a known shift in the roster: none are there, or of its times alone."""
    cell = shift.person, shift.day
    times = PlacedShape.of(shift)
    return cell not in problem.taken and problem.outlines.get(cell, times) == times
