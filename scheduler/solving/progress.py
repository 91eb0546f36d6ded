"""What a running solve tells: one stream for terminal, worker and page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Stage = Literal["reading", "bound", "coarse", "stints", "shifts", "whole", "greedy", "done"]

STAGES: dict[Stage, str] = {
    "reading": "The team is read",
    "bound": "What cannot be had",
    "coarse": "Shifts laid out",
    "stints": "Stints and breaks placed",
    "shifts": "Shifts freed",
    "whole": "One model of the whole roster",
    "greedy": "One shift after the other",
    "done": "Done",
}


@dataclass(frozen=True)
class Progress:
    """One moment of a solve.

    elapsed: seconds since the start. level1, level2, short: of the best roster so far, None before
    the first. bound1, bound2, short_bound: proven so far. by_rule: what each soft rule adds to the
    best roster's levels, as {"level2": amount} by the rule's name. people, days: how many of each
    the best roster differs in from that of the moment before. All but `elapsed` are whole numbers.
    Nobody is named.
    """

    elapsed: float
    stage: Stage
    level1: int | None
    level2: int | None
    bound1: int
    bound2: int
    short: int | None
    short_bound: int
    demanded: int
    by_rule: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    people: int = 0
    days: int = 0

    @property
    def words(self) -> str:
        """The stage in words."""
        return STAGES[self.stage]
