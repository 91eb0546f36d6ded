"""People on an activity at each moment."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pydantic import Field

from scheduler.rule import (
    Amount,
    Board,
    Cost,
    CoverageSpan,
    Group,
    Missing,
    Problem,
    Record,
    Soft,
    Words,
    words,
)


class Coverage(Soft):
    """So many people must, and should, be on an activity at each moment of a window.

    Requires
        In each minute of a coverage line at least `minimum` people are on its activity (level 1),
        and `target` people (level 2).

    Why
        It is what the roster is for. Coverage yields to every limit that protects a person.

    How it is counted
        A minute below the minimum costs 1 on level 1. A minute below the target costs
        `missing_rate` on level 2, and one above the target `surplus_rate`; surplus is not charged
        where the activity has a workload target as well. A line with a skill counts people who have
        it; its minutes are part of the plain line's and are not counted as short once more.

    Source
        What the team asks for in its file.
    """

    name = "coverage"
    group = Group.COVERAGE

    missing_rate: int = Field(10, ge=1, le=1000, description="Tenths for a missing target minute.")
    surplus_rate: int = Field(1, ge=0, le=1000, description="Tenths for a minute above the target.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Each coverage line has its minimum, and its target where limits allow.")

    def cuts(self, problem: Problem, day: int) -> Iterable[int]:
        """The edges of the day's coverage lines."""
        for span in problem.coverage:
            if span.day == day:
                yield span.start
                yield span.end

    def post(self, board: Board) -> None:
        """Missing and surplus minutes of each line in each piece of the board's days."""
        loaded = {load.target.activity for load in board.problem.workload}
        days = set(board.days)
        for span in board.problem.coverage:
            if span.day in days:
                self._post_span(board, span, charge_surplus=span.line.activity not in loaded)
            elif span.line.skill is None:
                board.report_uncovered(
                    span.line.activity, span.day, Amount(held=self._missing_fixed(board, span))
                )

    def _post_span(self, board: Board, span: CoverageSpan, *, charge_surplus: bool) -> None:
        line = span.line
        skilled = board.problem.skilled(line.skill, span.day) if line.skill else None
        target = max(line.target, line.minimum)
        for piece in board.pieces(span.day):
            if not (span.start <= piece.start and piece.end <= span.end):
                continue
            there = board.minutes_on(line.activity, piece, skilled).all
            below = board.excess(target * piece.minutes - there, target * piece.minutes)
            board.cost(2, below, self.missing_rate, target * piece.minutes)
            if line.minimum:
                wanted = line.minimum * piece.minutes
                board.cost(1, board.excess(wanted - there, wanted), 1, wanted)
            if line.skill is None:
                board.short(below)
                board.report_uncovered(line.activity, span.day, Amount(below))
                if charge_surplus and self.surplus_rate:
                    most = len(board.people) * piece.minutes
                    over = board.excess(there - target * piece.minutes, most)
                    board.cost(2, over, self.surplus_rate, most)

    @staticmethod
    def _missing_fixed(board: Board, span: CoverageSpan) -> int:
        """Missing target minutes on a day that this board does not touch."""
        edges = {span.start, span.end}
        blocks = [
            s
            for presence in board.fixed_near(span.day)
            for s in presence.stretches
            if s.activity and s.activity.id == span.line.activity
        ]
        edges |= {m for s in blocks for m in (s.start, s.end) if span.start < m < span.end}
        order = sorted(edges)
        target = max(span.line.target, span.line.minimum)
        return sum(
            (b - a) * max(0, target - sum(s.start <= a and b <= s.end for s in blocks))
            for a, b in zip(order, order[1:], strict=False)
        )

    def weigh(self, record: Record) -> Iterator[Cost]:
        """What is missing and what is too much, line by line and day by day."""
        loaded = {load.target.activity for load in record.problem.workload}
        for span in record.problem.coverage:
            steps = _steps(record, span)
            yield from self._missing(record, span, steps)
            if span.line.skill is None and span.line.activity not in loaded:
                target = max(span.line.target, span.line.minimum)
                surplus = sum((b - a) * max(0, there - target) for a, b, there in steps)
                if surplus and self.surplus_rate:
                    yield Cost(self.name, 2, surplus * self.surplus_rate)

    def _missing(
        self, record: Record, span: CoverageSpan, steps: list[tuple[int, int, int]]
    ) -> Iterator[Cost]:
        target = max(span.line.target, span.line.minimum)
        for start, end, there in steps:
            if there < span.line.minimum:
                minutes = (end - start) * (span.line.minimum - there)
                missing = self._said(record, span, start, end, there, span.line.minimum)
                yield Cost(self.name, 1, minutes, missing)
            if there < target:
                minutes = (end - start) * (target - there)
                missing = self._said(record, span, start, end, there, target)
                short = minutes if span.line.skill is None else 0
                yield Cost(self.name, 2, minutes * self.missing_rate, missing, short)

    @staticmethod
    def _said(
        record: Record, span: CoverageSpan, start: int, end: int, there: int, wanted: int
    ) -> Missing:
        return Missing(
            start=start,
            end=end,
            minutes=(end - start) * (wanted - there),
            activity=span.line.activity,
            wanted=wanted,
            planned=there,
            said=words(
                "{activity}: {there} of {wanted}.",
                activity=record.problem.activities[span.line.activity].name,
                there=there,
                wanted=wanted,
            ),
        )


def _steps(record: Record, span: CoverageSpan) -> list[tuple[int, int, int]]:
    """[start, end) and how many were there, in stretches of one number."""
    skilled = record.problem.skilled(span.line.skill, span.day) if span.line.skill else None
    change: dict[int, int] = defaultdict(int)
    for start, end, person in record.blocks_on(span.line.activity, span.day):
        if skilled is not None and person not in skilled:
            continue
        a, b = max(start, span.start), min(end, span.end)
        if a < b:
            change[a] += 1
            change[b] -= 1
    steps, there, reached = [], 0, span.start
    for moment in (*sorted(change), span.end):
        if moment > reached:
            steps.append((reached, moment, there))
            reached = moment
        there += change.get(moment, 0)
    return steps
