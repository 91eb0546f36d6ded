"""The page of a roster in the making."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Response as Answer
from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed
from web.jobs.asking import request_stop
from web.jobs.kept_days import KeptDays
from web.manager.ended import see_end
from web.manager.milestones import Milestone
from web.manager.progress import progress
from web.manager.reading import find_run, roster_of_run
from web.plan import team_of
from web.storage.store import Store
from web.storage.tables import JobKept, JobRow, Roster, Team
from web.teams import find_team, local_now


class Runs:
    """The views of one generation on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.run = requires(Deed.GENERATE)(self._run)
        self.progress = requires(Deed.GENERATE)(self._progress)
        self.stop = requires(Deed.GENERATE)(self._stop)

    def _run(self, *, team_id: int, job_id: int) -> str:
        read = self._read(team_id, job_id)
        if read.job.ended_at is not None:
            see_end(self._store, signed_in_user().id, read.job)
        return _render("manager/run.html", read, spoken=None)

    def _progress(self, *, team_id: int, job_id: int) -> Answer:
        """The moving part of the page, or 204 where `s` is still the last step."""
        read = self._read(team_id, job_id)
        if request.args.get("s") == _key(read.job):
            return make_response("", 204)
        spoken = request.args.get("m", type=int)
        if read.job.ended_at is not None:
            see_end(self._store, signed_in_user().id, read.job)
        page = _render("manager/run_part.html", read, spoken=spoken)
        return make_response(page)

    def _stop(self, *, team_id: int, job_id: int) -> Response:
        with self._store.write() as session:
            find_run(session, team_id, job_id)
            request_stop(session, job_id, at=datetime.now(UTC))
        return redirect(url_for("manager.run", team_id=team_id, job_id=job_id), code=303)

    def _read(self, team_id: int, job_id: int) -> "_Read":
        with self._store.read() as session:
            return _Read(
                find_team(session, team_id),
                find_run(session, team_id, job_id),
                roster_of_run(session, job_id),
                kept=session.get(JobKept, job_id) is not None,
            )


@dataclass(frozen=True)
class _Read:
    """What a page of a run shows. kept: whether a roster of it is stored that is no draft yet."""

    team: Team
    job: JobRow
    roster: Roster | None
    kept: bool


def _key(job: JobRow) -> str:
    """What a page has seen: the state, the step, and whether it was asked to stop."""
    return f"{job.state}-{job.step}-{int(job.stop_requested)}"


def _render(template: str, read: _Read, *, spoken: int | None) -> str:
    """spoken: the milestone whose words stand on the page; None where the page is new."""
    team, job, roster = read.team, read.job, read.roster
    seen = progress(
        job.state, job.step, job.progress, float(job.payload["seconds"]), job.error_code
    )
    first = date.fromisoformat(job.payload["from"])
    return render_template(
        template,
        team=team,
        job=job,
        key=_key(job),
        seen=seen,
        roster=roster,
        roster_monday=_monday(first).isoformat(),
        period=(first, first + timedelta(days=job.payload["days"] - 1)),
        kept=read.kept and job.state == "failed",
        kept_so_far=read.kept,
        joined=request.args.get("joined"),
        asked_at=local_now(team, job.created_at),
        stays=_pinned(team, first, job.payload["days"]),
        kept_days=[KeptDays.read(told) for told in job.payload.get("keep", ())],
        view="table" if request.args.get("view") == "table" else None,
        fresh=spoken is not None,
        speaks=spoken != seen.milestone,
        ended=seen.milestone is Milestone.END,
    )


def _pinned(team: Team, first: date, days: int) -> int:
    """How many pinned shifts lie in the period."""
    zone = ZoneInfo(team.zone)
    starts = (shift.start.astimezone(zone).date() for shift in team_of(team.document).pins.shifts)
    return sum(first <= on < first + timedelta(days=days) for on in starts)


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())
