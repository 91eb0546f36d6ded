"""The page of pictures of a roster: coverage, exposure, workload; each with its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from web import say
from web.accounts.guards import requires
from web.accounts.permissions import Deed
from web.manager.bars import Bars, Column, bars
from web.manager.cover_days import CoverDay, CoverWork, cover_days, cover_works
from web.manager.exposure_weeks import ExposureWeek, exposure_weeks
from web.manager.reading import shown as shown_of
from web.manager.shortfalls import gaps
from web.manager.workload_weeks import WorkloadWeek, workload_weeks
from web.plan import Plan
from web.storage.store import Store
from web.storage.tables import Roster
from web.teams import find_team, local_now

MOST_ROSTERS = 8
PAPERS = ("a4", "a3")


@dataclass(frozen=True)
class Pictures:
    """What the page shows of one roster. A drawing is None where there is nothing to draw."""

    days: Sequence[CoverDay]
    works: Sequence[CoverWork]
    weeks: Sequence[ExposureWeek]
    workload: Sequence[WorkloadWeek]
    coverage: Bars | None
    exposure: Bars | None
    spread: Bars | None
    workloads: Bars | None


class PicturePage:
    """The view of pictures on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.pictures = requires(Deed.SEE_TEAM_ROSTER)(self._pictures)

    def _pictures(self, *, team_id: int) -> str:
        paper = request.args.get("paper", PAPERS[0])
        with self._store.read() as session:
            team = find_team(session, team_id)
            rows = _rosters(session, team_id)
            chosen = request.args.get("roster", type=int)
            row = next((one for one in rows if one.id == chosen), None)
            if chosen is not None and row is None:
                abort(404)
            row = row or next(iter(rows), None)
            shown = None if row is None else shown_of(session, team, row)
        now = local_now(team, datetime.now(UTC))
        return render_template(
            "manager/pictures.html",
            team=team,
            shown=shown,
            rows=rows,
            now=now,
            tables=request.args.get("view") == "table",
            paper=paper if paper in PAPERS else PAPERS[0],
            seen=None if shown is None else pictures(shown.plan, now),
            made=lambda one: local_now(team, one.made_at),
        )


def pictures(plan: Plan, now: datetime) -> Pictures:
    """All pictures of a roster. now: on the team's clocks."""
    found = gaps(plan)
    days, works = cover_days(plan, found), cover_works(plan, found)
    weeks, workload = exposure_weeks(plan, now.date()), workload_weeks(plan)
    return Pictures(
        days=days,
        works=works,
        weeks=weeks,
        workload=workload,
        coverage=bars(
            [Column(say.short_day(d.on), d.covered, d.short, line=d.wanted or None) for d in days]
        ),
        exposure=bars([Column(say.plain_day(w.monday), w.planned, line=w.worked) for w in weeks]),
        spread=bars(
            [
                Column(say.plain_day(w.monday), 0, low=w.low, middle=w.middle, high=w.high)
                for w in weeks
            ]
        ),
        workloads=bars(_by_week(workload)),
    )


def _by_week(found: Sequence[WorkloadWeek]) -> list[Column]:
    """All kinds of work of a week together; one with too much makes up for no other."""
    mondays = dict.fromkeys(week.monday for week in found)
    columns = []
    for monday in mondays:
        here = [week for week in found if week.monday == monday]
        wanted, left = sum(w.wanted for w in here), sum(w.left for w in here)
        columns.append(Column(say.plain_day(monday), wanted - left, left, line=wanted))
    return columns


def _rosters(session: Session, team_id: int) -> Sequence[Roster]:
    """What can be looked at, the newest first: what is in force, and drafts."""
    states = ("published", "draft")
    query = select(Roster).where(
        Roster.team_id == team_id, Roster.state.in_(states), Roster.removed_at.is_(None)
    )
    newest = query.order_by(Roster.made_at.desc(), Roster.id.desc())
    return session.scalars(newest.limit(MOST_ROSTERS)).all()
