"""Writing a sheet whose cells are what they say: none of them starts a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from web.sheets.reading import STARTS_FORMULA
from web.sheets.sheet import Value, text_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
MOST_WIDTH = 40


def xlsx_of(rows: Iterable[Sequence[Value]], title: str, *, heads: int = 1) -> bytes:
    """A workbook of one sheet. heads: how many rows on top are in bold and stay in view.

    Text is stored as text, and marked so that it stays text where somebody edits the cell.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _title(title)
    widths: dict[int, int] = {}
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is None or value == "":
                continue
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                clean = ILLEGAL_CHARACTERS_RE.sub("", value)
                cell.value = clean
                cell.data_type = "s"
                cell.quotePrefix = clean.startswith(STARTS_FORMULA)
            else:
                cell.value = value
            if number <= heads:
                cell.font = Font(bold=True)
            widths[column] = max(widths.get(column, 0), len(text_of(value)))
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = min(width, MOST_WIDTH) + 2
    sheet.freeze_panes = sheet.cell(heads + 1, 2).coordinate
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_of(rows: Iterable[Sequence[Value]], separator: str = ";") -> bytes:
    """A text of cells, UTF-8 with the mark that Excel looks for.

    A text that a spreadsheet would take for a formula begins with an apostrophe, which
    `web.sheets.reading` takes off again. Numbers are no texts and stay as they are.
    """
    stream = StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator)
    for row in rows:
        writer.writerow([_said(value) for value in row])
    return stream.getvalue().encode("utf-8-sig")


def _said(value: Value) -> str:
    text = text_of(value)
    return f"'{text}" if isinstance(value, str) and value.startswith(STARTS_FORMULA) else text


def _title(title: str) -> str:
    """A name that a sheet may have: 1 to 31 letters, some of them not allowed."""
    clean = "".join(
        " " if letter in "[]:*?/\\" or not letter.isprintable() else letter for letter in title
    )
    return clean.strip(" '")[:31] or "Sheet"
