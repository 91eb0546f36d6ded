"""`check` and `rules` say their sentences in the language that is asked for."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
Save = Callable[[str, object], str]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "At most 45 min of exposure without a break; with the highest severity 20 min."),
        ("nl", "Hoogstens 45 min blootstelling zonder pauze; bij de hoogste ernst 20 min."),
        (
            "fr",
            "Au plus 45 min d’exposition sans pause\u00a0; 20 min pour la gravité la plus élevée.",
        ),
        ("de", "Höchstens 45 min Exposition ohne Pause; beim höchsten Schweregrad 20 min."),
    ],
)
def test_rules_are_said_in_it(language: str, sentence: str, run: Run) -> None:
    lines = run("rules", "--language", language).stdout.splitlines()
    assert [line.endswith(sentence) for line in lines if line.startswith("  max_stint")] == [True]
    described = json.loads(run("rules", "--json", "--language", language).stdout)
    assert [rule["sentence"] for rule in described if rule["name"] == "max_stint"] == [sentence]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Not available for this work then."),
        ("nl", "Op dat moment niet beschikbaar voor dit werk."),
        ("fr", "Pas disponible pour ce travail à ce moment-là."),
        ("de", "Zu dieser Zeit für diese Arbeit nicht verfügbar."),
    ],
)
def test_what_only_the_person_knows_is_said_in_it(
    team: dict[str, Any],
    roster: dict[str, Any],
    saved: Save,
    run: Run,
    language: str,
    sentence: str,
) -> None:
    refusal = {"activity": "images", "from": "2026-03-01T00:00+01:00"}
    team["people"][0]["private"] = {"refusals": [refusal]}
    files = saved("team.json", team), saved("roster.json", roster)
    assert run("check", *files, "--language", language).stdout == f"availability: {sentence}\n"
    (breach,) = json.loads(run("check", *files, "--json", "--language", language).stdout)
    assert breach["words"] == sentence


def test_a_language_that_is_not_there_is_said(run: Run) -> None:
    done = run("rules", "--language", "it")
    assert done.exit_code == 2
    assert "'en', 'nl', 'fr', 'de'" in done.stderr
