"""What a shift holds that is pinned in its times alone, before anything better is found."""

from collections.abc import Iterator
from dataclasses import replace

from scheduler.bars import Bars
from scheduler.intervals import Interval
from scheduler.presence import Presence, Stretch, joined
from scheduler.problem import Cell, PlacedShape, Problem
from scheduler.rule import Rulebook
from scheduler.team import Activity

# Minutes of work that are worth beginning: less between a meal and a session is a break.
SHORTEST = 30


def filled(
    problem: Problem, rulebook: Rulebook, bars: Bars, cell: Cell, shape: PlacedShape
) -> Iterator[Presence]:
    """The shift with work that does not expose, where the person has any; then as one break.

    Both hold a meal where a rule gives the shape one. Where the usual work is barred, as in a
    standing session, there is what is not.
    """
    person, day = cell
    slots = list(_slots(problem, shape))
    works = [_possible(problem, bars, person, shape, slot) for slot in slots]
    meal = _meal(problem, rulebook, shape, dict(zip(slots, works, strict=True)))
    for work in (works, [None] * len(slots)):
        stretches = (
            Stretch(slot[0], slot[1], None, None, meal=True)
            if meal[0] <= slot[0] < meal[1]
            else Stretch(slot[0], slot[1], activity)
            for slot, activity in zip(slots, work, strict=True)
        )
        blocks = joined(
            replace(block, activity=None) if block.minutes < SHORTEST else block
            for block in joined(stretches)
        )
        yield Presence(person, day, shape.start, shape.end, blocks, shape.place)
        if not any(works):
            return


def _slots(problem: Problem, shape: PlacedShape) -> Iterator[Interval]:
    """The shift in whole slots of its day's grid, with what is left over at both ends."""
    grid = problem.clock.grid
    edge = shape.start
    while edge < shape.end:
        end = min((edge // grid + 1) * grid, shape.end)
        yield edge, end
        edge = end


def _possible(
    problem: Problem, bars: Bars, person: str, shape: PlacedShape, slot: Interval
) -> Activity | None:
    """The first work of the team that does not expose and is not barred in the slot."""
    return next(
        (
            activity
            for activity in problem.activities.values()
            if not activity.exposes
            and (shape.place == "site" or activity.home)
            and not bars.bars_work(person, activity.id, *slot)
        ),
        None,
    )


def _meal(
    problem: Problem,
    rulebook: Rulebook,
    shape: PlacedShape,
    works: dict[Interval, Activity | None],
) -> Interval:
    """Where the meal lies, in whole slots as the solver plans it; nowhere without a meal.

    It must lie away from both ends: the place nearest to the middle does if any does, unless the
    usual work is barred there.
    """
    grid = problem.clock.grid
    eaten = -(-rulebook.unpaid_minutes(shape.end - shape.start) // grid) * grid
    middle = round((shape.start + shape.end - eaten) / 2 / grid) * grid
    usual = next(iter(works.values()), None)
    other = [slot for slot, work in works.items() if work is not usual and work is not None]
    quarter = (shape.end - shape.start) // 4
    for away in range(0, quarter + 1, grid):
        for start in (middle - away, middle + away):
            if not any(start < end and first < start + eaten for first, end in other):
                return start, start + eaten
    return middle, middle + eaten
