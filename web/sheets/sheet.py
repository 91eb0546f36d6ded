"""A sheet as plain cells, whatever it came as."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from openpyxl.utils import get_column_letter

Value = str | int | float | bool | date | datetime | time | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    text: what it says, without space around it; a date as 2026-11-30, a time as 08:00, a whole
    number without a point. value: the same with its type. formula: its formula as text, empty for
    none; text and value are then what it gave when the file was saved, empty where not kept.
    """

    text: str = ""
    value: Value = None
    formula: str = ""

    def __bool__(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.text or self.formula)


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that are merged into one, by row and column from 0 on, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """As spreadsheets name them: `B2:C2`."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass(frozen=True)
class Sheet:
    """Rows of cells, all equally long, without empty rows and columns at the end.

    merged: of its cells. title: the sheet's own name, empty where it has none. others: names of
    sheets of the same file that were not read.
    """

    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Merged, ...] = ()
    title: str = ""
    others: tuple[str, ...] = ()

    def formulas(self) -> Iterator[tuple[str, Cell]]:
        """Each cell that holds a formula, with its address."""
        for row, cells in enumerate(self.rows):
            for column, cell in enumerate(cells):
                if cell.formula:
                    yield address(row, column), cell


def address(row: int, column: int) -> str:
    """How spreadsheets name a cell: row 0 and column 27 are `AB1`."""
    return f"{get_column_letter(column + 1)}{row + 1}"


def text_of(value: Value) -> str:
    """What a value says."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def even(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows made equally long, without empty rows and columns at the end."""
    used = [max((n for n, cell in enumerate(row, 1) if cell), default=0) for row in rows]
    height = max((n for n, length in enumerate(used, 1) if length), default=0)
    width = max(used, default=0)
    return tuple(
        (*row[:width], *(Cell() for _ in range(width - len(row)))) for row in rows[:height]
    )


def _moment(value: datetime) -> str:
    """A date alone where the time is midnight: spreadsheets know no dates without a time."""
    if value.time() == time(0):
        return value.date().isoformat()
    return value.isoformat(" ", "minutes")
