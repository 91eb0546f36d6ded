"""How far from an equal share of exposure the people of a team are, in one figure for all."""

from collections.abc import Mapping

from constraints.fairness.balanced_exposure import BalancedExposure
from scheduler.problem import Problem
from scheduler.rule import Rulebook

# In a smaller group a figure of the team says something of each.
LEAST_PEOPLE = 5


class Spread:
    """Reads the figure out of what a solve tells; None where it is told to nobody."""

    def __init__(self, problem: Problem, rulebook: Rulebook) -> None:
        """Problem and rules of the solve."""
        rule = next((r for r in rulebook.rules if isinstance(r, BalancedExposure)), None)
        self._rate = 0 if rule is None else rule.rate
        exposing = {activity.id for activity in problem.team.activities if activity.exposes}
        self._people = sum(
            any(held.activity in exposing for held in person.authorised)
            for person in problem.team.people
        )

    def minutes(self, by_rule: Mapping[str, Mapping[str, int]]) -> int | None:
        """Minutes that a person is from an equal share on average, whole, by a roster's costs."""
        if not self._rate or self._people < LEAST_PEOPLE:
            return None
        amount = by_rule.get(BalancedExposure.name, {}).get("level2", 0)
        return round(amount / self._rate / self._people)
