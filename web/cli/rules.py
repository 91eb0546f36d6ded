"""`breather rules`: what each rule asks, with its settings."""

import json
import sys
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import click

from constraints import CATALOGUE
from constraints.manual import pages
from scheduler.rule import Rule, Rulebook
from web.cli.files import team_from, write_whole
from web.cli.options import language_option


@click.command(
    "rules", epilog="Examples: breather rules team.json --json; breather rules --prove-defaults"
)
@click.argument("team_file", metavar="[TEAM.json]", required=False)
@click.option("--json", "as_json", is_flag=True, help="A list of objects.")
@language_option
@click.option(
    "--prove-defaults",
    "proving",
    is_flag=True,
    help="Solve a fortnight in which every rule is active, and show where each is felt.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=1),
    default=60.0,
    show_default=True,
    help="Time to solve it, with --prove-defaults.",
)
@click.option(
    "--manual",
    type=click.Path(exists=True, file_okay=False, writable=True, path_type=Path),
    hidden=True,
    help="Write the manual of the rules into a folder.",
)
def command(
    team_file: str | None,
    *,
    as_json: bool,
    language: str,
    proving: bool,
    seconds: float,
    manual: Path | None,
) -> None:
    """List the rules: name, group, kind, settings and what each asks, by default or for a team."""
    if proving:
        _prove(seconds)
        return
    if manual:
        for name, text in pages().items():
            write_whole(manual / name, text)
        return
    rulebook = team_from(team_file)[1] if team_file else _usual()
    rules = [_described(rule, language) for rule in rulebook.all]
    if as_json:
        click.echo(json.dumps(rules, ensure_ascii=False, indent=2))
        return
    width = max(len(rule["name"]) for rule in rules)
    for group, those in groupby(rules, key=itemgetter("group")):
        click.echo(group.capitalize())
        for rule in those:
            click.echo(f"  {rule['name']:{width}}  {rule['kind']:9}  {rule['sentence']}")
            if settings := _settings(rule["settings"]):
                click.echo(f"  {'':{width}}  {'':9}  {settings}")


def _settings(settings: dict[str, Any]) -> str:
    """Settings in a line, as `minutes 240`; whether a rule is active is told by its kind."""
    own = ((name, value) for name, value in settings.items() if name != "active")
    return ", ".join(f"{name} {json.dumps(value, ensure_ascii=False)}" for name, value in own)


def _prove(seconds: float) -> None:
    """Print the proof; exit 1 where a rule is broken or nothing is seen of it."""
    # The list alone must not wait for a solver to load.
    from web.cli.proving import lines, prove

    proof = prove(seconds)
    for line in lines(proof):
        click.echo(line)
    if proof.breaches or proof.unfelt:
        sys.exit(1)


def _usual() -> Rulebook:
    return Rulebook((kind() for kind in CATALOGUE), CATALOGUE)


def _described(rule: Rule, language: str) -> dict[str, Any]:
    return {
        "name": rule.name,
        "group": str(rule.group),
        "kind": str(rule.binding),
        "settings": rule.model_dump(mode="json"),
        "sentence": rule.sentence().said(language),
    }
