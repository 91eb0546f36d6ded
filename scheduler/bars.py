"""What is simply not possible: no shift then, or none of an activity then."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from scheduler.intervals import Interval


@dataclass(slots=True)
class _Barred:
    """Intervals of one person, sorted and made disjoint when they are first asked for."""

    given: list[Interval] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sorted: bool = True

    def add(self, start: int, end: int) -> None:
        if start < end:
            self.given.append((start, end))
            self.sorted = False

    def _sort(self) -> None:
        self.starts, self.ends = [], []
        for start, end in sorted(self.given):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)
        self.sorted = True

    def meets(self, start: int, end: int) -> bool:
        if not self.sorted:
            self._sort()
        before = bisect_left(self.starts, end)
        return before > 0 and self.ends[before - 1] > start

    def minutes(self, start: int, end: int) -> int:
        if not self.sorted:
            self._sort()
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return sum(min(end, self.ends[i]) - max(start, self.starts[i]) for i in range(first, last))


class Bars:
    """Intervals barred to people, gathered once for a problem before any board is made.

    All intervals are [start, end) in elapsed minutes. Boards ask by the thousand, so that the
    answer is looked up and not searched for.
    """

    def __init__(self) -> None:
        self._shifts: dict[str, _Barred] = defaultdict(_Barred)
        self._work: dict[tuple[str, str], _Barred] = defaultdict(_Barred)

    def shift(self, person: str, start: int, end: int) -> None:
        """No shift of the person may overlap the interval."""
        self._shifts[person].add(start, end)

    def work(self, person: str, activity: str, start: int, end: int) -> None:
        """The person may not do the activity at any minute of the interval."""
        self._work[person, activity].add(start, end)

    def bars_shift(self, person: str, start: int, end: int) -> bool:
        """Whether a shift [start, end) of the person is barred."""
        barred = self._shifts.get(person)
        return barred is not None and barred.meets(start, end)

    def bars_work(self, person: str, activity: str, start: int, end: int) -> bool:
        """Whether a minute of [start, end) on the activity is barred."""
        barred = self._work.get((person, activity))
        return barred is not None and barred.meets(start, end)

    def free_minutes(self, person: str, activity: str, start: int, end: int) -> int:
        """Minutes of [start, end) on the activity that are not barred."""
        barred = self._work.get((person, activity))
        return end - start - (barred.minutes(start, end) if barred else 0)
