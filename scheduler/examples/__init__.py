"""Example teams, with dates that are moved to where they are wanted.

The files are valid team files whose roster starts on a fixed Monday. Everything in them that has
a date keeps its weekday and its local time when it is moved.
"""

import json
import re
from datetime import date, datetime, timedelta
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

import holidays

NAMES = ("child-focus", "child-focus-doubled", "every-rule")

# The Monday before which the files' history lies.
_MONDAY = date(2026, 1, 5)

# A date, or a moment with its offset; nothing else in the files looks like one.
_MOMENT = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)(?:(?P<time>T\d\d:\d\d)\+\d\d:\d\d)?")

# A shift of history, which has a line of its own.
_SHIFT = re.compile(r'    \{"person": "[^"]+", "start": "(?P<date>\d{4}-\d\d-\d\d)T')


def next_monday(today: date) -> date:
    """The first Monday after `today`."""
    return today + timedelta(days=7 - today.weekday())


def example(name: str, first: date) -> dict[str, Any]:
    """The content of `example_text`."""
    content: dict[str, Any] = json.loads(example_text(name, first))
    return content


def example_text(name: str, first: date) -> str:
    """One of NAMES as the text of a team file, its history before `first`.

    Dates are moved by whole weeks, to the Monday of the week that holds `first`. History has no
    shifts on days that are then public holidays.

    Raises KeyError for a name that is not one of NAMES.
    """
    if name not in NAMES:
        raise KeyError(name)
    text = resources.files(__name__).joinpath(f"{name}.json").read_text("utf-8")
    zone = ZoneInfo(json.loads(text)["timezone"])
    by = first - timedelta(days=first.weekday()) - _MONDAY

    def moved(found: re.Match[str]) -> str:
        if found["time"] is None:
            return (date.fromisoformat(found["date"]) + by).isoformat()
        local = datetime.fromisoformat(found["date"] + found["time"]).replace(tzinfo=zone) + by
        return local.isoformat(timespec="minutes")

    return _open_days(_MOMENT.sub(moved, text), first)


def _open_days(text: str, first: date) -> str:
    """The text without the shifts of history that start on a public holiday."""
    closed = holidays.country_holidays("BE", years=(first.year - 1, first.year))
    lines = text.splitlines(keepends=True)
    starts = (_SHIFT.match(line) for line in lines)
    kept = [
        line
        for line, start in zip(lines, starts, strict=True)
        if start is None or date.fromisoformat(start["date"]) not in closed
    ]
    # The last shift of the list has no comma.
    return "".join(kept).replace(",\n  ]", "\n  ]")
