"""`breather rules`: what each rule asks, with its settings."""

import json
from typing import Any

import click

from constraints import CATALOGUE
from scheduler.rule import Kind, Rule, Rulebook
from web.cli.files import team_from
from web.cli.options import language_option


@click.command("rules", epilog="Example: breather rules team.json --json")
@click.argument("team_file", metavar="[TEAM.json]", required=False)
@click.option("--json", "as_json", is_flag=True, help="A list of objects.")
@language_option
def command(team_file: str | None, *, as_json: bool, language: str) -> None:
    """List the rules: name, group, kind, settings and what each asks, by default or for a team."""
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
        "kind": str(rule.kind if rule.in_force else Kind.OFF),
        "settings": rule.model_dump(mode="json"),
        "sentence": rule.sentence().said(language),
    }
