"""Curtois and Qu's files are read whole, and what is wrong in one is said with its line."""

from pathlib import Path

import pytest

from bench.families.curtois_nrp import FAMILY
from bench.families.curtois_nrp.instance import Cover, Instance, Request, ShiftType, Staff
from bench.families.verdict import UnreadableError
from curtois_week import week_file


@pytest.fixture
def instance(tmp_path: Path) -> Instance:
    return FAMILY.read(week_file(tmp_path))


def test_an_instance_is_read_with_all_its_sections(instance: Instance) -> None:
    assert instance == Instance(
        name="Instance7",
        days=7,
        shifts={
            "E": ShiftType("E", 480),
            "N": ShiftType("N", 600, frozenset({"E"})),
        },
        staff={
            "Ana": Staff("Ana", {"E": 7, "N": 2}, 2000, 960, 3, 2, 2, 1, off=frozenset({3})),
            "Ben": Staff("Ben", {"E": 7, "N": 0}, 2400, 480, 5, 1, 1, 0),
        },
        on=(Request("Ana", 0, "E", 2), Request("Ben", 2, "E", 3)),
        off=(Request("Ben", 4, "E", 5),),
        cover=(
            Cover(0, "E", 1, 100, 1),
            Cover(1, "E", 0, 100, 1),
            Cover(1, "N", 1, 100, 2),
            Cover(4, "E", 2, 50, 1),
        ),
    )


def test_minus_nobody_is_nobody(tmp_path: Path) -> None:
    read = FAMILY.read(week_file(tmp_path, "0,E,1,100,1", "0,E,-0,100,1"))
    assert read.cover[0] == Cover(0, "E", 0, 100, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# A comment.", "7", "line 1: stands before the first section"),
        ("# days\n7", "seven", "line 3: 'seven' is no whole number from 0 to 730"),
        ("# days\n7", "0", "line 3: a horizon of no days"),
        ("# days\n7", "7,7", "line 3: 2 parts, not 1"),
        ("# days\n7", "", ": SECTION_HORIZON has 0 lines, not 1"),
        ("# days\n7", "731", "line 3: '731' is no whole number from 0 to 730"),
        ("SECTION_COVER", "SECTION_COLOUR", "line 24: section SECTION_COLOUR is not known"),
        ("SECTION_DAYS_OFF", "SECTION_STAFF", "line 14: section SECTION_STAFF comes twice"),
        ("SECTION_SHIFT_ON_REQUESTS\n", "", " has no SECTION_SHIFT_ON_REQUESTS"),
        ("N,600,E", "N,600", "line 8: 2 parts, not 3"),
        ("N,600,E", "N,600,E|L", "line 8: no shift is called 'L'"),
        ("N,600,E", "E,600,E", "line 8: the shift comes twice"),
        ("E,480,\nN,600,E", "", ": SECTION_SHIFTS has no line"),
        ("E,480,", "E E,480,", "line 7: 'E E' is no name of letters, digits, dots and dashes"),
        ("Ben,E=7|N=0", "Ana,E=7|N=0", "line 12: the person comes twice"),
        ("Ben,E=7|N=0", "Ben,E=7|L=0", "line 12: no shift is called 'L'"),
        ("Ben,E=7|N=0", "Ben,E=7|E=0", "line 12: 'E=0' is no limit, or a second one of a shift"),
        ("Ben,E=7|N=0", "Ben,E=7|N", "line 12: 'N' is no limit, or a second one of a shift"),
        (",2400,480,5,1,1,0", ",2400,480,5,1,1", "line 12: 7 parts, not 8"),
        (",2400,480,5,1,1,0", ",2400,-1,5,1,1,0", "line 12: '-1' is no whole number"),
        ("Ana,3", "Eva,3", "line 15: no person is called 'Eva'"),
        ("Ana,3", "Ana,7", "line 15: '7' is no whole number from 0 to 6"),
        ("Ana,0,E,2", "Ana,0,E", "line 18: 3 parts, not 4"),
        ("Ana,0,E,2", "Eva,0,E,2", "line 18: no person is called 'Eva'"),
        ("Ana,0,E,2", "Ana,0,L,2", "line 18: no shift is called 'L'"),
        ("Ana,0,E,2", "Ana,9,E,2", "line 18: '9' is no whole number from 0 to 6"),
        ("4,E,2,50,1", "4,E,2,50", "line 28: 4 parts, not 5"),
        ("4,E,2,50,1", "4,L,2,50,1", "line 28: no shift is called 'L'"),
        ("4,E,2,50,1", "1,N,2,50,1", "line 28: a day and a shift comes twice"),
    ],
)
def test_a_fault_is_said_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(UnreadableError) as told:
        FAMILY.read(week_file(tmp_path, old, new))
    assert said in str(told.value)
    assert "\n" not in str(told.value)


def test_what_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "Instance1.txt").write_bytes(b"\xff\xfe\x00")
    for name in ("Instance1.txt", "Instance2.txt"):
        with pytest.raises(UnreadableError, match="cannot be read"):
            FAMILY.read(tmp_path / name)
