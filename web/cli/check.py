"""`breather check`: what a roster breaks, in words."""

import json
from datetime import datetime
from typing import Any

import click

from scheduler.checking import check_roster, presences_of
from scheduler.clock import Clock
from scheduler.pins import settle_pins
from scheduler.problem import Problem
from scheduler.rule import Breach
from web.cli.files import beside, roster_from, say_looser, team_from
from web.cli.options import announced_option, language_option, reference_option

BREACHES = 1


@click.command("check", epilog="Example: breather check team.json roster.json")
@click.argument("team_file", metavar="TEAM.json")
@click.argument("roster_file", metavar="ROSTER.json")
@click.option("--json", "as_json", is_flag=True, help="A list of objects.")
@language_option
@reference_option
@announced_option
def command(
    team_file: str,
    roster_file: str,
    *,
    as_json: bool,
    language: str,
    reference: str | None,
    announced: datetime | None,
) -> None:
    """Say every breach of a roster. Exit 1 where there is one, 2 where a file cannot be read.

    With --announced it is judged as published at that moment, against --reference as the roster in
    force; without a reference as published for the first time.
    """
    team, rulebook = team_from(team_file)
    roster = roster_from(roster_file, team)
    say_looser(rulebook)
    days = (roster.last - roster.first).days + 1
    asked = beside(Problem.of(team, roster.first, days), reference, announced)
    problem, _ = settle_pins(asked, rulebook)
    breaches = check_roster(problem, rulebook, presences_of(problem, roster.shifts))
    if as_json:
        described = [_described(breach, problem.clock, language) for breach in breaches]
        click.echo(json.dumps(described, ensure_ascii=False, indent=2))
    else:
        for breach in breaches:
            click.echo(f"{breach.public_rule}: {breach.public_words.said(language)}")
    raise SystemExit(BREACHES if breaches else 0)


def _described(breach: Breach, clock: Clock, language: str) -> dict[str, Any]:
    """One breach as anybody may read it."""
    return {
        "rule": breach.public_rule,
        "person": breach.person,
        "start": clock.moment(breach.start).isoformat(timespec="minutes"),
        "end": clock.moment(breach.end).isoformat(timespec="minutes"),
        "words": breach.public_words.said(language),
    }
