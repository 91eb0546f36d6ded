"""How lengths, times and dates read on a page: the one place that formats them."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from babel.dates import format_date

from scheduler.words import Clocked, Day, Length

LANGUAGE = "en"


def length(minutes: int) -> str:
    """A length as `45 min`, `2 h` or `2 h 15`."""
    return Length(minutes).said(LANGUAGE)


def clock(moment: datetime) -> str:
    """A local time of day as `13:30`."""
    return Clocked(moment).said(LANGUAGE)


def span(start: datetime, end: datetime) -> str:
    """From a time to a time, as `08:00–16:00`."""
    return f"{clock(start)}–{clock(end)}"


def day(on: date) -> str:
    """A date in full, as `Tuesday 8 December`."""
    return format_date(on, "EEEE d MMMM", locale=LANGUAGE)


def brief_day(on: date) -> str:
    """A date for lists on a phone, as `Tue 8 December`."""
    return Day(on).said(LANGUAGE)


def short_day(on: date) -> str:
    """A date for heads of columns, as `Tue 8 Dec`."""
    return format_date(on, "EEE d MMM", locale=LANGUAGE)


def plain_day(on: date) -> str:
    """A date without its weekday, as `8 December`."""
    return format_date(on, "d MMMM", locale=LANGUAGE)


def period(first: date, last: date) -> str:
    """First and last day, as `Monday 7 December to Sunday 3 January`; one day alone."""
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def moment(at: datetime) -> str:
    """A local moment, as `24 November, 10:15`."""
    return f"{plain_day(at.date())}, {clock(at)}"


def seconds(number: float) -> str:
    """A duration of work in whole seconds, as `38 s`."""
    return f"{round(number)} s"


def share(part: int, whole: int) -> str:
    """A part of a whole in percent, as `0.5 %`; of nothing it is 0."""
    percent = round(100 * part / whole, 1) if whole else 0.0
    return f"{percent:g} %"


def count(number: int, one: str, many: str) -> str:
    """A number with its noun, as `1 day` or `9 days`."""
    return f"{number} {one if number == 1 else many}"


def number_word(number: int) -> str:
    """A small number as a word, as sentences have it."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if 0 <= number < len(words) else str(number)


def listed(parts: list[str]) -> str:
    """Words joined for a sentence, as `15:00, 17:00 and 18:00`."""
    return parts[0] if len(parts) == 1 else " and ".join([", ".join(parts[:-1]), *parts[-1:]])


FILTERS: dict[str, Callable[..., Any]] = {
    "length": length,
    "clock": clock,
    "day": day,
    "brief_day": brief_day,
    "short_day": short_day,
    "plain_day": plain_day,
    "moment": moment,
    "seconds": seconds,
}
"""What templates call as filters. `length` stands for that of time; nobody counts a list by it."""
