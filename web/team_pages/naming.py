"""What still names a person, a kind of work or a room in a team's file, and goes with it."""

from collections.abc import Iterator

from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from web.storage.tables import PERSON_ROLES, Membership
from web.team_pages.parts import Content


def without(content: Content, section: str, gone: str) -> None:
    """Take an item out of a list of the file, with all that names it and can go with it.

    Shifts of the weeks before that had the work or the room stay: what was worked is not changed.
    The reader of the file then says that they name it.
    """
    content[section] = [item for item in content[section] if item["id"] != gone]
    for place, key in _NAMED_BY[section]:
        parent = content.get("pins", {}) if place in {"shifts", "days_off"} else content
        if parent.get(place):
            parent[place] = [item for item in parent[place] if item.get(key) != gone]
    if section == "activities":
        for person in content.get("people", []):
            if person.get("authorised"):
                held = person["authorised"]
                person["authorised"] = [one for one in held if one["activity"] != gone]


_NAMED_BY = {
    "people": (
        ("history", "person"),
        ("worked", "person"),
        ("urgent", "person"),
        ("call_outs", "person"),
        ("shifts", "person"),
        ("days_off", "person"),
    ),
    "activities": (("coverage", "activity"), ("workload", "activity")),
    "rooms": (),
}


def account_of(session: Session, team_id: int, person: str) -> bool:
    """Whether an account is the person. It stays, and is nobody in the team any more."""
    query = select(Membership.id).where(
        Membership.team_id == team_id,
        Membership.person_id == person,
        Membership.role.in_(PERSON_ROLES),
    )
    return session.scalar(query.limit(1)) is not None


def still_named(content: Content, section: str, name: str) -> list[str]:
    """What goes with it, in words. Minutes that a person really did are theirs and not counted."""
    return list(_of_person(content, name) if section == "people" else _of_work(content, name))


def _of_person(content: Content, person: str) -> Iterator[str]:
    past = sum(shift["person"] == person for shift in content.get("history", []))
    pins = content.get("pins") or {}
    pinned = [*(pins.get("shifts") or []), *(pins.get("days_off") or [])]
    pinned_number = sum(pin["person"] == person for pin in pinned)
    if past:
        yield ngettext(
            "%(num)s shift of the weeks before", "%(num)s shifts of the weeks before", past
        )
    if pinned_number:
        yield ngettext("%(num)s pin", "%(num)s pins", pinned_number)


def _of_work(content: Content, work: str) -> Iterator[str]:
    lines = sum(line["activity"] == work for line in content.get("coverage", []))
    targets = sum(target["activity"] == work for target in content.get("workload", []))
    held = sum(
        one["activity"] == work
        for person in content.get("people", [])
        for one in person.get("authorised") or []
    )
    if lines:
        yield ngettext("%(num)s line of coverage", "%(num)s lines of coverage", lines)
    if targets:
        yield ngettext("%(num)s workload target", "%(num)s workload targets", targets)
    if held:
        yield ngettext("%(num)s authorisation", "%(num)s authorisations", held)
