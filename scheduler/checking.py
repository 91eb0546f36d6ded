"""The one engine that judges rosters on every path: made, edited, imported and published."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from scheduler.presence import Presence, from_shift
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.roster import Shift
from scheduler.rule import Breach, Rulebook
from scheduler.words import Clocked, Day, Value, words

STRUCTURE = "structure"


def presences_of(problem: Problem, shifts: Iterable[Shift]) -> list[Presence]:
    """The shifts of a roster file in elapsed minutes.

    Raises ValueError where blocks do not fill a shift or an activity is not known; the reader of
    roster files has said both before.
    """
    return [from_shift(shift, problem.clock, problem.activities) for shift in shifts]


def check_roster(problem: Problem, rulebook: Rulebook, shifts: Iterable[Presence]) -> list[Breach]:
    """Everything that is wrong with a roster, in time order; empty where it may be published.

    problem: with the pins in force. Whether a shift stands is looked up there, never taken from
    the shift: what is as pinned counts as standing, and nothing else does.
    """
    marked = [_marked(problem, presence) for presence in shifts]
    placed = [p for p in marked if p.person in problem.people and _within(problem, p)]
    found = [*structure(Record(problem, marked)), *rulebook.check(Record(problem, placed))]
    found.sort(key=lambda breach: (breach.start, breach.public_rule, breach.person or ""))
    # How many private reasons lie on one shift is nobody's to count: one of them is told.
    told = {(b.person, b.start, b.end) if b.private else (i,): b for i, b in enumerate(found)}
    return list(told.values())


def structure(record: Record) -> Iterator[Breach]:
    """What keeps shifts from being a roster at all, whatever the rules.

    People whom the team does not have, shifts that start outside the roster's days, two starts on
    one day, shifts that overlap, and work from home by people or of a kind that is never at home.
    """
    for presence in record.planned:
        yield from _unplaced(record, presence)
        yield from _not_at_home(record, presence)
    for shifts in record.by_person.values():
        for before, after in pairwise(shifts):
            if before.day == after.day and not (before.standing and after.standing):
                yield _breach(record, after, "{name}, {day}: a second shift starts at {start}.")
        yield from _overlaps(record, shifts)


def _marked(problem: Problem, presence: Presence) -> Presence:
    pin = problem.standing.get((presence.person, presence.day))
    return replace(presence, standing=pin == replace(presence, standing=True))


def _within(problem: Problem, presence: Presence) -> bool:
    return 0 <= presence.day < problem.clock.days


def _unplaced(record: Record, presence: Presence) -> Iterator[Breach]:
    if presence.person not in record.problem.people:
        yield _breach(record, presence, "{name}, {day}: the team has nobody of that name.")
    if not _within(record.problem, presence):
        yield _breach(record, presence, "{name}, {day}: the day is not one of the roster's.")


def _not_at_home(record: Record, presence: Presence) -> Iterator[Breach]:
    person = record.problem.people.get(presence.person)
    if presence.place != "home" or presence.standing or person is None:
        return
    if not person.home:
        yield _breach(record, presence, "{name}, {day}: works on site only.")
    # Material at home is what the rule on rooms says already.
    for activity in dict.fromkeys(s.activity for s in presence.stretches):
        if activity is not None and not activity.home and activity.exposes != "material":
            yield _breach(
                record,
                presence,
                "{name}, {day}: {activity} is not done from home.",
                activity=activity.name,
            )


def _overlaps(record: Record, shifts: tuple[Presence, ...]) -> Iterator[Breach]:
    longest: Presence | None = None
    for presence in shifts:
        if longest and presence.start < longest.end:
            if not (longest.standing and presence.standing):
                yield _breach(
                    record,
                    presence,
                    "{name}, {day}: the shift from {start} overlaps another until {until}.",
                    until=Clocked(record.clock.moment(longest.end)),
                )
            if presence.end <= longest.end:
                continue
        longest = presence


def _breach(record: Record, presence: Presence, template: str, **values: Value) -> Breach:
    clock = record.clock
    here: dict[str, Value] = {
        "name": record.name(presence.person),
        "day": Day(clock.date(presence.day)),
        "start": Clocked(clock.moment(presence.start)),
    }
    return Breach(
        rule=STRUCTURE,
        person=presence.person,
        start=presence.start,
        end=presence.end,
        said=words(template, **here, **values),
    )
