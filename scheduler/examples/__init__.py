"""Example teams, with dates that are moved to where they are wanted.

The files are valid team files whose roster starts on a fixed Monday. Everything in them that has
a date keeps its weekday and its local time when it is moved.
"""

import json
from datetime import date, datetime, timedelta
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

NAMES = ("child-focus", "child-focus-doubled")

# The Monday before which the files' history lies.
_MONDAY = date(2026, 1, 5)

_DATES = frozenset({"date", "from", "to", "ramp_up_from", "start", "end"})


def next_monday(today: date) -> date:
    """The first Monday after `today`."""
    return today + timedelta(days=7 - today.weekday())


def example(name: str, first: date) -> dict[str, Any]:
    """One of NAMES as a team file's content, its four weeks of history before `first`.

    Dates are moved by whole weeks, to the Monday of the week that holds `first`.

    Raises KeyError for a name that is not one of NAMES.
    """
    if name not in NAMES:
        raise KeyError(name)
    text = resources.files(__name__).joinpath(f"{name}.json").read_text("utf-8")
    team: dict[str, Any] = json.loads(text)
    monday = first - timedelta(days=first.weekday())
    moved: dict[str, Any] = _moved(team, monday - _MONDAY, ZoneInfo(team["timezone"]))
    return moved


def _moved(part: Any, by: timedelta, zone: ZoneInfo) -> Any:  # noqa: ANN401 - any part of JSON
    if isinstance(part, list):
        return [_moved(item, by, zone) for item in part]
    if isinstance(part, dict):
        return {
            key: _moved_date(value, by, zone)
            if key in _DATES and isinstance(value, str)
            else _moved(value, by, zone)
            for key, value in part.items()
        }
    return part


def _moved_date(text: str, by: timedelta, zone: ZoneInfo) -> str:
    """A date or a moment later by whole weeks; a time of day such as 09:00 as it is."""
    if len(text) <= len("09:00:00"):
        return text
    if len(text) == len("2026-01-05"):
        return (date.fromisoformat(text) + by).isoformat()
    local = datetime.fromisoformat(text).astimezone(zone).replace(tzinfo=None) + by
    return local.replace(tzinfo=zone).isoformat(timespec="minutes")
