"""`--reference` and `--announced`: a roster beside the one that people know."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
Save = Callable[[str, object], str]

# The roster's Monday is 9 March 2026. Seven working days before it is Thursday 26 February.
IN_TIME, LATE = "2026-02-26T09:00+01:00", "2026-02-27T09:00+01:00"


def test_a_first_publication_is_judged_by_its_moment(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run
) -> None:
    paths = saved("team.json", team), saved("roster.json", roster)
    assert run("check", *paths, "--announced", IN_TIME).exit_code == 0
    done = run("check", *paths, "--announced", LATE)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        (
            f"publish_notice: {name}, Mon 9 March: a new shift from 09:00 to 13:00. Working days "
            "of notice: 6. Below 7 it needs a yes."
        )
        for name in ("Ana", "Ben")
    ]


def test_only_what_differs_from_the_reference_is_a_breach(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run
) -> None:
    known = deepcopy(roster)
    del known["shifts"][1]
    paths = saved("team.json", team), saved("roster.json", roster)
    same = run("check", *paths, "--reference", paths[1], "--announced", LATE)
    assert (same.exit_code, same.stdout) == (0, "")
    other = "--reference", saved("known.json", known)
    assert run("check", *paths, *other).exit_code == 0
    done = run("check", *paths, *other, "--announced", LATE, "--language", "nl")
    assert done.stdout.splitlines() == [
        (
            "publish_notice: Ben, ma 9 maart: een nieuwe dienst van 09:00 tot 13:00. Werkdagen "
            "vooraf: 6. Onder 7 is een ja nodig."
        )
    ]


@pytest.mark.parametrize("moment", ["tomorrow", "2026-02-27T09:00"])
def test_a_moment_without_its_offset_is_refused(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run, moment: str
) -> None:
    paths = saved("team.json", team), saved("roster.json", roster)
    done = run("check", *paths, "--announced", moment)
    assert done.exit_code == 2
    assert f"{moment!r} is not a moment with its offset" in done.stderr


def test_a_reference_of_other_days_or_of_other_work_is_refused(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run, tmp_path: Path
) -> None:
    path, out = saved("team.json", team), tmp_path / "new.json"
    known = saved("known.json", roster)
    later = "--from", "2026-03-16", "--weeks", "1", "--effort", "0", "--out", str(out)
    done = run("solve", path, *later, "--reference", known)
    assert done.exit_code == 2
    assert f"{known} has no day of the roster from 2026-03-16 to 2026-03-22" in done.stderr
    roster["shifts"][0]["blocks"][0]["activity"] = "hotline"
    wrong = saved("wrong.json", roster)
    done = run("check", path, known, "--reference", wrong)
    assert done.exit_code == 2
    assert f"{wrong}: 1 fault" in done.stderr
    assert not out.exists()


def test_a_solve_keeps_to_its_reference(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run, tmp_path: Path
) -> None:
    # Ben was known to come alone, from 09:15; the team no longer offers that shift.
    del roster["shifts"][0]
    ben = roster["shifts"][0]
    ben["start"] = ben["blocks"][0]["start"] = "2026-03-09T09:15+01:00"
    team["workload"], team["coverage"] = [], []
    path, out = saved("team.json", team), tmp_path / "new.json"
    options = "--from", "2026-03-09", "--weeks", "1", "--effort", "2", "--out", str(out)
    known = saved("known.json", roster)
    done = run("solve", path, *options, "--reference", known, "--announced", LATE)
    assert done.exit_code == 0, done.stderr
    made = json.loads(out.read_text("utf-8"))
    assert [(s["person"], s["start"]) for s in made["shifts"]] == [
        ("ben", "2026-03-09T09:15:00+01:00")
    ]
    assert "least_change" not in made["score"]["by_rule"]
    assert run("check", path, str(out), "--reference", known, "--announced", LATE).exit_code == 0
