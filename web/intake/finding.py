"""Find the month in a sheet: its head, its names, its codes; what else stands there is named."""

from calendar import monthrange
from datetime import date

from flask_babel import gettext

from web.intake.days import NUMBER, Head, head_of, month_said, weekdays_of
from web.intake.found import Found
from web.intake.month import (
    EARLIEST,
    LATEST,
    LONGEST_CODE,
    MOST_DAYS,
    MOST_PEOPLE,
    Line,
    Month,
)
from web.intake.oddities import beyond, doubles, formulas, merged, others, rare
from web.sheets.sheet import Sheet

# A number may be added to a name of 60 letters at most.
LONGEST_NAME = 54
MOST_CODES = 40


class NoMonthError(ValueError):
    """There is no month in the sheet; `words` say what is missing, in the reader's language."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


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
    found = Found(sheet, head, _names_column(sheet, head), month, length, dated)
    _read_lines(found)
    if not found.lines:
        raise NoMonthError(gettext("Below the row of days no name with a code was found."))
    if len(found.lines) > MOST_PEOPLE:
        raise NoMonthError(gettext("There are more than %(number)s names.", number=MOST_PEOPLE))
    found.questions += [*doubles(found), *beyond(found), *merged(found)]
    formulas(found)
    found.questions += rare(found)
    if len({code for line in found.lines for code in line.codes}) > MOST_CODES:
        raise NoMonthError(
            gettext("There are more than %(number)s different codes.", number=MOST_CODES)
        )
    others(found)
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
        return sum(bool(row[column].text) and not NUMBER.match(row[column].text) for row in below)

    best = max(range(first_day), key=names, default=None)
    if best is None or not names(best):
        raise NoMonthError(gettext("Left of the days there is no column with names."))
    return best


def _read_lines(found: Found) -> None:
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
        if empty or all(NUMBER.match(code) for code in held) or not name:
            _left_out(found, number, name, any(codes))
        elif len(name) > LONGEST_NAME or any(len(code) > LONGEST_CODE for code in codes):
            long = gettext("Row %(row)s is left out: its texts are no codes.", row=number + 1)
            found.notes.append(long)
        else:
            found.rows.append(number)
            found.lines.append(Line(name=name, row=number + 1, codes=codes))


def _left_out(found: Found, number: int, name: str, codes: bool) -> None:
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
