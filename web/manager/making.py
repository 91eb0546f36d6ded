"""The page on which a roster is asked for, and the buttons that ask."""

import json
from datetime import UTC, date, datetime, timedelta

from flask import abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from web.accounts.guards import requires, signed_in_user
from web.accounts.permissions import Deed
from web.jobs.asking import Asked, active_job, enqueue
from web.jobs.generate import KIND, payload
from web.jobs.kept_best import drop_kept
from web.manager.forms import GenerateForm, Wanted
from web.manager.missing import doubts, missing
from web.manager.period import kept_days, next_first_day, pinned_in
from web.manager.pins_before import with_pins_before
from web.manager.reading import find_run, newest_roster
from web.plan import team_of
from web.storage.auditing import record
from web.storage.rosters import Draft, store_draft
from web.storage.store import Store
from web.storage.tables import JobKept, Team
from web.storage.teams import StaleRevisionError, replace_document
from web.teams import find_team, local_now


class Making:
    """The views of asking for a roster on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.ask = requires(Deed.GENERATE)(self._ask)
        self.generate = requires(Deed.GENERATE)(self._generate)
        self.again = requires(Deed.GENERATE)(self._again)
        self.keep = requires(Deed.GENERATE)(self._keep)

    def _ask(self, *, team_id: int) -> str:
        with self._store.read() as session:
            team = find_team(session, team_id)
            newest = newest_roster(session, team_id)
        form = GenerateForm()
        form.first.data = _asked_for("first") or next_first_day(team, newest)
        form.last.data = _asked_for("last")
        return self._page(team, form)

    def _generate(self, *, team_id: int) -> Response:
        form = GenerateForm()
        with self._store.read() as session:
            team = find_team(session, team_id)
        wanted = form.wanted if form.validate_on_submit() else None
        if wanted is None or missing(team_of(team.document)):
            return make_response(self._page(team, form), 422)
        try:
            asked = self._enqueue(team, wanted)
        except StaleRevisionError:
            said = gettext("The team was changed at this moment. Look again and repeat.")
            return make_response(self._page(team, form, said=said), 409)
        return _to_run(team_id, asked)

    def _enqueue(self, team: Team, wanted: Wanted) -> Asked:
        at = datetime.now(UTC)
        with self._store.write() as session:
            under_way = active_job(session, KIND, str(team.id))
            if under_way is not None:
                return Asked(under_way.id, joined=True)
            told = payload(
                team_id=team.id,
                first=wanted.first,
                days=wanted.days,
                seconds=wanted.seconds,
                keep=kept_days(session, team.id, wanted),
                pinned=pinned_in(session, team.id, wanted),
            )
            if wanted.pins:
                _take_over_pins(session, team, wanted, at)
            asked = enqueue(session, KIND, str(team.id), told, at=at)
            _note(session, team.id, asked, at)
        return asked

    def _again(self, *, team_id: int, job_id: int) -> Response:
        """Ask once more for what a run was asked for."""
        at = datetime.now(UTC)
        with self._store.write() as session:
            job = find_run(session, team_id, job_id)
            asked = enqueue(session, KIND, str(team_id), job.payload, at=at)
            _note(session, team_id, asked, at)
        return _to_run(team_id, asked)

    def _keep(self, *, team_id: int, job_id: int) -> Response:
        """Make a draft of the best that a run had found before its worker ended."""
        with self._store.write() as session:
            job = find_run(session, team_id, job_id)
            kept = session.get(JobKept, job_id)
            if kept is None or job.state != "failed":
                abort(404)
            first = date.fromisoformat(job.payload["from"])
            last = first + timedelta(days=job.payload["days"] - 1)
            draft = Draft(team_id, first, last, kept.document, kept.figures)
            store_draft(session, draft, at=kept.kept_at, job_id=job_id)
            drop_kept(session, job_id)
        return redirect(url_for("manager.run", team_id=team_id, job_id=job_id), code=303)

    def _page(self, team: Team, form: GenerateForm, *, said: str | None = None) -> str:
        content = team_of(team.document)
        with self._store.read() as session:
            run = active_job(session, KIND, str(team.id))
        return render_template(
            "manager/generate.html",
            team=team,
            form=form,
            said=said,
            run=run,
            run_asked=None if run is None else local_now(team, run.created_at),
            missing=missing(content),
            doubts=doubts(content),
            lines=len(content.coverage),
            targets=len(content.workload),
            pinned=len(content.pins.shifts) + len(content.pins.days_off),
        )


def _take_over_pins(session: Session, team: Team, wanted: Wanted, at: datetime) -> None:
    """Pin in the team's file what was pinned in the period before, moved into this one."""
    before = team_of(team.document)
    after = with_pins_before(before, wanted.first, wanted.days)
    if after.pins == before.pins:
        return
    content = json.loads(team.document)
    content["pins"] = after.pins.model_dump(mode="json", by_alias=True)
    text = json.dumps(content, ensure_ascii=False)
    by = signed_in_user().id
    replace_document(session, team.id, text, revision=team.revision, by=by, at=at)


def _note(session: Session, team_id: int, asked: Asked, at: datetime) -> None:
    if not asked.joined:
        by = signed_in_user().id
        record(
            session,
            "roster asked for",
            at=at,
            account_id=by,
            team_id=team_id,
            object_id=asked.job_id,
        )


def _to_run(team_id: int, asked: Asked) -> Response:
    joined = 1 if asked.joined else None
    address = url_for("manager.run", team_id=team_id, job_id=asked.job_id, joined=joined)
    return redirect(address, code=303)


def _asked_for(name: str) -> date | None:
    """A day that a link asks for, such as that of the month after one that was taken in."""
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
