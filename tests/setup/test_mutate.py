"""`make mutate` says which changes of a rule its tests do not notice: shown on a planted pair."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import mutate
from constraints import CATALOGUE

SUPPORT = Path(__file__).parents[1] / "support"
RULE = """
LIMIT = 45

def over(minutes):
    return minutes > LIMIT

def first(minutes):
    reached = 0
    while reached < minutes:
        reached += 15
    return reached
"""
BOTH_SIDES = """
from planted import first, over

def test_over():
    assert [over(44), over(45), over(46)] == [False, False, True]

def test_first():
    assert [first(14), first(15), first(16)] == [15, 15, 30]
"""
ONE_SIDE = BOTH_SIDES.replace("[over(44), over(45), over(46)] == [False, False, True]", "over(46)")
RUN = """
import sys
from pathlib import Path
from mutate import Target, explained, mutate

folder = Path(sys.argv[1])
target = Target("planted", folder / "planted.py", [[folder / "test_planted.py"]])
known = explained(folder / "equivalent.toml", "planted")
sys.exit(0 if mutate(target, known, workers=1, seconds=1) else 1)
"""


def mutated(
    folder: Path, tests: str | None, equivalent: str = "", rule: str = RULE
) -> tuple[int, list[str]]:
    """The exit status and the lines of a run over the planted rule with these tests."""
    (folder / "planted.py").write_text(rule)
    if tests is not None:
        (folder / "test_planted.py").write_text(tests)
    (folder / "equivalent.toml").write_text(equivalent)
    ran = subprocess.run(
        [sys.executable, "-c", RUN, str(folder)],
        cwd=folder,
        env={"PYTHONPATH": str(SUPPORT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not ran.stderr
    assert (folder / "planted.py").read_text() == rule
    line, *survivors = ran.stdout.splitlines()
    return ran.returncode, [line.partition(" (")[0], *survivors]


def test_changes_that_tests_notice_are_counted_endless_loops_too(tmp_path: Path) -> None:
    # LIMIT +1, -1; > to >=, <=; 0 to 1, -1; < to <=, >=; += to -=, which never ends; 15 to 16, 14.
    assert mutated(tmp_path, BOTH_SIDES) == (
        0,
        ["planted: 11 mutants, 11 noticed, 0 explained, 0 survive"],
    )


def test_changes_that_no_test_notices_are_named(tmp_path: Path) -> None:
    status, (line, *survivors) = mutated(tmp_path, ONE_SIDE)
    assert status == 1
    assert line == "planted: 11 mutants, 9 noticed, 0 explained, 2 survive"
    assert survivors == [
        f"  {tmp_path / 'planted.py'}:2: LIMIT = 45 -> LIMIT = 44",
        f"  {tmp_path / 'planted.py'}:5: over: minutes > LIMIT -> minutes >= LIMIT",
    ]


def test_a_test_that_enters_nothing_notices_nothing(tmp_path: Path) -> None:
    status, (line, *_) = mutated(tmp_path, "import planted\n\ndef test_nothing(): pass\n")
    assert (status, line) == (1, "planted: 11 mutants, 0 noticed, 0 explained, 11 survive")


EXPLAINED = """
[[planted]]
function = ""
change = "LIMIT = 45 -> LIMIT = 44"
why = "it is planted"

[[planted]]
function = "over"
change = "minutes > LIMIT -> minutes >= LIMIT"
why = "it is planted"
"""


def test_explained_survivors_are_counted_apart_and_must_survive(tmp_path: Path) -> None:
    assert mutated(tmp_path, ONE_SIDE, EXPLAINED) == (
        0,
        ["planted: 11 mutants, 9 noticed, 2 explained, 0 survive"],
    )
    assert mutated(tmp_path, BOTH_SIDES, EXPLAINED) == (
        1,
        [
            "planted: 11 mutants, 11 noticed, 0 explained, 0 survive",
            "  explained, and not among the survivors: LIMIT = 45 -> LIMIT = 44",
            "  explained, and not among the survivors: over: minutes > LIMIT -> minutes >= LIMIT",
        ],
    )


def test_a_constant_with_which_the_rule_cannot_be_loaded_is_noticed(tmp_path: Path) -> None:
    rule = "LIMITS = (45, 60 // 1)\n\ndef over(minutes):\n    return minutes > LIMITS[0]\n"
    tests = "from planted import over\n\ndef test_over(): assert over(46) and not over(45)\n"
    status, lines = mutated(tmp_path, tests, rule=rule)
    # Of 45, 60 and 1, one more and one less each, those of 60 and 60 // 2 are not looked at.
    assert (status, lines[0]) == (1, "planted: 10 mutants, 7 noticed, 0 explained, 3 survive")
    assert [line.rpartition(": ")[2] for line in lines[1:]] == [
        "60 // 1 -> 61 // 1",
        "60 // 1 -> 59 // 1",
        "60 // 1 -> 60 // 2",
    ]


def test_tests_that_fail_by_themselves_prove_nothing(tmp_path: Path) -> None:
    failing = BOTH_SIDES.replace("30]", "31]")
    assert mutated(tmp_path, failing)[1][0].endswith("::test_first fails without a change")
    status, (line, *_) = mutated(tmp_path, "import nowhere")
    assert (status, line) == (1, "planted: the tests cannot be collected")
    # Nor does a run that breaks off: here the tests never load the rule.
    status, (line, *_) = mutated(tmp_path, "def test_nothing(): pass")
    assert (status, line) == (1, "planted: no test loads planted.py")
    (tmp_path / "test_planted.py").unlink()
    status, (line, *_) = mutated(tmp_path, None)
    assert (status, line) == (1, "planted: pytest has not come to an end")


def test_every_rule_has_mutants_and_tests_and_no_other_name_is_taken() -> None:
    tests = {target.name: target.suites[0][0] for target in mutate.targets([])}
    assert all(tests[rule.name].exists() for rule in CATALOGUE)
    with pytest.raises(ValueError, match="no rule max_stunt"):
        mutate.targets(["max_stunt", "max_stint"])


def test_the_list_of_equivalent_mutants_names_rules_and_gives_reasons() -> None:
    listed = tomllib.loads(mutate.EQUIVALENT.read_text("utf-8"))
    assert listed.keys() <= {rule.name for rule in CATALOGUE}
    assert all(len(one["why"]) > 20 for entries in listed.values() for one in entries)
