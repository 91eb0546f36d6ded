"""The names of a roster's people at the time of its publication."""

import json


def with_names(roster: str, team: str) -> str:
    """The text of a roster with the names that its people have in the text of a team.

    So it can be read when somebody has left the team.
    """
    content = json.loads(roster)
    known = {person["id"]: person["name"] for person in json.loads(team).get("people", ())}
    people = sorted({shift["person"] for shift in content.get("shifts", ())} & known.keys())
    if not people:
        return roster
    return json.dumps(content | {"names": {person: known[person] for person in people}})
