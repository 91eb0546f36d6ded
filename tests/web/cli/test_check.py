"""`breather check` says each breach in words and by its exit code."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
Save = Callable[[str, object], str]


def test_a_roster_within_its_rules_exits_with_0(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run
) -> None:
    done = run("check", saved("team.json", team), saved("roster.json", roster))
    assert (done.exit_code, done.stdout) == (0, "")
    done = run("check", "--json", saved("team.json", team), saved("roster.json", roster))
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])


def too_long(roster: dict[str, Any]) -> dict[str, Any]:
    """Ana's stint of 09:00 to 09:45 goes on until 10:15."""
    for block, edge in ((0, "end"), (1, "start")):
        roster["shifts"][0]["blocks"][block][edge] = "2026-03-09T10:15+01:00"
    return roster


def test_a_breach_is_said_in_words_and_exits_with_1(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run
) -> None:
    done = run("check", saved("team.json", team), saved("roster.json", too_long(roster)))
    assert done.exit_code == 1
    (line,) = done.stdout.splitlines()
    # 09:00 to 10:15 are 75 minutes; the limit is 45.
    assert line.startswith("max_stint: Ana")
    assert "1 h 15" in line
    assert "45 min" in line


def test_a_shift_longer_than_allowed_is_a_breach(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run
) -> None:
    # 09:00 to 18:15 are 555 minutes; the most is 540.
    shift = roster["shifts"][1]
    shift["end"] = shift["blocks"][-1]["end"] = "2026-03-09T18:15+01:00"
    done = run("check", saved("team.json", team), saved("roster.json", roster))
    assert done.exit_code == 1
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("shift_length")]
    assert "Ben" in line
    assert "9 h 15" in line
    assert "9 h" in line


def test_a_person_whom_the_team_does_not_have_is_a_breach(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run
) -> None:
    roster["shifts"][0]["person"] = "cyd"
    done = run("check", saved("team.json", team), saved("roster.json", roster))
    assert done.exit_code == 1
    assert "structure: cyd, Mon 9 March: the team has nobody of that name." in done.stdout


def test_json_gives_rule_person_times_and_words(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run
) -> None:
    done = run("check", saved("team.json", team), saved("roster.json", too_long(roster)), "--json")
    assert done.exit_code == 1
    (breach,) = json.loads(done.stdout)
    assert breach["rule"] == "max_stint"
    assert breach["person"] == "ana"
    assert breach["start"] == "2026-03-09T09:00+01:00"
    assert breach["end"] == "2026-03-09T10:15+01:00"
    assert "1 h 15" in breach["words"]


def test_what_only_the_person_knows_is_said_like_any_time_not_available(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run
) -> None:
    refusal = {"activity": "images", "from": "2026-03-01T00:00+01:00"}
    team["people"][0]["private"] = {"refusals": [refusal]}
    path = saved("team.json", team)
    done = run("check", path, saved("roster.json", roster))
    assert (done.exit_code, done.stdout) == (
        1,
        "availability: Not available for this work then.\n",
    )
    (breach,) = json.loads(run("check", path, saved("r.json", roster), "--json").stdout)
    assert breach["rule"] == "availability"
    assert breach["words"] == "Not available for this work then."


def test_a_roster_of_a_night_in_which_the_clock_jumps_is_read_in_elapsed_minutes(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run
) -> None:
    # 2026-03-29 has no 02:00 to 03:00: 00:00+01:00 to 05:00+02:00 are 240 minutes.
    blocks = [
        {"activity": "admin", "start": "2026-03-29T00:00+01:00", "end": "2026-03-29T05:00+02:00"}
    ]
    shift = {
        "person": "ana",
        "start": blocks[0]["start"],
        "end": blocks[0]["end"],
        "blocks": blocks,
    }
    roster = {**roster, "from": "2026-03-23", "to": "2026-03-29", "shifts": [shift]}
    done = run("check", saved("team.json", team), saved("roster.json", roster))
    assert (done.exit_code, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("steps", "value", "said"),
    [
        (
            ("shifts", 1, "blocks", 0, "activity"),
            "chat",
            'shifts[1].blocks[0].activity: the team has no activity "chat"',
        ),
        (
            ("shifts", 0, "end"),
            "2026-03-09T13:30+01:00",
            "shifts[0].blocks[1].end: is not where the shift ends, 2026-03-09T13:30+01:00",
        ),
        (
            ("to",),
            "2026-03-08",
            "to: 2026-03-08 does not end a roster from 2026-03-09, at most a year long",
        ),
    ],
)
def test_a_roster_that_cannot_be_read_exits_with_2(
    team: dict[str, Any],
    roster: dict[str, Any],
    saved: Save,
    run: Run,
    steps: tuple[Any, ...],
    value: str,
    said: str,
) -> None:
    part: Any = roster
    for step in steps[:-1]:
        part = part[step]
    part[steps[-1]] = value
    done = run("check", saved("team.json", team), saved("roster.json", roster))
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr.splitlines()


def test_files_that_are_not_there_exit_with_2(team: dict[str, Any], saved: Save, run: Run) -> None:
    done = run("check", saved("team.json", team), "/nowhere/roster.json")
    assert done.exit_code == 2
    assert done.stderr == "/nowhere/roster.json cannot be read: No such file or directory\n"


def test_looser_rules_are_said_on_standard_error(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run
) -> None:
    team["rules"] = {"max_stint": {"minutes": 60}, "wind_down": {"active": False}}
    done = run("check", saved("team.json", team), saved("roster.json", roster))
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        "Looser than recommended: rules.max_stint: minutes 60 (recommended 45)",
        "Looser than recommended: rules.wind_down: switched off",
    ]
