"""Columns and bands over time, as drawings in units of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from web.manager.curves import Rect

WIDTH, HEIGHT = 760, 220
LEFT, RIGHT, TOP, BOTTOM = 52, 8, 12, 28
HOUR = 60
# Distances between lines of the scale, in hours.
NICE = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
MOST_LINES = 4
# Words under columns are written where they have so much room.
LABEL_ROOM = 64
FEW = 4


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale, or a word under a column: where, and what it says.

    minor: left out where there is little room.
    """

    at: float
    label: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """Minutes of one column: the lower part filled, a part on top hatched, a line across.

    low, high: a band beside them, where there is one.
    """

    label: str
    filled: int
    hatched: int = 0
    line: int | None = None
    low: int | None = None
    middle: int | None = None
    high: int | None = None

    @property
    def top(self) -> int:
        """The highest that it reaches."""
        return max(self.filled + self.hatched, self.line or 0, self.high or 0)


@dataclass(frozen=True)
class Bars:
    """A drawing of WIDTH x HEIGHT units. lines: one path of short lines across the columns."""

    filled: tuple[Rect, ...]
    hatched: tuple[Rect, ...]
    bands: tuple[Rect, ...]
    lines: str
    middles: str
    scale: tuple[Tick, ...]
    labels: tuple[Tick, ...]
    floor: float


def bars(columns: Sequence[Column]) -> Bars | None:
    """Draw columns beside each other; None where there is nothing to draw."""
    most = max((column.top for column in columns), default=0)
    if not most:
        return None
    step = next((n for n in NICE if n * MOST_LINES * HOUR >= most), NICE[-1])
    top = max(1, -(-most // (step * HOUR))) * step * HOUR
    room = (WIDTH - LEFT - RIGHT) / len(columns)
    thick = min(48.0, room * 0.72)

    def y(minutes: int) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * minutes / top, 1)

    def x(number: int) -> float:
        return round(LEFT + room * number + (room - thick) / 2, 1)

    def rect(number: int, low: int, high: int) -> Rect:
        return Rect(x(number), y(high), round(thick, 1), round(y(low) - y(high), 1))

    def across(number: int, minutes: int) -> str:
        return f"M{x(number):g} {y(minutes):g}h{thick:.1f}"

    numbered = list(enumerate(columns))
    every = max(1, round(LABEL_ROOM / room + 0.49))
    return Bars(
        filled=tuple(rect(n, 0, c.filled) for n, c in numbered if c.filled),
        hatched=tuple(rect(n, c.filled, c.filled + c.hatched) for n, c in numbered if c.hatched),
        bands=tuple(
            rect(n, c.low, c.high) for n, c in numbered if c.low is not None and c.high is not None
        ),
        lines="".join(across(n, c.line) for n, c in numbered if c.line is not None),
        middles="".join(across(n, c.middle) for n, c in numbered if c.middle is not None),
        scale=tuple(Tick(y(h * HOUR), f"{h} h") for h in range(0, top // HOUR + 1, step)),
        labels=tuple(
            Tick(
                round(x(n) + thick / 2, 1),
                c.label,
                minor=len(columns) > FEW * every and n % (2 * every) != 0,
            )
            for n, c in numbered
            if n % every == 0
        ),
        floor=y(0),
    )
