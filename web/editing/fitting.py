"""Where what is in hand would fit: other times, other people, tried by the same check."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from flask_babel import gettext

from scheduler.presence import Presence, Stretch
from scheduler.problem import PlacedShape
from scheduler.team import Person
from web import say
from web.editing.asked import Asked, Op, change_of, shape_key
from web.editing.change import NotPossibleError
from web.editing.saving import Edited, try_change
from web.manager.shortfalls import Gap

# Places that are shown, and how many are tried for them: a try takes some hundredths of a second.
MOST_PLACES, MOST_TRIES = 4, 40
# How much of what is open is left out at the end of a shift where all of it does not fit, and in
# which steps, in minutes.
MOST_LESS, LESS = 90, 15


@dataclass(frozen=True)
class Place:
    """One edit that may be saved: what it is called, what is said of it, and the edit."""

    name: str
    words: str
    asked: Asked


def places_of_block(draft: Edited, shift: Presence, block: Stretch) -> list[Place]:
    """Other times of the block in its shift, the nearest first, then people who could take it."""
    clock, on = draft.plan.clock, draft.plan.clock.date(shift.day)
    grid = clock.grid
    starts = range(shift.start - shift.start % grid, shift.end - block.minutes + 1, grid)
    nearest = sorted(
        (start for start in starts if start >= shift.start and start != block.start),
        key=lambda start: (abs(start - block.start), start),
    )
    times = (
        (
            say.span(clock.moment(start), clock.moment(start + block.minutes)),
            Asked(
                Op.PLACE,
                shift.person,
                on,
                block.start,
                clock.moment(start).time(),
                clock.moment(start + block.minutes).time(),
            ),
        )
        for start in nearest
    )
    people = (
        (name, Asked(Op.GIVE_BLOCK, shift.person, on, block.start, other=person))
        for person, name in _present(draft, shift, block)
    )
    return [*_fitting(draft, times), *_fitting(draft, people)]


def places_of_shift(draft: Edited, shift: Presence) -> list[Place]:
    """People who could have the shift, and those with whom it could be swapped."""
    on = draft.plan.clock.date(shift.day)
    there = draft.plan.on_day(shift.day)
    give = (
        (person.name, Asked(Op.GIVE, shift.person, on, other=person.id))
        for person in draft.plan.people
        if person.id not in there
    )
    swap = (
        (
            gettext("Swap with %(name)s", name=person.name),
            Asked(Op.SWAP, shift.person, on, other=person.id),
        )
        for person in draft.plan.people
        if person.id in there and person.id != shift.person
    )
    return [*_fitting(draft, give), *_fitting(draft, swap)]


def places_of_gap(draft: Edited, gap: Gap) -> list[Place]:
    """People who could have a new shift in which some of what is open lies."""
    there = draft.plan.on_day(gap.day)
    shapes = [
        shape
        for shape in draft.plan.problem.shapes(gap.day)
        if shape.start < gap.end and gap.start < shape.end
    ]
    # Shapes that hold most of it first.
    shapes.sort(key=lambda s: max(s.start, gap.start) - min(s.end, gap.end))
    found: list[Place] = []
    for shape in shapes:
        for person in draft.plan.people:
            if person.id not in there and len(found) < MOST_PLACES:
                found += list(islice(_fitting(draft, _added(draft, gap, person, shape)), 1))
    return found


def _added(
    draft: Edited, gap: Gap, person: Person, shape: PlacedShape
) -> Iterator[tuple[str, Asked]]:
    """The shift with as much of what is open as it can hold, then with less at its end.

    The last hour or so of a shift often has to be without exposure.
    """
    clock = draft.plan.clock
    name = f"{person.name}, {say.span(clock.moment(shape.start), clock.moment(shape.end))}"
    start, end = max(gap.start, shape.start), min(gap.end, shape.end)
    for less in range(0, MOST_LESS + 1, LESS):
        if start < end - less:
            yield (
                name,
                Asked(
                    Op.ADD,
                    person.id,
                    clock.date(gap.day),
                    start=clock.moment(start).time(),
                    end=clock.moment(end - less).time(),
                    work=gap.activity.id,
                    shape=shape_key(draft.plan, shape),
                ),
            )


def _fitting(draft: Edited, asked: Iterable[tuple[str, Asked]]) -> list[Place]:
    tries = islice(asked, MOST_TRIES)
    return list(islice(_tried(draft, tries), MOST_PLACES))


def _tried(draft: Edited, asked: Iterable[tuple[str, Asked]]) -> Iterator[Place]:
    for name, one in asked:
        try:
            verdict = try_change(draft, change_of(draft.plan, one))
        except NotPossibleError:
            continue
        if verdict.fits:
            words = [*verdict.gains, *verdict.costs]
            yield Place(str(name), " ".join(words) or str(gettext("no cost")), one)


def _present(draft: Edited, shift: Presence, block: Stretch) -> Iterator[tuple[str, str]]:
    there = draft.plan.on_day(shift.day)
    for person in draft.plan.people:
        for other in there.get(person.id, ()):
            inside = other.start <= block.start and block.end <= other.end
            if person.id != shift.person and inside:
                yield person.id, person.name
