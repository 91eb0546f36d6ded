"""The demo's first roster: waited for, dated back, published in time."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

from sqlalchemy import select

from web.demo.ready import ANALYST
from web.demo.team import DemoTeam
from web.jobs.asking import ACTIVE_STATES, request_stop
from web.manager.publishing import Published, Refused, check_and_publish
from web.storage.feeds import new_feed
from web.storage.store import Store
from web.storage.tables import JobRow, Roster

LOOK_SECONDS = 0.25
# A roster with all its days is good enough to be shown after the first, any after the second.
ALL_DAYS_SECONDS, ANY_SECONDS = 30, 50


class NoRosterError(Exception):
    """The first roster could not be made or published; the message says why."""


def wait_for_roster(
    store: Store, team: DemoTeam, *, stop: Event, tell: Callable[[str], None]
) -> int | None:
    """The number of the roster once it is made; None where `stop` was set before.

    The search is told to end as soon as there is enough to show. tell: hears the words of each
    stage.

    Raises NoRosterError where the job failed.
    """
    said = ""
    while not stop.is_set():
        with store.read() as session:
            job = session.get_one(JobRow, team.job_id)
            roster_id = session.scalar(select(Roster.id).where(Roster.job_id == team.job_id))
        words = str(job.progress.get("words", ""))
        if words and words != said:
            tell(words)
            said = words
        if job.state not in ACTIVE_STATES:
            if roster_id is None:
                raise NoRosterError(f"no roster was made: {job.error_code or job.state}")
            return roster_id
        if _enough(job.progress):
            with store.write() as session:
                request_stop(session, team.job_id, at=datetime.now(UTC))
        stop.wait(LOOK_SECONDS)
    return None


def _enough(progress: Mapping[str, Any]) -> bool:
    elapsed = progress.get("elapsed", 0)
    if progress.get("stage") == "shifts":
        return bool(elapsed > ALL_DAYS_SECONDS)
    return bool(elapsed > ANY_SECONDS and progress["short"] is not None)


def publish_in_time(store: Store, team: DemoTeam, roster_id: int) -> str:
    """Put the roster into force as if long before its first day; give the analyst's calendar key.

    Raises NoRosterError where the check refuses it.
    """
    with store.write() as session:
        session.get_one(Roster, roster_id).made_at = team.at
        job = session.get_one(JobRow, team.job_id)
        back = job.created_at - team.at
        for column in ("created_at", "started_at", "ended_at"):
            moment = getattr(job, column)
            setattr(job, column, moment and moment - back)
    at = team.at + timedelta(hours=1)
    outcome = check_and_publish(store, roster_id, by=team.manager_id, at=at)
    if isinstance(outcome, Refused):
        raise NoRosterError("; ".join(outcome.sentences))
    if not isinstance(outcome, Published):
        raise NoRosterError("it would be published later than its notice")
    with store.write() as session:
        return new_feed(session, team.team_id, ANALYST.username, at=at)
