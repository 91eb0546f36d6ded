"""Plans of the image team, as pages look at them."""

from collections.abc import Iterable
from typing import Any

import image_team
from scheduler.roster import Shift
from scheduler.team import Team
from web.plan import Plan, plan_of


def plan(of: Iterable[Shift] | None = None, team: dict[str, Any] | None = None) -> Plan:
    """The roster of these shifts in a team; without them the two weeks' of the image team."""
    asked = Team.model_validate(team or image_team.document())
    roster = image_team.roster(of, asked)
    return plan_of(asked.model_dump_json(by_alias=True), roster.model_dump_json(by_alias=True))
