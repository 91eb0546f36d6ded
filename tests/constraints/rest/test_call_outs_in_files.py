import pytest

from constraints.reading import read
from few_people import FIRST
from scheduler.examples import example
from scheduler.reading.faults import TeamFaultsError


def test_a_call_out_of_nobody_in_the_team_is_a_fault_with_its_place() -> None:
    call = {"person": "nobody", "from": "2026-03-01T20:00+01:00", "to": "2026-03-01T21:00+01:00"}
    team = {**example("child-focus", FIRST), "call_outs": [call]}
    with pytest.raises(TeamFaultsError) as told:
        read(team)
    assert "call_outs[0].person" in str(told.value)
