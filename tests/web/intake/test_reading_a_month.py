"""A month is read as it stands: what is odd in it is asked about or named, never guessed."""

from datetime import date

import pytest

from excel_month import NAMES, pasted, rows, workbook
from web.intake.asked import questions_of
from web.intake.finding import NoMonthError, month_of
from web.intake.month import EACH, LEAVE_OUT, ONE, OWN_CODE, TWO, ClashError, Month, answered
from web.sheets.reading import read_file, read_text
from web.sheets.sheet import Cell, Merged, Sheet


def sheet_of(*lines: str) -> Sheet:
    """A sheet of lines with cells apart by spaces; a dot is an empty cell."""
    return read_text("\n".join("\t".join(line.split()).replace(".", "") for line in lines))


def month(*lines: str) -> Month:
    return month_of(sheet_of("Name 1 2 3 4 5 6", *lines), date(2026, 11, 1))


def asked(of: Month) -> list[str]:
    return [question.words for question in questions_of(of)]


def test_a_pasted_month_and_a_workbook_are_read_alike() -> None:
    one = month_of(read_text(pasted()), None)
    other = month_of(read_file(workbook()), None)
    assert one == other
    assert [line.name for line in one.lines] == list(NAMES)
    assert (one.first, one.length) == (date(2026, 11, 1), 30)
    assert one.seen == {"V": 41, "L": 5, "N": 5, "Z": 1}


def test_totals_beside_and_below_are_left_out_and_named() -> None:
    assert month_of(read_text(pasted()), None).notes == (
        "Row 7, Total, holds numbers alone and is left out.",
        "Columns that are left out: Total.",
    )


def test_a_code_that_stands_in_one_cell_is_asked_about() -> None:
    found = month_of(read_text(pasted()), None)
    assert asked(found) == ["Bram, 6 November: the code Z is in one cell only."]
    assert found.questions[0].place == "G4"
    assert answered(found, (OWN_CODE,)).seen["Z"] == 1
    assert "Z" not in answered(found, (LEAVE_OUT,)).seen
    assert answered(found, ("means V",)).seen["V"] == 42


def test_a_month_of_thirty_days_has_no_thirty_first_column() -> None:
    cells = rows()
    cells[2][31] = "V"
    found = month_of(read_text(pasted(cells)), None)
    assert "Anouk has V in AF3, a day that the month does not have." in asked(found)
    assert found.length == 30


def test_two_people_of_one_name_are_asked_about() -> None:
    found = month("Anouk V V . . . .", "Bram V V V . . .", "anouk . . L L . .")
    assert asked(found) == ["Anouk stands in rows 2 and 4. Is that one person?"]
    two = answered(found, (TWO,))
    assert [line.name for line in two.lines] == ["Anouk", "Bram", "Anouk (2)"]
    one = answered(found, (ONE,))
    assert one.lines[0].codes == ("V", "V", "L", "L", "", "")
    assert len(one.lines) == 2


def test_one_person_has_no_two_codes_on_one_day() -> None:
    found = month("Anouk V V . . . .", "Anouk L . . . . .")
    with pytest.raises(ClashError):
        answered(found, (ONE,))


def test_merged_cells_are_asked_about() -> None:
    plain = sheet_of("Name 1 2 3 4 5 6", "Anouk V . . L L L")
    found = month_of(Sheet(plain.rows, (Merged(1, 1, 1, 3),)), date(2026, 11, 1))
    assert asked(found)[0].startswith("Anouk: V stands in merged cells, B2:D2. Does it hold on")
    assert len(found.questions) == 1
    assert answered(found, (EACH,)).lines[0].codes == ("V", "V", "V", "L", "L", "L")
    assert answered(found, ("first",)).lines[0].codes == ("V", "", "", "L", "L", "L")


def test_a_formula_without_its_result_is_asked_about() -> None:
    found = month("Anouk V =B2 . . . .")
    assert asked(found) == ["Anouk, 2 November: C2 holds a formula, and not what it gives."]
    assert answered(found, (LEAVE_OUT,)).lines[0].codes == ("V", "", "", "", "", "")


def test_a_formula_with_its_result_is_read_and_named() -> None:
    plain = sheet_of("Name 1 2 3 4 5 6", "Anouk V V . . . .")
    row = (*plain.rows[1][:2], Cell("V", "V", "=B2"), *plain.rows[1][3:])
    found = month_of(Sheet((plain.rows[0], row)), date(2026, 11, 1))
    assert found.notes == ("C2 holds a formula; what it gave when the file was saved is read: V",)
    assert found.lines[0].codes[1] == "V"


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("november 2026", date(2026, 11, 1)),
        ("Rooster nov 2026", date(2026, 11, 1)),
        ("Planning décembre 2026", date(2026, 12, 1)),
        ("Dienstplan März 2027", date(2027, 3, 1)),
        ("02/2027", date(2027, 2, 1)),
    ],
)
def test_the_month_is_read_out_of_a_title_in_any_language(title: str, first: date) -> None:
    text = f"{title}\nName\t" + "\t".join(map(str, range(1, 32))) + "\nAnouk\tV\tV\tV"
    assert month_of(read_text(text), None).first == first


@pytest.mark.parametrize("head", ["Mo 1", "1.", "za 1", "01"])
def test_days_may_have_their_weekday_beside_them(head: str) -> None:
    days = [head.replace("1", str(day)) for day in range(1, 8)]
    text = "\t".join(["Name", *days]) + "\nAnouk\tV\tV"
    assert month_of(read_text(text), date(2026, 11, 1)).length == 7


@pytest.mark.parametrize(
    "weekdays", ["zo ma di wo do vr za", "D L M M J V S", "So. Mo. Di. Mi. Do. Fr. Sa."]
)
def test_a_row_of_weekdays_is_nobody(weekdays: str) -> None:
    """1 November 2026 is a Sunday."""
    cells = [["Naam", *"1234567"], ["Dag", *weekdays.split()], ["Anouk", "V", *["V"] * 6]]
    text = "\n".join("\t".join(row) for row in cells)
    found = month_of(read_text(text), date(2026, 11, 1))
    assert [line.name for line in found.lines] == ["Anouk"]
    assert found.notes == ()


def test_dates_may_run_over_the_end_of_a_month() -> None:
    days = ["26/10/2026", "27/10/2026", "28/10/2026", "29/10/2026", "30/10/2026", "31/10/2026"]
    text = "\t".join(["Name", *days, "01/11/2026"]) + "\nAnouk\tV\tV"
    found = month_of(read_text(text), None)
    assert (found.first, found.length, found.dated) == (date(2026, 10, 26), 7, True)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["hello world"], "No row of days was found"),
        (["1 2 3 4 5 6", "V V V V V V"], "Left of the days there is no column with names"),
        (["Name 1 2 3 4 5 6", "Anouk . . . . . ."], "no name with a code was found"),
    ],
)
def test_what_is_no_month_is_said(lines: list[str], words: str) -> None:
    with pytest.raises(NoMonthError) as found:
        month_of(sheet_of(*lines), date(2026, 11, 1))
    assert words in found.value.words


def test_a_sheet_that_does_not_say_its_month_needs_it() -> None:
    with pytest.raises(NoMonthError) as found:
        month_of(sheet_of("Name 1 2 3 4 5 6", "Anouk V V V V V ."), None)
    assert "does not say which month" in found.value.words
