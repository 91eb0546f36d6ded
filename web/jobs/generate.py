"""The job that makes a roster: a team and a period in, a checked draft out."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy.orm import Session

from constraints.loosening import held
from constraints.reading import read
from scheduler.problem import Problem
from scheduler.reference import compared
from scheduler.roster import Roster as RosterFile
from scheduler.rule import Rulebook
from scheduler.solving import Solution, solve
from scheduler.team import Team
from web.before import LONG_AGO, rosters_around, with_standing
from web.elsewhere import with_elsewhere
from web.jobs.job import Handler, Job, JobFailedError, Report, StopRequested
from web.jobs.kept_best import KeptBest, drop_kept, figures_of
from web.jobs.kept_days import KeptDays, with_kept_days
from web.jobs.pinned_days import PinnedIn, with_pinned_days
from web.jobs.reporting import Reporter
from web.jobs.spread import Spread
from web.storage.private_capacity import whole_document
from web.storage.rosters import Draft, published_rosters, store_draft
from web.storage.rule_changes import waiting
from web.storage.store import Store
from web.storage.tables import DraftState
from web.storage.tables import Roster as RosterRow
from web.storage.tables import Team as TeamRow

KIND = "generate"


@dataclass(frozen=True)
class Made:
    """A roster and what it was made for."""

    team_id: int
    solution: Solution


def generating(store: Store, *, workers: int) -> Handler[Made]:
    """The handler for KIND. `workers`: solver processes, niced, that die with this one."""

    def run(job: Job, report: Report, stop_requested: StopRequested) -> Made:
        return _run(store, workers, job, report, stop_requested)

    return Handler(run=run, store_result=_store_result)


def payload(
    *,
    team_id: int,
    first: date,
    days: int,
    seconds: float,
    seed: int = 0,
    grid: int = 15,
    keep: Iterable[KeptDays] = (),
    pinned: Iterable[PinnedIn] = (),
) -> dict[str, Any]:
    """What a job of KIND is asked: a team, a period, how long to look, and what stays."""
    kept = [days_kept.told() for days_kept in keep]
    pins = [pinned_in.told() for pinned_in in pinned]
    return {
        "team_id": team_id,
        "from": first.isoformat(),
        "days": days,
        "seconds": seconds,
        "seed": seed,
        "grid": grid,
        **({"keep": kept} if kept else {}),
        **({"pinned": pins} if pins else {}),
    }


def problem_of(
    session: Session,
    team_id: int,
    first: date,
    days: int,
    grid: int = 15,
    keep: Iterable[KeptDays] = (),
    pinned: Iterable[PinnedIn] = (),
) -> tuple[Problem, Rulebook]:
    """The stored team's problem for a period, what is in force around it taken as standing.

    What is in force on its own days is the reference, from which a new roster changes little. What
    its people do in other teams stands too. Loosenings that are not in force by its first day are
    not felt. keep: days that stay as they are. pinned: rosters whose pins hold here too.

    Raises TeamFaultsError where the stored file is no longer a team's, NoResultFound where there
    is none, JobFailedError where history speaks of work that the team no longer has: whether it
    exposes is not known any more, so no minute of it can be counted.
    """
    row = session.get_one(TeamRow, team_id)
    team, rulebook = read(whole_document(session, row))
    last = first + timedelta(days=days - 1)
    around = rosters_around(session, team_id, first, last, back=LONG_AGO)
    team = with_standing(team, around, first, last)
    team = with_elsewhere(session, team_id, team, first, last)
    team, _ = with_pinned_days(session, team, pinned, first, last)
    team = with_kept_days(session, team, keep)
    if grid not in {5, 10, 15}:
        raise JobFailedError("unknown_grid")
    try:
        problem = Problem.of(team, first, days, cast("Literal[5, 10, 15]", grid))
    except ValueError as error:
        raise JobFailedError("history_unreadable") from error
    rows = published_rosters(session, team_id, first=first, last=last)
    in_force = [RosterFile.model_validate_json(row.document) for row in rows]
    return compared(problem, in_force), held(rulebook, waiting(session, team_id, first))


def _run(
    store: Store, workers: int, job: Job, report: Report, stop_requested: StopRequested
) -> Made:
    started = time.monotonic()
    asked = job.payload
    first = date.fromisoformat(asked["from"])
    with store.read() as session:
        problem, rulebook = problem_of(
            session,
            asked["team_id"],
            first,
            asked["days"],
            asked["grid"],
            [KeptDays.read(told) for told in asked.get("keep", ())],
            [PinnedIn.read(told) for told in asked.get("pinned", ())],
        )
    seconds = float(asked["seconds"])
    solution = solve(
        problem,
        rulebook,
        seconds=seconds,
        seed=asked["seed"],
        workers=workers,
        started=started,
        on_progress=Reporter(report, seconds, Spread(problem, rulebook)),
        on_better=KeptBest(store, job),
        stop=stop_requested,
    )
    if solution.breaches:
        raise JobFailedError("roster_breaks_a_rule")
    return Made(asked["team_id"], solution)


def _store_result(session: Session, job: Job, made: Made) -> None:
    roster = made.solution.roster
    document = roster.model_dump_json(by_alias=True)
    draft = Draft(made.team_id, roster.first, roster.last, document, figures_of(roster))
    row = store_draft(session, draft, at=datetime.now(UTC), job_id=job.id)
    _pin(session, job, row)
    drop_kept(session, job.id)


def _pin(session: Session, job: Job, row: RosterRow) -> None:
    """What was brought along from the boards of other rosters is pinned in the new one too."""
    pinned = [PinnedIn.read(told) for told in job.payload.get("pinned", ())]
    if not pinned or session.get(DraftState, row.id) is not None:
        return
    team = Team.model_validate_json(session.get_one(TeamRow, row.team_id).document)
    _, days = with_pinned_days(session, team, pinned, row.first, row.last)
    cells = sorted([person, on.isoformat()] for person, on in days)
    session.add(DraftState(roster_id=row.id, revision=1, step=0, pinned=cells, changed={}))
