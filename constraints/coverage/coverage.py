"""People on an activity at each moment."""

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import Literal

from pydantic import Field

from scheduler.rule import (
    Amount,
    Board,
    Cost,
    CoverageSpan,
    Expression,
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
        `missing_rate` on level 2, and one above the target `surplus_rate`; on days that a workload
        target of the activity counts, surplus is charged there. A line with a skill counts people
        who have it; its minutes are part of the plain line's, not counted as short once more, and
        more people with the skill are no surplus. It can not be switched off: a team that wants
        no coverage has no lines.

    Source
        What the team asks for in its file.
    """

    name = "coverage"
    group = Group.COVERAGE

    active: Literal[True] = True
    missing_rate: int = Field(
        10, ge=10, le=1000, description="Tenths for a missing target minute, 10 to 1000."
    )
    surplus_rate: int = Field(
        1, ge=0, le=10, description="Tenths for a minute above the target, 0 to 10."
    )

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
        loaded = _loaded(board.problem)
        days = set(board.days)
        for span in board.problem.coverage:
            to_workload = (span.line.activity, span.day) in loaded
            if board.whole or span.day in days:
                self._post_span(board, span, to_workload=to_workload)
            elif to_workload and span.line.skill is None:
                missing = Amount(held=self._missing_fixed(board, span))
                board.report_uncovered(span.line.activity, span.day, missing)

    def _post_span(self, board: Board, span: CoverageSpan, *, to_workload: bool) -> None:
        line = span.line
        skilled = board.problem.skilled(line.skill, span.day) if line.skill else None
        blocks = _fixed_blocks(board, span, skilled)
        for piece in board.pieces(span.day):
            start, end = max(piece.start, span.start), min(piece.end, span.end)
            if start >= end:
                continue
            free = [
                cell.on(piece, line.activity)
                for cell in board.cells_near(piece)
                if skilled is None or cell.person.id in skilled
            ]
            for a, b in [(start, end)] if board.coarse else _parts(start, end, blocks):
                fixed = sum(max(0, min(b, last) - max(a, first)) for first, last in blocks)
                below = self._post_part(board, span, free, fixed, b - a, to_workload=to_workload)
                if line.skill is None:
                    board.short(below)
                    board.report_uncovered(line.activity, span.day, Amount(below))

    def _post_part(
        self,
        board: Board,
        span: CoverageSpan,
        free: list[Expression],
        fixed: int,
        minutes: int,
        *,
        to_workload: bool,
    ) -> Expression:
        """Costs of a part of a line; its missing target minutes.

        On slots the number of people is the same in the whole part, and counted in people.
        """
        scale = 1 if board.coarse else minutes
        there = board.sum(free) + fixed // scale
        target = span.wanted * minutes // scale
        least = span.line.minimum * minutes // scale
        below = self._excess(board, target - there, target - fixed // scale)
        board.cost(2, below, self.missing_rate * scale, target)
        if least:
            board.cost(1, self._excess(board, least - there, least - fixed // scale), scale, least)
        if span.line.skill is None and not to_workload and self.surplus_rate:
            most = fixed // scale + len(free) * minutes // scale - target
            over = self._excess(board, there - target, most)
            board.cost(2, over, self.surplus_rate * scale, most)
        return below * scale

    @staticmethod
    def _excess(board: Board, amount: Expression, most: int) -> Expression:
        return board.excess(amount, most) if most > 0 else 0

    @staticmethod
    def _missing_fixed(board: Board, span: CoverageSpan) -> int:
        """Missing target minutes on a day that this board does not touch."""
        blocks = _fixed_blocks(board, span, None)
        target = span.wanted
        missing = sum(
            (b - a) * max(0, target - sum(first <= a and b <= last for first, last in blocks))
            for a, b in _parts(span.start, span.end, blocks)
        )
        planned = sum(
            plan.minutes.get(span.line.activity, 0)
            for (_, day), plan in board.plans.items()
            if day == span.day
        )
        return max(0, missing - planned)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """What is missing and what is too much, line by line and day by day."""
        loaded = _loaded(record.problem)
        for span in record.problem.coverage:
            steps = record.staffing(span)
            yield from self._missing(record, span, steps)
            if span.line.skill is None and (span.line.activity, span.day) not in loaded:
                target = span.wanted
                surplus = sum((b - a) * max(0, there - target) for a, b, there in steps)
                if surplus and self.surplus_rate:
                    yield Cost(self.name, 2, surplus * self.surplus_rate)

    def _missing(
        self, record: Record, span: CoverageSpan, steps: list[tuple[int, int, int]]
    ) -> Iterator[Cost]:
        target = span.wanted
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


def _loaded(problem: Problem) -> set[tuple[str, int]]:
    """Activities and days that a workload target counts, which charges their surplus too."""
    return {(load.target.activity, day) for load in problem.workload for day in load.days}


def _fixed_blocks(
    board: Board, span: CoverageSpan, skilled: Collection[str] | None
) -> list[tuple[int, int]]:
    """Held and standing blocks of a line's activity within its window."""
    return [
        (max(s.start, span.start), min(s.end, span.end))
        for presence in board.fixed_near(span.day)
        if skilled is None or presence.person in skilled
        for s in presence.stretches
        if s.activity is not None
        and s.activity.id == span.line.activity
        and s.start < span.end
        and span.start < s.end
    ]


def _parts(start: int, end: int, blocks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """[start, end) cut where a block begins or ends: history is to the minute."""
    marks = {mark for block in blocks for mark in block if start < mark < end}
    return list(pairwise([start, *sorted(marks), end]))
