"""Instance files of the family `shoe` are read, or told what is wrong with them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bench.families.shoe import FAMILY
from bench.families.shoe.reading import read
from bench.families.verdict import UnreadableError
from public_instances import public_instances
from shoe_files import instance, written


def test_people_are_rounded_up_and_the_opening_is_found(tmp_path: Path) -> None:
    file = tmp_path / "shoe_2_1"
    asked = instance({40: 1, 41: 2}, {52: 4})
    file.write_text(written(asked, {"[1, 0]": "[0.25, 0]", "[2, 0]": "[1.250000e+00, 0]"}))
    found = read(file)
    assert found == asked
    assert found.opening == (40, 53)
    assert found.asked == 1 + 2 + 4


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        ({"1 7": "one"}, "line 1:", "whole numbers"),
        ({"SHOE": "BOOT"}, "line 2:", "SHOE is expected"),
        ({"ACT\t1": "ACT"}, "line 3:", "ACT and a whole number"),
        ({"ACT\t1": "ACT\t11"}, "line 3:", "11 activities; 1 to 10"),
        ({"SHIFT\t96": "SHIFT\t48"}, "line 4:", "96 slots"),
        ({"overcost [": "surcost ["}, "line 102:", "surcost is no section"),
        ({"overcost [": "demand ["}, "line 102:", "demand comes twice"),
        ({"\t[1],": "\t1,"}, "line 46:", "slot 40 has no row"),
        ({"\t[1],": "\t[1, 2],"}, "line 46:", "2 numbers for 1 activities"),
        ({"\t[1],": "\t[one],"}, "line 46:", "'one' is no number"),
        ({"\t[1],": "\t[-1],"}, "line 46:", "no number of 0 or more"),
        ({"\t[1],": "\t[0],"}, "", "asks for nobody"),
    ],
)
def test_each_fault_of_a_file_is_told_with_its_line(
    tmp_path: Path, change: Mapping[str, str], place: str, said: str
) -> None:
    file = tmp_path / "shoe_1_1"
    file.write_text(written(instance({40: 1}), change))
    with pytest.raises(UnreadableError) as fault:
        read(file)
    assert place in str(fault.value)
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_file_that_ends_too_soon_or_is_no_text_is_told(tmp_path: Path) -> None:
    whole = written(instance({40: 1}))
    file = tmp_path / "shoe_1_1"
    file.write_text(whole[: whole.index("undercost")])
    with pytest.raises(UnreadableError, match="no section undercost"):
        read(file)
    file.write_text("\n".join(whole.splitlines()[:50]))
    with pytest.raises(UnreadableError, match="ends where slot 45 should follow"):
        read(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableError, match="cannot be read"):
        read(file)


def test_the_public_instances_ask_for_as_much_as_is_known_of_them() -> None:
    folder = public_instances("shoe")
    table = Path(folder, "lower_bounds_variant_S.csv").read_text().splitlines()[1:]
    known = {name: tuple(map(int, rest)) for name, *rest in (line.split(",") for line in table)}
    found = {}
    for file in FAMILY.instances(folder):
        asked = FAMILY.read(file)
        first, end = asked.opening
        found[FAMILY.label(file)] = asked.activities, first, end - 1, asked.asked
    assert found == known
    assert len(found) == 97
