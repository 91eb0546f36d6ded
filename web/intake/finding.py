"""Find the month in a sheet: its head, its names, its codes; what else stands there is named."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext

from web.intake.days import Head, head_of, month_said, weekdays_of
from web.intake.month import (
    EARLIEST,
    LATEST,
    LONGEST_CODE,
    MOST_DAYS,
    MOST_PEOPLE,
    Line,
    Month,
    Question,
)
from web.sheets.sheet import Cell, Merged, Sheet, address

# A number may be added to a name of 60 letters at most.
LONGEST_NAME = 54
MOST_CODES = 40
_NUMBER = re.compile(r"^-?\d+(?:[.,:]\d+)?$")


class NoMonthError(ValueError):
    """There is no month in the sheet; `words` say what is missing, in the reader's language."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass
class _Found:
    """What is being gathered of a sheet."""

    sheet: Sheet
    head: Head
    names: int
    month: date
    length: int
    dated: bool
    lines: list[Line] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def columns(self) -> list[int]:
        """Columns of the days that the month has."""
        return [column for column, _ in self.head.columns[: self.length]]

    def beyond(self) -> list[int]:
        """Columns of days that it does not have."""
        return [column for column, _ in self.head.columns[self.length :]]


def month_of(sheet: Sheet, otherwise: date | None) -> Month:
    """The month of a sheet.

    otherwise: a day of the month that it is of where the sheet does not say so itself.

    Raises:
        NoMonthError: no row of days, no names, no codes, or nobody knows which month.
    """
    head = head_of(sheet)
    if head is None:
        raise NoMonthError(
            gettext("No row of days was found: a row with 1, 2, 3 and so on, or with dates.")
        )
    month, length, dated = _period(sheet, head, otherwise)
    if not EARLIEST <= month < LATEST:
        raise NoMonthError(gettext("The days lie before 2000 or after 2099."))
    found = _Found(sheet, head, _names_column(sheet, head), month, length, dated)
    _read_lines(found)
    if not found.lines:
        raise NoMonthError(gettext("Below the row of days no name with a code was found."))
    if len(found.lines) > MOST_PEOPLE:
        raise NoMonthError(gettext("There are more than %(number)s names.", number=MOST_PEOPLE))
    found.questions += [*_doubles(found), *_beyond(found), *_merged(found)]
    _formulas(found)
    found.questions += _rare(found)
    if len({code for line in found.lines for code in line.codes}) > MOST_CODES:
        raise NoMonthError(
            gettext("There are more than %(number)s different codes.", number=MOST_CODES)
        )
    _others(found)
    return Month(
        first=found.month,
        length=found.length,
        dated=found.dated,
        lines=tuple(found.lines),
        questions=tuple(found.questions),
        notes=tuple(found.notes),
    )


def _period(sheet: Sheet, head: Head, otherwise: date | None) -> tuple[date, int, bool]:
    """First day, number of days, and whether the sheet tells itself which days they are."""
    first = head.columns[0][1]
    if isinstance(first, date):
        if len(head.columns) > MOST_DAYS:
            raise NoMonthError(gettext("There are more than %(number)s days.", number=MOST_DAYS))
        return first, len(head.columns), True
    above = (cell.text for row in sheet.rows[: head.row + 1] for cell in row)
    said = month_said((*above, sheet.title))
    month = said or otherwise
    if month is None:
        raise NoMonthError(gettext("The sheet does not say which month it is. Choose it."))
    days = monthrange(month.year, month.month)[1]
    if first > days:
        raise NoMonthError(gettext("No row of days was found that a month has."))
    here = min(days - first + 1, len(head.columns))
    return month.replace(day=first), here, said is not None


def _names_column(sheet: Sheet, head: Head) -> int:
    """Of the columns before the days the one with most texts that are no numbers."""
    below = sheet.rows[head.row + 1 :]
    first_day = head.columns[0][0]

    def names(column: int) -> int:
        return sum(bool(row[column].text) and not _NUMBER.match(row[column].text) for row in below)

    best = max(range(first_day), key=names, default=None)
    if best is None or not names(best):
        raise NoMonthError(gettext("Left of the days there is no column with names."))
    return best


def _read_lines(found: _Found) -> None:
    """Each row with a name and a code is somebody; other rows are named and left out."""
    columns = found.columns()
    for number in range(found.head.row + 1, len(found.sheet.rows)):
        row = found.sheet.rows[number]
        name = " ".join(row[found.names].text.split())
        cells = [row[column] for column in columns]
        codes = tuple(" ".join(cell.text.split()) for cell in cells)
        held = [code for code in codes if code]
        if not found.lines and weekdays_of(codes, found.month):
            continue
        empty = not held and not any(cell.formula for cell in cells)
        if empty or all(_NUMBER.match(code) for code in held) or not name:
            _left_out(found, number, name, any(codes))
        elif len(name) > LONGEST_NAME or any(len(code) > LONGEST_CODE for code in codes):
            long = gettext("Row %(row)s is left out: its texts are no codes.", row=number + 1)
            found.notes.append(long)
        else:
            found.rows.append(number)
            found.lines.append(Line(name=name, row=number + 1, codes=codes))


def _left_out(found: _Found, number: int, name: str, codes: bool) -> None:
    if name and codes:
        said = gettext(
            "Row %(row)s, %(name)s, holds numbers alone and is left out.", row=number + 1, name=name
        )
    elif name:
        said = gettext(
            "Row %(row)s, %(name)s, has no code and is left out.", row=number + 1, name=name
        )
    elif codes and found.lines:
        said = gettext("Row %(row)s has no name and is left out.", row=number + 1)
    else:
        return
    found.notes.append(said)


def _doubles(found: _Found) -> Iterator[Question]:
    seen: dict[str, int] = {}
    for number, line in enumerate(found.lines):
        first = seen.setdefault(line.name.casefold(), number)
        if first != number:
            found.lines[number] = line.model_copy(update={"name": found.lines[first].name})
            place = address(found.rows[number], found.names)
            yield Question(kind="double", place=place, row=number)


def _beyond(found: _Found) -> Iterator[Question]:
    """Codes in columns of days that the month does not have."""
    for column in found.beyond():
        for number, row in enumerate(found.rows):
            cell = found.sheet.rows[row][column]
            if cell and not _NUMBER.match(cell.text):
                place = address(row, column)
                yield Question(
                    kind="beyond", place=place, row=number, code=cell.text[:LONGEST_CODE]
                )


def _merged(found: _Found) -> Iterator[Question]:
    """Cells merged over days: it is not said whether the code holds on each of them."""
    columns = found.columns()
    for merged in found.sheet.merged:
        days = [day for day, column in enumerate(columns) if merged.left <= column <= merged.right]
        rows = [n for n, row in enumerate(found.rows) if merged.top <= row <= merged.bottom]
        if not days or not rows:
            continue
        code = found.sheet.rows[merged.top][merged.left].text[:LONGEST_CODE]
        if code and merged.left in columns:
            for number in rows:
                yield Question(
                    kind="merged",
                    place=merged.name,
                    row=number,
                    day=days[0],
                    days=len(days),
                    code=code,
                )
        elif code:
            _name_merged(found, merged)


def _name_merged(found: _Found, merged: Merged) -> None:
    said = gettext("%(place)s are merged cells; they are read as their first.", place=merged.name)
    found.notes.append(said)


def _formulas(found: _Found) -> None:
    """A formula is never worked out: what it gave when it was saved is read and named, or asked."""
    columns = {column: day for day, column in enumerate(found.columns())}
    for number, row in enumerate(found.rows):
        for column, day in columns.items():
            cell = found.sheet.rows[row][column]
            if not cell.formula:
                continue
            place = address(row, column)
            if cell.text:
                found.notes.append(_formula_read(place, cell))
            else:
                found.questions.append(Question(kind="formula", place=place, row=number, day=day))
    for row, cells in enumerate(found.sheet.rows[: found.head.row + 1]):
        held = [(address(row, n), cell) for n, cell in enumerate(cells) if cell.formula]
        if held:
            found.notes.append(_formula_read(*held[0], more=len(held) - 1))


def _formula_read(place: str, cell: Cell, more: int = 0) -> str:
    if more:
        said = gettext(
            "%(place)s and %(more)s more cells of its row hold formulas; what they gave when the "
            "file was saved is read.",
            place=place,
            more=more,
        )
    else:
        said = gettext(
            "%(place)s holds a formula; what it gave when the file was saved is read: %(text)s",
            place=place,
            text=cell.text,
        )
    return str(said)


def _rare(found: _Found) -> Iterator[Question]:
    """A code in one cell only, where others stand often: it may be a slip."""
    counted = Counter(code for line in found.lines for code in line.codes if code)
    if sum(counted.values()) < len(found.lines) * 3:
        return
    asked = {(q.row, q.day) for q in found.questions}
    for number, line in enumerate(found.lines):
        for day, code in enumerate(line.codes):
            if code and counted[code] == 1 and (number, day) not in asked:
                place = address(found.rows[number], found.columns()[day])
                yield Question(kind="rare", place=place, row=number, day=day, code=code)


def _others(found: _Found) -> None:
    """Name the columns and sheets that are not read."""
    days = {column for column, _ in found.head.columns}
    rows = [found.sheet.rows[n] for n in (found.head.row, *found.rows)]
    extra = [
        found.sheet.rows[found.head.row][column].text or address(0, column).rstrip("1")
        for column in range(len(rows[0]))
        if column not in days and column != found.names and any(row[column] for row in rows)
    ]
    if extra:
        said = gettext("Columns that are left out: %(names)s.", names=", ".join(extra))
        found.notes.append(said)
    if found.sheet.others:
        names = ", ".join(found.sheet.others)
        found.notes.append(
            gettext("Other sheets of the file are not read: %(names)s.", names=names)
        )
