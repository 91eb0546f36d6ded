"""An independent reading of a roster file: what in it breaks a limit, and what is short.

    found = breaches(team, roster)               # the contents of the two files
    demanded, short = minutes(team, roster)

It knows the limits as numbers and the files as JSON, and nothing of Breather's code. Limits that a
team sets for itself under `rules` are not read: it is for teams that keep the recommended ones.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import plain_exposure
import plain_shifts
from plain_file import WEEKDAYS, PlainFile


@dataclass(frozen=True)
class Found:
    """One breach: of what, by whom (a room's id for seats), on which local day."""

    what: str
    who: str
    day: str


def breaches(
    team: dict[str, Any], roster: dict[str, Any], closed: Iterable[str] = ()
) -> list[Found]:
    """Everything found, each once a check, person and day.

    closed: local dates on which the team does not work, as ISO texts.
    """
    file = PlainFile(team, roster, closed)
    found = []
    for check in (*plain_shifts.CHECKS, *plain_exposure.CHECKS):
        for who, at in check(file):
            day = at if isinstance(at, date) else file.day(at)
            found.append(Found(check.__name__, who, day.isoformat()))
    return list(dict.fromkeys(found))


def minutes(
    team: dict[str, Any], roster: dict[str, Any], closed: Iterable[str] = ()
) -> tuple[int, int]:
    """Person-minutes demanded and short, minute by minute; nothing counts twice."""
    file = PlainFile(team, roster, closed)
    on: Counter[tuple[str, int]] = Counter()
    for shift in (*file.old, *file.new):
        on.update((name, minute) for minute, name in shift.doing.items())
    wanted = _wanted(file)
    demanded = sum(wanted.values())
    short = sum(max(0, people - on[cell]) for cell, people in wanted.items())
    for name, days, asked in _loads(file):
        here = [m for day in days for m in range(file.midnight(day), file.midnight(_next(day)))]
        covered = sum(wanted[name, minute] for minute in here)
        served = sum(min(wanted[name, minute], on[name, minute]) for minute in here)
        beyond = sum(on[name, minute] for minute in here) - served
        demanded += max(0, asked - covered)
        short += max(0, asked - covered - beyond)
    return demanded, short


def _wanted(file: PlainFile) -> Counter[tuple[str, int]]:
    """People wanted on an activity in each minute."""
    wanted: Counter[tuple[str, int]] = Counter()
    for line in file.team.get("coverage", []):
        if line.get("skill") is not None:
            continue
        for day in file.open_days():
            if WEEKDAYS[day.weekday()] in line.get("weekdays", WEEKDAYS):
                window = range(file.minute(day, line["from"]), file.minute(day, line["to"]))
                people = max(line["target"], line.get("minimum", 0))
                wanted.update({(line["activity"], minute): people for minute in window})
    return wanted


def _loads(file: PlainFile) -> Iterator[tuple[str, list[date], int]]:
    """Each workload target: activity, days, and person-minutes of the activity in all."""
    for target in file.team.get("workload", []):
        if target.get("week"):
            weeks: dict[date, list[date]] = {}
            for day in file.open_days():
                weeks.setdefault(day - timedelta(days=day.weekday()), []).append(day)
            for days in weeks.values():
                yield target["activity"], days, target["minutes"] * len(days) // 7
        for day in file.open_days():
            if WEEKDAYS[day.weekday()] in (target.get("day") or []):
                yield target["activity"], [day], target["minutes"]


def _next(day: date) -> date:
    return day + timedelta(days=1)
