"""What is painted is what is asked for, and a weekday's coverage is copied as it is."""

import pytest

from web.team_pages.painting import (
    Painted,
    copied,
    grid_of,
    lines_of,
    read_grid,
    step_of,
)
from web.team_pages.parts import Content

WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def line(start: str, end: str, target: int, **more: object) -> Content:
    return {"activity": "chat", "from": start, "to": end, "target": target} | more


def test_a_line_fills_its_slots_on_its_days() -> None:
    grid = grid_of([line("09:00", "10:00", 2, weekdays=["tue"], minimum=1)], 30)
    assert [len(day) for day in grid] == [48] * 7
    assert {(d, s) for d in range(7) for s in range(48) if grid[d][s] != (0, 0)} == {
        (1, 18),
        (1, 19),
    }
    assert grid[1][18] == (1, 2)


def test_a_night_stands_on_the_next_day_and_sunday_night_on_monday() -> None:
    grid = grid_of([line("23:00", "01:00", 1, weekdays=["sun"])], 30)
    assert [grid[6][46], grid[6][47], grid[0][0], grid[0][1]] == [(0, 1)] * 4
    assert sum(slot != (0, 0) for day in grid for slot in day) == 4


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [line("00:00", "00:00", 1)],
        [line("09:00", "10:00", 2, weekdays=["mon", "fri"], minimum=1)],
        [line("08:00", "12:00", 1), line("12:00", "17:15", 3)],
        [line("22:00", "06:00", 2)],
        [line("22:00", "06:00", 2, weekdays=["sun"]), line("22:00", "00:00", 1, weekdays=["mon"])],
    ],
)
def test_what_was_painted_comes_back_as_the_same_lines(lines: list[Content]) -> None:
    def key(one: Content) -> tuple[str, str, str]:
        return one["from"], one["to"], str(one.get("weekdays"))

    found = lines_of(grid_of(lines, 15), 15, "chat")
    assert sorted(found, key=key) == sorted(lines, key=key)


def test_two_lines_that_touch_at_one_number_become_one() -> None:
    both = [line("08:00", "10:00", 2), line("10:00", "12:00", 2)]
    assert lines_of(grid_of(both, 30), 30, "chat") == [line("08:00", "12:00", 2)]


def test_slots_are_as_long_as_the_lines_allow() -> None:
    assert step_of([]) == 30
    assert step_of([line("08:15", "10:00", 2)]) == 15
    assert step_of([line("08:05", "10:00", 2)]) is None


def test_a_weekday_is_copied_with_all_its_lines_and_nothing_else_of_the_others() -> None:
    lines = [
        line("08:00", "12:00", 1, weekdays=["mon", "wed"]),
        line("18:00", "21:00", 2, weekdays=["tue", "sat"]),
        line("13:00", "14:00", 3),
    ]
    assert copied(lines, "mon", ["tue", "thu"]) == [
        line("08:00", "12:00", 1, weekdays=["mon", "tue", "wed", "thu"]),
        line("18:00", "21:00", 2, weekdays=["sat"]),
        line("13:00", "14:00", 3),
    ]
    assert copied(lines[:1], "mon", WEEK) == [line("08:00", "12:00", 1)]
    assert copied(lines[:1], "sun", ["mon", "wed"]) == []


def test_lines_of_other_work_and_with_skills_stay_as_they_are() -> None:
    other = line("08:00", "12:00", 1) | {"activity": "images"}
    skilled = line("08:00", "12:00", 1, skill="nl")
    plain = line("08:00", "12:00", 2)
    works = [{"id": "chat", "name": "Chat"}]
    content: Content = {"activities": works, "coverage": [other, plain, skilled]}
    assert Painted("chat").of(content) == {"coverage": [plain]}
    assert Painted("mail").of(content) is None
    new = line("09:00", "12:00", 5)
    Painted("chat").put(content, {"coverage": [new]})
    assert content["coverage"] == [other, new, skilled]


def test_what_a_page_sends_is_read_strictly() -> None:
    day = ",".join(["0-0"] * 47 + ["1-2"])
    grid = read_grid(";".join([day] * 7), 30)
    assert grid is not None
    assert grid[6][47] == (1, 2)
    for wrong in ("", day, ";".join([day] * 8), ";".join([day] * 6 + ["0-0"]), "x-1;" * 7):
        assert read_grid(wrong, 30) is None
    assert read_grid(";".join([day] * 7), 15) is None
