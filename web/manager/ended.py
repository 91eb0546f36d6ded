"""The end of a run is told to each manager once, on whatever page they are."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask import Response, make_response, redirect, render_template, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed, may
from web.accounts.signed_in import SignedIn
from web.jobs.generate import KIND
from web.manager.reading import find_run
from web.storage.store import Store
from web.storage.tables import JobRow, RunSeen
from web.teams import find_team

# An end of longer ago is no news to an account that was not there.
NEWS = timedelta(days=3)


@dataclass(frozen=True)
class Ended:
    """A run that ended. short: person-minutes that its roster leaves open; None without one."""

    job_id: int
    first: date
    last: date
    well: bool
    short: int | None


def ended_run(session: Session, user: SignedIn, team_id: int, now: datetime) -> Ended | None:
    """The newest run that ended and that the account was not told of; None where there is none."""
    if not may(user, Deed.GENERATE, team_id):
        return None
    seen = session.get(RunSeen, (user.id, team_id))
    query = select(JobRow).where(
        JobRow.kind == KIND,
        JobRow.key == str(team_id),
        JobRow.ended_at > now - NEWS,
        JobRow.id > (seen.job_id if seen else 0),
    )
    job = session.scalars(query.order_by(JobRow.id.desc()).limit(1)).first()
    if job is None:
        return None
    first = date.fromisoformat(job.payload["from"])
    last = first + timedelta(days=job.payload["days"] - 1)
    return Ended(job.id, first, last, job.state != "failed", job.progress.get("short"))


def see_end(store: Store, account_id: int, job: JobRow) -> None:
    """Note that an account has seen the end of a run; of an older one nothing is noted."""
    team_id = int(job.key)
    with store.read() as session:
        seen = session.get(RunSeen, (account_id, team_id))
    if seen is not None and seen.job_id >= job.id:
        return
    with store.write() as session:
        session.merge(RunSeen(account_id=account_id, team_id=team_id, job_id=job.id))


class Notices:
    """The views of what a manager is told on every page."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.notices = requires(Deed.GENERATE)(self._notices)
        self.seen = requires(Deed.GENERATE)(self._seen)

    def told(self, team_id: int) -> Ended | None:
        """For templates: what the signed-in account is to be told of a team."""
        with self._store.read() as session:
            return ended_run(session, signed_in_user(), team_id, datetime.now(UTC))

    def _notices(self, *, team_id: int) -> Response:
        """The notice alone, or 204 where there is none: a page asks every quarter of a minute."""
        with self._store.read() as session:
            team = find_team(session, team_id)
            ended = ended_run(session, signed_in_user(), team_id, datetime.now(UTC))
        if ended is None:
            return make_response("", 204)
        return make_response(render_template("manager/notice.html", team=team, ended_run=ended))

    def _seen(self, *, team_id: int, job_id: int) -> AnyResponse:
        with self._store.read() as session:
            job = find_run(session, team_id, job_id)
        see_end(self._store, signed_in_user().id, job)
        return redirect(url_for("manager.home", team_id=team_id), code=303)
