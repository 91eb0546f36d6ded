"""`breather rules`: what each rule asks, with its settings."""

import json
from pathlib import Path
from typing import Any

import click

from constraints import CATALOGUE
from constraints.manual import pages
from scheduler.rule import Rule, Rulebook
from web.cli.files import team_from, write_whole
from web.cli.options import language_option


@click.command("rules", epilog="Example: breather rules team.json --json")
@click.argument("team_file", metavar="[TEAM.json]", required=False)
@click.option("--json", "as_json", is_flag=True, help="A list of objects.")
@language_option
@click.option(
    "--manual",
    type=click.Path(exists=True, file_okay=False, writable=True, path_type=Path),
    hidden=True,
    help="Write the manual of the rules into a folder.",
)
def command(team_file: str | None, *, as_json: bool, language: str, manual: Path | None) -> None:
    """List the rules: name, group, kind, settings and what each asks, by default or for a team."""
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
    for rule in rules:
        click.echo(f"{rule['name']:{width}}  {rule['kind']:9}  {rule['sentence']}")


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
