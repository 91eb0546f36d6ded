"""The roles that a new account can be given, as one list to choose from."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from web.storage.tables import PERSON_ROLES, Membership, Role, Team

ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Choice:
    """One role: its value in the form, its words, and the team whose group it stands in."""

    value: str
    words: str
    team: str
    team_id: int | None = None
    role: Role | None = None
    person_id: str | None = None


def choices(session: Session, teams: Iterable[Team]) -> list[Choice]:
    """Administrator, and in each team its manager and every person who has no account yet."""
    analysts = select(Membership).where(Membership.role.in_(PERSON_ROLES))
    taken = {(row.team_id, row.person_id) for row in session.scalars(analysts)}
    found = [Choice(ADMINISTRATOR, gettext("Administrator"), gettext("All teams"))]
    for team in teams:
        found.append(
            Choice(f"{team.id} manager", gettext("Manager"), team.name, team.id, "manager")
        )
        found += [
            Choice(
                f"{team.id} person {person['id']}",
                person["name"],
                team.name,
                team.id,
                "volunteer" if person.get("volunteer") else "analyst",
                person["id"],
            )
            for person in json.loads(team.document).get("people", ())
            if (team.id, person["id"]) not in taken
        ]
    return found


def grouped(found: Iterable[Choice]) -> dict[str, list[tuple[str, str]]]:
    """The choices as groups of a select field."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for choice in found:
        groups.setdefault(choice.team, []).append((choice.value, choice.words))
    return groups
