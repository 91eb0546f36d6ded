"""What the job table hears of a running solve."""

from collections.abc import Callable
from typing import Any

from scheduler.solving import Progress
from web.jobs.spread import Spread

# How often the job table hears of a running solve.
REPORT_SECONDS = 0.5
# Points of the curve that a page draws; older ones are thinned out.
MOST_POINTS = 240


class Reporter:
    """Turns a solve's progress into what the job table keeps, at most twice a second."""

    def __init__(
        self, report: Callable[[dict[str, Any]], None], seconds: float, spread: Spread
    ) -> None:
        self._report = report
        self._spread = spread
        self._first_spread: int | None = None
        self._seconds = seconds
        self._stages: list[list[Any]] = []
        self._curve: list[list[float | int]] = []
        self._sent = 0.0

    def __call__(self, progress: Progress) -> None:
        """Take one progress, and send it on where enough time has passed or the stage is new."""
        new_stage = not self._stages or self._stages[-1][0] != progress.words
        if new_stage:
            self._stages.append([progress.words, round(progress.elapsed, 1)])
        if progress.short is not None:
            point = [round(progress.elapsed, 1), progress.short, progress.short_bound]
            if not self._curve or self._curve[-1][1:] != point[1:]:
                self._curve.append(point)
            if len(self._curve) > MOST_POINTS:
                del self._curve[1 : MOST_POINTS // 2 : 2]
        due = progress.elapsed - self._sent >= REPORT_SECONDS
        if new_stage or due or len(self._curve) == 1 or progress.stage == "done":
            self._sent = progress.elapsed
            self._report(self._dictionary(progress))

    def _dictionary(self, progress: Progress) -> dict[str, Any]:
        spread = None if progress.short is None else self._spread.minutes(progress.by_rule)
        self._first_spread = spread if self._first_spread is None else self._first_spread
        return {
            "elapsed": round(progress.elapsed, 1),
            "seconds": self._seconds,
            "stage": progress.stage,
            "words": progress.words,
            "level1": progress.level1,
            "level2": progress.level2,
            "bound1": progress.bound1,
            "bound2": progress.bound2,
            "short": progress.short,
            "short_bound": progress.short_bound,
            "demanded": progress.demanded,
            "by_rule": progress.by_rule,
            "spread": spread,
            "first_spread": self._first_spread,
            "people": progress.people,
            "days": progress.days,
            "stages": self._stages,
            "curve": self._curve,
        }
