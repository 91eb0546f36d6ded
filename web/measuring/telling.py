"""What a measure found, in lines of names and figures."""

import os
from collections.abc import Iterator
from statistics import median

from web.measuring.measured import NEAR, Done
from web.measuring.measuring import Figures


def lines(figures: Figures) -> Iterator[str]:
    """The lines: each solved team, all of them, the queue, and the sum."""
    solved = sorted((done for done in figures.done if done.solved), key=lambda done: done.job)
    for done in solved:
        yield (
            f"team job={done.job} core_seconds_near={_number(done.near)} "
            f"core_seconds={done.cores:.1f} excess={_percent(done.excess)}"
        )
    near = [done.near for done in solved if done.near is not None]
    yield (
        f"teams={figures.teams} solved={len(solved)} near={len(near)} within={_percent(NEAR)} "
        f"core_seconds_near={_middle(near)} core_seconds={_middle([d.cores for d in solved])}"
    )
    yield _queue(figures, solved)
    yield _sum(figures, solved)
    yield f"load={os.getloadavg()[0]:.2f} cores={os.cpu_count()}"


def _queue(figures: Figures, solved: list[Done]) -> str:
    """Every team once, and what the queue takes of a job that solves."""
    jobs = max(1, sum(figures.states.values()))
    twice = sum(number > 1 for number in figures.results.values())
    each = figures.queue / jobs
    usual = median(done.cores for done in solved) if solved else None
    told = {
        "engine": "procrastinate" if figures.tickets else "table",
        "jobs": jobs,
        "done": figures.states["done"] + figures.states["stopped"],
        "results": len(figures.results),
        "twice": twice,
        "lost": figures.teams - len(figures.results),
        "kills": figures.kills,
        "asking_ms": f"{1000 * figures.asking / jobs:.1f}",
        "queue_core_ms": f"{1000 * each:.1f}",
        "overhead": _percent(each / usual if usual else None),
    }
    return "queue " + " ".join(f"{name}={value}" for name, value in told.items())


def _sum(figures: Figures, solved: list[Done]) -> str:
    """Core-seconds of all teams: those not solved are taken for the mean of those that were."""
    if not solved:
        return "sum core_seconds=none: no team was solved"
    spent = sum(done.cores for done in solved)
    whole = spent / len(solved) * figures.teams
    rest = figures.teams - len(solved)
    said = f"sum core_seconds={whole:.0f} core_hours={whole / 3600:.2f}"
    return f"{said} ({rest} of {figures.teams} teams estimated)" if rest else said


def _middle(values: list[float]) -> str:
    return _number(median(values) if values else None)


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:.1f}"


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{100 * share:.2f}%"
