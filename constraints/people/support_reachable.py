"""Somebody to turn to while others are exposed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from scheduler.rule import (
    Bars,
    Board,
    Breach,
    Clocked,
    Day,
    FreeCell,
    Group,
    Hard,
    Interval,
    Person,
    Piece,
    Presence,
    Problem,
    Record,
    Words,
    uncovered,
    words,
)


class SupportReachable(Hard):
    """While somebody is exposed, a trained peer or lead can be turned to.

    Requires
        In each minute of exposure, to material or by contact, another person who supports on that
        date is in a shift, on site or at home, on a break or not, or is marked as reachable.

    Why
        Support helps most in the hour in which it is needed, and asking has to be easy.

    How it is counted
        To the minute, by the local date of each minute. Nobody is their own support, and where a
        team names nobody nothing that exposes is rostered. In planning, free shifts count only in
        the slots that they hold wholly. A standing block of exposure without support is not the
        roster's to change.

    Source
        Research on peer support and the health of investigators of such material.
    """

    name = "support_reachable"
    group = Group.PEOPLE
    together = True

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "While somebody is exposed, another person who supports is in a shift or reachable."
        )

    def bar(self, problem: Problem, bars: Bars) -> None:
        """No exposure on days on which nobody else supports."""
        clock = problem.clock
        exposing = [activity.id for activity in problem.team.activities if activity.exposes]
        for day in range(-1, clock.days + 2):
            there = {p.id for p in problem.team.people if _supports(problem, p, day)}
            for person in problem.team.people:
                if not there - {person.id}:
                    for activity in exposing:
                        start, end = clock.midnight(day), clock.midnight(day + 1)
                        bars.work(person.id, activity, start, end)

    def post(self, board: Board) -> None:
        """What a person has of exposure is no more than others' support, piece by piece."""
        inside: dict[Piece, list[FreeCell]] = defaultdict(list)
        for cell in board.cells.values():
            for piece in cell.pieces:
                inside[piece].append(cell)
        days: dict[int, _Supporters] = {}
        for piece, cells in inside.items():
            if piece.day not in days:
                days[piece.day] = _Supporters(board, piece.day)
            days[piece.day].of_free(piece, cells)
            if not board.coarse:
                days[piece.day].of_held(piece, cells)

    def check(self, record: Record) -> Iterator[Breach]:
        """Minutes of exposure with nobody to turn to."""
        times = self._times_by_day(record)
        for presence in record.planned:
            exposed = [s for s in presence.stretches if s.exposes]
            if presence.standing or not exposed:
                continue
            support = [
                (start, end)
                for day in record.problem.days_touched(presence)
                for who, start, end in times[day]
                if who != presence.person
            ]
            for stretch in exposed:
                for start, end in uncovered(stretch.start, stretch.end, support):
                    yield self._breach(record, presence, start, end)

    @staticmethod
    def _times_by_day(record: Record) -> Mapping[int, list[tuple[str, int, int]]]:
        """Who can be turned to from when to when, by local day of the roster's shifts."""
        problem = record.problem
        near: dict[int, list[Presence]] = defaultdict(list)
        for person in record.people:
            for presence in record.shifts(person.id) if person.supports else ():
                for day in problem.days_touched(presence):
                    near[day].append(presence)
        wanted = {day for p in record.planned for day in problem.days_touched(p)}
        return {day: list(_times(problem, day, near[day])) for day in wanted}

    def _breach(self, record: Record, presence: Presence, start: int, end: int) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=presence.person,
            start=start,
            end=end,
            said=words(
                "{name}, {day}: exposed from {start} to {end} while nobody else who supports is in "
                "a shift or reachable.",
                name=record.name(presence.person),
                day=Day(clock.date(clock.day_at(start))),
                start=Clocked(clock.moment(start)),
                end=Clocked(clock.moment(end)),
            ),
        )


class _Supporters:
    """Who can be turned to in a local day of a board."""

    def __init__(self, board: Board, day: int) -> None:
        self.board = board
        self.near = board.fixed_near(day)
        self.people = {p.id for p in board.people if _supports(board.problem, p, day)}
        self.fixed = {
            person.id: list(_support(board.problem, day, self.near, person.id))
            for person in board.people
        }

    def _missing(self, person: str, piece: Piece) -> int:
        """Minutes of the piece without support from shifts and times that are not free."""
        parts = uncovered(piece.start, piece.end, self.fixed[person])
        return sum(end - start for start, end in parts)

    def of_free(self, piece: Piece, cells: list[FreeCell]) -> None:
        """Exposure and own presence are within all supporters' presence, which is one variable."""
        board = self.board
        lonely = [
            (cell, exposed, missing)
            for cell in cells
            if not isinstance(exposed := cell.exposed(piece), int)
            and (missing := self._missing(cell.person.id, piece))
        ]
        if not lonely:
            return
        there = [(c.person.id, c.presence(piece)) for c in cells if c.person.id in self.people]
        all_there = board.number(0, len(there) * (piece.minutes if board.coarse else 1))
        board.require(board.sum(presence for _, presence in there) == all_there)
        for cell, exposed, missing in lonely:
            person = cell.person.id
            own = board.sum(presence for who, presence in there if who == person)
            known = piece.minutes - missing if board.coarse else 0
            board.require(exposed + own <= all_there + known, person=person)

    def of_held(self, piece: Piece, cells: list[FreeCell]) -> None:
        """Where free shifts are a held person's only support, one of them has to be there."""
        for presence in self.near:
            if presence.standing:
                continue
            alone = any(
                True
                for stretch in presence.stretches
                if stretch.exposes
                for _ in uncovered(
                    max(stretch.start, piece.start),
                    min(stretch.end, piece.end),
                    self.fixed[presence.person],
                )
            )
            others = [
                there
                for cell in cells
                if cell.person.id in self.people - {presence.person}
                and not isinstance(there := cell.presence(piece), int)
            ]
            if alone and others:
                self.board.require(self.board.sum(others) >= 1, person=presence.person)


def _supports(problem: Problem, person: Person, day: int) -> bool:
    return person.supports is not None and person.supports.holds(problem.clock.date(day))


def _support(
    problem: Problem, day: int, shifts: Iterable[Presence], person: str
) -> Iterator[Interval]:
    """Times of a local day in which somebody else who supports is in a shift, or reachable."""
    for who, start, end in _times(problem, day, shifts):
        if who != person:
            yield start, end


def _times(
    problem: Problem, day: int, shifts: Iterable[Presence]
) -> Iterator[tuple[str, int, int]]:
    """Who supports on a local day, and from when to when, in a shift or reachable."""
    clock = problem.clock
    first, last = clock.midnight(day), clock.midnight(day + 1)
    supporters = {p.id: p for p in problem.team.people if _supports(problem, p, day)}
    times = [
        (p.person, p.start, p.end) for p in shifts if p.person in supporters and not p.elsewhere
    ]
    times += [
        (
            who,
            clock.minute_up(time.start),
            clock.minute(time.end),
        )
        for who, supporter in supporters.items()
        for time in supporter.reachable
    ]
    for who, start, end in times:
        if max(start, first) < min(end, last):
            yield who, max(start, first), min(end, last)
