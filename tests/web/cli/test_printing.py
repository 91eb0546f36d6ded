"""The commands that print: help, rules, schema, examples."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from constraints import CATALOGUE
from scheduler.team import Team
from web.cli import COMMANDS

Run = Callable[..., Result]
Save = Callable[[str, object], str]

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "commands.md"


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_loads_no_solver(command: str | None) -> None:
    arguments = [command, "--help"] if command else ["--help"]
    program = (
        "import sys; from web.cli import breather\n"
        f"breather({arguments!r}, standalone_mode=False)\n"
        "print([name for name in sys.modules if name.startswith('ortools')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("Usage:")
    assert done.stdout.splitlines()[-1] == "[]"


def test_help_of_the_whole_loads_no_command() -> None:
    program = (
        "import sys; from web.cli import breather\n"
        "breather(['--help'], standalone_mode=False)\n"
        "print({'pydantic', 'flask', 'sqlalchemy'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_and_an_example_in_the_reference(command: str, run: Run) -> None:
    assert run(command, "--help").exit_code == 0
    _, found, section = REFERENCE.read_text("utf-8").partition(f"\n## {command}\n")
    assert found
    assert f"breather {command}" in section.split("\n## ")[0]


def test_rules_lists_each_rule_with_its_sentence(run: Run) -> None:
    lines = run("rules").stdout.splitlines()
    groups = [line.lower() for line in lines if not line.startswith(" ")]
    assert groups == list(dict.fromkeys(str(rule.group) for rule in CATALOGUE))
    named = [line.split()[:2] for line in lines if line.startswith("  ") and line[2] != " "]
    assert named == [[rule.name, str(rule().binding)] for rule in CATALOGUE]
    first = next(number for number, line in enumerate(lines) if "max_stint" in line)
    assert lines[first + 1].split() == ["minutes", "45,", "highest", "20"]
    listed = json.loads(run("rules", "--json").stdout)
    assert [rule["name"] for rule in listed] == [rule.name for rule in CATALOGUE]
    assert all(list(rule) == ["name", "group", "kind", "settings", "sentence"] for rule in listed)
    stint = next(rule for rule in listed if rule["name"] == "max_stint")
    assert (stint["group"], stint["kind"]) == ("exposure", "mandatory")
    assert stint["settings"]["minutes"] == 45


def test_rules_of_a_team_are_as_the_team_has_set_them(
    team: dict[str, Any], saved: Save, run: Run
) -> None:
    team["rules"] = {"max_stint": {"minutes": 30}, "wind_down": {"active": False}}
    listed = json.loads(run("rules", saved("team.json", team), "--json").stdout)
    rules = {rule["name"]: rule for rule in listed}
    assert rules["max_stint"]["settings"]["minutes"] == 30
    assert "30 min" in rules["max_stint"]["sentence"]
    assert rules["wind_down"]["kind"] == "off"


def test_a_rule_that_a_team_adopts_is_off_until_then(
    team: dict[str, Any], saved: Save, run: Run
) -> None:
    def urgent_case() -> dict[str, Any]:
        listed = json.loads(run("rules", saved("team.json", team), "--json").stdout)
        return next(rule for rule in listed if rule["name"] == "urgent_case")

    assert urgent_case()["kind"] == "off"
    assert urgent_case()["settings"] == {"active": False, "minutes": 30, "days": 7}
    team["rules"] = {"urgent_case": {"active": True}}
    assert urgent_case()["kind"] == "hard"


def test_the_schema_of_a_team_has_each_field_and_each_rule(run: Run) -> None:
    schema = json.loads(run("schema", "team").stdout)
    assert set(schema["properties"]) == set(Team.model_fields)
    rules = schema["$defs"]["RuleSettings"]
    assert set(rules["properties"]) == {rule.name for rule in CATALOGUE}
    assert schema["$defs"]["MaxStint"]["properties"]["minutes"]["maximum"] == 60
    assert {"from", "to"} <= set(schema["$defs"]["Authorisation"]["properties"])


def test_the_schema_of_a_roster_has_the_names_of_the_file(run: Run) -> None:
    schema = json.loads(run("schema", "roster").stdout)
    assert {"team", "from", "to", "shifts", "shortfalls", "score"} <= set(schema["properties"])
    assert {"activity", "meal", "room", "start", "end"} == set(
        schema["$defs"]["Block"]["properties"]
    )


@pytest.mark.parametrize("name", ["child-focus", "child-focus-doubled"])
@pytest.mark.parametrize("first", ["2026-03-23", "2026-11-30", "2027-01-06"])
def test_the_history_of_an_example_lies_in_the_four_weeks_before(
    name: str, first: str, run: Run
) -> None:
    done = run("example", name, "--from", first)
    assert done.exit_code == 0
    start = date.fromisoformat(first)
    monday = start - timedelta(days=start.weekday())
    days = [date.fromisoformat(shift["start"][:10]) for shift in json.loads(done.stdout)["history"]]
    assert min(days) == monday - timedelta(days=28)
    assert max(days) < start


def test_an_example_moved_over_a_change_of_the_clock_keeps_its_local_times(run: Run) -> None:
    moments = []
    for first in ("2026-03-23", "2026-04-20"):
        history = json.loads(run("example", "child-focus", "--from", first).stdout)["history"]
        moments.append({(shift["start"][10:16], shift["start"][16:]) for shift in history})
    assert {local for local, _ in moments[0]} == {local for local, _ in moments[1]}
    assert {offset for _, offset in moments[0]} == {"+01:00"}
    assert {offset for _, offset in moments[1]} == {"+01:00", "+02:00"}


def test_an_example_has_next_monday_as_its_first_day(run: Run) -> None:
    team = json.loads(run("example", "child-focus").stdout)
    last = max(date.fromisoformat(shift["start"][:10]) for shift in team["history"])
    # History ends on the last working evening or weekend afternoon before that Monday.
    assert -2 <= (last - datetime.now(UTC).date()).days <= 7


def test_an_example_that_is_not_there_and_a_date_that_is_none_are_said(run: Run) -> None:
    assert run("example", "nobody").exit_code == 2
    done = run("example", "child-focus", "--from", "9 March")
    assert done.exit_code == 2
    assert "'9 March' is not a date such as 2026-03-09" in done.stderr
