"""`breather bench inrc2` solves a ward by the engine, and says what it is worth."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bench.families.inrc2 import FAMILY
from bench.families.inrc2.reading import read
from ward import FILES, LABEL, SCENARIO, WEEK, save
from web.cli import breather

SCENARIO_FILE, HISTORY_FILE, WEEK_FILE = FILES


def bench(path: Path, *more: str) -> Result:
    options = ["--workers", "1", "--seconds", "1", *more]
    return CliRunner().invoke(breather, ["bench", "inrc2", str(path), *options])


def test_a_ward_is_solved_written_and_judged(tmp_path: Path) -> None:
    path, out = save(tmp_path), tmp_path / "out"
    result = bench(path, "--seconds", "120", "--out", str(out))
    assert result.exit_code == 0, result.output
    # One head is missing on Monday night and one on Tuesday, when Ana is off or may not lead; Ben
    # works on the Wednesday that he wished to be off. That nothing less is possible ends the run.
    assert result.stdout.startswith(f"inrc2 {LABEL} seed=0 objective=70 bound=70 ")
    text = (out / f"{LABEL}_0.txt").read_text("utf-8")
    assert FAMILY.judge(read(path), text).objective == 30 + 30 + 10


def test_a_minimum_that_nobody_can_reach_breaks_a_rule(tmp_path: Path) -> None:
    # Ana alone leads, and after her night she can not be early.
    week = WEEK.replace("Early Lead (0,0)", "Early Lead (1,1)")
    result = bench(save(tmp_path, {WEEK_FILE: week}))
    assert result.exit_code == 1
    assert "objective=none" in result.stdout
    assert "broken: day 0: 0 of 1 Lead in Early" in result.stdout


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({SCENARIO_FILE: SCENARIO + "MORE = 1\n"}, "refused: Sc-ward.txt line 24: 'MORE = 1'"),
        ({WEEK_FILE: WEEK.replace("(1,2)", "(3,3)")}, "refused: day 0 asks for 3 people as Care"),
    ],
)
def test_what_can_not_be_read_or_solved_is_one_line_and_exit_2(
    tmp_path: Path, changed: dict[str, str], told: str
) -> None:
    result = bench(save(tmp_path, changed))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"inrc2 {LABEL} {told}")
    assert result.stderr.count("\n") == 1
    assert not result.stdout
