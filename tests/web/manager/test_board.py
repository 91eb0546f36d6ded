from datetime import date

import image_team
from plans import plan
from web.kinds import Look, forms, label
from web.manager.board import Board, board


def _board(day: int = 1) -> Board:
    found = board(plan(), day)
    assert found is not None
    return found


def test_a_row_is_a_shift_and_rows_go_by_first_name_with_volunteers_last() -> None:
    found = _board()
    assert [(row.name, row.times) for row in found.analysts] == [
        ("Anouk", "08:00–16:00"),
        ("Bram", "08:00–16:00"),
    ]
    assert [(row.name, row.times) for row in found.volunteers] == [("Ines", "18:00–21:00")]


def test_every_row_is_as_wide_as_the_hours_over_it() -> None:
    found = _board()
    assert (found.first, found.last) == (1440 + 8 * 60, 1440 + 21 * 60)
    assert [hour.label for hour in found.hours] == [f"{hour:02}" for hour in range(8, 21)]
    assert found.columns == sum(hour.columns for hour in found.hours) == 13 * 4
    for row in (*found.analysts, *found.volunteers):
        assert sum(cell.columns for cell in row.cells) == found.columns


def test_a_block_says_its_kind_and_times_whatever_its_label() -> None:
    cells = _board().analysts[0].cells
    assert [(cell.columns, cell.words) for cell in cells[:3]] == [
        (4, "Administration, 08:00–09:00"),
        (3, "Images, severity 1, 09:00–09:45"),
        (1, "Break, 09:45–10:00"),
    ]
    assert cells[1].look == Look("mat", 1, "Images, severity 1")
    assert cells[6].look == Look("brk", 0, "Meal")
    assert cells[-1].look is None


def test_columns_are_as_fine_as_the_shifts_need() -> None:
    odd = image_team.shift(
        "bram", image_team.FIRST, "08:00", [("admin", 60), ("meal", 30), ("admin", 396)]
    )
    found = board(plan([odd]), 0)
    assert found is not None
    assert found.unit == 6
    assert found.analysts[0].times == "08:00–16:06"
    assert sum(cell.columns for cell in found.analysts[0].cells) == found.columns


def test_a_day_of_nothing_has_no_board() -> None:
    assert board(plan(), 6) is None


def test_a_day_with_demand_alone_has_hours_and_no_rows() -> None:
    found = board(plan(), (image_team.SATURDAY - image_team.FIRST).days)
    assert found is not None
    assert [hour.label for hour in found.hours] == ["18", "19", "20"]
    assert found.analysts == found.volunteers == ()


def test_a_night_shift_stands_whole_on_the_day_it_starts() -> None:
    night = image_team.shift("bram", date(2026, 12, 12), "21:00", [("admin", 420)])
    found = board(plan([night]), 5)
    assert found is not None
    assert [hour.label for hour in found.hours] == [
        *("18", "19", "20", "21", "22", "23", "00", "01", "02", "03"),
    ]
    assert board(plan([night]), 6) is None


def test_the_longest_form_of_a_name_that_fits_is_shown_whole() -> None:
    name = "Images, severity 2"
    assert forms(name) == ("Images, severity 2", "Images 2", "Ima 2", "2")
    assert [label(name, width) for width in (200, 72, 48, 24, 8)] == [
        *("Images, severity 2", "Images 2", "Ima 2", "2", ""),
    ]
    assert forms("Case files and administration")[-1] == "C"
