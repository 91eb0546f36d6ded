"""A team file's own faults, all of them, whatever kinds occur together."""

from typing import Any

from scheduler.reading.demand import demand_faults
from scheduler.reading.faults import Fault
from scheduler.reading.fields import field_faults
from scheduler.reading.node import Node
from scheduler.reading.references import reference_faults
from scheduler.reading.sense import sense_faults
from scheduler.reading.shifts import shift_faults
from scheduler.team import Team


def team_faults(content: Any, text: str) -> list[Fault]:  # noqa: ANN401 - anything that JSON holds
    """The faults of a team file less those in the settings of rules.

    content: the parsed file; text: the same as JSON text.
    """
    team = Node(content)
    fields = [f for f in field_faults(Team, text) if not f.place.startswith("rules.")]
    return [
        *fields,
        *reference_faults(team),
        *demand_faults(team),
        *sense_faults(team),
        *shift_faults(team),
    ]
