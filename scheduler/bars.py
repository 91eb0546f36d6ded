"""What is simply not possible: no shift then, or none of an activity then."""

from collections import defaultdict

Interval = tuple[int, int]


class Bars:
    """Intervals barred to people, gathered once for a problem before any board is made.

    All intervals are [start, end) in elapsed minutes.
    """

    def __init__(self) -> None:
        self._shifts: dict[str, list[Interval]] = defaultdict(list)
        self._work: dict[tuple[str, str], list[Interval]] = defaultdict(list)

    def shift(self, person: str, start: int, end: int) -> None:
        """No shift of the person may overlap the interval."""
        self._shifts[person].append((start, end))

    def work(self, person: str, activity: str, start: int, end: int) -> None:
        """The person may not do the activity at any minute of the interval."""
        self._work[person, activity].append((start, end))

    def bars_shift(self, person: str, start: int, end: int) -> bool:
        """Whether a shift [start, end) of the person is barred."""
        return any(a < end and start < b for a, b in self._shifts.get(person, ()))

    def bars_work(self, person: str, activity: str, start: int, end: int) -> bool:
        """Whether a minute of [start, end) on the activity is barred."""
        return any(a < end and start < b for a, b in self._work.get((person, activity), ()))

    def free_minutes(self, person: str, activity: str, start: int, end: int) -> int:
        """Minutes of [start, end) on the activity that are not barred."""
        free, reached = 0, start
        for a, b in sorted(self._work.get((person, activity), ())):
            if b <= reached or a >= end:
                continue
            free += max(0, a - reached)
            reached = max(reached, b)
        return free + max(0, end - reached)
