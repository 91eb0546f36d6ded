"""What an import does is told of every part of a team's file."""

from scheduler.team import Team
from web.exchange.changes import LISTS, SECTIONS


def test_every_field_of_a_team_is_told_when_it_changes() -> None:
    assert set(Team.model_fields) == {*SECTIONS, *LISTS, "coverage", "rules"}
