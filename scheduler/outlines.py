"""What a shift holds that is pinned in its times alone, before anything better is found."""

from collections.abc import Iterator

from scheduler.bars import Bars
from scheduler.presence import Presence, Stretch
from scheduler.problem import Cell, PlacedShape, Problem
from scheduler.rule import Rulebook


def filled(
    problem: Problem, rulebook: Rulebook, bars: Bars, cell: Cell, shape: PlacedShape
) -> Iterator[Presence]:
    """The shift with work that does not expose, where the person has any; then as one break.

    Both hold a meal where a rule gives the shape one.
    """
    person, day = cell
    start, end = shape.start, shape.end
    possible = (
        activity
        for activity in problem.activities.values()
        if not activity.exposes
        and (shape.place == "site" or activity.home)
        and not bars.bars_work(person, activity.id, start, end)
    )
    # Whole slots, as the solver plans it. A meal must lie away from both ends: the place nearest
    # to the middle does if any does.
    grid = problem.clock.grid
    eaten = -(-rulebook.unpaid_minutes(end - start) // grid) * grid
    meal = round((start + end - eaten) / 2 / grid) * grid
    first = next(possible, None)
    for activity in dict.fromkeys((first, None)):
        stretches = (
            (
                Stretch(start, meal, activity),
                Stretch(meal, meal + eaten, None, None, meal=True),
                Stretch(meal + eaten, end, activity),
            )
            if eaten
            else (Stretch(start, end, activity),)
        )
        yield Presence(person, day, start, end, stretches, shape.place)
