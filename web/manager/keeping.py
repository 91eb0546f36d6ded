"""A draft with some person-days kept as they are in force."""

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from scheduler.checking import presences_of
from scheduler.evaluating import Bounds, roster_of
from scheduler.roster import Roster
from web.manager.notice import Proposal
from web.plan import Plan, UnreadablePlanError
from web.shifts import Cells, cells_of
from web.storage.rosters import published_rosters
from web.storage.tables import Team


def in_force_cells(session: Session, team: Team, first: date, last: date) -> Cells:
    """The shifts in force on the days between `first` and `last`, by person and day."""
    rows = published_rosters(session, team.id, first=first, last=last)
    rosters = [Roster.model_validate_json(row.document) for row in rows]
    return cells_of(rosters, ZoneInfo(team.zone))


def without(plan: Plan, known: Cells, waiting: Collection[Proposal]) -> Roster:
    """The roster of a plan in which these person-days are as they are in force, weighed anew.

    known: what is in force.

    Raises:
        web.plan.UnreadablePlanError: what is in force speaks of work that the team no longer has.
    """
    zone = ZoneInfo(plan.team.timezone)
    kept = {(one.change.person, one.change.day) for one in waiting}
    shifts = [
        s for s in plan.roster.shifts if (s.person, s.start.astimezone(zone).date()) not in kept
    ]
    shifts += [shift for cell in kept for shift in known.get(cell, ())]
    try:
        presences = presences_of(plan.problem, shifts)
    except ValueError as error:
        raise UnreadablePlanError from error
    score = plan.roster.score
    # What no valid roster can do better than holds for this one, too.
    bounds = (
        Bounds(score.level1_bound, score.level2_bound, score.short_bound) if score else Bounds()
    )
    return roster_of(plan.problem, plan.rulebook, presences, bounds, plan.roster.void_pins)
