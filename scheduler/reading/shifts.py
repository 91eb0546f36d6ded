"""Shifts of history and pins that are no shifts."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from scheduler.reading.faults import Fault
from scheduler.reading.node import Node
from scheduler.reading.references import shifts_of
from scheduler.roster import BREAK
from scheduler.words import words


def shift_faults(team: Node) -> Iterator[Fault]:
    """Every shift that its blocks do not fill, and shifts of one person that collide."""
    by_person: dict[str, list[tuple[datetime, datetime, Node]]] = defaultdict(list)
    for shift in shifts_of(team):
        start, end = shift["start"].moment, shift["end"].moment
        if start is None or end is None:
            continue
        if end <= start:
            yield shift["end"].fault(words("is not after the shift's start"))
            continue
        yield from block_faults(shift)
        by_person[shift["person"].text or ""].append((start, end, shift))
    zone = team["timezone"].text
    # Which zones there are is looked up on the disk: once a file, not once a person.
    local = ZoneInfo(zone) if zone in available_timezones() else None
    for shifts in by_person.values():
        yield from _collisions(sorted(shifts, key=lambda each: each[0]), local)


def block_faults(shift: Node) -> Iterator[Fault]:
    """Blocks that do not fill a shift, one after the other, with at most one meal break."""
    yield from _meals(shift["blocks"])
    start, end = shift["start"].moment, shift["end"].moment
    if start is None or end is None:
        return
    reached, last = start, None
    for block in shift["blocks"]:
        first, until = block["start"].moment, block["end"].moment
        if first is None or until is None:
            return
        if until <= first:
            yield block["end"].fault(words("is not after the block's start"))
        elif first > reached:
            yield block["start"].fault(
                words("leaves a gap: {moment} is where it should start", moment=_said(reached))
            )
        elif first < reached:
            yield block["start"].fault(
                words("overlaps: {moment} is where it should start", moment=_said(reached))
            )
        reached, last = max(until, first), block
    if last is not None and reached != end:
        yield last["end"].fault(words("is not where the shift ends, {moment}", moment=_said(end)))


def _meals(blocks: Node) -> Iterator[Fault]:
    meals = [block for block in blocks if block["meal"].value is True]
    for number, block in enumerate(meals):
        if block["activity"].text != BREAK:
            yield block["meal"].fault(words("only a break is a meal break"))
        elif number:
            yield block["meal"].fault(words("a shift has one meal break"))


def _collisions(
    shifts: list[tuple[datetime, datetime, Node]], local: ZoneInfo | None
) -> Iterator[Fault]:
    for (start, end, one), (next_start, _, other) in pairwise(shifts):
        if next_start < end:
            yield other.fault(words("overlaps {place} of the same person", place=one.place))
        elif start.astimezone(local).date() == next_start.astimezone(local).date():
            yield other.fault(
                words("starts on the same day as {place} of the same person", place=one.place)
            )


def _said(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
