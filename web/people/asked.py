"""What a person is asked: changes of the own shifts that are nearer than the notice."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy.orm import Session

from web.manager.notice import changes_too_near, in_force_with
from web.plan import UnreadablePlanError, stored_plan
from web.storage.askings import change_of, open_askings
from web.storage.tables import Asking, Roster, Team


def asked_of(session: Session, team: Team, person: str, at: datetime) -> list[Asking]:
    """The proposals to a person that stand at a moment; what a draft no longer has is left out."""
    if team.practice:
        return []
    found = open_askings(session, team.id, person, at=at)
    near = {}
    for roster_id in {row.roster_id for row in found}:
        with suppress(UnreadablePlanError):
            plan = stored_plan(session, team, session.get_one(Roster, roster_id))
            near[roster_id] = changes_too_near(plan, in_force_with(session, team, plan), at)
    return [row for row in found if change_of(row) in near.get(row.roster_id, ())]
