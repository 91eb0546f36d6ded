"""A sheet read row by row by its columns; whatever cannot be read is named with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext

from scheduler.reading.faults import Fault
from web import say
from web.exchange.cells import HOURS_OF_WORK, CellError, in_hours
from web.exchange.columns import Column
from web.sheets.sheet import Cell, Sheet, Value

PLACE = re.compile(r"^(\w+)\[(\d+)\]\.?(.*)$")
INDEX = re.compile(r"\[\d+\]")


@dataclass(frozen=True)
class RowFault:
    """One cell that cannot be taken. line: 1 for the first of the sheet; 0 for the whole of it."""

    line: int
    column: str
    read: str
    allowed: str


@dataclass
class Row:
    """One row. values: by the name of each column that the sheet has; None for an empty cell."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)


def rows_of(
    sheet: Sheet, columns: Sequence[Column], needed: Sequence[str]
) -> tuple[list[Row], list[RowFault]]:
    """All rows under the first, which names the columns, and all that is wrong with cells."""
    faults = [_merged(place.name) for place in sheet.merged]
    heads, wrong = _heads(sheet.rows[0], columns, needed)
    faults += wrong
    rows = []
    for line, cells in enumerate(sheet.rows[1:], 2):
        if not any(cells):
            continue
        row = Row(line)
        for index, column in heads.items():
            cell = cells[index]
            row.said[column.name] = cell.text or cell.formula
            try:
                row.values[column.name] = _value(cell, column)
            except CellError as error:
                faults.append(RowFault(line, column.name, row.said[column.name], str(error)))
        rows.append(row)
    return rows, faults


def _value(cell: Cell, column: Column) -> Any:  # noqa: ANN401 - anything that JSON holds
    if cell.formula:
        raise CellError(gettext("what the formula gives, written as it is"))
    return column.kind.read(cell.text) if cell.text else None


def _heads(
    cells: Sequence[Cell], columns: Sequence[Column], needed: Sequence[str]
) -> tuple[dict[int, Column], list[RowFault]]:
    known = {column.name: column for column in columns}
    found: dict[int, Column] = {}
    faults = []
    for index, cell in enumerate(cells):
        name = cell.text.strip().lower()
        if not name:
            continue
        if name not in known:
            allowed = gettext("one of %(names)s", names=say.listed(list(known)))
            faults.append(RowFault(1, cell.text, cell.text, allowed))
        elif known[name] in found.values():
            faults.append(RowFault(1, name, cell.text, gettext("each column once")))
        else:
            found[index] = known[name]
    have = {column.name for column in found.values()}
    faults += [
        RowFault(1, name, "–", gettext("this column, named in the first row"))
        for name in needed
        if name not in have
    ]
    return found, faults


def _merged(place: str) -> RowFault:
    return RowFault(0, place, gettext("merged cells"), gettext("each cell by itself"))


def told_by_row(
    faults: Sequence[Fault], section: str, rows: dict[int, Row], columns: Sequence[Column]
) -> Iterator[RowFault]:
    """What the reader of team files finds, said of the row and column that it is about.

    rows: by their place in the section of the file.
    """
    for fault in faults:
        found = PLACE.match(fault.place)
        row = rows.get(int(found[2])) if found and found[1] == section else None
        if found is None or row is None:
            yield without_row(fault)
            continue
        column = _column(INDEX.sub("", found[3]), columns)
        name = column.name if column else found[3] or "–"
        words = say.sentence(fault.words)
        if column and column.kind is HOURS_OF_WORK:
            words = in_hours(words)
        yield RowFault(row.line, name, row.said.get(name) or "–", words)


def without_row(fault: Fault) -> RowFault:
    """A fault of the file that no row of the sheet is about."""
    return RowFault(0, say.where(fault), "–", say.sentence(fault.words))


def _column(place: str, columns: Sequence[Column]) -> Column | None:
    fits = [c for c in columns if f"{place}.".startswith(".".join(c.path) + ".")]
    return max(fits, key=lambda column: len(column.path), default=None)


def cells_of(parts: Sequence[dict[str, Any]], columns: Sequence[Column]) -> list[list[Value]]:
    """The sheet of these parts, with the names of its columns on top."""
    return [
        [column.name for column in columns],
        *([column.of(part) for column in columns] for part in parts),
    ]
