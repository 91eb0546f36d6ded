"""Minutes not covered, second by second, as a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from web import say

WIDTH, HEIGHT = 760, 400
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 16, 32
ROOM_FOR_WORDS = 250
HOUR = 60
# Distances between lines of the scale, in hours and in seconds.
NICE = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
MOST_LINES = 5
MOST_SECONDS = 7


class Point(NamedTuple):
    """At a second of the run: person-minutes short of the best roster, and of any at least."""

    second: float
    short: int | None
    bound: int | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale: where, and what it says."""

    at: float
    label: str


@dataclass(frozen=True)
class RunCurve:
    """A drawing of WIDTH x HEIGHT units. now_x, now_y: the best so far."""

    best: str
    area: str
    bound: str
    now_x: float
    now_y: float
    bound_y: float
    hours: tuple[Tick, ...]
    seconds: tuple[Tick, ...]
    table: tuple[Point, ...]
    flip: bool


def run_curve(points: Sequence[Point], elapsed: float, limit: float) -> RunCurve:
    """Two step lines: what the best roster leaves open, and what no roster can do better than."""
    most = max((p.short or p.bound or 0 for p in points), default=0)
    step = _step(most / HOUR, MOST_LINES)
    top = max(step, -(-most // (step * HOUR)) * step) * HOUR
    limit = max(limit, elapsed, 1)

    def x(second: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * min(second, limit) / limit, 1)

    def y(minutes: int) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * minutes / top, 1)

    best = [(x(p.second), y(p.short)) for p in points if p.short is not None]
    bound = [(x(p.second), y(p.bound)) for p in points if p.bound is not None]
    now, floor = x(elapsed), y(0)
    line = _line(best, now)
    start = best[0][0] if best else now
    pace = _step(limit, MOST_SECONDS)
    return RunCurve(
        best=line,
        area=f"{line}V{floor:g}H{start:g}Z" if line else "",
        bound=_line(bound, now),
        now_x=now,
        now_y=best[-1][1] if best else floor,
        bound_y=bound[-1][1] if bound else floor,
        hours=tuple(Tick(y(h * HOUR), f"{h} h") for h in range(0, top // HOUR + 1, step)),
        seconds=tuple(Tick(x(s), say.seconds(s)) for s in range(0, int(limit) + 1, pace)),
        table=tuple(points),
        flip=now > WIDTH - ROOM_FOR_WORDS,
    )


def _line(flat: Sequence[tuple[float, float]], last_x: float) -> str:
    if not flat:
        return ""
    path = f"M{flat[0][0]:g} {flat[0][1]:g}"
    for x, y in flat[1:]:
        path += f"H{x:g}V{y:g}"
    return f"{path}H{last_x:g}"


def _step(most: float, lines: int) -> int:
    """The smallest nice distance with which so many lines reach the most."""
    return next((nice for nice in NICE if nice * lines >= most), NICE[-1])
