"""Stretches of elapsed minutes, [start, end), and what is left of one beside others."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

Interval = tuple[int, int]


def cut(start: int, end: int, others: Iterable[Interval]) -> Iterator[Interval]:
    """The parts of [start, end), in time order: cut where another begins or ends inside."""
    inside = {moment for other in others for moment in other if start < moment < end}
    yield from pairwise(sorted({start, end} | inside))


def uncovered(start: int, end: int, others: Iterable[Interval]) -> Iterator[Interval]:
    """The parts of [start, end) that no interval of the others holds, in time order."""
    for first, last in sorted(others):
        if last <= start or first >= end:
            continue
        if first > start:
            yield start, first
        start = last
    if start < end:
        yield start, end
