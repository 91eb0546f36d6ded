"""Answers to wishes for leave: what is granted stands in the team's file, as dates alone."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from web.storage.auditing import record
from web.storage.leave_rounds import wishes
from web.storage.tables import LeaveRound, LeaveWish, WishState
from web.storage.teams import lock_team, replace_document

DEEDS: Mapping[WishState, str] = {
    "asked": "answer to a wish for leave taken back",
    "granted": "wish for leave granted",
    "not granted": "wish for leave not granted",
}


class LeftTheTeamError(Exception):
    """The person of the wish is no longer in the team's file."""


def answer(
    session: Session,
    row: LeaveRound,
    answers: Mapping[int, WishState],
    *,
    by: int | None,
    at: datetime,
) -> None:
    """Answer wishes of a round, by their numbers, and bring the leave in the team's file along.

    Raises:
        LeftTheTeamError: a person is no longer in the team. Nothing was changed.
        scheduler.reading.faults.TeamFaultsError: the stored file is no longer a team's.
    """
    team = lock_team(session, row.team_id)
    content = json.loads(team.document)
    changed = False
    for wish in wishes(session, row.id):
        state = answers.get(wish.id, wish.state)
        if state == wish.state:
            continue
        changed |= _bring_along(content, wish, state)
        wish.state = state
        wish.decided_at = None if state == "asked" else at
        record(session, DEEDS[state], at=at, account_id=by, team_id=row.team_id, object_id=wish.id)
    if changed:
        text = json.dumps(content, ensure_ascii=False)
        replace_document(session, team.id, text, revision=team.revision, by=by, at=at)


def close_round(session: Session, row: LeaveRound, *, by: int | None, at: datetime) -> bool:
    """Close a round in which everybody of the team has an answer; says whether it is closed."""
    team = lock_team(session, row.team_id)
    people = {person["id"] for person in json.loads(team.document).get("people", ())}
    if any(wish.state == "asked" and wish.person_id in people for wish in wishes(session, row.id)):
        return False
    if row.closed_at is None:
        row.closed_at = at
        what = "leave round closed"
        record(session, what, at=at, account_id=by, team_id=row.team_id, object_id=row.id)
    return True


def _bring_along(content: dict[str, Any], wish: LeaveWish, state: WishState) -> bool:
    """Put granted days into a file, or take out what was granted; says whether it changed."""
    people = content.get("people", ())
    person = next((one for one in people if one["id"] == wish.person_id), None)
    if person is None:
        raise LeftTheTeamError
    days = {"from": wish.first.isoformat(), "to": wish.last.isoformat()}
    if state == "granted":
        person.setdefault("leave", []).append(days)
        return True
    if wish.state == "granted" and days in person.get("leave", ()):
        person["leave"].remove(days)
        return True
    return False
