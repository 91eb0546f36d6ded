"""A manager's first page, and the button that makes a roster."""

from datetime import UTC, date, datetime, timedelta

from flask import abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from scheduler.team import Team as TeamFile
from web import say
from web.accounts.guards import requires
from web.accounts.permissions import Deed
from web.jobs.asking import ACTIVE_STATES, enqueue
from web.jobs.generate import KIND, payload
from web.manager.forms import GenerateForm
from web.manager.grouping import summary
from web.manager.notice import notice_of
from web.manager.reading import in_force_on, last_run, newest_roster
from web.manager.reading import shown as shown_of
from web.plan import UnreadablePlanError, team_of
from web.rule_changes import changes_of
from web.storage.auditing import record
from web.storage.store import Store
from web.storage.tables import Team
from web.teams import find_team, local_now

DAYS_OF_A_WEEK = 7
RUN_WORDS = {
    "queued": "waiting for a worker",
    "running": "under way",
    "done": "ended by itself",
    "stopped": "stopped, the best kept",
    "failed": "did not end well, nothing was changed",
}


class Home:
    """The views of the first page on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.home = requires(Deed.SEE_TEAM_ROSTER)(self._home)
        self.generate = requires(Deed.GENERATE)(self._generate)

    def _home(self, *, team_id: int) -> str:
        with self._store.read() as session:
            team = find_team(session, team_id)
        form = GenerateForm()
        form.first.data = _next_monday(local_now(team, datetime.now(UTC)).date())
        return self._page(team, form)

    def _generate(self, *, team_id: int) -> Response:
        form = GenerateForm()
        if not form.validate_on_submit():
            with self._store.read() as session:
                team = find_team(session, team_id)
            return make_response(self._page(team, form), 422)
        first = form.first.data
        if first is None or form.weeks.data is None or form.seconds.data is None:
            abort(400)
        wanted = payload(
            team_id=team_id,
            first=first,
            days=form.weeks.data * DAYS_OF_A_WEEK,
            seconds=form.seconds.data,
        )
        at = datetime.now(UTC)
        with self._store.write() as session:
            asked = enqueue(session, KIND, str(team_id), wanted, at=at)
            if not asked.joined:
                record(session, "roster asked for", at=at, team_id=team_id, object_id=asked.job_id)
        return redirect(url_for("manager.run", team_id=team_id, job_id=asked.job_id), code=303)

    def _page(self, team: Team, form: GenerateForm) -> str:
        now = local_now(team, datetime.now(UTC))
        with self._store.read() as session:
            row = newest_roster(session, team.id)
            force = in_force_on(session, team.id, now.date())
            run = last_run(session, team.id)
            rule_changes = changes_of(session, team, now.date())
            shown, unreadable = None, False
            if row is not None:
                try:
                    shown = shown_of(session, team, row)
                except UnreadablePlanError:
                    unreadable = True
        return render_template(
            "manager/home.html",
            team=team,
            form=form,
            now=now,
            shown=shown,
            unreadable=unreadable,
            notice=None if shown is None else notice_of(shown.plan, now.date()),
            summary=None if shown is None else summary(shown.plan),
            force=force,
            run=run,
            rule_changes=rule_changes,
            run_ended=_local(team, None if run is None else run.ended_at),
            run_words=None if run is None else RUN_WORDS[run.state],
            score=None if shown is None else shown.plan.roster.score,
            published_at=_local(team, None if shown is None else shown.row.published_at),
            run_active=run is not None and run.state in ACTIVE_STATES,
            ready=_ready(team_of(team.document)),
        )


def _local(team: Team, at: datetime | None) -> datetime | None:
    return None if at is None else local_now(team, at)


def _next_monday(today: date) -> date:
    return today + timedelta(days=DAYS_OF_A_WEEK - today.weekday())


def _ready(team: TeamFile) -> str:
    """What the team file holds, for a team without any roster."""
    volunteers = sum(person.volunteer for person in team.people)
    return say.listed(
        [
            say.count(len(team.people) - volunteers, "analyst", "analysts"),
            say.count(volunteers, "volunteer", "volunteers"),
            say.count(len(team.activities), "kind of work", "kinds of work"),
        ]
    )
