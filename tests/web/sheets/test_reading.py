"""Sheets are read as plain cells, and what is too large or made to grow is refused."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from web.sheets.faults import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, SheetError
from web.sheets.reading import read_file, read_text
from web.sheets.sheet import Sheet


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row] for row in sheet.rows]


def packed(parts: dict[str, str], like: bytes) -> bytes:
    """The package `like` with these parts in the place of its own."""
    stream = BytesIO()
    with ZipFile(BytesIO(like)) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, parts.get(name) or before.read(name))
    return stream.getvalue()


def fault_of(data: bytes) -> str:
    with pytest.raises(SheetError) as found:
        read_file(data)
    return found.value.fault


def test_a_workbook_is_read_with_its_dates_numbers_and_texts() -> None:
    book = Workbook()
    book.worksheets[0].append(["Name", datetime(2026, 11, 1), 2.0, 7.5, True])
    book.worksheets[0].append([" Anouk ", None, "V"])
    sheet = read_file(saved(book))
    assert texts(sheet) == [
        ["Name", "2026-11-01", "2", "7.5", "TRUE"],
        ["Anouk", "", "V", "", ""],
    ]
    assert sheet.rows[0][1].value == datetime(2026, 11, 1)
    assert sheet.title == "Sheet"


def test_a_formula_is_a_formula_and_not_its_result() -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "Total"
    book.worksheets[0]["B1"] = "=SUM(B2:B9)"
    sheet = read_file(saved(book))
    assert [(place, cell.formula, cell.text) for place, cell in sheet.formulas()] == [
        ("B1", "=SUM(B2:B9)", "")
    ]


def test_what_a_formula_gave_when_it_was_saved_is_told_beside_it() -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = 1
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>'
    )
    sheet = read_file(packed({"xl/worksheets/sheet1.xml": xml}, saved(book)))
    assert (sheet.rows[0][0].formula, sheet.rows[0][0].text) == ("=1+1", "2")


def test_merged_cells_are_named() -> None:
    book = Workbook()
    book.worksheets[0]["A1"], book.worksheets[0]["D3"] = "November", "V"
    book.worksheets[0].merge_cells("A1:C1")
    assert [merged.name for merged in read_file(saved(book)).merged] == ["A1:C1"]


def test_the_sheet_that_was_open_is_read_and_the_others_are_named() -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "old"
    second = book.create_sheet("November")
    second["A1"] = "new"
    book.active = 1
    sheet = read_file(saved(book))
    assert (sheet.title, sheet.others, texts(sheet)) == ("November", ("Sheet",), [["new"]])


def test_pasted_cells_keep_their_places() -> None:
    sheet = read_text("Name\t1\t2\nAnouk\tV\t\nBram\t\tL\n\n")
    assert texts(sheet) == [["Name", "1", "2"], ["Anouk", "V", ""], ["Bram", "", "L"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_file_is_read_by_its_separator_and_letters(separator: str, encoding: str) -> None:
    text = f'Name{separator}1\r\n"Chloé{separator} B."{separator}V\r\n'
    assert texts(read_file(text.encode(encoding)))[1] == [f"Chloé{separator} B.", "V"]


def test_a_formula_in_a_csv_file_is_one_too() -> None:
    assert read_text("a,b\n=1+1,'=x\n").rows[1][0].formula == "=1+1"
    assert read_text("a,b\n=1+1,'=x\n").rows[1][1].text == "=x"


def test_a_sheet_of_empty_cells_is_empty() -> None:
    assert fault_of(saved(Workbook())) == "empty"
    assert fault_of(b" ;;\n;;\n") == "empty"


@pytest.mark.parametrize("data", [b"PK\x03\x04 no zip", b"\x89PNG\0\0", b"%PDF\0"])
def test_what_is_no_sheet_is_refused(data: bytes) -> None:
    assert fault_of(data) == "not a sheet"


def test_a_zip_without_a_workbook_is_refused() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("letter.txt", "hello")
    assert fault_of(stream.getvalue()) == "not a sheet"


def test_a_file_that_grows_when_it_is_unpacked_is_refused() -> None:
    book = saved(Workbook())
    bomb = packed({"xl/styles.xml": " " * 13_000_000}, book)
    assert len(bomb) < 100_000
    assert fault_of(bomb) == "too large"


def test_entities_that_grow_are_refused() -> None:
    xml = (
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    )
    assert fault_of(packed({"xl/worksheets/sheet1.xml": xml}, saved(Workbook()))) == "not a sheet"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
def test_entities_are_refused_in_every_part(part: str) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "x"
    xml = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert fault_of(packed({part: xml}, saved(book))) == "not a sheet"


def test_a_cell_far_away_is_refused_and_makes_no_rows() -> None:
    book = Workbook()
    book.worksheets[0].cell(MOST_ROWS + 1, 1, "x")
    assert fault_of(saved(book)) == "too many rows"
    book = Workbook()
    book.worksheets[0].cell(1, MOST_COLUMNS + 1, "x")
    assert fault_of(saved(book)) == "too many columns"


def test_a_sheet_full_of_cells_is_refused() -> None:
    book = Workbook()
    for _ in range(300):
        book.worksheets[0].append(["V"] * 170)
    assert fault_of(saved(book)) == "too large"


def test_empty_rows_with_a_style_far_away_are_no_rows() -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "x"
    book.worksheets[0].cell(9_000, 3).number_format = "0.00"
    assert texts(read_file(saved(book))) == [["x"]]


def test_a_row_of_a_number_without_end_is_refused() -> None:
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData></worksheet>'
    )
    assert fault_of(packed({"xl/worksheets/sheet1.xml": xml}, saved(Workbook()))) == "not a sheet"


def test_a_file_or_text_over_the_limit_is_refused() -> None:
    assert fault_of(b"a" * (MOST_BYTES + 1)) == "too large"
    with pytest.raises(SheetError):
        read_text("\n".join("a" for _ in range(MOST_ROWS + 1)))
    with pytest.raises(SheetError):
        read_text("a," * MOST_COLUMNS + "a")
    with pytest.raises(SheetError):
        read_text("a" * 2_001)


def test_a_date_has_no_time_and_a_time_no_seconds() -> None:
    book = Workbook()
    book.worksheets[0].append([date(2026, 11, 1), datetime(2026, 11, 1, 8, 30)])
    assert texts(read_file(saved(book))) == [["2026-11-01", "2026-11-01 08:30"]]
