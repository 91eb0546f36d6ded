"""The three kinds of files of an instance read as they are, and every fault names its line."""

from pathlib import Path

import pytest

from bench.families.inrc2 import FAMILY
from bench.families.inrc2.instance import Demand, Limits, Past
from bench.families.inrc2.reading import read
from bench.families.verdict import UnreadableError, UnsolvableError
from ward import FILES, LABEL, SCENARIO, WEEK, save

SCENARIO_FILE, HISTORY_FILE, WEEK_FILE = FILES


def test_an_instance_is_its_scenario_its_history_and_its_weeks(tmp_path: Path) -> None:
    instance = read(save(tmp_path))
    assert (instance.scenario, instance.days) == ("ward", 7)
    assert instance.skills == ("Lead", "Care")
    early, night = instance.shifts
    assert (early.name, early.run, early.barred) == ("Early", Limits(1, 3), frozenset())
    assert night.barred == {"Early"}
    ana, ben = instance.nurses
    assert (ana.name, ana.skills, ana.contract.complete) == ("Ana", ("Lead", "Care"), True)
    assert (ben.contract.total, ben.contract.off) == (Limits(1, 2), Limits(1, 7))
    assert instance.past["Ana"] == Past(0, 0, "Night", 1, 2, 0)
    assert instance.past["Ben"].last is None
    assert Demand(0, "Night", "Care", 1, 2) in instance.demands
    assert len(instance.demands) == 4 * 7


def test_any_is_each_of_the_shifts(tmp_path: Path) -> None:
    assert read(save(tmp_path)).requests == {
        ("Ana", 1, "Early"),
        ("Ben", 2, "Early"),
        ("Ben", 2, "Night"),
        ("Ben", 5, "Night"),
    }


def test_week_files_come_in_the_order_of_the_label_and_may_repeat(tmp_path: Path) -> None:
    two = SCENARIO.replace("WEEKS = 1", "WEEKS = 3")
    save(tmp_path, {SCENARIO_FILE: two, "WD-ward-2.txt": WEEK.replace("(1,2)", "(0,2)")})
    instance = read(tmp_path / "ward_0_7-2-7")
    least = {d.day: d.minimum for d in instance.demands if d.optimal == 2}
    assert least == {0: 1, 7: 0, 14: 1}


def test_a_label_finds_its_files_in_the_folder_of_the_scenario_or_beside_it(tmp_path: Path) -> None:
    assert read(save(tmp_path)) == read(tmp_path / "ward" / LABEL)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (SCENARIO_FILE, "WEEKS = 1", "WEEKS = one", "Sc-ward.txt line 3: 'one' is no whole number"),
        (SCENARIO_FILE, "WEEKS = 1", "WEEKS = 2", "ward_0_7 names 1 weeks of 2"),
        (SCENARIO_FILE, "Lead\nCare", "Care\nCare", "line 7: skill 'Care' comes twice"),
        (SCENARIO_FILE, "(1,3)", "(3,1)", "line 10: (3,1) has less at the end than at the start"),
        (SCENARIO_FILE, "(1,3)", "1-3", "line 10: '1-3' is no pair of numbers"),
        (SCENARIO_FILE, "Night 1 Early", "Night 2 Early", "line 15: Night comes twice, or has"),
        (SCENARIO_FILE, "Night 1 Early", "Night 1 Late", "line 15: shift type 'Late' is not known"),
        (SCENARIO_FILE, "CONTRACTS", "AGREEMENTS", "'AGREEMENTS = 2' where CONTRACTS = is"),
        (SCENARIO_FILE, " 1 1\n", " 1 2\n", "line 18: '2' is neither 0 nor 1"),
        (SCENARIO_FILE, "Ana Full", "Ana None", "line 22: contract 'None' is not known"),
        (SCENARIO_FILE, "2 Lead Care", "1 Lead Care", "line 22: 2 skills where 1 are expected"),
        (SCENARIO_FILE, "Ben Half 1 Care", "Ben Half", "line 23: a nurse has a name"),
        (SCENARIO_FILE, "NURSES = 2", "NURSES = 1", "line 23: 'Ben Half 1 Care' where the file"),
        (SCENARIO_FILE, "NURSES = 2", "NURSES = 3", "Sc-ward.txt ends after line 23"),
        (SCENARIO_FILE, "Ana Full", "A/na Full", "line 22: 'A/na' is no name"),
        (HISTORY_FILE, "Ana 0 0", "Ana 0", "line 5: 6 words where 7 are expected"),
        (HISTORY_FILE, "Ben 0 0", "Eve 0 0", "line 6: nurse 'Eve' is not known"),
        (HISTORY_FILE, "None 0 0 1", "None 0 1 1", "line 6: None does not go with 0 1 1"),
        (HISTORY_FILE, "Night 1 2 0", "Night 3 2 0", "line 5: Night does not go with 3 2 0"),
        (WEEK_FILE, "Night Lead", "Early Lead", "line 7: Early Lead comes twice"),
        (WEEK_FILE, "(1,1) ", "", "line 6: 8 words"),
        (WEEK_FILE, "Any Wed", "Any Mid", "line 12: weekday 'Mid' is not known"),
        (WEEK_FILE, "Ben Any", "Ben Late", "line 12: shift type 'Late' is not known"),
        (WEEK_FILE, "Ben Night Sat\n", "Ben Night Sat\nMORE = 0\n", "line 14: 'MORE = 0' where"),
    ],
)
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    assert old in FILES[file]
    path = save(tmp_path, {file: FILES[file].replace(old, new, 1)})
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_name_that_is_no_label_are_told(tmp_path: Path) -> None:
    save(tmp_path)
    with pytest.raises(UnreadableError, match=r"WD-ward-8\.txt: No such file"):
        read(tmp_path / "ward_0_8")
    with pytest.raises(UnreadableError, match="names no instance"):
        FAMILY.instances(tmp_path / "ward-0-8")


def test_a_folder_stands_for_the_listed_instances_whose_scenario_it_holds(tmp_path: Path) -> None:
    for scenario in ("n030w4", "n120w4"):
        (tmp_path / scenario).mkdir()
        (tmp_path / scenario / f"Sc-{scenario}.txt").write_text("", "utf-8")
    found = [path.name for path in FAMILY.instances(tmp_path)]
    assert found == ["n030w4_1_6-2-9-1", "n030w4_1_6-7-5-3", "n120w4_1_4-6-2-6"]
    assert [path.name for path in FAMILY.instances(tmp_path / "n030w4")] == found[:2]
    (tmp_path / "none").mkdir()
    with pytest.raises(UnreadableError, match="holds no scenario"):
        FAMILY.instances(tmp_path / "none")


def test_more_people_than_have_the_skills_is_told_before_anything_is_solved(tmp_path: Path) -> None:
    two_leads = WEEK.replace("Early Lead (0,0)", "Early Lead (2,2)")
    with pytest.raises(UnsolvableError, match="day 0 asks for 2 people as Lead, and 1 are there"):
        FAMILY.ask(read(save(tmp_path, {WEEK_FILE: two_leads})))
    all_in_all = WEEK.replace("Early Lead (0,0)", "Early Lead (1,1)").replace("(1,2)", "(2,2)")
    with pytest.raises(UnsolvableError, match="3 people as Lead or Care, and 2 are there"):
        FAMILY.ask(read(save(tmp_path, {WEEK_FILE: all_in_all})))
