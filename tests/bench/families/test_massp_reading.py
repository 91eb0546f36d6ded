"""Files of the family `massp` are read as they are, and each fault is told with its line."""

from pathlib import Path

import pytest

from bench.families.massp.asking import ask
from bench.families.massp.reading import Wanted, Worker, read
from bench.families.verdict import UnreadableError, UnsolvableError
from massp_files import during, instance, text_of

SMALL = """# a comment
SECTION_HORIZON
2
SECTION_TASKS
2
SECTION_STAFF
# ID, MinTotalMinutes, MaxTotalMinutes
1,360,480
b.2,0,600
SECTION_COVER
1,06:00-06:15,1,1,2
1,23:45-00:00,2,0,0
3,05:45-06:00,1,1,1
"""


def saved(folder: Path, text: str) -> Path:
    path = folder / "small.txt"
    path.write_text(text, "utf-8")
    return path


def test_days_begin_at_midnight_and_the_horizon_at_six(tmp_path: Path) -> None:
    found = read(saved(tmp_path, SMALL))
    assert (found.days, found.tasks) == (2, 2)
    assert found.staff == (Worker("1", 360, 480), Worker("b.2", 0, 600))
    assert found.cover == (
        Wanted(1, 360, 375, 1, 2),
        Wanted(2, 23 * 60 + 45, 24 * 60, 0, 0),
        Wanted(1, 2 * 1440 + 5 * 60 + 45, 2 * 1440 + 6 * 60, 1, 1),
    )
    assert (found.first, found.last) == (360, 2 * 1440 + 360)


def test_what_is_written_as_a_file_is_read_back(tmp_path: Path) -> None:
    asked = instance(("a", 0, 600), days=2, tasks=2, cover=during(480, 600, 1, 3))
    assert read(saved(tmp_path, text_of(asked))) == asked


FAULTS = [
    ("SECTION_TASKS", "SECTION_BREAKS", "line 4: SECTION_BREAKS is none of this family"),
    ("SECTION_TASKS", "SECTION_HORIZON", "line 4: SECTION_HORIZON comes twice"),
    ("# a comment", "7", "line 1: it stands before any section: 7"),
    ("SECTION_TASKS\n2\n", "", "has no SECTION_TASKS"),
    ("SECTION_HORIZON\n2\n", "SECTION_HORIZON\n", "one number of days is wanted, 0 are there"),
    ("SECTION_TASKS\n2\n", "SECTION_TASKS\n2\n3\n", "one number of activities is wanted, 2"),
    (
        "SECTION_HORIZON\n2\n",
        "SECTION_HORIZON\n0\n",
        "line 3: '0' is no whole number of at l",
    ),
    ("1,360,480", "1,360", "line 8: 3 fields are wanted, 2 are there: 1,360"),
    ("1,360,480", "1,-360,480", "line 8: '-360' is no whole number of at least 0"),
    ("1,360,480", "1,360,48²", "line 8: '48²' is no whole number of at least 0"),
    ("1,360,480", "1,600,480", "line 8: 1 has at least 600 and at most 480 minutes"),
    ("1,360,480", "/,360,480", "line 8: '/' is no name of a worker"),
    ("b.2,", "1,", "line 9: the same worker comes twice"),
    ("1,360,480\nb.2,0,600\n", "", "nobody is in SECTION_STAFF"),
    ("06:00-06:15,1,1,2", "06:00-06:30,1,1,2", "line 11: 06:00-06:30 is no quarter of an hour"),
    ("06:00-06:15,1,1,2", "06:05-06:20,1,1,2", "line 11: 06:05-06:20 is no quarter of an hour"),
    ("06:00-06:15,1,1,2", "05:45-06:00,1,1,2", "line 11: 1,05:45-06:00 lies outside the horizon"),
    ("3,05:45-06:00", "3,06:00-06:15", "line 13: 3,06:00-06:15 lies outside the horizon"),
    ("06:00-06:15,1,1,2", "06:00,1,1,2", "line 11: '06:00' is no time from HH:MM to HH:MM"),
    ("06:00-06:15,1,1,2", "06:00-0615,1,1,2", "line 11: '0615' is no time of day"),
    ("06:00-06:15,1,1,2", "06:00-24:15,1,1,2", "line 11: '24:15' is no time of day"),
    ("06:00-06:15,1,1,2", "06:00-06:15,3,1,2", "line 11: activity 3 is not one of 2"),
    ("06:00-06:15,1,1,2", "06:00-06:15,1,3,2", "line 11: at least 3 people are wanted and at mo"),
    ("1,23:45-00:00,2,0,0", "1,06:00-06:15,1,0,0", "line 12: the same activity and time comes"),
]


@pytest.mark.parametrize(("old", "new", "said"), FAULTS)
def test_each_fault_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = saved(tmp_path, SMALL.replace(old, new, 1))
    with pytest.raises(UnreadableError) as found:
        read(path)
    assert said in str(found.value)
    assert str(found.value).startswith(str(path))


def test_what_is_no_text_or_not_there_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "small.txt"
    with pytest.raises(UnreadableError, match="cannot be read as text"):
        read(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableError, match="cannot be read as text"):
        read(path)


def test_an_instance_that_shows_that_nothing_solves_it_is_refused() -> None:
    two = during(600, 615, 2, 2, 1)
    with pytest.raises(UnsolvableError, match=r"day 1 at 10:00 2 people are wanted, 1 are there"):
        ask(instance(("a", 0, 600), cover=two))
    ask(instance(("a", 0, 600), ("b", 0, 600), cover=two))
    # Eleven hours of cover, and one person of ten.
    with pytest.raises(UnsolvableError, match="660 minutes are wanted, all together work at mo"):
        ask(instance(("a", 0, 600), cover=during(480, 480 + 660, 1, 1)))
    # Six days may have a start, five of them are worked, ten hours each.
    ask(instance(("a", 3000, 3000), days=5))
    with pytest.raises(UnsolvableError, match="a has at least 3001 minutes, 5 days have at mos"):
        ask(instance(("a", 3001, 3010), days=5))
