"""What people do in other teams: shifts that stand, with nothing of them but times and exposure."""

from collections.abc import Iterator

from scheduler.clock import Clock
from scheduler.presence import Presence, Stretch
from scheduler.team import Activity, Elsewhere, Exposed, Person


def presences_elsewhere(person: Person, clock: Clock) -> Iterator[Presence]:
    """A person's shifts in other teams, in elapsed minutes.

    They are nobody's company on site, and none of their minutes is of this team's contract.

    Raises ValueError where exposing stretches are not in time order, overlap or leave their shift;
    the reader of team files has said so before.
    """
    for shift in person.elsewhere:
        start, end = clock.minute(shift.start), clock.minute(shift.end)
        stretches = tuple(_stretches(shift, clock, start, end))
        if end <= start or stretches[-1].end != end:
            raise ValueError(f"{person.id}'s shift elsewhere at {shift.start} cannot be read")
        yield Presence(
            person=person.id,
            day=clock.day_at(start),
            start=start,
            end=end,
            stretches=stretches,
            place="home",
            standing=True,
            elsewhere=True,
        )


def _stretches(shift: Elsewhere, clock: Clock, start: int, end: int) -> Iterator[Stretch]:
    """The exposing stretches; between them it is not known what is done."""
    reached = start
    for part in shift.exposed:
        begins, ends = clock.minute(part.start), clock.minute(part.end)
        if begins < reached or ends <= begins:
            raise ValueError(f"the exposing stretch at {part.start} overlaps or leaves its shift")
        if reached < begins:
            yield Stretch(reached, begins, None)
        yield Stretch(begins, ends, _activity(part))
        reached = ends
    if reached < end or reached == start:
        yield Stretch(reached, end, None)


def _activity(part: Exposed) -> Activity:
    # No id of a team file has a space in it, so this is no activity of the team.
    return Activity.model_construct(
        id=f"elsewhere {part.exposes} {part.severity}",
        name="Elsewhere",
        exposes=part.exposes,
        severity=part.severity,
    )
