"""The command `breather`. Each subcommand is a module of its own, loaded when it is called."""

from importlib import import_module
from importlib.metadata import version
from time import monotonic

import click

# What `breather --help` says of each, so that it need not load them.
COMMANDS = {
    "solve": "Make a roster for a team.",
    "check": "Say every breach of a roster, in words.",
    "rules": "List the rules with their settings.",
    "schema": "Print the JSON Schema of team or roster files.",
    "ics": "Print one person's shifts as a calendar.",
    "example": "Print an example team.",
    "bench": "Measure the engine on public instances, or on many teams.",
    "demo": "Start an example team with web page and worker on this machine.",
    "admin": "Make the first account.",
    "serve": "Start the web server.",
    "worker": "Start a worker, which makes rosters.",
    "backup": "Copy the whole store into one file, while it is in use.",
    "restore": "Read such a copy into an empty database.",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"web.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands)
@click.version_option(version("breather"), message="%(version)s")
def breather() -> None:
    """Rosters for people whose work exposes them to harmful material, within their limits."""


def main() -> None:
    """Run the command; what it times counts from here."""
    breather(obj=monotonic())
