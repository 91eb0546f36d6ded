"""`breather solve`: a roster from a team file."""

import sys
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Literal, get_args

import click

from scheduler.problem import Problem
from scheduler.solving import Solution, Strategy, solve
from web.cli.files import beside, refuse_overlap, say_looser, team_from, writable, write_whole
from web.cli.options import announced_option, from_option, reference_option
from web.cli.telling import Telling
from web.jobs.signals import stop_at_signals

USUAL_SECONDS = 60.0
BROKEN = 1
GRIDS: dict[str, Literal[5, 10, 15]] = {"5": 5, "10": 10, "15": 15}


@click.command(
    "solve",
    epilog="Example: breather solve team.json --from 2026-11-30 --seconds 60 --out roster.json",
)
@click.argument("team_file", metavar="TEAM.json")
@from_option
@click.option("--weeks", type=click.IntRange(1, 52), default=4, show_default=True)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    help=f"Time to look, from the command's start; {USUAL_SECONDS:g} without --effort.",
)
@click.option(
    "--effort",
    type=click.IntRange(min=0),
    help="Neighbourhoods to free after the first roster; the same roster for a seed each time.",
)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
@click.option(
    "--grid",
    type=click.Choice(list(GRIDS)),
    default="15",
    show_default=True,
    help="Minutes a slot.",
)
@click.option(
    "--strategy",
    type=click.Choice(get_args(Strategy)),
    default="staged",
    show_default=True,
    help="In stages; for comparison one model of the whole roster, or shift after shift.",
)
@reference_option
@announced_option
@click.option(
    "--events",
    metavar="FILE",
    help="Writes each step as a line of JSON: time, stage, both levels and by rule, bounds.",
)
@click.option("--out", required=True, metavar="ROSTER.json", help="Replaced whole or not at all.")
@click.pass_obj
def command(  # noqa: PLR0913 - each is an option of the command
    started: float | None,
    team_file: str,
    first: date,
    *,
    weeks: int,
    seconds: float | None,
    effort: int | None,
    seed: int,
    workers: int,
    grid: str,
    strategy: Strategy,
    reference: str | None,
    announced: datetime | None,
    events: str | None,
    out: str,
) -> None:
    """Make the best roster that the time allows. Ctrl-C ends the search and keeps the best so far.

    Progress goes to standard error; the last line on standard output gives both levels of the
    objective and their bounds, the minutes short, demanded and used. With --reference the new
    roster changes as little as possible from that one; with --announced what is nearer than the
    notice stays as it is there.
    """
    begun = monotonic() if started is None else started
    stop = stop_at_signals()
    target = writable(out)
    log = writable(events) if events else None
    team, rulebook = team_from(team_file)
    refuse_overlap(team_file, team, first, first + timedelta(days=7 * weeks - 1))
    say_looser(rulebook)
    problem = beside(Problem.of(team, first, 7 * weeks, GRIDS[grid]), reference, announced)
    if seconds is None and effort is None:
        seconds = USUAL_SECONDS
    with Telling(log) as telling:
        solution = solve(
            problem,
            rulebook,
            seconds=seconds,
            effort=effort,
            seed=seed,
            workers=workers,
            strategy=strategy,
            started=begun,
            on_progress=telling,
            stop=stop.is_set,
        )
    _say_breaches(solution)
    write_whole(target, solution.roster.model_dump_json(by_alias=True, indent=1) + "\n")
    click.echo(_last_line(solution, monotonic() - begun))


def _say_breaches(solution: Solution) -> None:
    """Say void pins; a roster that breaks a rule is a fault of this program and is not written."""
    for pin in solution.roster.void_pins:
        click.echo(f"Void pin: {pin}", err=True)
    for breach in solution.breaches:
        click.echo(f"{breach.public_rule}: {breach.public_words}", err=True)
    if solution.breaches:
        click.echo("The roster breaks a rule and is not written.", err=True)
        sys.exit(BROKEN)


def _last_line(solution: Solution, seconds: float) -> str:
    score = solution.roster.score
    if score is None:
        raise RuntimeError("a solve gives a roster with its score")
    return (
        f"objective={score.level1}/{score.level2} "
        f"bound={score.level1_bound}/{score.level2_bound} "
        f"short={score.short} short_bound={score.short_bound} demanded={score.demanded} "
        f"seconds={seconds:.1f} breaches={len(solution.breaches)}"
    )
