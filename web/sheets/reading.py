"""Reading a sheet: a file that was sent, or text that was pasted."""

import csv
from io import BytesIO, StringIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from web.sheets.faults import MOST_BYTES, MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, SheetError
from web.sheets.package import Reach, check_package, reach_of
from web.sheets.sheet import Cell, Sheet, Value, even, text_of

ZIP = b"PK"
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SEPARATORS = "\t;,"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_file(data: bytes) -> Sheet:
    """A workbook's sheet that was open when it was saved, or a text of cells by its separator.

    What it is, is told by its bytes: a name says little.

    Raises:
        SheetError: it is too large, or nothing that can be read.
    """
    if len(data) > MOST_BYTES:
        raise SheetError("too large")
    if data.startswith(ZIP):
        return _workbook(data)
    if b"\0" in data and not data.startswith(_UTF_16):
        raise SheetError("not a sheet")
    return read_text(_decoded(data))


def read_text(text: str) -> Sheet:
    """Cells copied out of a spreadsheet, or the text of a .csv file.

    Raises:
        SheetError: it is too large, or empty.
    """
    if len(text) > MOST_BYTES:
        raise SheetError("too large")
    lines = [line for line in text.splitlines() if line.strip()][:20]
    separator = max(_SEPARATORS, key=lambda s: sum(line.count(s) for line in lines))
    try:
        rows = [
            [_plain(text) for text in row]
            for row in csv.reader(StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error as error:
        raise SheetError("not a sheet") from error
    return _within(Sheet(even(rows)))


def _decoded(data: bytes) -> str:
    """Excel saves .csv as UTF-8 with a mark, as UTF-16, or in the letters of Western Europe."""
    try:
        return data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _plain(text: str) -> Cell:
    text = text.strip()
    if text.startswith("'") and text[1:].startswith(STARTS_FORMULA):
        text = text[1:]
        return Cell(text, text)
    if text.startswith("="):
        return Cell(formula=text)
    return Cell(text, text or None)


def _workbook(data: bytes) -> Sheet:
    check_package(data)
    try:
        formulas = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        saved = load_workbook(BytesIO(data), read_only=True, keep_links=False, data_only=True)
        names = [sheet.title for sheet in formulas.worksheets]
        active = formulas.active
        number = names.index(active.title) if active and active.title in names else 0
        sheet: Any = formulas.worksheets[number]
        # The library tells nowhere else in which part of the package a worksheet lies.
        reach = reach_of(data, sheet._worksheet_path)  # noqa: SLF001
        cells = _cells(sheet, reach), _cells(saved.worksheets[number], reach)
    except SheetError:
        raise
    # Of a broken workbook the library raises whatever it runs into.
    except Exception as error:
        raise SheetError("not a sheet") from error
    rows = [
        [_cell(cell, kept) for cell, kept in zip(*pair, strict=True)]
        for pair in zip(*cells, strict=True)
    ]
    others = tuple(name for name in names if name != names[number])
    return _within(Sheet(even(rows), reach.merged, names[number], others))


def _cells(sheet: Any, reach: Reach) -> list[tuple[Any, ...]]:  # noqa: ANN401  (untyped there)
    if not (reach.rows and reach.columns):
        return []
    rows = sheet.iter_rows(
        min_row=1, max_row=reach.rows, min_col=1, max_col=reach.columns, values_only=True
    )
    return list(rows)


def _cell(written: Any, saved: Value) -> Cell:  # noqa: ANN401  (whatever the library knows)
    text = written.text if isinstance(written, ArrayFormula) else written
    if isinstance(written, DataTableFormula):
        text = "=TABLE"
    if isinstance(text, str) and text.startswith("=") and saved != text:
        return Cell(text_of(saved), saved, text)
    said = text_of(written)
    return Cell(said, written if said else None)


def _within(sheet: Sheet) -> Sheet:
    """The sheet, if it is within the limits."""
    if not sheet.rows:
        raise SheetError("empty")
    if len(sheet.rows) > MOST_ROWS:
        raise SheetError("too many rows")
    if len(sheet.rows[0]) > MOST_COLUMNS:
        raise SheetError("too many columns")
    if any(len(cell.text) > MOST_LETTERS for row in sheet.rows for cell in row):
        raise SheetError("text")
    return sheet
