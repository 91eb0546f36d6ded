"""An .xlsx file before any library reads it: how large it gets, how far its cells reach.

A workbook is a zip of XML: both can be made to grow without end when they are read, and a single
cell far down makes rows of empty ones. Whoever passes here is small and flat.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from web.sheets.faults import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_PARTS,
    MOST_ROWS,
    MOST_UNPACKED,
    SheetError,
)
from web.sheets.sheet import Merged

BROKEN = (BadZipFile, ParseError, DefusedXmlException, KeyError, ValueError, EOFError, OSError)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PLACE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})$")
_HOLDS = {f"{_MAIN}v", f"{_MAIN}f", f"{_MAIN}is"}


@dataclass(frozen=True)
class Reach:
    """How far the cells of a worksheet reach that hold anything, and which are merged."""

    rows: int
    columns: int
    merged: tuple[Merged, ...]


def check_package(data: bytes) -> None:
    """Refuse what is no zip, or is too much of one.

    The length that a part declares is the most that is ever read of it.

    Raises:
        SheetError: it is broken, or too large when unpacked.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
    except BROKEN as error:
        raise SheetError("not a sheet") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise SheetError("too large")
    if any(part.flag_bits & 0x1 for part in parts):
        raise SheetError("not a sheet")


def reach_of(data: bytes, part: str) -> Reach:
    """How far one worksheet reaches, by its part of a package that was checked.

    Raises:
        SheetError: it has more rows or columns than are read, or its XML is not plain.
    """
    try:
        with ZipFile(BytesIO(data)) as package, package.open(part.lstrip("/")) as stream:
            return _reach(element for _, element in iterparse(stream, forbid_dtd=True))
    except SheetError:
        raise
    except BROKEN as error:
        raise SheetError("not a sheet") from error


def _reach(elements: Iterator[Element]) -> Reach:
    rows = columns = cells = 0
    merged: list[Merged] = []
    for element in elements:
        if element.tag == f"{_MAIN}c":
            row, column = _place(element.get("r", ""))
            if any(child.tag in _HOLDS for child in element):
                rows, columns, cells = max(rows, row + 1), max(columns, column + 1), cells + 1
                _within(rows, columns, cells)
        elif element.tag == f"{_MAIN}row":
            element.clear()
        elif element.tag == f"{_MAIN}mergeCell":
            merged.append(_merged(element.get("ref", "")))
    inside = (m for m in merged if m.top < rows and m.left < columns)
    return Reach(rows, columns, tuple(inside))


def _within(rows: int, columns: int, cells: int) -> None:
    if rows > MOST_ROWS:
        raise SheetError("too many rows")
    if columns > MOST_COLUMNS:
        raise SheetError("too many columns")
    if cells > MOST_CELLS:
        raise SheetError("too large")


def _merged(reference: str) -> Merged:
    first, _, last = reference.partition(":")
    return Merged(*_place(first), *_place(last or first))


def _place(reference: str) -> tuple[int, int]:
    """Row and column from 0 on. Excel and LibreOffice always write where a cell is."""
    found = _PLACE.match(reference)
    if found is None or found[2] == "0":
        raise SheetError("not a sheet")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
