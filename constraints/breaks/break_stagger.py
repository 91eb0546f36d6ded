"""Breaks of the people on one queue, one after another."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from pydantic import Field, PrivateAttr

from scheduler.rule import (
    Board,
    Cost,
    Expression,
    FreeCell,
    Group,
    Interval,
    Piece,
    Presence,
    Problem,
    Record,
    Rulebook,
    Soft,
    Words,
    words,
)

Queues = Mapping[tuple[str, int], list[Interval]]
PAIR = 2


class BreakStagger(Soft):
    """People who are on the same queue do not all have their break at once.

    Requires
        In each minute in which coverage of an activity is wanted, of the people who are in a shift
        that holds a block of it one at least is not on a break, if there are two or more of them.

    Why
        Somebody who knows the queue is there while the others put it down.

    How it is counted
        To the minute, meals included. Whoever does other work is not on a break. Somebody new who
        is only exposed beside a mentor has breaks with the mentor, and is left out. Each minute in
        which all are on a break costs `rate`, once for each activity, however many lines ask for
        it.

    Source
        Practice of this project.
    """

    name = "break_stagger"
    group = Group.BREAKS
    polishes = True

    rate: int = Field(
        5, ge=1, le=100, description="Tenths for a minute in which all are on a break, 1 to 100."
    )
    _weeks: int = PrivateAttr(default=0)

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Of two or more people on a queue one at least is not on a break.")

    def among(self, book: Rulebook) -> "BreakStagger":
        """The same rule, knowing how long somebody new is accompanied."""
        known = self.model_copy()
        known._weeks = book.accompanied_weeks()  # noqa: SLF001  (a copy of its own kind)
        return known

    def _counts(self, problem: Problem, person: str, day: int) -> bool:
        """Whether the person is not somebody new who goes where the mentor goes."""
        known = problem.people.get(person)
        return known is None or not known.new_on(problem.clock.date(day), self._weeks)

    def post(self, board: Board) -> None:
        """A literal for each stretch of time in which all are on a break. No coarse form."""
        if board.coarse:
            return
        days, holds = set(board.days), _Holds(board)
        for (activity, day), windows in _wanted(board.problem).items():
            if not board.whole and day not in days:
                continue
            cells = [
                cell
                for person in board.people
                for start in (day - 1, day)
                if self._counts(board.problem, person.id, day)
                if (cell := board.cell(person.id, start)) and holds.may(cell, activity)
            ]
            fixed = [
                presence
                for presence in board.fixed_near(day)
                if self._counts(board.problem, presence.person, day)
                and any(s.activity and s.activity.id == activity for s in presence.stretches)
            ]
            if len(cells) + len(fixed) >= PAIR:
                self._post_queue(_Queue(board, activity, holds, cells, fixed), day, windows)

    def _post_queue(self, queue: "_Queue", day: int, windows: list[Interval]) -> None:
        for piece in queue.board.pieces(day):
            for first, last in windows:
                start, end = max(piece.start, first), min(piece.end, last)
                if start < end:
                    for a, b in queue.parts(start, end):
                        queue.post(piece, a, b, self.rate)
        queue.close()

    def weigh(self, record: Record) -> Iterator[Cost]:
        """Minutes in which all of a queue are on a break, by activity and day."""
        near: dict[int, list[Presence]] = defaultdict(list)
        for person in record.by_person:
            for shift in record.shifts(person):
                if shift.end > 0:
                    last = record.clock.day_at(shift.end - 1)
                    for day in range(shift.day, last + 1):
                        near[day].append(shift)
        for (activity, day), windows in _wanted(record.problem).items():
            crew = [
                shift
                for shift in near[day]
                if any(s.activity and s.activity.id == activity for s in shift.stretches)
                and self._counts(record.problem, shift.person, day)
            ]
            minutes = sum(_all_on_break(crew, *window) for window in windows)
            if minutes:
                yield Cost(self.name, 2, minutes * self.rate)


def _all_on_break(crew: list[Presence], start: int, end: int) -> int:
    """Minutes of [start, end) in which two or more are present and none of them works."""
    changes: list[tuple[int, int, int]] = []
    for shift in crew:
        changes += (shift.start, 1, 0), (shift.end, -1, 0)
        for stretch in shift.stretches:
            if stretch.activity:
                changes += (stretch.start, 0, 1), (stretch.end, 0, -1)
    minutes = present = working = 0
    reached = start
    for moment, comes, begins in sorted(changes):
        until = min(max(moment, start), end)
        if present >= PAIR and not working:
            minutes += until - reached
        reached = until
        present, working = present + comes, working + begins
    return minutes


def _wanted(problem: Problem) -> Queues:
    """By activity and day, the intervals in which anybody is wanted on it, made disjoint."""
    return problem.once("intervals with coverage wanted", lambda: _intervals(problem))


def _intervals(problem: Problem) -> Queues:
    found: dict[tuple[str, int], list[Interval]] = {}
    for span in sorted(problem.coverage, key=lambda span: span.start):
        if max(span.line.minimum, span.line.target) > 0:
            windows = found.setdefault((span.line.activity, span.day), [])
            if windows and span.start <= windows[-1][1]:
                windows[-1] = windows[-1][0], max(windows[-1][1], span.end)
            else:
                windows.append((span.start, span.end))
    return found


class _Holds:
    """For free cells, whether the shift holds a block of an activity: a literal made once."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._known: dict[tuple[str, int, str], Expression] = {}

    def _slots(self, cell: FreeCell, activity: str) -> list[Expression]:
        return [
            cell.on(piece, activity)
            for piece, here in cell.doing.items()
            if any(option.activity.id == activity for option in here)
        ]

    def may(self, cell: FreeCell, activity: str) -> bool:
        """Whether the cell can hold a block of it at all."""
        return bool(self._slots(cell, activity))

    def literal(self, cell: FreeCell, activity: str) -> Expression:
        """1 where the chosen shift holds a block of it."""
        key = cell.person.id, cell.day, activity
        if key not in self._known:
            holds, slots = self.board.flag(), self._slots(cell, activity)
            for slot in slots:
                self.board.require(slot <= holds)
            self.board.require(holds <= self.board.sum(slots))
            self._known[key] = holds
        return self._known[key]


class _Queue:
    """The people of one activity on one day of a board: free cells and fixed shifts."""

    def __init__(
        self,
        board: Board,
        activity: str,
        holds: _Holds,
        cells: list[FreeCell],
        fixed: list[Presence],
    ) -> None:
        self.board = board
        self.activity = activity
        self.holds = holds
        self.cells = cells
        self.fixed = fixed
        self._present: dict[tuple[str, int, frozenset[int]], Expression] = {}
        self._working: dict[FreeCell, dict[Piece, Expression]] = defaultdict(dict)
        self._marks = {mark for cell in cells for s in cell.shapes for mark in (s.start, s.end)}
        self._marks |= {mark for p in fixed for s in p.stretches for mark in (s.start, s.end)}

    def parts(self, start: int, end: int) -> list[Interval]:
        """[start, end) cut where a shift may start or end, or a fixed block does."""
        return list(pairwise([start, *sorted(m for m in self._marks if start < m < end), end]))

    def post(self, piece: Piece, start: int, end: int, rate: int) -> None:
        """The cost of a part of a slot if all who are there are on a break."""
        there = [p for p in self.fixed if p.start <= start and end <= p.end]
        if any(
            s.activity and s.start <= start and end <= s.end for p in there for s in p.stretches
        ):
            return
        inside = [
            (cell, shapes)
            for cell in self.cells
            if (
                shapes := frozenset(
                    index
                    for index, shape in enumerate(cell.shapes)
                    if shape.start <= start and end <= shape.end
                )
            )
        ]
        others = len(inside) + len(there) - 1
        if others < 1:
            return
        if not inside:
            self.board.cost(2, 1, rate * (end - start), 1)
            return
        present = self.board.sum(self._there(cell, shapes) for cell, shapes in inside)
        working = self.board.sum(self._at_work(cell, piece) for cell, _ in inside)
        alone = self.board.flag()
        self.board.require(present + len(there) - 1 <= others * (alone + working))
        self.board.cost(2, alone, rate * (end - start), 1)

    def _there(self, cell: FreeCell, shapes: frozenset[int]) -> Expression:
        """At least 1 where one of these shapes is chosen and holds a block of the activity."""
        holds = self.holds.literal(cell, self.activity)
        if len(shapes) == len(cell.shapes):
            return holds
        key = cell.person.id, cell.day, shapes
        if key not in self._present:
            self._present[key] = self.board.flag()
            self.board.require(holds + cell.any_of(shapes) - 1 <= self._present[key])
        return self._present[key]

    def _at_work(self, cell: FreeCell, piece: Piece) -> Expression:
        """At most 1 where the cell works in the slot, in a shift that holds the activity."""
        here = cell.doing.get(piece, {})
        if all(option.activity.id == self.activity for option in here):
            return cell.work(piece) if here else 0
        working = self._working[cell]
        if piece not in working:
            working[piece] = self.board.flag()
            self.board.require(working[piece] <= cell.work(piece))
        return working[piece]

    def close(self) -> None:
        """Who does not hold the activity relieves nobody: once a cell, not in each slot."""
        for cell, working in self._working.items():
            holds = self.holds.literal(cell, self.activity)
            self.board.require(self.board.sum(working.values()) <= holds * len(working))
