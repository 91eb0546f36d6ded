"""What lies around the stints of a shift: breaks, the meal, and work that does not expose."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scheduler.intervals import Interval
from scheduler.outlines import SHORTEST
from scheduler.presence import Presence, Stretch, joined
from scheduler.problem import Problem
from scheduler.solving.laid_shift import Plan, Worths, possible

# Minutes of a session where its activity does not say.
SESSION = 60


class OtherWork:
    """Fills shifts around their stints, with the work that is wanted most.

    gap: minutes of break between two stints.
    """

    def __init__(self, problem: Problem, gap: int) -> None:
        self._activities = [a for a in problem.team.activities if not a.exposes]
        self._grid = problem.clock.grid
        self._gap = gap

    def around(self, plan: Plan, worths: Worths) -> Presence:
        """The shift of a plan with all its blocks."""
        meal = (s for s in plan.plain.stretches if s.meal)
        blocks: list[Stretch] = []
        reached = plan.plain.start
        for block in sorted([*plan.stints, *self._breaks(plan), *meal], key=lambda b: b.start):
            blocks += self._between(plan, worths, (reached, block.start))
            blocks.append(block)
            reached = block.end
        blocks += self._between(plan, worths, (reached, plan.plain.end))
        return replace(plan.plain, stretches=joined(_worth_beginning(blocks)))

    def _breaks(self, plan: Plan) -> Iterator[Stretch]:
        """A break after each stint before another, unless the meal is one; no longer than up to it.

        What is left between a break and a meal or a stint is too short to begin with, or is work.
        """
        first, last = plan.meal
        for before, after in zip(plan.stints, plan.stints[1:], strict=False):
            eaten = before.end <= first < last <= after.start
            if not (eaten and last - first >= self._gap):
                end = before.end + self._gap
                yield Stretch(before.end, min(end, first) if eaten else end, None)

    def _between(self, plan: Plan, worths: Worths, span: Interval) -> Iterator[Stretch]:
        start, end = span
        while start < end:
            works = self._works(plan, worths, (start, end))
            _, best = max(works, key=lambda work: work[0])
            yield best
            start = best.end

    def _works(self, plan: Plan, worths: Worths, span: Interval) -> Iterator[tuple[int, Stretch]]:
        """Each work that may begin now, for as long as it may be, and what it is worth."""
        start, end = span
        usual = next(s for s in plan.plain.stretches if s.start <= start < s.end)
        yield 0, Stretch(start, min(end, usual.end), usual.activity)
        for activity in self._activities:
            if not possible(activity, plan.plain.place):
                continue
            least, last = max(SHORTEST, activity.min_block or 0), end
            if activity.session:
                # Before all stints it has quiet before it; longer than it need be is no better.
                least = max(SESSION, least)
                last = min(end, start + least)
                if any(stint.start < start for stint in plan.stints):
                    continue
            reached, found, slot = start, 0, start // self._grid * self._grid
            while reached < last and worths[activity.id].get(slot):
                found += worths[activity.id][slot]
                slot += self._grid
                reached = min(slot, last)
            if reached - start >= least:
                yield found, Stretch(start, reached, activity)


def _worth_beginning(blocks: Sequence[Stretch]) -> Iterator[Stretch]:
    """Other work that is too short to begin with is a break."""
    for block in joined(blocks):
        short = block.activity is not None and not block.exposes and block.minutes < SHORTEST
        yield replace(block, activity=None) if short else block
