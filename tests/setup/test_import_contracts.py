"""Each import that the house forbids is caught: planted one by one into a small house."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
HOUSE = {
    "scheduler/__init__.py": "",
    "scheduler/clock.py": "",
    "scheduler/rule.py": "import typing\nif typing.TYPE_CHECKING:\n    import scheduler.board",
    "scheduler/board.py": "import ortools.sat",
    "scheduler/cells.py": "import ortools.sat",
    "scheduler/solving/__init__.py": "",
    "scheduler/solving/days.py": "import ortools.sat\nimport scheduler.rule",
    "constraints/__init__.py": "import constraints.rest.daily_rest",
    "constraints/breaks/__init__.py": "",
    "constraints/breaks/meal_break.py": "import scheduler.rule",
    "constraints/rest/__init__.py": "",
    "constraints/rest/daily_rest.py": "import scheduler.rule",
    "constraints/rest/weekly_rest.py": "import scheduler.rule",
    "web/__init__.py": "",
    "web/app.py": "import constraints\nimport scheduler.solving.days",
}
ONE_WAY = "Imports point one way: web, bench, constraints, scheduler"
RULES_APART = "Rules do not know each other"
PORT_ALONE = "Of the scheduler, rules know the port alone"
SOLVER_HELD = "The solver is the board's and the solving's alone"
RULES_LIGHT = "Rules load no solver, by whatever way"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house of the project's shape, under the project's contracts."""
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    for name, text in HOUSE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{text}\n")
    return tmp_path


def _broken(house: Path) -> set[str]:
    """The names of the contracts that the house breaks."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=house, capture_output=True, text=True, check=False
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    lines = [line.strip() for line in done.stdout.splitlines()]
    broken = {line.split(" BROKEN")[0] for line in lines if " BROKEN" in line}
    assert (done.returncode != 0) == bool(broken)
    return broken


def test_the_house_as_it_should_be_breaks_nothing(house: Path) -> None:
    assert _broken(house) == set()


@pytest.mark.parametrize(
    ("where", "planted", "caught"),
    [
        ("scheduler/clock.py", "import web.app", {ONE_WAY}),
        ("scheduler/clock.py", "import constraints.rest", {ONE_WAY}),
        ("constraints/rest/daily_rest.py", "import web", {ONE_WAY}),
        ("constraints/rest/daily_rest.py", "import constraints.rest.weekly_rest", {RULES_APART}),
        ("constraints/rest/daily_rest.py", "import constraints.breaks.meal_break", {RULES_APART}),
        ("constraints/rest/daily_rest.py", "import scheduler.clock", {PORT_ALONE}),
        ("constraints/rest/daily_rest.py", "import scheduler.board", {PORT_ALONE, RULES_LIGHT}),
        ("constraints/rest/daily_rest.py", "import ortools", {SOLVER_HELD, RULES_LIGHT}),
        ("scheduler/rule.py", "import scheduler.board", {RULES_LIGHT}),
        ("scheduler/clock.py", "import ortools.sat", {SOLVER_HELD}),
        ("web/app.py", "import ortools", {SOLVER_HELD}),
    ],
)
def test_a_planted_import_is_caught(
    house: Path, where: str, planted: str, caught: set[str]
) -> None:
    with (house / where).open("a") as file:
        file.write(f"{planted}\n")
    assert _broken(house) == caught
