"""Names that a team file uses more than once, or never says."""

from collections.abc import Iterator

from scheduler.reading.faults import Fault, shown
from scheduler.reading.node import Node
from scheduler.roster import BREAK
from scheduler.words import Words, words


def reference_faults(team: Node) -> Iterator[Fault]:
    """Ids that come twice, and ids that are named where nothing has them."""
    for section in ("activities", "rooms", "people", "shift_kinds"):
        yield from _twice(team[section])
    for activity in team["activities"]:
        if activity["id"].text == BREAK:
            said = words("{name} is what blocks without work are called", name=shown(BREAK))
            yield activity["id"].fault(said)
    no_activity = words("there is no activity {name}")
    yield from _unknown(_activities_named(team), _ids(team["activities"]), no_activity)
    no_person = words("there is no person {name}")
    yield from _unknown(_people_named(team), _ids(team["people"]), no_person)
    yield from _unknown(_rooms_named(team), _ids(team["rooms"]), words("there is no room {name}"))
    yield from _unknown_skills(team)


def shifts_of(team: Node) -> Iterator[Node]:
    """The shifts of history and pins."""
    yield from team["history"]
    yield from team["pins"]["shifts"]


def _ids(section: Node) -> set[str]:
    return {item["id"].text or "" for item in section}


def _twice(section: Node) -> Iterator[Fault]:
    first: dict[str, Node] = {}
    for item in section:
        name = item["id"].text
        if name in first:
            place = first[name].place
            yield item["id"].fault(
                words("{name} is the id of {place} already", name=shown(name), place=place)
            )
        elif name is not None:
            first[name] = item


def _unknown(named: Iterator[Node], known: set[str], fault: Words) -> Iterator[Fault]:
    for node in named:
        if node.text is not None and node.text not in known:
            yield node.fault(fault.naming(name=shown(node.text)))


def _activities_named(team: Node) -> Iterator[Node]:
    for line in (*team["coverage"], *team["workload"]):
        yield line["activity"]
    for person in team["people"]:
        for part in (*person["authorised"], *person["private"]["refusals"]):
            yield part["activity"]
    for shift in shifts_of(team):
        for block in shift["blocks"]:
            if block["activity"].text != BREAK:
                yield block["activity"]


def _people_named(team: Node) -> Iterator[Node]:
    past = (*team["worked"], *team["urgent"], *team["call_outs"])
    for part in (*shifts_of(team), *past, *team["pins"]["days_off"]):
        yield part["person"]


def _rooms_named(team: Node) -> Iterator[Node]:
    for shift in shifts_of(team):
        for block in shift["blocks"]:
            yield block["room"]


def _unknown_skills(team: Node) -> Iterator[Fault]:
    """A coverage line's skill is known if a person has it or an activity asks for it.

    With nobody in the team nothing can be told, and the line is simply short.
    """
    known = {skill.text or "" for activity in team["activities"] for skill in activity["skills"]}
    for person in team["people"]:
        known |= {have["skill"].text or "" for have in person["skills"]}
    if list(team["people"]):
        lines = (line["skill"] for line in team["coverage"])
        yield from _unknown(lines, known, words("there is no skill {name}"))
