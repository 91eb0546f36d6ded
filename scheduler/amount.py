"""Minutes on a board: what is free to choose, what this stage holds, what stands for good."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExpr

    # OR-Tools' own LinearExprT takes numpy's numbers too, which cannot be added to expressions.
    Expression = LinearExpr | int
else:
    # The checker uses amounts of nothing but numbers, without OR-Tools.
    Expression = object


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of minutes (or shifts) in three parts.

    free: an expression of the board. held: fixed in this stage only, and valid. standing: history
    and pins; where it passes a limit already, the limit becomes that value.
    """

    free: Expression = 0
    held: int = 0
    standing: int = 0

    @property
    def fixed(self) -> int:
        """Held and standing together."""
        return self.held + self.standing

    @property
    def all(self) -> Expression:
        """The whole as one expression."""
        return self.free + self.fixed

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(
            self.free + other.free, self.held + other.held, self.standing + other.standing
        )

    def __sub__(self, other: "Amount") -> "Amount":
        return self + other * -1

    def __mul__(self, factor: int) -> "Amount":
        return Amount(self.free * factor, self.held * factor, self.standing * factor)

    @staticmethod
    def total(amounts: Iterable["Amount"]) -> "Amount":
        """The sum; an empty one is nothing."""
        parts = list(amounts)
        # sum() adds with `+`, which makes a fresh expression; `e += x` would change a shared one.
        return Amount(
            sum(part.free for part in parts),
            sum(part.held for part in parts),
            sum(part.standing for part in parts),
        )
