"""What stands in one cell of a sheet of people or coverage: read into a file's value, and written.

Several things in one cell stand between upright strokes, as `images 2026-01-01 | chat 2026-02-01`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from scheduler.demand import Weekday
from web.sheets.sheet import Value

BETWEEN = " | "
YES = {"yes", "y", "x", "1", "true", "ja", "j", "oui", "o"}
NO = {"no", "n", "0", "false", "nee", "nein", "non"}
EVERY = [day.value for day in Weekday]
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
HOURS = re.compile(r"(\d{1,3})(?::(\d{2})|[.,](\d{1,2}))?")
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")


class CellError(ValueError):
    """A cell that cannot be read. Its words say what is allowed there."""


@dataclass(frozen=True)
class Kind:
    """read: the value of a text that is not empty; CellError with what is allowed. write: back."""

    read: Callable[[str], Any]
    write: Callable[[Any], Value]


def _text(text: str) -> str:
    return text


def _yes_no(text: str) -> bool:
    if text.lower() in YES | NO:
        return text.lower() in YES
    raise CellError(gettext("yes or no"))


def _whole(text: str) -> int:
    if re.fullmatch(r"\d{1,9}", text):
        return int(text)
    raise CellError(gettext("a whole number"))


def _minutes_of_hours(text: str) -> int:
    found = HOURS.fullmatch(text)
    minutes = None
    if found and found[3]:
        hundredths = int(found[3].ljust(2, "0")) * 60
        minutes = hundredths // 100 if hundredths % 100 == 0 else None
    elif found:
        minutes = int(found[2] or 0)
    if found is None or minutes is None or minutes >= 60:  # noqa: PLR2004 - of an hour
        raise CellError(gettext("hours that make whole minutes, as 38, 36.5 or 7:36"))
    return int(found[1]) * 60 + minutes


def _hours(minutes: int) -> Value:
    whole, rest = divmod(minutes, 60)
    return whole if not rest else f"{whole}:{rest:02}"


def in_hours(words: str) -> str:
    """Words about minutes, with hours in their place: the sheet has no minutes there."""
    return re.sub(r"\d+", lambda found: str(_hours(int(found[0]))), words)


def _day(text: str) -> str:
    if found := ISO.fullmatch(text):
        numbers = int(found[1]), int(found[2]), int(found[3])
    elif found := DAY_FIRST.fullmatch(text):
        first, month, year = int(found[1]), int(found[3]), int(found[4])
        # With strokes some write the month first: only a day that can be no month says which.
        if found[2] == "/" and first <= 12 and first != month:  # noqa: PLR2004 - months
            raise CellError(gettext("a date that can be only one day, as 2026-03-09"))
        numbers = year, month, first
    else:
        raise CellError(gettext("a date, as 2026-03-09"))
    try:
        return date(*numbers).isoformat()
    except ValueError as error:
        raise CellError(gettext("a date that there is, as 2026-03-09")) from error


def _clock(text: str) -> str:
    found = CLOCK.fullmatch(text)
    if found is None or int(found[1]) > 24 or int(found[2]) >= 60:  # noqa: PLR2004 - of a clock
        raise CellError(gettext("a time of day, as 09:30"))
    return f"{int(found[1]) % 24:02}:{found[2]}"


def _span(text: str) -> dict[str, str]:
    first, stroke, last = text.partition("..")
    try:
        span = {"from": _day(first.strip())}
        return span | {"to": _day(last.strip())} if stroke and last.strip() else span
    except CellError as error:
        words = gettext("a date or two, as 2026-01-01 or 2026-01-01..2026-12-31")
        raise CellError(words) from error


def _span_text(span: dict[str, Any]) -> str:
    return f"{span['from']}..{span['to']}" if span.get("to") else str(span["from"])


def _named(key: str) -> Kind:
    def read(text: str) -> dict[str, str]:
        name, _, dates = text.partition(" ")
        try:
            return {key: name, **_span(dates.strip())}
        except CellError as error:
            words = gettext("a name and a date or two, as chat 2026-01-01..2026-12-31")
            raise CellError(words) from error

    return several(Kind(read, lambda one: f"{one[key]} {_span_text(one)}"))


def _leave(text: str) -> dict[str, str]:
    span = _span(text)
    return span | {"to": span.get("to", span["from"])}


def _weekdays(text: str) -> list[str]:
    days: list[str] = []
    for word in re.split(r"[\s,;]+", text.strip().lower()):
        first, stroke, last = word.partition("-")
        if first not in EVERY or (stroke and last not in EVERY):
            raise CellError(gettext("weekdays, as mon-fri or mon wed sat"))
        begin, end = EVERY.index(first), EVERY.index(last if stroke else first)
        if end < begin:
            raise CellError(gettext("weekdays, as mon-fri or mon wed sat"))
        days += EVERY[begin : end + 1]
    return [day for day in EVERY if day in days]


def _weekdays_text(days: Iterable[str]) -> str:
    named = list(days)
    numbers = [EVERY.index(day) for day in named]
    in_row = len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1))  # noqa: PLR2004
    return f"{named[0]}-{named[-1]}" if in_row else " ".join(named)


def _window(text: str) -> dict[str, Any]:
    days, _, times = text.rpartition(" ")
    start, _, end = times.partition("-")
    try:
        window: dict[str, Any] = {"weekdays": _weekdays(days)} if days.strip() else {}
        return window | {"from": _clock(start), "to": _clock(end)}
    except CellError as error:
        raise CellError(gettext("weekdays and times, as mon-fri 08:00-16:00")) from error


def _window_text(window: dict[str, Any]) -> str:
    days = window.get("weekdays")
    start = f"{_weekdays_text(days)} " if days and len(days) < len(EVERY) else ""
    return f"{start}{window['from'][:5]}-{window['to'][:5]}"


def _week(text: str) -> dict[str, int]:
    week = {}
    for part in (part.strip() for part in text.split(",") if part.strip()):
        day, _, hours = part.partition(" ")
        if day.lower() not in EVERY or day.lower() in week:
            raise CellError(gettext("weekdays with hours, as mon 7:36, tue 7:36"))
        week[day.lower()] = _minutes_of_hours(hours.strip())
    return week


def _week_text(week: dict[str, int]) -> str:
    return ", ".join(f"{day} {_hours(week[day])}" for day in EVERY if day in week) or ","


def several(one: Kind) -> Kind:
    """Things between upright strokes or on lines of their own."""

    def read(text: str) -> list[Any]:
        return [one.read(part.strip()) for part in re.split(r"[|\n]", text) if part.strip()]

    return Kind(read, lambda values: BETWEEN.join(str(one.write(value)) for value in values))


TEXT = Kind(_text, str)
YES_NO = Kind(_yes_no, lambda value: "yes" if value else "no")
WHOLE = Kind(_whole, int)
HOURS_OF_WORK = Kind(_minutes_of_hours, _hours)
DAY = Kind(_day, date.fromisoformat)
TIME = Kind(_clock, lambda value: str(value)[:5])
SPAN = Kind(_span, _span_text)
LEAVE = several(Kind(_leave, _span_text))
AUTHORISED = _named("activity")
SKILLS = _named("skill")
WEEKDAYS = Kind(_weekdays, _weekdays_text)
WINDOWS = several(Kind(_window, _window_text))
WEEKS = several(Kind(_week, _week_text))
