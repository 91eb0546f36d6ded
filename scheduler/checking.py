"""The one engine that judges rosters on every path: made, edited, imported and published."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from scheduler.presence import Presence, from_shift
from scheduler.problem import Cell, Problem
from scheduler.record import Record
from scheduler.roster import Shift
from scheduler.rule import Breach, Rulebook
from scheduler.words import Clocked, Day, Value, Words, words

STRUCTURE = "structure"
DAYS_BESIDE = 2


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
    return _told([*structure(Record(problem, marked)), *rulebook.check(Record(problem, placed))])


def check_cells(
    problem: Problem,
    rulebook: Rulebook,
    shifts: Iterable[Presence],
    cells: Iterable[Cell],
    *,
    names: Collection[str] | None = None,
) -> list[Breach]:
    """What is wrong with a roster of which these cells were changed and the rest keeps every rule.

    The same as `check_roster` says of it, without reading everybody's month again: rules that look
    at one person read that person's shifts, rules that look at several the days around.

    names: of the rules with these names alone, beside the structure of the shifts.
    """
    marked = [_marked(problem, presence) for presence in shifts]
    cells = list(cells)
    people = {person for person, _ in cells}
    found = list(alone(problem, rulebook, marked, people, names=names))
    for day in sorted({day for _, day in cells}):
        more = together(problem, rulebook, marked, day, names=names)
        found += [b for b in more if b not in found]
    return _told(found)


def alone(
    problem: Problem,
    rulebook: Rulebook,
    shifts: Iterable[Presence],
    people: Collection[str],
    *,
    names: Collection[str] | None = None,
) -> Iterator[Breach]:
    """What is wrong with all shifts of these people, whatever the others do."""
    theirs = [p for p in shifts if p.person in people]
    placed = [p for p in theirs if p.person in problem.people and _within(problem, p)]
    yield from structure(Record(problem, theirs, only=people))
    record = Record(problem, placed, only=people)
    # Of others nothing is read here, so that their pins would seem to be missing.
    yield from (
        b for b in rulebook.check(record, together=False, names=names) if b.person in people
    )


def together(
    problem: Problem,
    rulebook: Rulebook,
    shifts: Iterable[Presence],
    day: int,
    *,
    names: Collection[str] | None = None,
) -> Iterator[Breach]:
    """What is wrong with who is there at the same time, in the shifts that start on a day."""
    # A shift has less than a day, so that nobody who starts further off is there with it.
    seen = [
        p
        for p in shifts
        if p.person in problem.people and abs(p.day - day) <= DAYS_BESIDE and _within(problem, p)
    ]
    first, last = problem.clock.midnight(day), problem.clock.midnight(day + 2)
    record = Record(problem, seen, since=day - DAYS_BESIDE)
    for breach in rulebook.check(record, together=True, names=names):
        if breach.start < last and first < breach.end:
            yield breach


def _told(found: Iterable[Breach]) -> list[Breach]:
    """Breaches in time order; of private ones on one shift one is told.

    How many private reasons lie on one shift is nobody's to count.
    """
    order = sorted(
        found, key=lambda breach: (breach.start, breach.public_rule, breach.person or "")
    )
    told = {(b.person, b.start, b.end) if b.private else (i,): b for i, b in enumerate(order)}
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
        yield from _second_starts(record, shifts)
        yield from _overlaps(record, shifts)


def _marked(problem: Problem, presence: Presence) -> Presence:
    pin = problem.standing.get((presence.person, presence.day))
    if pin is None and not presence.standing:
        return presence
    return replace(presence, standing=pin == replace(presence, standing=True))


def _within(problem: Problem, presence: Presence) -> bool:
    return 0 <= presence.day < problem.clock.days


def _unplaced(record: Record, presence: Presence) -> Iterator[Breach]:
    here = _here(record, presence)
    if presence.person not in record.problem.people:
        said = words("{name}, {day}: the team has nobody of that name.", **here)
        yield _breach(presence, said)
    if not _within(record.problem, presence):
        yield _breach(presence, words("{name}, {day}: the day is not one of the roster's.", **here))


def _not_at_home(record: Record, presence: Presence) -> Iterator[Breach]:
    person = record.problem.people.get(presence.person)
    if presence.place != "home" or presence.standing or person is None:
        return
    here = _here(record, presence)
    if not person.home:
        yield _breach(presence, words("{name}, {day}: works on site only.", **here))
    # Material at home is what the rule on rooms says already.
    for activity in dict.fromkeys(s.activity for s in presence.stretches):
        if activity is not None and not activity.home and activity.exposes != "material":
            said = words(
                "{name}, {day}: {activity} is not done from home.", activity=activity.name, **here
            )
            yield _breach(presence, said)


def _second_starts(record: Record, shifts: tuple[Presence, ...]) -> Iterator[Breach]:
    for before, after in pairwise(shifts):
        if before.day == after.day and not (before.standing and after.standing):
            here = _here(record, after)
            yield _breach(after, words("{name}, {day}: a second shift starts at {start}.", **here))


def _overlaps(record: Record, shifts: tuple[Presence, ...]) -> Iterator[Breach]:
    longest: Presence | None = None
    for presence in shifts:
        if longest and presence.start < longest.end:
            if not (longest.standing and presence.standing):
                said = words(
                    "{name}, {day}: the shift from {start} overlaps another until {until}.",
                    until=Clocked(record.clock.moment(longest.end)),
                    **_here(record, presence),
                )
                yield _breach(presence, said)
            if presence.end <= longest.end:
                continue
        longest = presence


def _here(record: Record, presence: Presence) -> dict[str, Value]:
    clock = record.clock
    return {
        "name": record.name(presence.person),
        "day": Day(clock.date(presence.day)),
        "start": Clocked(clock.moment(presence.start)),
    }


def _breach(presence: Presence, said: Words) -> Breach:
    return Breach(STRUCTURE, presence.person, presence.start, presence.end, said)
