"""Curves as SVG path data: steps of people over a day, and minutes short over a run."""

from collections.abc import Sequence
from dataclasses import dataclass

from web.manager.cover import Step

PX_PER_MINUTE = 1.6
GAP_PX = 3


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in a drawing's own units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class CoverCurve:
    """A drawing of width x height units: filled steps planned, a dashed line wanted, gaps hatched.

    The hatch hangs from the line of what is wanted, as high as what is missing.
    """

    width: float
    height: float
    planned: str
    outline: str
    wanted: str
    gaps: tuple[Rect, ...]


def cover_curve(steps: Sequence[Step], height: float, px_per_minute: float) -> CoverCurve:
    """Draw steps; the highest one reaches the top but a few units."""
    first, last = steps[0].start, steps[-1].end
    most = max(1, *(max(step.planned, step.wanted) for step in steps))
    unit = (height - 2 * GAP_PX) / most

    def x(minute: int) -> float:
        return _short((minute - first) * px_per_minute)

    def y(people: int) -> float:
        return _short(height - GAP_PX - people * unit)

    outline = _steps([(x(s.start), x(s.end), y(s.planned)) for s in steps])
    floor = y(0)
    return CoverCurve(
        width=x(last),
        height=height,
        planned=f"M0 {floor:g}L{outline[1:]}V{floor:g}Z",
        outline=outline,
        wanted=_steps([(x(s.start), x(s.end), y(s.wanted)) for s in steps]),
        gaps=tuple(
            Rect(x(s.start), y(s.wanted), _short(x(s.end) - x(s.start)), _short(s.missing * unit))
            for s in steps
            if s.missing
        ),
    )


def _steps(flat: Sequence[tuple[float, float, float]]) -> str:
    """A line of steps, each from where the one before ends, at its own height."""
    start, _, height = flat[0]
    path = f"M{start:g} {height:g}"
    for _, right, level in flat:
        path += f"H{right:g}" if level == height else f"V{level:g}H{right:g}"
        height = level
    return path


def _short(number: float) -> float:
    return round(number, 1)
