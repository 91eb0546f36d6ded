"""For which team a month is taken in: one that is there, or one that is made of it."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from web.storage.memberships import people_once
from web.storage.shift_codes import Meaning, codes_of
from web.storage.tables import Team


@dataclass(frozen=True)
class Place:
    """Where the pages of a month lead, and what is known of the team before it.

    frame: the template that they stand in. begin, read, check, take: addresses. works: id and name
    of what exposes in the team. known: names of its people. codes: what its codes mean. content:
    its file. once: ids of people who were in it once.
    """

    frame: str
    begin: str
    read: str
    check: str
    take: str
    team: Team | None = None
    works: Sequence[tuple[str, str]] = ()
    known: Sequence[str] = ()
    codes: Mapping[str, Meaning] = field(default_factory=dict)
    content: Mapping[str, Any] = field(default_factory=dict)
    once: Collection[str] = ()

    @property
    def new(self) -> bool:
        """Whether a team is made of the month."""
        return self.team is None


def new_place() -> Place:
    """For a team that is made of the month."""
    begin, read, check, take = (
        url_for(f"founding.{name}") for name in ("month", "month_read", "month_check", "month_take")
    )
    return Place("intake/frame.html", begin, read, check, take)


def place_of(session: Session, team: Team) -> Place:
    """For a team that is there."""
    content = json.loads(team.document)
    begin, read, check, take = (
        url_for(f"intake.{name}", team_id=team.id)
        for name in ("month", "month_read", "month_check", "month_take")
    )
    return Place(
        "manager/frame.html",
        begin,
        read,
        check,
        take,
        team=team,
        works=[(a["id"], a["name"]) for a in content["activities"] if a.get("exposes")],
        known=[person["name"] for person in content.get("people", ())],
        codes=codes_of(session, team.id),
        content=content,
        once=people_once(session, team.id),
    )
