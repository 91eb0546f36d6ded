"""Instances of multi-activity shift scheduling, as their files have them.

A file has four sections: the days of the horizon, the number of activities, the staff with the
fewest and most minutes of each, and people wanted in each quarter of an hour on each activity.
The time goes from 06:00 on the first day to 06:00 on the day after the last.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.families.files import text_of
from bench.families.verdict import UnreadableError

QUARTER: Final = 15
DAY = 1440
OPENS = 360
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
SECTIONS = ("SECTION_HORIZON", "SECTION_TASKS", "SECTION_STAFF", "SECTION_COVER")


@dataclass(frozen=True)
class Worker:
    """Somebody of the staff. least, most: minutes of work in the whole horizon."""

    id: str
    least: int
    most: int


@dataclass(frozen=True)
class Wanted:
    """People wanted on an activity in [start, end), in minutes from the first midnight."""

    task: int
    start: int
    end: int
    least: int
    most: int


@dataclass(frozen=True)
class Instance:
    """What one file asks. tasks: activities are numbered from 1 to it."""

    days: int
    tasks: int
    staff: tuple[Worker, ...]
    cover: tuple[Wanted, ...]

    @property
    def first(self) -> int:
        """The minute from the first midnight at which the horizon begins."""
        return OPENS

    @property
    def last(self) -> int:
        """The minute from the first midnight at which it ends."""
        return self.days * DAY + OPENS


@dataclass(frozen=True)
class _Line:
    """A line of a file and the place it has there."""

    place: str
    text: str

    def fault(self, what: str) -> UnreadableError:
        return UnreadableError(f"{self.place}: {what}")

    def fields(self, number: int) -> list[str]:
        found = [field.strip() for field in self.text.split(",")]
        if len(found) != number:
            raise self.fault(f"{number} fields are wanted, {len(found)} are there: {self.text}")
        return found

    def whole(self, field: str, least: int = 0) -> int:
        if not (field.isascii() and field.isdigit()) or int(field) < least:
            raise self.fault(f"{field!r} is no whole number of at least {least}")
        return int(field)


def read(path: Path) -> Instance:
    """The instance of a file.

    Raises UnreadableError, with the line, at the first thing that is not of the format.
    """
    sections = _sections(path, text_of(path, "utf-8-sig"))
    days = _number(sections["SECTION_HORIZON"], path, "days")
    tasks = _number(sections["SECTION_TASKS"], path, "activities")
    staff = tuple(_worker(line) for line in sections["SECTION_STAFF"])
    cover = tuple(_wanted(line, days, tasks) for line in sections["SECTION_COVER"])
    if not staff:
        raise UnreadableError(f"{path}: nobody is in SECTION_STAFF")
    _once(sections["SECTION_STAFF"], [worker.id for worker in staff], "worker")
    _once(sections["SECTION_COVER"], [(w.task, w.start) for w in cover], "activity and time")
    return Instance(days, tasks, staff, cover)


def _sections(path: Path, text: str) -> dict[str, list[_Line]]:
    found: dict[str, list[_Line]] = {}
    name = ""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = _Line(f"{path} line {number}", raw.strip())
        if not line.text or line.text.startswith("#"):
            continue
        if line.text.startswith("SECTION"):
            name = line.text
            if name not in SECTIONS or name in found:
                why = "comes twice" if name in found else "is none of this family"
                raise line.fault(f"{name} {why}")
            found[name] = []
        elif not name:
            raise line.fault(f"it stands before any section: {line.text}")
        else:
            found[name].append(line)
    if missing := [name for name in SECTIONS if name not in found]:
        raise UnreadableError(f"{path} has no {missing[0]}")
    return found


def _number(lines: list[_Line], path: Path, what: str) -> int:
    if len(lines) != 1:
        raise UnreadableError(f"{path}: one number of {what} is wanted, {len(lines)} are there")
    return lines[0].whole(lines[0].text, least=1)


def _worker(line: _Line) -> Worker:
    name, least, most = line.fields(3)
    worker = Worker(name, line.whole(least), line.whole(most))
    if not NAME.fullmatch(name):
        raise line.fault(f"{name!r} is no name of a worker")
    if worker.least > worker.most:
        raise line.fault(f"{name} has at least {least} and at most {most} minutes")
    return worker


def _wanted(line: _Line, days: int, tasks: int) -> Wanted:
    day, times, task, least, most = line.fields(5)
    midnight = (line.whole(day, least=1) - 1) * DAY
    start, end = (midnight + _minute(line, time) for time in _parts(line, times))
    if end == midnight:
        end += DAY
    wanted = Wanted(line.whole(task, least=1), start, end, line.whole(least), line.whole(most))
    if end - start != QUARTER or start % QUARTER:
        raise line.fault(f"{times} is no quarter of an hour")
    if not OPENS <= start < days * DAY + OPENS:
        raise line.fault(f"{day},{times} lies outside the horizon")
    if wanted.task > tasks:
        raise line.fault(f"activity {task} is not one of {tasks}")
    if wanted.least > wanted.most:
        raise line.fault(f"at least {least} people are wanted and at most {most}")
    return wanted


def _parts(line: _Line, times: str) -> tuple[str, str]:
    start, dash, end = times.partition("-")
    if not dash:
        raise line.fault(f"{times!r} is no time from HH:MM to HH:MM")
    return start, end


def _minute(line: _Line, time: str) -> int:
    hour, colon, minute = time.partition(":")
    if not colon or line.whole(hour) > 23 or line.whole(minute) > 59:  # noqa: PLR2004  (a clock)
        raise line.fault(f"{time!r} is no time of day")
    return 60 * int(hour) + int(minute)


def _once(lines: list[_Line], keys: Iterable[object], what: str) -> None:
    seen = set()
    for line, key in zip(lines, keys, strict=True):
        if key in seen:
            raise line.fault(f"the same {what} comes twice")
        seen.add(key)
