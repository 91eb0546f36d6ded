"""Reading a roster file for a team, or all that is wrong with it at once."""

import json
from collections.abc import Iterator

from scheduler.reading.document import parsed
from scheduler.reading.faults import Fault, RosterFaultsError, in_order, shown
from scheduler.reading.fields import field_faults
from scheduler.reading.node import Node
from scheduler.reading.shifts import block_faults
from scheduler.roster import BREAK, Roster
from scheduler.team import Team
from scheduler.words import words

_MOST_DAYS = 366


def read_roster(text: str | bytes, team: Team) -> Roster:
    """The roster of a file.

    Whether it keeps the rules is the checker's to say, and whether its
    people and rooms are the team's.

    Raises RosterFaultsError with every fault: of fields, of activities that the team does not
    have, and of shifts that their blocks do not fill.
    """
    content, faults = parsed(text)
    if content is None and faults:
        raise RosterFaultsError(faults)
    whole = json.dumps(content)
    faults = [*faults, *field_faults(Roster, whole), *_faults(Node(content), team)]
    if faults:
        raise RosterFaultsError(sorted(faults, key=lambda fault: in_order(fault.place)))
    return Roster.model_validate_json(whole, strict=True)


def _faults(roster: Node, team: Team) -> Iterator[Fault]:
    first, last = roster["from"].date, roster["to"].date
    if first and last and not 0 <= (last - first).days < _MOST_DAYS:
        yield roster["to"].fault(
            words(
                "{date} does not end a roster from {first}, at most a year long",
                date=str(last),
                first=str(first),
            )
        )
    activities = {BREAK, *(activity.id for activity in team.activities)}
    for shift in roster["shifts"]:
        start, end = shift["start"].moment, shift["end"].moment
        if start and end and end <= start:
            yield shift["end"].fault(words("is not after the shift's start"))
        else:
            yield from block_faults(shift)
        for block in shift["blocks"]:
            activity = block["activity"]
            if activity.text is not None and activity.text not in activities:
                name = shown(activity.text)
                yield activity.fault(words("the team has no activity {name}", name=name))
