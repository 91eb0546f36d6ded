"""Shifts read minute by minute: their blocks, their days, and the rest between them.

Each check gives person and moment of what it finds; moments are minutes or local dates.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from plain_file import BREAK, WEEKDAYS, PlainFile, read_minute

Places = Iterator[tuple[str, int | date]]

REST = 660
MEAL, MEAL_FROM = 30, 360


def blocks_fill_shifts(file: PlainFile) -> Places:
    for shift in file.new:
        edges = [shift.written["start"]]
        for block in shift.written["blocks"]:
            known = block["activity"] in {BREAK, *file.activities}
            if block["start"] != edges[-1] or block["end"] == block["start"] or not known:
                yield shift.person, shift.start
            edges.append(block["end"])
        if edges[-1] != shift.written["end"] or len(shift.doing) != shift.end - shift.start:
            yield shift.person, shift.start


def local_time_is_written(file: PlainFile) -> Places:
    for shift in file.new:
        texts = [shift.written[edge] for edge in ("start", "end")]
        texts += [block[edge] for block in shift.written["blocks"] for edge in ("start", "end")]
        for moment in map(datetime.fromisoformat, texts):
            if moment.utcoffset() != moment.astimezone(file.zone).utcoffset():
                yield shift.person, shift.start


def within_the_roster(file: PlainFile) -> Places:
    for shift in file.new:
        if file.day(shift.start) not in file.days or shift.person not in file.people:
            yield shift.person, shift.start


def one_start_a_day(file: PlainFile) -> Places:
    starts = Counter((shift.person, file.day(shift.start)) for shift in file.new)
    yield from (cell for cell, number in starts.items() if number > 1)


def rest_between_shifts(file: PlainFile) -> Places:
    for person in file.people:
        shifts = [s for s in (*file.old, *file.new) if s.person == person]
        for before, after in pairwise(sorted(shifts, key=lambda s: s.start)):
            touched = before in file.new or after in file.new
            if touched and after.start - before.end < REST:
                yield person, after.start


def meal(file: PlainFile) -> Places:
    for shift in file.new:
        length = shift.end - shift.start
        good = [
            read_minute(block["end"]) - read_minute(block["start"]) >= MEAL
            and read_minute(block["start"]) >= shift.start + length / 4
            and read_minute(block["end"]) <= shift.end - length / 4
            for block in shift.written["blocks"]
            if block.get("meal")
        ]
        if good != ([True] if length >= MEAL_FROM else []):
            yield shift.person, shift.start


def leave_and_closing(file: PlainFile) -> Places:
    for shift in file.new:
        for day in {file.day(shift.start), file.day(shift.end - 1)}:
            away = file.people[shift.person].get("leave", [])
            if any(holds(leave, day) for leave in away) or day in file.closed:
                yield shift.person, day


def times_offered(file: PlainFile) -> Places:
    for shift in file.new:
        person = file.people[shift.person]
        if person.get("available") is None:
            continue
        day = file.day(shift.start)
        times = [
            (file.minute(day, window["from"]), file.minute(day, window["to"]))
            for window in person["available"]
            if WEEKDAYS[day.weekday()] in window.get("weekdays", WEEKDAYS)
        ]
        times += [(read_minute(o["from"]), read_minute(o["to"])) for o in person.get("offered", [])]
        offered = {minute for start, end in times for minute in range(start, end)}
        if not offered.issuperset(range(shift.start, shift.end)):
            yield shift.person, shift.start


def holds(dated: dict[str, Any], day: date) -> bool:
    """Whether a day lies from `from` to `to`, both included; without `to` it has no end."""
    last = dated.get("to")
    return dated["from"] <= day.isoformat() and (last is None or day.isoformat() <= last)


CHECKS = (
    blocks_fill_shifts,
    local_time_is_written,
    within_the_roster,
    one_start_a_day,
    rest_between_shifts,
    meal,
    leave_and_closing,
    times_offered,
)
