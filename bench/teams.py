"""The teams that are solved: examples by name, and made up ones by their number of people."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from constraints.reading import read, rulebook_of
from scheduler.examples import NAMES, example
from scheduler.examples.generated import generated_team
from scheduler.problem import Problem
from scheduler.rule import Rulebook
from scheduler.team import Team

SEED = 0
Grid = Literal[5, 10, 15]


@dataclass(frozen=True)
class Which:
    """A team: an example, or, where `people` is given, one made up for so many (8 to 500)."""

    example: str = NAMES[0]
    people: int | None = None

    @property
    def name(self) -> str:
        """As tables and files have it."""
        return self.example if self.people is None else f"generated-{self.people}"

    def words(self) -> list[str]:
        """The options of a command that mean this team."""
        if self.people is None:
            return ["--example", self.example]
        return ["--people", str(self.people)]

    def team(self, first: date) -> tuple[Team, Rulebook]:
        """The team for a roster from `first`, and its rules. Raises KeyError, ValueError."""
        if self.people is None:
            return read(example(self.example, first))
        team = generated_team(self.people, first, SEED)
        return team, rulebook_of(team)

    def problem(self, first: date, weeks: int, grid: Grid) -> tuple[Problem, Rulebook]:
        """A roster of the team for so many weeks from `first`, and its rules; raises as `team`."""
        team, rulebook = self.team(first)
        return Problem.of(team, first, 7 * weeks, grid), rulebook


CHILD_FOCUS = Which()
