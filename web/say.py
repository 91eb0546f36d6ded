"""How lengths, times, dates and numbers read on a page: the one place that formats them.

Inside a request all of it is in the language of its reader, elsewhere in English.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import format_date, format_timedelta, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal
from flask_babel import gettext, ngettext

from scheduler.reading.faults import Fault
from scheduler.words import Clocked, Day, Length, Words
from web.languages import language

# German dates have a full stop after the day.
DAY = {"de": "EEEE, d. MMMM", "fr": "EEEE {d} MMMM"}
SHORT_DAY = {"de": "EEE d. MMM", "fr": "EEE {d} MMM"}
PLAIN_DAY = {"de": "d. MMMM", "fr": "{d} MMMM"}


def length(minutes: int) -> str:
    """A length as `45 min`, `2 h` or `2 h 15`."""
    return Length(minutes).said(language())


def duration(of: timedelta) -> str:
    """A length of time that nobody counts by the minute, as `12 hours` or `2 weeks`."""
    return str(format_timedelta(of, locale=language()))


def clock(moment: datetime) -> str:
    """A local time of day as `13:30`."""
    return Clocked(moment).said(language())


def span(start: datetime, end: datetime) -> str:
    """From a time to a time, as `08:00–16:00`."""
    return f"{clock(start)}–{clock(end)}"


def day(on: date) -> str:
    """A date in full, as `Tuesday 8 December`."""
    return _date(on, DAY.get(language(), "EEEE d MMMM"))


def brief_day(on: date) -> str:
    """A date for lists on a phone, as `Tue 8 December`."""
    return Day(on).said(language())


def short_day(on: date) -> str:
    """A date for heads of columns, as `Tue 8 Dec`."""
    return _date(on, SHORT_DAY.get(language(), "EEE d MMM"))


def plain_day(on: date) -> str:
    """A date without its weekday, as `8 December`."""
    return _date(on, PLAIN_DAY.get(language(), "d MMMM"))


def _date(on: date, pattern: str) -> str:
    # The first of a month is the only day that French counts as first.
    pattern = pattern.replace("{d}", "d'er'" if on.day == 1 else "d")
    return str(format_date(on, pattern, locale=language()))


def weekday(number: int) -> str:
    """The name of a day of the week, 0 for Monday, as `Saturday`."""
    return str(get_day_names("wide", locale=language())[number])


def each_weekday(number: int) -> str:
    """Each such day, 0 for Monday, as `Saturdays`."""
    days = (
        gettext("Mondays"),
        gettext("Tuesdays"),
        gettext("Wednesdays"),
        gettext("Thursdays"),
        gettext("Fridays"),
        gettext("Saturdays"),
        gettext("Sundays"),
    )
    return str(days[number])


def period(first: date, last: date) -> str:
    """First and last day, as `Monday 7 December to Sunday 3 January`; one day alone."""
    return day(first) if first == last else from_to(day(first), day(last))


def from_to(first: str, last: str) -> str:
    """From something to something, both said already: days, weeks, numbers."""
    return str(gettext("%(first)s to %(last)s", first=first, last=last))


def dated(on: date) -> str:
    """A date with its year, as `Tuesday 8 December 2026`."""
    return f"{day(on)} {on.year}"


def moment(at: datetime) -> str:
    """A local moment, as `24 November, 10:15`."""
    return f"{plain_day(at.date())}, {clock(at)}"


def seconds(number: float) -> str:
    """A duration of work in whole seconds, as `38 s`."""
    return f"{round(number)} s"


def decimal(value: float) -> str:
    """A number as the language writes it, with at most one digit after its point."""
    return format_decimal(value, "#,##0.#", locale=language())


def share(part: int, whole: int) -> str:
    """A part of a whole in percent, as `0.5 %`; of nothing it is 0."""
    return f"{decimal(100 * part / whole if whole else 0)} %"


def count(number: int, one: str, many: str) -> str:
    """A number with its noun, as `1 day` or `9 days`. Both nouns are literals in English.

    Only where it stands by itself: inside a sentence a noun has its case from the sentence.
    """
    return f"{number} {ngettext(one, many, number)}"


def number_word(number: int) -> str:
    """A small number of people as a word, as sentences have it."""
    words = (
        gettext("one"),
        gettext("two"),
        gettext("three"),
        gettext("four"),
        gettext("five"),
        gettext("six"),
        gettext("seven"),
        gettext("eight"),
        gettext("nine"),
        gettext("ten"),
    )
    return words[number - 1] if 0 < number <= len(words) else str(number)


def listed(parts: Sequence[str]) -> str:
    """Words joined for a sentence, as `15:00, 17:00 and 18:00`."""
    # Of the English ways this is the one without a comma before the last.
    locale = "en_GB" if language() == "en" else language()
    return str(format_list(parts, locale=locale))


def sentence(words: Words) -> str:
    """A sentence of the rules, or what is wrong with a file."""
    return words.said(language())


def where(fault: Fault) -> str:
    """The place of what is wrong with a file."""
    return fault.where(language())


def fault(of: Fault) -> str:
    """What is wrong with a file, after its place."""
    return of.said(language())


FILTERS: dict[str, Callable[..., Any]] = {
    "length": length,
    "clock": clock,
    "day": day,
    "dated": dated,
    "brief_day": brief_day,
    "short_day": short_day,
    "plain_day": plain_day,
    "moment": moment,
    "seconds": seconds,
    "sentence": sentence,
}
"""What templates call as filters. `length` stands for that of time; nobody counts a list by it."""
