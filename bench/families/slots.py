"""Demand that is told slot by slot, as lines of a day."""

from collections.abc import Iterable, Iterator
from datetime import time
from itertools import groupby

from scheduler.demand import CoverageLine


def lines_of(activity: str, wanted: Iterable[int], minutes: int) -> Iterator[CoverageLine]:
    """A line for each stretch of slots of a day in which as many people are wanted, not none.

    wanted: people by slot, from midnight on. minutes: of a slot.
    """
    first = 0
    for people, slots in groupby(wanted):
        last = first + len(list(slots))
        if people:
            yield CoverageLine(
                activity=activity,
                start=time_of(first * minutes),
                end=time_of(last * minutes),
                minimum=people,
                target=people,
            )
        first = last


def time_of(minute: int) -> time:
    """The local time of a minute of a day, 0 to 1,440; the end of the day is its beginning."""
    return time(minute // 60 % 24, minute % 60)
