"""Stretches of elapsed minutes, [start, end), and what is left of one beside others."""

from collections.abc import Iterable, Iterator

Interval = tuple[int, int]


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
