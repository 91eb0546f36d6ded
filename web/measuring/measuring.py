"""Puts an organisation's teams into a store as jobs, has workers do them, and counts."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from sqlalchemy import func, select

from web.jobs.announcing import ready_for_tickets
from web.jobs.asking import ACTIVE_STATES, enqueue
from web.jobs.generate import KIND, payload
from web.measuring.measured import Done
from web.measuring.organisation import Size, organisation
from web.measuring.workers import Workers
from web.storage.store import Store
from web.storage.tables import JobRow, Roster
from web.storage.teams import create_team

DAYS = 28
LOOK_SECONDS = 0.05
# Wall seconds that a core-second may take, on a machine that does other things too.
MOST_WAITING = 20


@dataclass(frozen=True)
class Asked:
    """What is measured. sample: teams that are solved, spread evenly.

    core_seconds: of processor time, the most for each of them. workers: processes that take jobs;
    processes: solver processes of each. kills: of workers in the middle of it, by SIGKILL.
    """

    size: Size
    first: date
    sample: int
    core_seconds: float
    workers: int = 1
    processes: int = 2
    kills: int = 0
    seed: int = 0


@dataclass
class Figures:
    """What was counted. making, asking, running: wall seconds for all teams.

    results: rosters by team. queue: processor seconds of all workers beside their handlers.
    """

    teams: int = 0
    making: float = 0.0
    asking: float = 0.0
    running: float = 0.0
    kills: int = 0
    tickets: bool = False
    states: Counter[str] = field(default_factory=Counter)
    results: Counter[int] = field(default_factory=Counter)
    done: list[Done] = field(default_factory=list)
    queue: float = 0.0


class ToldToEndError(Exception):
    """Nobody wants the figures any more."""


def measure(store: Store, asked: Asked, tell: Callable[[str], None], stop: Event) -> Figures:
    """Make the teams, ask for a roster of each, and have workers do all of the jobs.

    store: an empty one; it holds the organisation afterwards. tell: gets a line now and then.
    Raises ValueError where the store has jobs already, RuntimeError where a worker ends by itself,
    ToldToEndError where `stop` is set before the end; no worker is left behind.
    """
    figures = Figures(tickets=ready_for_tickets(store))
    if figures.tickets:
        import_module("web.jobs.tickets").prepare(store)
    began = monotonic()
    teams = _stored(store, asked, stop)
    figures.teams, figures.making = len(teams), monotonic() - began
    tell(f"{figures.teams} teams made and stored in {figures.making:.1f} s")
    began = monotonic()
    _enqueue(store, asked, teams)
    figures.asking = monotonic() - began
    began = monotonic()
    _work(store, asked, figures, tell, stop)
    figures.running = monotonic() - began
    with store.read() as session:
        figures.states = Counter(session.scalars(select(JobRow.state)))
        figures.results = Counter(session.scalars(select(Roster.team_id)))
    return figures


def _stored(store: Store, asked: Asked, stop: Event) -> list[int]:
    with store.write() as session:
        if session.scalar(select(func.count(JobRow.id))):
            raise ValueError("the store is not empty")
    ids = []
    for team in organisation(asked.size, asked.first, asked.seed):
        if stop.is_set():
            raise ToldToEndError
        with store.write() as session:
            row = create_team(
                session,
                name=team.name,
                zone=team.timezone,
                document=team.model_dump_json(by_alias=True, exclude_defaults=True),
                at=datetime.now(UTC),
            )
            ids.append(row.id)
    return ids


def _enqueue(store: Store, asked: Asked, teams: list[int]) -> None:
    sample = min(asked.sample, len(teams))
    solved = {len(teams) * n // sample for n in range(sample)}
    for place, team_id in enumerate(teams):
        seconds = asked.core_seconds * MOST_WAITING
        usual = payload(team_id=team_id, first=asked.first, days=DAYS, seconds=seconds)
        with store.write() as session:
            key = f"team {team_id}"
            wanted = usual | {"solve": place in solved, "core_seconds": asked.core_seconds}
            enqueue(session, KIND, key, wanted, at=datetime.now(UTC))


def _work(
    store: Store, asked: Asked, figures: Figures, tell: Callable[[str], None], stop: Event
) -> None:
    """Until no job is active: look, kill where that is due, and read what the workers wrote."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="breather-bench-")))
        workers = Workers(
            store.url,
            folder,
            number=asked.workers,
            processes=asked.processes,
            killed=asked.kills > 0,
        )
        stack.callback(workers.kill)
        told = -1
        while active := _active(store):
            ended = figures.teams - active
            if figures.kills < asked.kills and _due(figures, asked, ended):
                workers.kill_one(figures.kills)
                figures.kills += 1
            elif workers.dead():
                raise RuntimeError("a worker ended by itself")
            if ended * 10 // figures.teams > told:
                told = ended * 10 // figures.teams
                tell(f"{ended} of {figures.teams} jobs done")
            if stop.wait(LOOK_SECONDS):
                raise ToldToEndError
        workers.end()
        _read(sorted(folder.iterdir()), figures)


def _due(figures: Figures, asked: Asked, ended: int) -> bool:
    """Kills are spread over the jobs, none before the first and none after the last."""
    return ended * (asked.kills + 1) > figures.teams * figures.kills and ended > 0


def _active(store: Store) -> int:
    with store.read() as session:
        query = select(func.count(JobRow.id)).where(JobRow.state.in_(ACTIVE_STATES))
        return session.scalar(query) or 0


def _read(files: list[Path], figures: Figures) -> None:
    """Of each job the last line; of each worker the last that it said of its queue."""
    done: dict[int, Done] = {}
    queue: dict[int, float] = {}
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            said: dict[str, Any] = json.loads(line)
            queue[said["worker"]] = said["queue"]
            if "job" in said:
                done[said["job"]] = Done(**said)
    figures.done = list(done.values())
    figures.queue = sum(queue.values())
