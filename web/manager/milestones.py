"""The few moments of a run at which words are said, and what they are."""

from collections.abc import Sequence
from enum import IntEnum

from flask_babel import gettext, lazy_gettext

from web import say
from web.manager.run_curve import Point

ENDED = ("done", "stopped", "failed")
FAILED = {
    "worker_lost": lazy_gettext(
        "The worker ended three times while it was at this. Nothing was changed."
    ),
    "history_unreadable": lazy_gettext(
        "A roster in force speaks of work that the team no longer has, so that what it holds "
        "cannot be counted. Nothing was changed."
    ),
    "roster_breaks_a_rule": lazy_gettext(
        "The check found a breach, so the roster was thrown away."
    ),
}
FAILED_ELSE = lazy_gettext(
    "Something went wrong in the worker; its log says where. Nothing was changed."
)
NOTHING_FOUND = {
    "done": lazy_gettext(
        "The time was over before more was planned than what is pinned. Give it more seconds."
    ),
    "stopped": lazy_gettext("Stopped before more was planned than what is pinned."),
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
    Milestone.QUARTER: (0.25, lazy_gettext("A quarter of the time: %(said)s.")),
    Milestone.HALF: (0.5, lazy_gettext("Half way: %(said)s.")),
    Milestone.THREE_QUARTERS: (0.75, lazy_gettext("Three quarters of the time: %(said)s.")),
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
        return str(gettext("Waiting for a worker. It starts as soon as one is free."))
    may_close = gettext("You can close this page; the work goes on and the best roster is kept.")
    if milestone is Milestone.START:
        return f"{gettext('Started.')} {may_close}"
    if milestone is Milestone.FIRST:
        first = next(point for point in points if point.short is not None)
        said = gettext("A first roster that keeps every rule: %(said)s.", said=_not_covered(first))
    else:
        part, sentence = QUARTERS[milestone]
        said = str(sentence) % {"said": _not_covered(_at(points, part * limit))}
    return f"{said} {may_close}"


def _at(points: Sequence[Point], second: float) -> Point:
    """What was known at a second: so the words of a quarter stand while figures move on."""
    earlier = [point for point in points if point.second <= second and point.short is not None]
    return earlier[-1] if earlier else points[-1]


def _not_covered(point: Point) -> str:
    if not point.short:
        return str(gettext("everything covered"))
    return str(gettext("%(length)s not covered", length=say.length(point.short)))


def _end(state: str, points: Sequence[Point], error_code: str | None) -> str:
    if state == "failed":
        return str(FAILED.get(error_code or "", FAILED_ELSE))
    if not points or points[-1].short is None:
        return str(NOTHING_FOUND[state])
    last = points[-1]
    said = gettext("The roster is ready: %(said)s.", said=_not_covered(last))
    # A bound of nothing says nothing.
    if last.short and last.bound:
        bound = gettext("No roster can do better than %(length)s.", length=say.length(last.bound))
        said = f"{said} {bound}"
    return str(said)
