"""Instances of work task variation are read as they stand, or refused with the line."""

from pathlib import Path

import pytest

from bench.families.verdict import UnreadableError, UnsolvableError
from bench.families.wtv import FAMILY
from public_instances import public_instances
from wtv_instances import instance

PUBLISHED = Path(__file__).parent / "wtv"


def test_every_part_of_an_instance_is_read(tmp_path: Path) -> None:
    read = instance(tmp_path)
    assert read.people == ("R1", "R2")
    assert read.activities == ("T", "S", "b")
    assert read.slots == 6
    assert read.given[0] == ("<>", "<>", "<>", "b", "<>", "None")
    assert read.wanted[0] == (1, 1, 1, 0, 1, 0)
    assert read.run_cost[1] == (0, 3, 1, 0, 0, 0, 0)
    assert read.frequency_cost[0] == (0, 4, 0, 7, 7, 7, 7)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("slots = 6;", "", "tiny.dzn has no section slots"),
        ("slots = 6;", "slots = 6; slots = 6;", "line 5: section slots comes twice"),
        ("slots = 6;", "slots = 6; pauses = 2;", "line 5: section pauses is not known"),
        ("slots = 6;", "slots = six;", "line 5: slots is not a number from 1 to 288"),
        ("slots = 6;", "slots = 0;", "line 5: slots is not a number from 1 to 288"),
        ("slots = 6;", "slots 6;", "line 5: not of the form name = value"),
        ("{R1, R2}", "R1, R2", "line 2: Resources is no list of names in braces"),
        ("{T, S, b}", "{T, T, b}", "line 3: Activities has a name twice"),
        ("A(b)", "A(x)", "line 8: 'A(x)' is not None, <> or A(an activity)"),
        ("| R2: None, <>,", "| R3: None, <>,", "line 9: fixed has no row R2 here"),
        ("| R2: None, <>,", "| R2: None,", "line 9: fixed row R2 has 5 cells, not 6"),
        ("| b: 0, 0, 0, 1, 0, 0\n", "", "line 12: requirements has 2 rows, not 3"),
        ("T: 1, 1,", "T: 1, -1,", "line 13: '-1' is not a whole number of at least 0"),
        ("T: 1, 1,", "T: 1, 501,", "line 13: 501 is more than 500 people"),
        ("S: 0, 3,", "S: 0, 3.5,", "line 20: '3.5' is not a whole number of at least 0"),
        ("T: 0, 4, 0,", "T: 0, 4,", "line 25: activity_frequency_cost row T has 6 cells, not 7"),
        ("array2d(Activities, SlotsAndZero,\n[| T: 0, 9", "(\n[| T: 0, 9", "line 18: activity_run"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        instance(tmp_path, old, new)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_ends_in_the_middle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.dzn"
    path.write_text("Resources = {R1, R2};\nActivities = {T", "utf-8")
    with pytest.raises(UnreadableError, match="line 2: what begins here does not end in a"):
        FAMILY.read(path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "noise.dzn"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableError, match="cannot be read"):
        FAMILY.read(path)
    with pytest.raises(UnreadableError, match="cannot be read"):
        FAMILY.read(tmp_path / "missing.dzn")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # Two are on shift in slot 2, and three wanted.
        ("T: 1, 1,", "T: 1, 2,", "slot 2 wants 3 people and has 2"),
        # R1's b is fixed in slot 4, where none is wanted.
        (
            "S: 0, 1, 1, 1, 1, 1\n| b: 0, 0, 0, 1,",
            "S: 0, 1, 1, 2, 1, 1\n| b: 0, 0, 0, 0,",
            "slot 4 wants 0 people on b and fixes 1",
        ),
        ("R2: None, <>, <>,", "R2: <>, None, <>,", "the shift of R2 has a gap"),
    ],
)
def test_an_instance_that_nothing_solves_is_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(UnsolvableError, match=said):
        FAMILY.ask(instance(tmp_path, old, new))


def test_a_published_instance_is_read_and_asked() -> None:
    (path,) = FAMILY.instances(PUBLISHED)
    read = FAMILY.read(path)
    assert (len(read.people), read.slots) == (8, 40)
    # R5 from its line of the file: slots 5 to 12 free, then a break and other work.
    assert read.given[4][:14] == ("None",) * 4 + ("<>",) * 8 + ("b", "o")
    problem = FAMILY.ask(read).problem
    # Slots 5 to 37, 10 minutes each on the engine's clock.
    outline = problem.outlines["R5", 0]
    assert (outline.start, outline.end) == (4 * 10, 37 * 10)


def test_all_published_instances_are_read_and_asked() -> None:
    paths = FAMILY.instances(public_instances("wtv"))
    assert len(paths) > 40
    for path in paths:
        FAMILY.ask(FAMILY.read(path))
