"""What a solver process is asked and what it answers. Plain data, without OR-Tools."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from scheduler.bars import Bars
from scheduler.evaluating import Bounds
from scheduler.presence import Presence
from scheduler.problem import Cell, PlacedShape, PlannedDay, Problem
from scheduler.rule import Rulebook


@dataclass(frozen=True)
class Setting:
    """What every task of one solve shares."""

    problem: Problem
    rulebook: Rulebook

    @cached_property
    def bars(self) -> Bars:
        """What the rules bar outright, gathered once a process."""
        return self.rulebook.bars(self.problem)

    @cached_property
    def rough(self) -> Rulebook:
        """The rules by which a first roster is placed."""
        return self.rulebook.rough()


@dataclass(frozen=True)
class BoundTask:
    """An LP bound. level1_at_most: bound level 2 among rosters with no more on level 1."""

    level1_at_most: int | None = None


@dataclass(frozen=True)
class CoarseTask:
    """Lay out shifts and minutes in `free` by SCIP.

    nodes: a reproducible limit. gap: relative to the objective, at which it is good enough.
    """

    free: tuple[Cell, ...]
    held: Mapping[Cell, Presence]
    plans: Mapping[Cell, PlannedDay]
    nodes: int
    gap: float


@dataclass(frozen=True)
class SlotTask:
    """Decide the slots of `free` while all else is held.

    shapes: the shift a cell must have. plans: other cells known coarsely. hint: a roster to start
    from. effort: deterministic time of CP-SAT.
    """

    free: tuple[Cell, ...]
    held: Mapping[Cell, Presence]
    effort: float
    seed: int
    plans: Mapping[Cell, PlannedDay] = field(default_factory=dict)
    shapes: Mapping[Cell, PlacedShape] = field(default_factory=dict)
    hint: Mapping[Cell, Presence] = field(default_factory=dict)


@dataclass(frozen=True)
class WholeTask:
    """One model of the whole roster; every better one is sent as it comes."""

    free: tuple[Cell, ...]
    seconds: float | None
    effort: float | None
    seed: int
    workers: int


Task = BoundTask | CoarseTask | SlotTask | WholeTask


@dataclass(frozen=True)
class Bounded:
    """The answer to a BoundTask."""

    bounds: Bounds


@dataclass(frozen=True)
class Planned:
    """The answer to a CoarseTask; empty where none was found.

    laid: shifts that are placed already, by a rule that counted people who are alike.
    """

    plans: Mapping[Cell, PlannedDay]
    found: bool
    laid: Mapping[Cell, Presence] = field(default_factory=dict)


@dataclass(frozen=True)
class Placed:
    """The answer to a SlotTask. status: OPTIMAL, FEASIBLE, UNKNOWN or INFEASIBLE.

    last: false for a roster on the way, true for the task's end.
    """

    presences: Mapping[Cell, Presence]
    status: Literal["OPTIMAL", "FEASIBLE", "UNKNOWN", "INFEASIBLE"]
    spent: float = 0.0
    last: bool = True


Answer = Bounded | Planned | Placed
