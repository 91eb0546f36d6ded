"""The family's text files: sections of comma-separated lines, with comments after `#`."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bench.families.curtois_nrp.instance import Cover, Instance, Request, ShiftType, Staff
from bench.families.curtois_nrp.lines import Line, once, sections_of
from bench.families.verdict import UnreadableError

HORIZON = "SECTION_HORIZON"
SHIFTS = "SECTION_SHIFTS"
STAFF = "SECTION_STAFF"
DAYS_OFF = "SECTION_DAYS_OFF"
ON = "SECTION_SHIFT_ON_REQUESTS"
OFF = "SECTION_SHIFT_OFF_REQUESTS"
COVER = "SECTION_COVER"
SECTIONS = (HORIZON, SHIFTS, STAFF, DAYS_OFF, ON, OFF, COVER)

# The public ones have up to 364 days and 32 kinds of shifts.
MOST_DAYS = 730
MOST_SHIFTS = 48


def read(path: Path) -> Instance:
    """The instance of a file.

    Raises UnreadableError with the line of the first fault.
    """
    sections = sections_of(path, SECTIONS)
    days = _horizon(path, sections)
    for name in (SHIFTS, STAFF):
        if not sections[name]:
            raise UnreadableError(f"{path}: {name} has no line")
    shifts = _shifts(sections[SHIFTS])
    staff = _staff(sections[STAFF], shifts)
    staff = _with_days_off(sections[DAYS_OFF], staff, days)

    def requests(lines: list[Line]) -> tuple[Request, ...]:
        return tuple(_request(line, staff, shifts, days) for line in lines)

    cover = tuple(_cover(line, shifts, days) for line in sections[COVER])
    once(sections[COVER], lambda line: line.parts[:2], "a day and a shift")
    return Instance(
        path.stem, days, shifts, staff, requests(sections[ON]), requests(sections[OFF]), cover
    )


def _horizon(path: Path, sections: Mapping[str, list[Line]]) -> int:
    lines = sections[HORIZON]
    if len(lines) != 1:
        raise UnreadableError(f"{path}: {HORIZON} has {len(lines)} lines, not 1")
    lines[0].count(1)
    days = lines[0].whole(lines[0].parts[0], MOST_DAYS)
    if not days:
        raise lines[0].wrong("a horizon of no days")
    return days


def _shifts(lines: list[Line]) -> dict[str, ShiftType]:
    for line in lines:
        line.count(3)
    once(lines, lambda line: line.parts[0], "the shift")
    names = {line.name(line.parts[0]): line for line in lines}
    if len(names) > MOST_SHIFTS:
        raise lines[MOST_SHIFTS].wrong(f"more than {MOST_SHIFTS} shifts")
    found = {}
    for name, line in names.items():
        banned = [part.strip() for part in line.parts[2].split("|") if part.strip()]
        for one in banned:
            line.one_of(names, one, "shift")
        minutes = line.whole(line.parts[1], 1440)
        found[name] = ShiftType(name, minutes, frozenset(banned))
    return found


def _staff(lines: list[Line], shifts: Mapping[str, ShiftType]) -> dict[str, Staff]:
    for line in lines:
        line.count(8)
    once(lines, lambda line: line.parts[0], "the person")
    found = {}
    for line in lines:
        name, most, *limits = line.parts
        numbers = [line.whole(limit) for limit in limits]
        found[name] = Staff(line.name(name), _most(line, most, shifts), *numbers)
    return found


def _most(line: Line, text: str, shifts: Mapping[str, ShiftType]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in filter(None, (each.strip() for each in text.split("|"))):
        name, equals, number = part.partition("=")
        line.one_of(shifts, name, "shift")
        if not equals or name in found:
            raise line.wrong(f"{part!r} is no limit, or a second one of a shift")
        found[name] = line.whole(number)
    return found


def _with_days_off(lines: list[Line], staff: Mapping[str, Staff], days: int) -> dict[str, Staff]:
    off: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        line.one_of(staff, line.parts[0], "person")
        off[line.parts[0]] |= {line.whole(part, days - 1) for part in line.parts[1:]}
    return {name: replace(one, off=frozenset(off[name])) for name, one in staff.items()}


def _request(
    line: Line, staff: Mapping[str, Staff], shifts: Mapping[str, ShiftType], days: int
) -> Request:
    line.count(4)
    who, day, shift, weight = line.parts
    line.one_of(staff, who, "person")
    line.one_of(shifts, shift, "shift")
    return Request(who, line.whole(day, days - 1), shift, line.whole(weight))


def _cover(line: Line, shifts: Mapping[str, ShiftType], days: int) -> Cover:
    line.count(5)
    day, shift, *numbers = line.parts
    line.one_of(shifts, shift, "shift")
    return Cover(line.whole(day, days - 1), shift, *map(line.whole, numbers))
