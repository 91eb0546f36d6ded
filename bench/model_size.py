"""What the single model of a roster would take, without making it."""

from collections.abc import Iterable, Iterator

from scheduler.bars import Bars
from scheduler.problem import Cell, PlacedShape, Problem
from scheduler.rule import Rulebook
from scheduler.solving.laid_shift import possible
from scheduler.team import Activity

# All variables of the model by those that are counted here, by grid: with a finer one more
# of them say where a stint begins.
VARIABLES_A_CHOICE = {5: 3.4, 10: 3.4, 15: 2.3}
# What the solver took with two workers once its search had begun, on models of 20,000 to 38,000
# variables (RESULTS.md); larger ones are in proportion, and a long search takes more.
BYTES_A_VARIABLE = 10_000
GIB = 1 << 30


def choices(problem: Problem, rulebook: Rulebook) -> int:
    """The model's variables for what is done when: a person, a slot, an activity, and its room.

    All its other variables go with these, which can be counted in seconds where the model itself
    takes minutes to make. Material has one in each approved room.
    """
    bars = rulebook.bars(problem)
    cells = ((p, day) for p in problem.people for day in range(problem.clock.days))
    return sum(_of_cell(problem, bars, cell) for cell in cells if cell not in problem.taken)


def _of_cell(problem: Problem, bars: Bars, cell: Cell) -> int:
    person, grid = cell[0], problem.clock.grid
    shapes = [s for s in problem.choices(cell) if not bars.bars_shift(person, s.start, s.end)]
    anywhere = set(_slots(shapes, grid))
    on_site = set(_slots((shape for shape in shapes if shape.place == "site"), grid))
    return sum(
        _ways(problem, activity)
        for activity in problem.team.activities
        for slot in (anywhere if possible(activity, "home") else on_site)
        if not bars.bars_work(person, activity.id, slot, slot + grid)
    )


def _slots(shapes: Iterable[PlacedShape], grid: int) -> Iterator[int]:
    for shape in shapes:
        yield from range(-(-shape.start // grid) * grid, shape.end - grid + 1, grid)


def _ways(problem: Problem, activity: Activity) -> int:
    return len(problem.rooms) if activity.exposes == "material" else 1


def gibibytes(problem: Problem, rulebook: Rulebook) -> float:
    """Memory that solving the single model is expected to take, by its variables."""
    variables = choices(problem, rulebook) * VARIABLES_A_CHOICE[problem.clock.grid]
    return variables * BYTES_A_VARIABLE / GIB
