"""The example team with only some of its people: solved in a few seconds."""

from datetime import date
from typing import Any

from constraints.reading import read
from scheduler.examples import example
from scheduler.problem import Problem
from scheduler.rule import Rulebook

FIRST = date(2026, 3, 9)
FEW = ("lotte", "noor", "wout", "fatima")


def few_people(
    days: int = 7,
    people: tuple[str, ...] = FEW,
    **fields: Any,  # noqa: ANN401  (of a team file)
) -> tuple[Problem, Rulebook]:
    """A problem and its rules; `fields` are put in the place of the team file's own."""
    content: dict[str, Any] = {**example("child-focus", FIRST), **fields}
    for part, key in (("people", "id"), ("history", "person")):
        content[part] = [each for each in content[part] if each[key] in people]
    team, rulebook = read(content)
    return Problem.of(team, FIRST, days), rulebook
