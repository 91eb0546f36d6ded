"""What a finished roster is worth, and what it leaves open. Computed without the solver."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from scheduler.presence import Presence, to_shift
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.roster import Roster, Score, Shortfall
from scheduler.rule import Cost, Rulebook


@dataclass(frozen=True)
class Value:
    """Both levels of the objective and the minutes short; compared by level 1, then level 2.

    by_rule: what each rule adds to each level. open_work: minutes missing by day number and
    activity, None where they are of no one activity.
    """

    level1: int
    level2: int
    short: int
    by_rule: dict[str, dict[str, int]] = field(default_factory=dict, compare=False)
    open_work: dict[tuple[int, str | None], int] = field(default_factory=dict, compare=False)

    def better_than(self, other: "Value") -> bool:
        """Whether this one is strictly better on the two levels."""
        return (self.level1, self.level2) < (other.level1, other.level2)

    @cached_property
    def open_minutes(self) -> dict[int, int]:
        """Minutes missing by day number."""
        found: dict[int, int] = defaultdict(int)
        for (day, _), minutes in self.open_work.items():
            found[day] += minutes
        return dict(found)


@dataclass(frozen=True)
class Bounds:
    """What no valid roster can do better than; level 2 among those whose level 1 is no more."""

    level1: int = 0
    level2: int = 0
    short: int = 0


def evaluate(rulebook: Rulebook, record: Record) -> Value:
    """The value of a roster by its own minutes, never by a model's."""
    return _value(rulebook.weigh(record), record.problem)


def _value(costs: Iterable[Cost], problem: Problem) -> Value:
    levels: dict[int, int] = {1: 0, 2: 0}
    by_rule: dict[str, dict[str, int]] = defaultdict(dict)
    open_work: dict[tuple[int, str | None], int] = defaultdict(int)
    short = 0
    for cost in costs:
        levels[cost.level] += cost.amount
        short += cost.short
        name = f"level{cost.level}"
        by_rule[cost.rule][name] = by_rule[cost.rule].get(name, 0) + cost.amount
        if cost.missing:
            day = problem.clock.day_at(cost.missing.start)
            open_work[day, cost.missing.activity] += cost.missing.minutes
    return Value(levels[1], levels[2], short, dict(by_rule), dict(open_work))


def roster_of(
    problem: Problem,
    rulebook: Rulebook,
    presences: Iterable[Presence],
    bounds: Bounds,
    void_pins: Iterable[str] = (),
) -> Roster:
    """The roster file of these shifts, with its shortfalls in words and its score."""
    record = Record(problem, presences)
    costs = rulebook.weigh(record)
    value = _value(costs, problem)
    first, last = problem.dates()
    return Roster(
        team=problem.team.name,
        first=first,
        last=last,
        shifts=tuple(to_shift(presence, problem.clock) for presence in record.planned),
        shortfalls=tuple(_shortfalls(problem, costs)),
        void_pins=tuple(void_pins),
        score=Score(
            level1=value.level1,
            level2=value.level2,
            level1_bound=min(bounds.level1, value.level1),
            level2_bound=min(bounds.level2, value.level2),
            short=value.short,
            short_bound=min(bounds.short, value.short),
            demanded=problem.demanded,
            by_rule=value.by_rule,
        ),
    )


def _shortfalls(problem: Problem, costs: Iterable[Cost]) -> Iterable[Shortfall]:
    for cost in costs:
        missing = cost.missing
        if missing is not None:
            yield Shortfall(
                rule=cost.rule,
                level=cost.level,
                activity=missing.activity,
                start=problem.clock.moment(missing.start),
                end=problem.clock.moment(missing.end),
                wanted=missing.wanted,
                planned=missing.planned,
                minutes=missing.minutes,
                words=str(missing.said),
            )
