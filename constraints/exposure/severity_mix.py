"""How much of the highest severity, and how closely together."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from pydantic import Field

from scheduler.rule import (
    Amount,
    Board,
    Breach,
    Clocked,
    Day,
    Expression,
    FreeCell,
    Group,
    Hard,
    Length,
    Person,
    Presence,
    Record,
    Words,
    words,
)

HIGHEST = 3


class SeverityMix(Hard):
    """Little of the highest severity a day, and not in one stint after the other.

    Requires
        Minutes of severity 3 of a local calendar day stay within `minutes`. Between two stints of
        a shift that hold severity 3 lie at least `plain_runs` stints without it.

    Why
        The worst of it should neither fill a day nor come back right after the break from it.

    How it is counted
        Planned minutes of activities with severity 3, of material and contact together; a shift
        that passes midnight counts on both days. A stint holds severity 3 with one minute of it.
        How long other work or breaks between two stints last makes no difference. Standing time
        over the limit of a day makes that time the limit: nothing more is added.

    Source
        Derived.
    """

    name = "severity_mix"
    group = Group.EXPOSURE
    tighter = {"minutes": "lower", "plain_runs": "higher"}

    minutes: int = Field(60, ge=0, le=240, description="Severity 3 a day, 0 to 240 minutes.")
    plain_runs: int = Field(
        1, ge=0, le=3, description="Stints without severity 3 between two with it, 0 to 3."
    )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "At most {limit} of the highest severity a person a day; stints without it between "
            "two with it: {runs} or more.",
            limit=Length(self.minutes),
            runs=self.plain_runs,
        )

    def post(self, board: Board) -> None:
        """Minutes by day; on slots the order of stints, coarsely what fits into a segment."""
        for person in board.people:
            for day in range(board.clock.days + 1):
                if board.touched(person.id, (day - 1, day)):
                    board.at_most(_severe(board, person.id, day), self.minutes, person=person.id)
        for cell in board.cells.values() if self.plain_runs else ():
            if board.coarse:
                self._post_density(board, cell)
            else:
                self._post_order(board, cell)

    def _post_order(self, board: Board, cell: FreeCell) -> None:
        """Severity 3 is barred from the end of a run with it until enough others have ended.

        `holds` is 1 while a run that had severity 3 goes on; `barred[n]` after it, once n runs
        without it have ended, through the breaks and the run that follows.
        """
        grid, person = board.clock.grid, cell.person.id
        severe = [cell.exposed_by(piece, severity=HIGHEST) for piece in cell.pieces]
        places = [index for index, slot in enumerate(severe) if not isinstance(slot, int)]
        if not places:
            return
        # Where the run is but one slot long, that slot is all that can hold severity 3.
        single = board.rulebook.longest_run(HIGHEST, grid) == grid
        holds: Expression = severe[places[0]]
        barred: list[Expression] = [0] * self.plain_runs
        for index in range(places[0] + 1, places[-1] + 1):
            before, now = (cell.exposed(cell.pieces[i]) for i in (index - 1, index))
            after = holds - now
            for n, was in enumerate(barred):
                barred[n] = board.flag()
                board.require(barred[n] >= after, person=person)
                if not isinstance(was, int):
                    board.require(barred[n] >= was - before, person=person)
                    board.require(barred[n] >= was + now - 1, person=person)
                after = was + before - now - 1
            if not isinstance(severe[index], int):
                board.require(severe[index] + board.sum(barred) <= 1, person=person)
            held, holds = holds, severe[index]
            if not single:
                holds = board.flag()
                board.require(holds >= severe[index], person=person)
                board.require(holds >= held + now - 1, person=person)

    def _post_density(self, board: Board, cell: FreeCell) -> None:
        """In a segment fit whole runs with severity 3, with what must lie between, and a part."""
        grid = board.clock.grid
        run, gap = board.rulebook.longest_run(HIGHEST, grid), board.rulebook.shortest_gap(grid)
        if not run:
            return
        between = self.plain_runs * (grid + gap) + gap
        for piece in cell.pieces:
            severe = cell.exposed_by(piece, severity=HIGHEST)
            lengths = [cell.overlap(shape, piece) for shape in cell.shapes]
            if not isinstance(severe, int) and max(lengths) > run:
                runs = [divmod(length, run + between) for length in lengths]
                fits = [whole * run + min(rest, run) for whole, rest in runs]
                most = board.weighted(cell.chosen, fits)
                board.require(severe <= most, person=cell.person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Days with too much severity 3, and stints with it too close together."""
        minutes: dict[tuple[str, int], int] = defaultdict(int)
        standing: dict[tuple[str, int], int] = defaultdict(int)
        for person in record.people:
            for presence, day, part in _parts(record, person):
                minutes[person.id, day] += part
                standing[person.id, day] += part if presence.standing else 0
            for day in range(record.clock.days + 1):
                done = minutes[person.id, day]
                if done > max(self.minutes, standing[person.id, day]):
                    yield self._too_much(record, person, day, done)
        for presence in record.planned:
            if not presence.standing:
                yield from self._too_close(record, presence)

    def _too_much(self, record: Record, person: Person, day: int, done: int) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=clock.midnight(day),
            end=clock.midnight(day + 1),
            said=words(
                "{name}, {day}: {minutes} of the highest severity. The limit is {limit}.",
                name=person.name,
                day=Day(clock.date(day)),
                minutes=Length(done),
                limit=Length(self.minutes),
            ),
        )

    def _too_close(self, record: Record, presence: Presence) -> Iterator[Breach]:
        clock, runs = record.clock, presence.runs
        with_it = [
            index
            for index, run in enumerate(runs)
            if any(s.activity is not None and s.activity.severity >= HIGHEST for s in run)
        ]
        for one, other in pairwise(with_it):
            if other - one <= self.plain_runs:
                first, second = runs[one][0].start, runs[other][0].start
                yield Breach(
                    rule=self.name,
                    person=presence.person,
                    start=first,
                    end=runs[other][-1].end,
                    said=words(
                        "{name}, {day}: stints without the highest severity between those with it "
                        "from {first} and from {second}: {number}. The least is {limit}.",
                        name=record.name(presence.person),
                        day=Day(clock.date(clock.day_at(first))),
                        first=Clocked(clock.moment(first)),
                        second=Clocked(clock.moment(second)),
                        number=other - one - 1,
                        limit=self.plain_runs,
                    ),
                )


def _severe(board: Board, person: str, day: int) -> Amount:
    """Minutes of severity 3 of a person on a local day of a board."""
    scale = 1 if board.coarse else board.clock.grid
    first, last = board.clock.midnight(day), board.clock.midnight(day + 1)
    terms, held, standing = [], 0, 0
    for start_day in (day - 1, day):
        cell = board.cell(person, start_day)
        if cell:
            found = (cell.exposed_by(p, severity=HIGHEST) for p in cell.pieces if p.day == day)
            terms += [severe * scale for severe in found if not isinstance(severe, int)]
            continue
        for shift in board.fixed.get((person, start_day), ()):
            minutes = sum(
                max(0, min(s.end, last) - max(s.start, first))
                for s in shift.stretches
                if s.exposes and s.activity is not None and s.activity.severity >= HIGHEST
            )
            standing += minutes if shift.standing else 0
            held += 0 if shift.standing else minutes
    plan = board.plans.get((person, day))
    for activity, minutes in plan.minutes.items() if plan else ():
        held += minutes if board.problem.activities[activity].severity >= HIGHEST else 0
    return Amount(board.sum(terms) if terms else 0, held, standing)


def _parts(record: Record, person: Person) -> Iterator[tuple[Presence, int, int]]:
    """Each block of severity 3 by its shift, local day and minutes on it."""
    clock = record.clock
    for presence, stretch in record.stretches(person.id):
        if stretch.activity is None or stretch.activity.severity < HIGHEST:
            continue
        for day in range(clock.day_at(stretch.start), clock.day_at(stretch.end - 1) + 1):
            until = min(stretch.end, clock.midnight(day + 1))
            yield presence, day, until - max(stretch.start, clock.midnight(day))
