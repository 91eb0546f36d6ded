"""The family's rules post, check and weigh the same, in every roster of tiny wards."""

from dataclasses import replace
from pathlib import Path

import pytest

from agreement import Agreed, assert_agreement
from bench.families.inrc2 import FAMILY
from bench.families.inrc2.places import PART
from bench.families.inrc2.reading import read
from scheduler.presence import Presence, Stretch
from ward import FILES, HISTORY, SCENARIO, WEEK, save

SCENARIO_FILE, HISTORY_FILE, WEEK_FILE = FILES

# One person, one shift type, one skill: three things on each of seven days.
ALONE = """\
SCENARIO = ward
WEEKS = 1
SKILLS = 1
Care
SHIFT_TYPES = 1
Early {same}
FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
Early 0
CONTRACTS = 1
Full (2,3) {working} {off} 0 1
NURSES = 1
Ana Full 1 Care
"""
ALONE_WEEK = """\
WEEK_DATA
ward
REQUIREMENTS
Early Care (0,0) (0,1) (1,1) (0,0) (0,0) (0,0) (0,1)
SHIFT_OFF_REQUESTS = 2
Ana Any Tue
Ana Early Sun
"""


def agreed(path: Path, stands: dict[tuple[str, int], tuple[int, str]]) -> Agreed:
    """That all forms agree. stands: shifts that nobody may change, as place and skill by cell."""
    question = FAMILY.ask(read(path))
    problem = question.problem
    standing = {}
    for (person, day), (place, skill) in stands.items():
        start = problem.clock.midnight(day) + PART * place
        stretch = Stretch(start, start + PART, problem.activities[skill])
        standing[person, day] = Presence(
            person, day, start, start + PART, (stretch,), standing=True
        )
    case = replace(problem, standing=standing)
    return assert_agreement(case, question.rulebook.all, filling="whole", held=1)


@pytest.mark.parametrize(
    ("same", "working", "off", "past"),
    [
        ("(2,2)", "(3,4)", "(2,3)", "Early 1 1 0"),
        ("(1,9)", "(2,3)", "(3,4)", "None 0 0 2"),
        ("(3,3)", "(1,2)", "(1,1)", "Early 4 5 0"),
    ],
)
def test_one_person_alone(tmp_path: Path, same: str, working: str, off: str, past: str) -> None:
    changed = {
        SCENARIO_FILE: ALONE.format(same=same, working=working, off=off),
        HISTORY_FILE: f"HISTORY\n0 ward\nNURSE_HISTORY\nAna 0 0 {past}\n",
        WEEK_FILE: ALONE_WEEK,
    }
    stands = {("Ana", 2): (0, "Care"), ("Ana", 3): (0, "Care")}
    assert agreed(save(tmp_path, changed), stands).accepted == 2**5


def test_two_shift_types_and_their_succession(tmp_path: Path) -> None:
    one = SCENARIO.replace("NURSES = 2", "NURSES = 1").replace("Ben Half 1 Care\n", "")
    one = one.replace("SKILLS = 2\nLead\n", "SKILLS = 1\n").replace("2 Lead Care", "1 Care")
    left = [line for line in WEEK.splitlines() if "Lead" not in line and "Ben" not in line]
    changed = {
        SCENARIO_FILE: one,
        HISTORY_FILE: HISTORY.replace("Ben 0 0 None 0 0 1\n", ""),
        WEEK_FILE: "\n".join(left).replace("= 3", "= 1"),
    }
    stands = {("Ana", 0): (1, "Care"), ("Ana", 4): (0, "Care"), ("Ana", 5): (1, "Care")}
    found = agreed(save(tmp_path, changed), stands)
    assert found.rosters == 5**4


def test_two_people_and_two_skills(tmp_path: Path) -> None:
    week = WEEK.replace("(1,2) (0,0)", "(1,2) (1,2)")
    stands = {("Ana", day): (1, "Care") for day in (2, 3, 4, 5, 6)}
    stands |= {("Ben", day): (1, "Care") for day in (0, 2, 3, 4, 5, 6)}
    found = agreed(save(tmp_path, {WEEK_FILE: week}), stands)
    assert found.rosters == 7**3
