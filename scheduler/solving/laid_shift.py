"""The stints of one shift, laid from its start to its end without looking back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.bars import Bars
from scheduler.intervals import Interval
from scheduler.outlines import SHORTEST, filled
from scheduler.presence import Presence, Stretch
from scheduler.problem import Cell, PlacedShape, Problem
from scheduler.rule import Rulebook
from scheduler.solving.open_demand import OpenDemand
from scheduler.team import Activity, Place

# What each slot is worth in which a person may do an activity, by activity and first minute.
Worths = Mapping[str, Mapping[int, int]]


@dataclass(frozen=True)
class Plan:
    """A shift as it is being laid: without stints in `plain`, and the stints that it is to have."""

    plain: Presence
    stints: tuple[Stretch, ...]

    @property
    def meal(self) -> Interval:
        """From when to when the meal lies; nowhere without one."""
        return next(((s.start, s.end) for s in self.plain.stretches if s.meal), (0, 0))


class Layer:
    """Lays stints into shifts where they cover most of what is open.

    They keep the longest run, the shortest gap, the daily cap and the seats, and what is barred.
    All else is for the checker to say.
    """

    def __init__(
        self, problem: Problem, rulebook: Rulebook, bars: Bars, demand: OpenDemand
    ) -> None:
        self._problem, self._rulebook, self._bars = problem, rulebook, bars
        self._demand = demand
        self._grid = problem.clock.grid
        self._gap = rulebook.shortest_gap(self._grid)
        # Asked for each slot of each day.
        self._longest = {
            severity: rulebook.longest_run(severity, self._grid)
            for severity in {activity.severity for activity in problem.team.activities}
        }

    def worths(self, person: str, shapes: Sequence[PlacedShape]) -> Worths:
        """What all work is worth in the slots of these shifts of a day."""
        first, last = min(s.start for s in shapes), max(s.end for s in shapes)
        slots = range(first // self._grid * self._grid, last, self._grid)
        return {
            name: {
                slot: self._demand.worth(person, name, slot)
                for slot in slots
                if not self._bars.bars_work(person, name, slot, slot + self._grid)
            }
            for name in self._problem.activities
        }

    def most(self, worths: Worths, shape: PlacedShape) -> int:
        """What the shift is worth if the best work is done in each of its slots."""
        activities = self._problem.team.activities
        here = [worths[each.id] for each in activities if possible(each, shape.place)]
        slots = self._whole(shape.start, shape.end)
        return sum(max((worth.get(slot, 0) for worth in here), default=0) for slot in slots)

    def plan(self, cell: Cell, shape: PlacedShape, worths: Worths) -> Plan:
        """The shift with its stints."""
        plain = next(filled(self._problem, self._rulebook, self._bars, cell, shape))
        return self._laid(Plan(plain, ()), worths, shape.start)

    def rested(self, plan: Plan, worths: Worths, before: Stretch) -> Plan | None:
        """The same with a long break before one of its stints, and what comes after laid anew.

        None where there is such a break, or no stint, before it.
        """
        kept = tuple(s for s in plan.stints if s.end <= before.start)
        ready = kept[-1].end + max(2 * self._gap, SHORTEST) if kept else 0
        return self._laid(Plan(plan.plain, kept), worths, ready) if ready > before.start else None

    def _laid(self, plan: Plan, worths: Worths, ready: int) -> Plan:
        """With stints from a moment on, what is worth most now first."""
        shift = plan.plain
        person = self._problem.people[shift.person]
        cap = self._rulebook.daily_cap(self._problem, person, shift.day)
        stints = list(plan.stints)
        for slot in self._whole(shift.start, shift.end):
            if slot < ready:
                continue
            most = shift.minutes if cap is None else cap - sum(s.minutes for s in stints)
            runs = self._runs(plan, slot, worths, most)
            best = max(runs, key=lambda run: run[0], default=None)
            if best is not None:
                stints.append(best[1])
                ready = best[1].end + self._gap
        return replace(plan, stints=tuple(stints))

    def _runs(
        self, plan: Plan, slot: int, worths: Worths, most: int
    ) -> Iterator[tuple[int, Stretch]]:
        """What may begin in a slot, and what it is worth."""
        for activity in self._problem.team.activities:
            if activity.exposes and possible(activity, plan.plain.place):
                limit = self._longest[activity.severity] or most
                for room in self._problem.rooms if activity.exposes == "material" else (None,):
                    run = self._run(plan, slot, worths[activity.id], room, min(limit, most))
                    stint = Stretch(slot, slot + len(run) * self._grid, activity, room)
                    if run and stint.minutes >= self.least(stint):
                        yield sum(run), stint

    def _run(
        self, plan: Plan, slot: int, worth: Mapping[int, int], room: str | None, most: int
    ) -> list[int]:
        """What each slot from one on is worth, as long as it is worth anything and is possible."""
        run: list[int] = []
        first, last = plan.meal
        end = min(plan.plain.end, slot + most)
        while slot + self._grid <= end and worth.get(slot):
            if first <= slot < last or (room is not None and not self._demand.seat(room, slot)):
                break
            run.append(worth[slot])
            slot += self._grid
        return run

    def least(self, stint: Stretch) -> int:
        """Minutes of a stint that are worth beginning; a limit may be shorter than these."""
        if stint.activity is None:
            return 0
        least = stint.activity.min_block or SHORTEST
        limit = self._longest[stint.activity.severity]
        return least if limit is None else min(least, limit)

    def _whole(self, start: int, end: int) -> range:
        """The slots that lie wholly in a shift."""
        return range(-(-start // self._grid) * self._grid, end - self._grid + 1, self._grid)


def possible(activity: Activity, place: Place) -> bool:
    """Whether work can be done in a shift on site, or in one at home."""
    return place == "site" or (activity.home and activity.exposes != "material")
