"""The few moments of a run at which words are said, and what they are."""

from collections.abc import Sequence
from enum import IntEnum

from web import say
from web.manager.run_curve import Point

ENDED = ("done", "stopped", "failed")
FAILED = {
    "worker_lost": "The worker ended three times while it was at this. Nothing was changed.",
    "history_unreadable": "A roster in force speaks of work that the team no longer has, so that "
    "what it holds cannot be counted. Nothing was changed.",
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


def milestone_of(state: str, points: Sequence[Point], elapsed: float, limit: float) -> Milestone:
    """Which moment of a run of `limit` seconds was passed last."""
    if state in ENDED:
        return Milestone.END
    if state == "queued":
        return Milestone.WAITING
    if not points or points[-1].short is None:
        return Milestone.START
    passed = [stone for stone, (part, _) in QUARTERS.items() if elapsed >= part * limit]
    return max(passed, default=Milestone.FIRST)


def words_of(
    milestone: Milestone,
    state: str,
    points: Sequence[Point],
    limit: float,
    error_code: str | None,
) -> str:
    """What is said from that moment on until the next."""
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
    # A bound of nothing says nothing.
    if last.short and last.bound:
        said += f" No roster can do better than {say.length(last.bound)}."
    return said
