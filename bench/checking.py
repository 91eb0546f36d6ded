"""How long the checker takes: a whole roster, one changed day, and a roster of 200 people."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from time import process_time
from typing import Any

from bench.runs import FIRST
from constraints.reading import read
from scheduler.checking import check_cells, check_roster, presences_of
from scheduler.examples import example
from scheduler.problem import Problem

DAYS = 28
TEAM = "child-focus-doubled"


@dataclass(frozen=True)
class Checked:
    """Milliseconds of processor time, the median of some runs. people, shifts: how many."""

    people: int
    shifts: int
    whole: float
    one_day: float


def checked(times: int, runs: int) -> Checked:
    """Check the four weeks of history of `times` example teams as one team's roster."""
    team, rulebook = read(_many(example(TEAM, FIRST), times))
    shifts = team.history
    problem = Problem.of(
        team.model_copy(update={"history": ()}), FIRST - timedelta(days=DAYS), DAYS
    )
    roster = presences_of(problem, shifts)
    cells = [(p.person, p.day) for p in roster]
    whole, one_day = [], []
    for run in range(runs):
        begun = process_time()
        check_roster(problem, rulebook, roster)
        whole.append(process_time() - begun)
        begun = process_time()
        check_cells(problem, rulebook, roster, [cells[run * len(cells) // runs]])
        one_day.append(process_time() - begun)
    return Checked(
        people=len(team.people),
        shifts=len(roster),
        whole=1000 * median(whole),
        one_day=1000 * median(one_day),
    )


def _many(content: dict[str, Any], times: int) -> dict[str, Any]:
    """The team file with its people, their shifts and the rooms some times over."""
    people, rooms, history = content["people"], content["rooms"], content["history"]
    numbers = range(times)
    return content | {
        "people": [p | {"id": f"{p['id']}-{n}"} for n in numbers for p in people],
        "rooms": [r | {"id": f"{r['id']}-{n}"} for n in numbers for r in rooms],
        "history": [_of(shift, n) for n in numbers for shift in history],
    }


def _of(shift: dict[str, Any], number: int) -> dict[str, Any]:
    blocks = [
        block | ({"room": f"{block['room']}-{number}"} if block.get("room") else {})
        for block in shift["blocks"]
    ]
    return shift | {"person": f"{shift['person']}-{number}", "blocks": blocks}
