"""Sheets for those without an account: the week of everybody, and each person's plan of a day."""

from datetime import date, timedelta

from flask import abort, render_template, request

from web import say
from web.accounts.guards import requires
from web.accounts.permissions import Deed
from web.kinds import look
from web.manager.reading import find_roster
from web.manager.week import mondays, week
from web.plan import Plan
from web.storage.store import Store

WEEK = timedelta(days=7)


class Paper:
    """The view of sheets to print on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.paper = requires(Deed.SEE_TEAM_ROSTER)(self._paper)

    def _paper(self, *, team_id: int, roster_id: int, monday: str) -> str:
        """The week from a Monday, or with `on` the plans of that day, one page a person."""
        shown = find_roster(self._store, team_id, roster_id)
        try:
            start = date.fromisoformat(monday)
            asked = request.args.get("on")
            on = date.fromisoformat(asked) if asked else None
        except ValueError:
            abort(404)
        roster = shown.plan.roster
        if start not in mondays(shown.plan):
            abort(404)
        if on is not None and not (
            start <= on < start + WEEK and roster.first <= on <= roster.last
        ):
            abort(404)
        return render_template(
            "manager/paper.html",
            team=shown.team,
            shown=shown,
            monday=start,
            on=on,
            week=week(shown.plan, start),
            plans=[] if on is None else day_plans(shown.plan, on),
        )


def day_plans(plan: Plan, on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Everybody with a shift on a day, by first name: each block's times and what it is."""
    moment = plan.clock.moment
    shifts = plan.on_day(plan.clock.day(on))
    return [
        (
            person.name,
            [
                (say.span(moment(block.start), moment(block.end)), look(block).name)
                for shift in shifts[person.id]
                for block in shift.stretches
            ],
        )
        for person in plan.people
        if person.id in shifts
    ]
