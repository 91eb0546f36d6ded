"""A manager's first page, with what is in the making, made and in force."""

from datetime import UTC, datetime

from flask import render_template
from flask_babel import lazy_gettext, ngettext

from scheduler.team import Team as TeamFile
from web import say
from web.accounts.guards import requires
from web.accounts.permissions import Deed
from web.jobs.asking import ACTIVE_STATES
from web.manager.forms import GenerateForm
from web.manager.grouping import summary
from web.manager.missing import missing
from web.manager.notice import notice_of
from web.manager.period import next_first_day
from web.manager.reading import in_force_on, last_run, newest_roster
from web.manager.reading import shown as shown_of
from web.plan import UnreadablePlanError, team_of
from web.rule_changes import changes_of
from web.storage.store import Store
from web.storage.tables import Team
from web.teams import find_team, local_now

RUN_WORDS = {
    "queued": lazy_gettext("waiting for a worker"),
    "running": lazy_gettext("under way"),
    "done": lazy_gettext("ended by itself"),
    "stopped": lazy_gettext("stopped, the best kept"),
    "failed": lazy_gettext("did not end well, nothing was changed"),
}


class Home:
    """The views of the first page on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.home = requires(Deed.SEE_TEAM_ROSTER)(self._home)

    def _home(self, *, team_id: int) -> str:
        with self._store.read() as session:
            team = find_team(session, team_id)
        return self._page(team)

    def _page(self, team: Team) -> str:
        now = local_now(team, datetime.now(UTC))
        content = team_of(team.document)
        form = GenerateForm()
        with self._store.read() as session:
            row = newest_roster(session, team.id)
            form.first.data = next_first_day(team, row)
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
            ready=_ready(content),
            missing=missing(content),
        )


def _local(team: Team, at: datetime | None) -> datetime | None:
    return None if at is None else local_now(team, at)


def _ready(team: TeamFile) -> str:
    """What the team file holds, for a team without any roster."""
    volunteers = sum(person.volunteer for person in team.people)
    return say.listed(
        [
            ngettext("%(num)s analyst", "%(num)s analysts", len(team.people) - volunteers),
            ngettext("%(num)s volunteer", "%(num)s volunteers", volunteers),
            ngettext("%(num)s kind of work", "%(num)s kinds of work", len(team.activities)),
        ]
    )
