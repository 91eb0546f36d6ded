"""`breather schema`: the shape of the files."""

import json

import click

from constraints.schemas import roster_schema, team_schema


@click.command("schema", epilog="Example: breather schema team > team.schema.json")
@click.argument("kind", type=click.Choice(["team", "roster"]))
def command(kind: str) -> None:
    """Print the JSON Schema of team files, rule settings included, or of roster files."""
    schema = team_schema() if kind == "team" else roster_schema()
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
