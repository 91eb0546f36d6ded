"""The best roster of a run under way, stored now and then, should its worker end too early."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from scheduler.roster import Roster
from web.jobs.job import Job
from web.storage.store import Store
from web.storage.tables import JobKept, JobRow

# How often at most, and which share of the time the storing may take.
EVERY_SECONDS = 10.0
SHARE = 20


class KeptBest:
    """Stores what one attempt at a job has found, where it is better than what is stored."""

    def __init__(self, store: Store, job: Job) -> None:
        """The job as it was claimed."""
        self._store, self._job = store, job
        self._due = 0.0
        self._stored: tuple[int, int] | None = None

    def __call__(self, make: Callable[[], Roster]) -> None:
        """Take a better roster; `make` is asked for it only where it is time to store one."""
        begun = monotonic()
        if begun < self._due:
            return
        roster = make()
        levels = _levels(figures_of(roster))
        if levels is not None and (self._stored is None or levels < self._stored):
            with self._store.write() as session:
                self._store_it(session, roster)
            self._stored = levels
        took = monotonic() - begun
        self._due = begun + max(EVERY_SECONDS, SHARE * took)

    def _store_it(self, session: Session, roster: Roster) -> None:
        job = session.get(JobRow, self._job.id)
        if job is None or (job.state, job.attempt) != ("running", self._job.attempt):
            return
        known = session.get(JobKept, job.id)
        figures = figures_of(roster)
        if known is not None and (_levels(known.figures) or (0, 0)) <= (_levels(figures) or (0, 0)):
            return
        session.merge(
            JobKept(
                job_id=job.id,
                document=roster.model_dump_json(by_alias=True),
                figures=figures,
                kept_at=datetime.now(UTC),
            )
        )


def figures_of(roster: Roster) -> dict[str, Any]:
    """What is stored beside a roster's text."""
    return roster.score.model_dump(exclude={"by_rule"}) if roster.score else {}


def drop_kept(session: Session, job_id: int) -> None:
    """Forget what a run has found on its way."""
    session.execute(delete(JobKept).where(JobKept.job_id == job_id))


def _levels(figures: Mapping[str, Any]) -> tuple[int, int] | None:
    return (figures["level1"], figures["level2"]) if "level1" in figures else None
