"""`breather example`: an example team to start from."""

from datetime import date

import click

from scheduler.examples import NAMES, example_text
from web.cli.options import from_option


@click.command("example", epilog="Example: breather example child-focus > team.json")
@click.argument("name", type=click.Choice(NAMES))
@from_option
def command(name: str, first: date) -> None:
    """Print an example team, its dates moved so that its history lies before the first day."""
    click.echo(example_text(name, first), nl=False)
