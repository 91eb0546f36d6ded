"""What is written can be read again, and none of its cells starts a formula."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from web.sheets.reading import read_file
from web.sheets.sheet import Value
from web.sheets.writing import csv_of, xlsx_of

ROWS: list[list[Value]] = [
    ["Name", 1, 2],
    ["Anouk", "V", None],
    ["=HYPERLINK(1)", "+1", "-"],
    ["@x", -5, "\tx"],
]


def test_a_workbook_holds_the_cells() -> None:
    sheet = read_file(xlsx_of(ROWS[:2], "November 2026"))
    assert [[cell.text for cell in row] for row in sheet.rows] == [
        ["Name", "1", "2"],
        ["Anouk", "V", ""],
    ]
    assert sheet.title == "November 2026"


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    book = load_workbook(BytesIO(xlsx_of(ROWS, "x")))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert book.worksheets[0]["A3"].value == "=HYPERLINK(1)"
    assert book.worksheets[0]["A3"].quotePrefix
    assert list(read_file(xlsx_of(ROWS, "x")).formulas()) == []


def test_no_cell_of_a_csv_file_starts_a_formula() -> None:
    lines = csv_of(ROWS).decode("utf-8-sig").splitlines()
    assert lines == ["Name;1;2", "Anouk;V;", "'=HYPERLINK(1);'+1;'-", "'@x;-5;'x"]


def test_a_csv_file_is_read_as_it_was_written() -> None:
    sheet = read_file(csv_of(ROWS[:3]))
    assert [[cell.text for cell in row] for row in sheet.rows] == [
        ["Name", "1", "2"],
        ["Anouk", "V", ""],
        ["=HYPERLINK(1)", "+1", "-"],
    ]


@pytest.mark.parametrize("title", ["", "a/b:c*d?[e]", "x" * 40, "'", "\n"])
def test_any_title_gives_a_workbook_that_opens(title: str) -> None:
    assert 1 <= len(read_file(xlsx_of(ROWS, title)).title) <= 31


def test_letters_that_no_workbook_holds_are_left_out() -> None:
    assert read_file(xlsx_of([["a\x00b"]], "x", heads=0)).rows[0][0].text == "ab"
