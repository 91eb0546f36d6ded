"""An instance as a team, a day and rules."""

from collections.abc import Iterator
from datetime import date

from bench.families.family import Question
from bench.families.shoe.reading import SLOT, Instance
from bench.families.shoe.rules import CATALOGUE
from bench.families.shoe.rules.activity_cap import ActivityCap
from bench.families.shoe.rules.cover import Cover
from bench.families.shoe.rules.one_shift import OneShift
from bench.families.shoe.rules.worked_slots import WorkedSlots
from bench.families.shoe.terms import FORMS, LEAST_WORK
from bench.families.slots import lines_of, time_of
from bench.families.verdict import UnsolvableError
from scheduler.problem import Problem
from scheduler.rule import Rulebook
from scheduler.team import Activity, Person, ShiftShape, Team

# Any day does; the clock does not change in this zone.
DAY, ZONE = date(2006, 1, 2), "UTC"
LONGEST_SHAPE = 720 // SLOT


def ask(instance: Instance, cap: int | None = None) -> Question:
    """The question. Raises UnsolvableError where the store closes before any shift could end.

    cap: most slots of one activity a person, an extra of our own.
    """
    first, end = instance.opening
    shortest = min(form.shortest for form in FORMS)
    if end - first < shortest:
        raise UnsolvableError(
            f"the store is open for {end - first} slots, the shortest shift has {shortest}"
        )
    team = Team(
        name="Shoe",
        timezone=ZONE,
        activities=tuple(
            Activity(id=str(n), name=f"Activity {n}") for n in range(instance.activities)
        ),
        shapes=tuple(_shapes(first, end)),
        people=tuple(Person(id=f"p{n}", name=f"Person {n}") for n in range(1, staff(instance) + 1)),
        coverage=tuple(
            line
            for n, wanted in enumerate(zip(*instance.wanted, strict=True))
            for line in lines_of(str(n), wanted, SLOT)
        ),
    )
    extra = [] if cap is None else [ActivityCap(slots=cap)]
    return Question(
        Problem.of(team, DAY, 1),
        # Missing people cost enough on level 2 too that no roster without them seems cheap.
        Rulebook([OneShift(), Cover(surplus_rate=0), WorkedSlots(), *extra], CATALOGUE),
    )


def staff(instance: Instance) -> int:
    """How many people are enough: all that is wanted, each doing as little as a shift may hold.

    More people than that work more in all than is wanted: at least (this + 1) x 12 slots.
    """
    return -(-instance.asked // LEAST_WORK) + 1


def _shapes(first: int, end: int) -> Iterator[ShiftShape]:
    """The store's day, in which the person's shift lies anywhere.

    Where that is longer than a shift may be told, parts of it that overlap by the longest shift.
    """
    step = LONGEST_SHAPE - max(form.longest for form in FORMS)
    starts = [*range(first, max(first, end - LONGEST_SHAPE), step), max(first, end - LONGEST_SHAPE)]
    for start in dict.fromkeys(starts):
        yield ShiftShape(
            start=time_of(start * SLOT), minutes=(min(end, start + LONGEST_SHAPE) - start) * SLOT
        )
