"""How many people are planned and wanted on an activity, moment by moment."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from scheduler.record import Record


@dataclass(frozen=True, slots=True)
class Step:
    """[start, end) in elapsed minutes: people planned and wanted, and how many are missing.

    missing is summed over activities: one with too many does not make up for another.
    """

    start: int
    end: int
    planned: int
    wanted: int
    missing: int


def steps(
    record: Record, activities: Iterable[str], first: int, last: int, *, skill: str | None = None
) -> list[Step]:
    """The steps of [first, last) for these activities together; neighbours differ.

    With a skill: of the people who have it, as the lines want them that ask for it.
    """
    lines = [_Line(record, activity, first, last, skill) for activity in activities]
    edges = sorted({first, last}.union(*(line.edges for line in lines)))
    found: list[Step] = []
    for start, end in pairwise(edges):
        here = [line.at(start) for line in lines]
        step = Step(
            start,
            end,
            sum(planned for planned, _ in here),
            sum(wanted for _, wanted in here),
            sum(max(0, wanted - planned) for planned, wanted in here),
        )
        if found and _same(found[-1], step):
            step = Step(found.pop().start, end, step.planned, step.wanted, step.missing)
        found.append(step)
    return found


def _same(one: Step, other: Step) -> bool:
    return (one.planned, one.wanted, one.missing) == (other.planned, other.wanted, other.missing)


class _Line:
    """One activity in [first, last)."""

    def __init__(
        self, record: Record, activity: str, first: int, last: int, skill: str | None
    ) -> None:
        days = range(record.clock.day_at(first), record.clock.day_at(last - 1) + 1)
        # A block over midnight is listed on both of its days.
        blocks = {block for day in days for block in record.blocks_on(activity, day)}
        able = record.problem.skilled(skill, days[0]) if skill else None
        self.blocks = [
            (max(a, first), min(b, last))
            for a, b, person in blocks
            if a < last and b > first and (able is None or person in able)
        ]
        self.wanted = [
            (max(span.start, first), min(span.end, last), span.wanted)
            for span in record.problem.coverage
            if (span.line.activity, span.line.skill) == (activity, skill)
            and span.start < last
            and span.end > first
        ]
        self._starts = sorted(start for start, _ in self.blocks)
        self._ends = sorted(end for _, end in self.blocks)
        self.edges = {edge for a, b, *_ in [*self.blocks, *self.wanted] for edge in (a, b)}

    def at(self, minute: int) -> tuple[int, int]:
        """People planned and wanted at a minute."""
        planned = bisect_right(self._starts, minute) - bisect_right(self._ends, minute)
        wanted = max((number for a, b, number in self.wanted if a <= minute < b), default=0)
        return planned, wanted


def short_minutes(found: Iterable[Step]) -> int:
    """Person-minutes wanted and not covered."""
    return sum((step.end - step.start) * step.missing for step in found)


def covered_activities(record: Record, first: int, last: int) -> list[str]:
    """Activities with people wanted somewhere in [first, last), in the team's order."""
    asked = {
        span.line.activity
        for span in record.problem.coverage
        if span.start < last and span.end > first and span.wanted
    }
    return [activity.id for activity in record.problem.team.activities if activity.id in asked]
