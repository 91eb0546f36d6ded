"""Coverage lines and workload targets that do not go together."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from scheduler.demand import Weekday
from scheduler.reading.faults import Fault
from scheduler.reading.node import Node
from scheduler.words import FiledDay, words

Span = tuple[int, int]

_DAY, _WEEK = 1440, 7 * 1440
_DAYS = tuple(Weekday)


def demand_faults(team: Node) -> Iterator[Fault]:
    """What is wrong with coverage and workload taken together."""
    lines = list(team["coverage"])
    for line in lines:
        minimum, target = line["minimum"].whole, line["target"].whole
        if minimum is not None and target is not None and minimum > target:
            said = words("{value} is over the target of {limit}", value=minimum, limit=target)
            yield line["minimum"].fault(said)
    by_activity: dict[str, list[Node]] = defaultdict(list)
    for line in lines:
        by_activity[line["activity"].text or ""].append(line)
    for of_one in by_activity.values():
        plain = [line for line in of_one if not line["skill"]]
        yield from _overlaps(plain)
        for line in of_one:
            if line["skill"]:
                yield from _beyond_plain(line, plain)
    yield from _workload(team["workload"])


def _spans(line: Node) -> list[Span]:
    """Its windows as minutes of a week, Monday first; one that passes Sunday midnight is cut."""
    start, end = line["from"].time, line["to"].time
    if start is None or end is None:
        return []
    first, last = start.hour * 60 + start.minute, end.hour * 60 + end.minute
    length = last - first if last > first else last - first + _DAY
    spans = []
    for day in _weekdays(line["weekdays"]):
        begin = day * _DAY + first
        spans.append((begin, min(begin + length, _WEEK)))
        if begin + length > _WEEK:
            spans.append((0, begin + length - _WEEK))
    return spans


def _weekdays(node: Node) -> list[int]:
    if not node:
        return list(range(7))
    return [number for number, name in enumerate(_DAYS) if any(n.text == name for n in node)]


def _overlaps(plain: list[Node]) -> Iterator[Fault]:
    for one, other in combinations(plain, 2):
        shared = [
            max(a, c) for a, b in _spans(one) for c, d in _spans(other) if max(a, c) < min(b, d)
        ]
        if shared:
            yield other.fault(
                words(
                    "overlaps {place} on {day}; lines of one activity lie apart",
                    place=one.place,
                    day=FiledDay(min(shared) // _DAY),
                )
            )


def _beyond_plain(line: Node, plain: list[Node]) -> Iterator[Fault]:
    target = line["target"].whole
    if target is None:
        return
    enough = sorted(
        span for other in plain if (other["target"].whole or 0) >= target for span in _spans(other)
    )
    for start, end in _spans(line):
        reached = start
        for first, last in enough:
            if first <= reached < last:
                reached = last
        if reached < end:
            yield line.fault(
                words(
                    "asks for {wanted} with a skill where, on {day} at {start}, no line without a "
                    "skill asks for as many",
                    wanted=target,
                    day=FiledDay(reached // _DAY),
                    start=f"{reached % _DAY // 60:02d}:{reached % 60:02d}",
                )
            )
            return


def _workload(targets: Node) -> Iterator[Fault]:
    taken: dict[tuple[str, int | None], Node] = {}
    for target in targets:
        activity, by_week = target["activity"].text or "", target["week"].value is True
        by_day = bool(target["day"])
        if by_day == by_week:
            yield target.fault(words("asks for a day or for a week, one of the two"))
            continue
        days: list[int | None] = list(_weekdays(target["day"])) if by_day else [None]
        if not days:
            yield target["day"].fault(words("names no weekday"))
        clashes = [day for day in days if (activity, day) in taken]
        other = [d for d in (*range(7), None) if (d is None) == by_day and (activity, d) in taken]
        if clashes:
            first = taken[activity, clashes[0]].place
            yield target.fault(words("asks for the same as {place}", place=first))
        elif other:
            first = taken[activity, other[0]].place
            yield target.fault(
                words("asks by day, {place} by the other", place=first)
                if by_day
                else words("asks by week, {place} by the other", place=first)
            )
        taken.update({(activity, day): target for day in days if (activity, day) not in taken})
