"""How far the making of a roster is, as the page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext

from scheduler.solving.progress import STAGES
from web import say
from web.manager.milestones import ENDED, Milestone, milestone_of, words_of
from web.manager.run_curve import Point, RunCurve, run_curve

# Stages that are no work of their own to look at.
UNSAID = (STAGES["reading"], STAGES["done"])
# What workers tell, in the language of the reader; what is not here is shown as it was told.
IN_WORDS = {
    STAGES["bound"]: lazy_gettext("What cannot be had"),
    STAGES["coarse"]: lazy_gettext("Shifts laid out"),
    STAGES["stints"]: lazy_gettext("Stints and breaks placed"),
    STAGES["shifts"]: lazy_gettext("Shifts freed"),
    STAGES["whole"]: lazy_gettext("One model of the whole roster"),
    STAGES["greedy"]: lazy_gettext("One shift after the other"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its name, how long it took in seconds, whether it is the one under way."""

    name: str
    seconds: float
    current: bool


@dataclass(frozen=True)
class Progress:
    """One state of a run. short, bound, demanded: person-minutes; None while nothing is known.

    people, days: how many of each the last better roster changed something for. spread,
    first_spread: minutes from an equal share of exposure, of the best roster and of the first, on
    average of all; None where that is told to nobody.
    """

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
    people: int = 0
    days: int = 0
    spread: int | None = None
    first_spread: int | None = None

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
    milestone = milestone_of(state, points, elapsed, limit)
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
        words=words_of(milestone, state, points, limit, error_code),
        people=told.get("people", 0),
        days=told.get("days", 0),
        spread=told.get("spread"),
        first_spread=told.get("first_spread"),
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
        Stage(str(IN_WORDS.get(name, name)), seconds, name == current)
        for name, seconds in took.items()
        if name not in UNSAID
    )
