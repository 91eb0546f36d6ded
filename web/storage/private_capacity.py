"""The private class apart from the team's file, and both together where a rule reads it."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from web.storage.tables import PERSON_ROLES, Membership, PrivateCapacity, Team


def without_private(
    session: Session, team_id: int, document: str, *, known: Collection[str]
) -> str:
    """The text of a team's file without the private class; of people who are new it is stored.

    known: the people of the team before. Of them, and of who was in it once, what is stored stays
    as it is, whatever the file says. The file was read without a fault, and the team is locked.
    """
    content = json.loads(document)
    rows = select(PrivateCapacity.person_id).where(PrivateCapacity.team_id == team_id)
    untouched = {*known, *session.scalars(rows)}
    found = {
        person["id"]: person.pop("private")
        for person in content.get("people", ())
        if "private" in person
    }
    for person_id, private in found.items():
        if person_id not in untouched and any(private.values()):
            text = json.dumps(private)
            session.add(
                PrivateCapacity(
                    team_id=team_id,
                    person_id=person_id,
                    capacity=text,
                    account_id=_account_of(session, team_id, person_id),
                )
            )
    session.flush()
    return json.dumps(content, ensure_ascii=False) if found else document


def claim_private(session: Session, team_id: int, person_id: str, account_id: int) -> None:
    """Give what is stored of a person to an account, if it is nobody's yet.

    The first that becomes the person has it for good. Whoever is made the same person later, by
    mistake or not, is planned by it and never reads it.
    """
    session.execute(
        update(PrivateCapacity)
        .where(
            PrivateCapacity.team_id == team_id,
            PrivateCapacity.person_id == person_id,
            PrivateCapacity.account_id.is_(None),
        )
        .values(account_id=account_id)
    )


def reads_private(session: Session, team_id: int, person_id: str, account_id: int) -> bool:
    """Whether the account may read what only the person knows; so it may where there is nothing."""
    others = exists().where(
        PrivateCapacity.team_id == team_id,
        PrivateCapacity.person_id == person_id,
        PrivateCapacity.account_id.is_distinct_from(account_id),
    )
    return not session.scalar(select(others))


def whole_document(session: Session, team: Team) -> str:
    """The text of the team's file with the private class, for rules and for nobody to read.

    A refusal of work that the team does not have is left out; it is there again with the work.
    """
    query = select(PrivateCapacity).where(PrivateCapacity.team_id == team.id)
    private = {row.person_id: json.loads(row.capacity) for row in session.scalars(query)}
    if not private:
        return team.document
    content = json.loads(team.document)
    activities = {activity["id"] for activity in content["activities"]}
    for person in content.get("people", ()):
        if person["id"] in private:
            person["private"] = _of_these(private[person["id"]], activities)
    return json.dumps(content, ensure_ascii=False)


def _account_of(session: Session, team_id: int, person_id: str) -> int | None:
    """The account that is the person already: of somebody who was left out for a while."""
    return session.scalar(
        select(Membership.account_id).where(
            Membership.team_id == team_id,
            Membership.person_id == person_id,
            Membership.role.in_(PERSON_ROLES),
        )
    )


def _of_these(private: dict[str, Any], activities: Collection[str]) -> dict[str, Any]:
    refusals = private.get("refusals", ())
    return private | {"refusals": [one for one in refusals if one["activity"] in activities]}
