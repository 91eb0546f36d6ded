"""The roles that an account can be given, as one list to choose from."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from web.accounts.role_words import ROLE_WORDS
from web.storage.tables import PERSON_ROLES, Account, Membership, Role, Team

ADMINISTRATOR = "administrator"
# Those that are nobody of the team's file.
AT_ITS_SIDE: tuple[Role, ...] = ("representative", "deputy", "manager")


@dataclass(frozen=True)
class Choice:
    """One role: its value in the form, its words, and the team whose group it stands in."""

    value: str
    words: str
    team: str
    team_id: int | None = None
    role: Role | None = None
    person_id: str | None = None


def choices(
    session: Session, teams: Iterable[Team], account: Account | None = None
) -> list[Choice]:
    """In each team every person without an account and the roles at its side; administrator.

    account: who is to be given one more; what it has already is left out.
    """
    has = _memberships(session, account)
    found: list[Choice] = []
    for team in teams:
        roles = {row.role for row in has if row.team_id == team.id}
        if roles.isdisjoint(PERSON_ROLES):
            found += people_to_let_in(session, team)
        found += [
            Choice(f"{team.id} {role}", str(ROLE_WORDS[role]), team.name, team.id, role)
            for role in AT_ITS_SIDE
            if role not in roles
        ]
    # Last: what stands first is chosen where nobody looks.
    if account is None or not account.administrator:
        found.append(Choice(ADMINISTRATOR, str(ROLE_WORDS[None]), gettext("All teams")))
    return found


def people_to_let_in(session: Session, team: Team) -> Iterator[Choice]:
    """Every person of the team's file who has no account yet, as analyst or volunteer."""
    query = select(Membership.person_id).where(
        Membership.team_id == team.id, Membership.role.in_(PERSON_ROLES)
    )
    taken = set(session.scalars(query))
    for person in _people(team):
        if person["id"] not in taken:
            role: Role = "volunteer" if person.get("volunteer") else "analyst"
            value = f"{team.id} person {person['id']}"
            words = f"{person['name']}, {ROLE_WORDS[role]}"
            yield Choice(value, words, team.name, team.id, role, person["id"])


def grouped(found: Iterable[Choice]) -> dict[str, list[tuple[str, str]]]:
    """The choices as groups of a select field."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for choice in found:
        groups.setdefault(choice.team, []).append((choice.value, choice.words))
    return groups


def person_names(team: Team) -> dict[str, str]:
    """The names of the people of a team's file."""
    return {person["id"]: person["name"] for person in _people(team)}


def _people(team: Team) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(team.document).get("people", [])
    return found


def _memberships(session: Session, account: Account | None) -> list[Membership]:
    if account is None:
        return []
    query = select(Membership).where(Membership.account_id == account.id)
    return list(session.scalars(query))
