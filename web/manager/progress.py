"""How far the making of a roster is, as the page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from scheduler.solving.progress import STAGES
from web import say
from web.manager.run_curve import Point, RunCurve, run_curve

# Stages that are no work of their own to look at.
UNSAID = (STAGES["reading"], STAGES["done"])
ENDED = ("done", "stopped", "failed")
FAILED = {
    "worker_lost": "The worker ended three times while it was at this. Nothing was changed.",
    "roster_breaks_a_rule": "The check found a breach, so the roster was thrown away.",
}
FAILED_ELSE = "Something went wrong in the worker; its log says where. Nothing was changed."


NOTHING_FOUND = {
    "done": "The time was over before more was planned than what is pinned. Give it more seconds.",
    "stopped": "Stopped before more was planned than what is pinned.",
}


class Milestone(IntEnum):
    """When words are said to those who listen: seldom, so that figures may move in quiet."""

    WAITING = 0
    START = 1
    FIRST = 2
    QUARTER = 3
    HALF = 4
    THREE_QUARTERS = 5
    END = 6


QUARTERS = {
    Milestone.QUARTER: (0.25, "A quarter of the time"),
    Milestone.HALF: (0.5, "Half way"),
    Milestone.THREE_QUARTERS: (0.75, "Three quarters of the time"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its name, how long it took in seconds, whether it is the one under way."""

    name: str
    seconds: float
    current: bool


@dataclass(frozen=True)
class Progress:
    """One state of a run. short, bound, demanded: person-minutes; None while nothing is known."""

    state: str
    step: int
    elapsed: float
    seconds: float
    short: int | None
    bound: int | None
    demanded: int
    stages: tuple[Stage, ...]
    points: tuple[Point, ...]
    milestone: Milestone
    words: str

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ENDED

    @property
    def gain(self) -> int | None:
        """Person-minutes that more time could bring at most."""
        return None if self.short is None or self.bound is None else self.short - self.bound

    @property
    def gain_share(self) -> str:
        """The same as a share of what is wanted."""
        return say.share(self.gain or 0, self.demanded)

    @property
    def curve(self) -> RunCurve | None:
        """The drawing of the run so far; None before its first roster."""
        return run_curve(self.points, self.elapsed, self.seconds) if self.points else None


def progress(
    state: str, step: int, told: Mapping[str, Any], seconds: float, error_code: str | None = None
) -> Progress:
    """The view of a job in `state`, from what its worker has told so far.

    seconds: what was asked for; used until the worker says its own.
    """
    points = tuple(Point(*point) for point in told.get("curve", ()))
    elapsed, limit = float(told.get("elapsed", 0)), float(told.get("seconds") or seconds)
    milestone = _milestone(state, points, elapsed, limit)
    return Progress(
        state=state,
        step=step,
        elapsed=min(elapsed, limit),
        seconds=limit,
        short=told.get("short"),
        bound=told.get("short_bound"),
        demanded=told.get("demanded", 0),
        stages=_stages(told, min(elapsed, limit), ended=state in ENDED),
        points=points,
        milestone=milestone,
        words=_words(milestone, state, points, limit, error_code),
    )


def _stages(told: Mapping[str, Any], elapsed: float, *, ended: bool) -> tuple[Stage, ...]:
    """Workers tell each stage with the second it began at; it lasts until the next one."""
    begun: list[tuple[str, float]] = [(name, second) for name, second in told.get("stages", ())]
    ends = [*(second for _, second in begun[1:]), elapsed]
    took: dict[str, float] = {}
    for (name, start), end in zip(begun, ends, strict=False):
        took[name] = took.get(name, 0) + max(0, end - start)
    current = begun[-1][0] if begun and not ended else None
    return tuple(
        Stage(name, seconds, name == current)
        for name, seconds in took.items()
        if name not in UNSAID
    )


def _milestone(state: str, points: Sequence[Point], elapsed: float, limit: float) -> Milestone:
    if state in ENDED:
        return Milestone.END
    if state == "queued":
        return Milestone.WAITING
    if not points or points[-1].short is None:
        return Milestone.START
    passed = [stone for stone, (part, _) in QUARTERS.items() if elapsed >= part * limit]
    return max(passed, default=Milestone.FIRST)


def _words(
    milestone: Milestone,
    state: str,
    points: Sequence[Point],
    limit: float,
    error_code: str | None,
) -> str:
    if milestone is Milestone.END:
        return _end(state, points, error_code)
    if milestone is Milestone.WAITING:
        return "Waiting for a worker. It starts as soon as one is free."
    if milestone is Milestone.START:
        return "Started. You can close this page; the work goes on and the best roster is kept."
    if milestone is Milestone.FIRST:
        first = next(point for point in points if point.short is not None)
        said = f"A first roster that keeps every rule: {_not_covered(first)}."
    else:
        part, name = QUARTERS[milestone]
        said = f"{name}: {_not_covered(_at(points, part * limit))}."
    return f"{said} You can close this page; the work goes on and the best roster is kept."


def _at(points: Sequence[Point], second: float) -> Point:
    """What was known at a second: so the words of a quarter stand while figures move on."""
    earlier = [point for point in points if point.second <= second and point.short is not None]
    return earlier[-1] if earlier else points[-1]


def _not_covered(point: Point) -> str:
    return f"{say.length(point.short or 0)} not covered" if point.short else "everything covered"


def _end(state: str, points: Sequence[Point], error_code: str | None) -> str:
    if state == "failed":
        return FAILED.get(error_code or "", FAILED_ELSE)
    if not points or points[-1].short is None:
        return NOTHING_FOUND[state]
    last = points[-1]
    said = f"The roster is ready: {_not_covered(last)}."
    if last.short and last.bound is not None:
        said += f" No roster can do better than {say.length(last.bound)}."
    return said
