"""`breather bench`: public instances, solved by the engine of teams' rosters, and many teams."""

from importlib import import_module
from pathlib import Path

import click

from bench.families.catalogue import FAMILIES, family
from bench.families.running import Asked, Kept, Refused, run
from bench.families.verdict import UnreadableError
from web.cli.files import CANNOT_READ

BROKEN = 1

# Measures of another kind than families, each a command of its own.
MEASURES = {"teams": "web.cli.bench_teams"}


class _Bench(click.Group):
    """A command for each family, all alike, and one for each other measure."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return [*FAMILIES, *MEASURES]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name in MEASURES:
            measure: click.Command = import_module(MEASURES[cmd_name]).command
            return measure
        return _family if cmd_name in FAMILIES else None


@click.group("bench", cls=_Bench, epilog="Example: breather bench massp massp/1_7_10_1.txt")
def command() -> None:
    """Measure the engine: on a family of public instances, or on the teams of an organisation."""


@click.command()
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Time for each instance and seed.",
)
@click.option(
    "--seeds", type=click.IntRange(1, 100), default=1, show_default=True, help="How many."
)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Writes each solution there, in the family's own format.",
)
@click.option(
    "--results",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Keeps each result there, and does not run again what it holds already.",
)
@click.pass_context
def _family(
    ctx: click.Context,
    path: Path,
    *,
    seconds: float,
    seeds: int,
    workers: int,
    out: Path | None,
    results: Path | None,
) -> None:
    """Solve the instances of a public family at PATH, a file or a folder of them.

    One line each: the value by the family's own rules, what no solution is below, the best
    published value and the ratio to it. Exit 1 where a solution breaks a rule, 2 where an instance
    cannot be read or has no solution; the others are run all the same.
    """
    chosen = family(ctx.info_name or "")
    asked = Asked(seconds, tuple(range(seeds)), workers, out)
    code = 0
    try:
        known = Kept(results) if results else None
        for outcome in run(chosen, chosen.instances(path), asked, known=known):
            click.echo(outcome.line(), err=isinstance(outcome, Refused))
            if isinstance(outcome, Refused):
                code = CANNOT_READ
            elif outcome.objective is None:
                code = code or BROKEN
    except UnreadableError as error:
        click.echo(str(error), err=True)
        code = CANNOT_READ
    raise SystemExit(code)
