"""Which columns of a sheet are days, and which month they are of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from babel.dates import get_day_names, get_month_names

from scheduler.words import LANGUAGES
from web.sheets.sheet import Cell, Sheet

LEAST_DAYS = 5
LAST_OF_ANY_MONTH = 31
_DAY_NUMBER = re.compile(r"^(?:[^\W\d]+\.?\s*)?(\d{1,2})\.?(?:\s*[^\W\d]+\.?)?$")
_DATE = re.compile(r"^(?:[^\W\d]+\.?\s*)?(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_YEAR = re.compile(r"\b(20\d{2})\b")
_MONTH_AND_YEAR = re.compile(r"\b(\d{1,2})[./-](20\d{2})\b|\b(20\d{2})[./-](\d{1,2})\b")
_CENTURY = 2000
# An amount, a total, a time: what is in a cell that is no code.
NUMBER = re.compile(r"^-?\d+(?:[.,:]\d+)?$")


@dataclass(frozen=True)
class Head:
    """The row with the days. columns: the columns that are days, with their number or date."""

    row: int
    columns: tuple[tuple[int, int | date], ...]

    @property
    def dates(self) -> bool:
        """Whether it says dates, not only numbers of days."""
        return all(isinstance(day, date) for _, day in self.columns)


def head_of(sheet: Sheet) -> Head | None:
    """The row that has the longest run of days after each other; None where no row has some."""
    found = [Head(row, _run(cells)) for row, cells in enumerate(sheet.rows)]
    best = max(found, key=lambda head: len(head.columns), default=None)
    return best if best and len(best.columns) >= LEAST_DAYS else None


def month_said(texts: Iterable[str]) -> date | None:
    """The first day of the month that one of some texts names, in any language of the pages."""
    for text in texts:
        lowered = text.casefold()
        if found := _MONTH_AND_YEAR.search(lowered):
            month, year = int(found[1] or found[4]), int(found[2] or found[3])
            if 1 <= month <= 12:  # noqa: PLR2004  (months of a year)
                return date(year, month, 1)
        year_said = _YEAR.search(lowered)
        words = re.findall(r"[^\W\d]+", lowered)
        numbers = [_months()[word] for word in words if word in _months()]
        if year_said and numbers:
            return date(int(year_said[1]), numbers[0], 1)
    return None


def weekdays_of(texts: Sequence[str], first: date) -> bool:
    """Whether texts are the weekdays of days from `first` on, in any language of the pages."""
    said = [(number, text) for number, text in enumerate(texts) if text]
    return len(said) >= LEAST_DAYS and all(
        text.casefold().rstrip(".") in _weekdays()[(first + timedelta(days=number)).weekday()]
        for number, text in said
    )


def _run(cells: Sequence[Cell]) -> tuple[tuple[int, int | date], ...]:
    """The longest run of cells that are days after each other; others may lie between them."""
    best: list[tuple[int, int | date]] = []
    run: list[tuple[int, int | date]] = []
    for column, cell in enumerate(cells):
        day = _day(cell)
        if day is None:
            continue
        if run and not _follows(run[-1][1], day):
            run = []
        run.append((column, day))
        if len(run) > len(best):
            best = list(run)
    return tuple(best)


def _follows(before: int | date, day: int | date) -> bool:
    if isinstance(before, date) and isinstance(day, date):
        return day == before + timedelta(days=1)
    if isinstance(before, int) and isinstance(day, int):
        return day == before + 1
    return False


def _day(cell: Cell) -> int | date | None:
    """A day of a month, or a date; European order where it is written out."""
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    if found := _ISO.match(cell.text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DATE.match(cell.text):
        year = int(found[3])
        return _date(year if year >= _CENTURY else year + _CENTURY, int(found[2]), int(found[1]))
    found = _DAY_NUMBER.match(cell.text)
    if found and 1 <= int(found[1]) <= LAST_OF_ANY_MONTH:
        return int(found[1])
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    """Names of months, whole and short, in all languages."""
    return {
        name.casefold().rstrip("."): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }


@cache
def _weekdays() -> tuple[frozenset[str], ...]:
    """Names of each weekday from Monday on, from whole to a letter, in all languages."""
    return tuple(
        frozenset(
            get_day_names(width, locale=language)[day].casefold().rstrip(".")
            for language in LANGUAGES
            for width in ("wide", "abbreviated", "short", "narrow")
        )
        for day in range(7)
    )
