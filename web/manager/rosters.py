"""The pages of one roster: its weeks, its days, what stays open."""

from datetime import UTC, date, datetime, timedelta

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from web.accounts.guards import requires
from web.accounts.permissions import Deed
from web.manager.day_page import day_page
from web.manager.facts import Facts, facts_in_words
from web.manager.grouping import summary
from web.manager.reading import find_roster, newest_roster
from web.manager.shortfalls import Gap, gaps, in_words, other_shortfalls, times
from web.manager.week import mondays, week
from web.plan import Plan
from web.storage.draft_edits import progress
from web.storage.store import Store
from web.teams import find_team, local_now

ONE_WEEK = timedelta(days=7)


class Rosters:
    """The views of rosters on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        see = requires(Deed.SEE_TEAM_ROSTER)
        self.newest = see(self._newest)
        self.week = see(self._week)
        self.day = see(self._day)
        self.shortfalls = see(self._shortfalls)

    def _newest(self, *, team_id: int) -> Response:
        """The week of today in the newest roster, or its first."""
        with self._store.read() as session:
            team = find_team(session, team_id)
            row = newest_roster(session, team_id)
        if row is None:
            return redirect(url_for("manager.home", team_id=team_id), code=303)
        today = local_now(team, datetime.now(UTC)).date()
        on = today if row.first <= today <= row.last else row.first
        monday = on - timedelta(days=on.weekday())
        return redirect(
            url_for("manager.week", team_id=team_id, roster_id=row.id, monday=monday.isoformat()),
            code=303,
        )

    def _week(self, *, team_id: int, roster_id: int, monday: str) -> str:
        shown = find_roster(self._store, team_id, roster_id)
        start, weeks = _date(monday), mondays(shown.plan)
        if start not in weeks:
            abort(404)
        with self._store.read() as session:
            edited = progress(session, roster_id)
        return render_template(
            "manager/week.html",
            team=shown.team,
            shown=shown,
            progress=edited,
            week=week(shown.plan, start),
            monday=start,
            weeks=weeks,
            before=start - ONE_WEEK if start - ONE_WEEK in weeks else None,
            after=start + ONE_WEEK if start + ONE_WEEK in weeks else None,
            listed=request.args.get("view") == "list",
        )

    def _day(self, *, team_id: int, roster_id: int, on: str) -> str:
        shown = find_roster(self._store, team_id, roster_id)
        when = _date(on)
        if not shown.row.first <= when <= shown.row.last:
            abort(404)
        with self._store.read() as session:
            edited = progress(session, roster_id)
        return day_page(shown, edited, when)

    def _shortfalls(self, *, team_id: int, roster_id: int) -> str:
        shown = find_roster(self._store, team_id, roster_id)
        return render_template(
            "manager/shortfalls.html",
            team=shown.team,
            shown=shown,
            summary=summary(shown.plan),
            days=_by_day(shown.plan),
            others=in_words(shown.plan, other_shortfalls(shown.plan)),
        )


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)


def _by_day(plan: Plan) -> list[tuple[date, list[tuple[Gap, str, str]]]]:
    """Each day with gaps, and for each of them its times and the facts of its first minute."""
    facts = Facts(plan)
    days: dict[date, list[tuple[Gap, str, str]]] = {}
    for gap in gaps(plan):
        words = facts_in_words(facts.at(gap.activity, gap.start))
        days.setdefault(plan.clock.date(gap.day), []).append((gap, times(plan, gap), words))
    return list(days.items())
