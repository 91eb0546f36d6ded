"""Change one part of a team's file: stored whole, refused with its faults, or found changed."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from scheduler.reading.faults import Fault, TeamFaultsError
from web.storage.memberships import people_once
from web.storage.store import Store
from web.storage.tables import Team
from web.storage.teams import lock_team, replace_document
from web.team_pages.parts import Added, Content, Part, fingerprint


@dataclass(frozen=True)
class Stored:
    """The file has the change. revision: its number since."""

    revision: int


@dataclass(frozen=True)
class Refused:
    """Nothing was changed. place: where in the file the part would have stood."""

    faults: tuple[Fault, ...]
    place: str


@dataclass(frozen=True)
class ChangedMeanwhile:
    """Nothing was changed, as somebody else changed the part. theirs: None where it is gone."""

    theirs: Content | None
    seen: str


Outcome = Stored | Refused | ChangedMeanwhile


@dataclass(frozen=True)
class Who:
    """Who changes it, by number of the account, and when."""

    account_id: int
    at: datetime


def content_of(team: Team) -> Content:
    """The team's file, without the private class."""
    content: Content = json.loads(team.document)
    return content


def change_part(
    store: Store, team_id: int, part: Part, new: Content, *, seen: str, who: Who
) -> Outcome:
    """Put `new` in the place of the part.

    seen: the fingerprint of what its page showed. Only the part itself must not have been changed
    since: two people who change two persons do not stand in each other's way.
    """
    if part == Added("people"):
        with store.read() as session:
            part = Added("people", people_once(session, team_id))

    def edit(content: Content) -> str:
        return part.put(content, new)

    return change(store, team_id, part, edit, seen=seen, who=who)


def change(
    store: Store, team_id: int, part: Part, edit: Callable[[Content], str], *, seen: str, who: Who
) -> Outcome:
    """Change the file by `edit`, which gives the place of what it wrote, if the part is as seen."""
    place = ""
    try:
        with store.write() as session:
            team = lock_team(session, team_id)
            content = content_of(team)
            theirs = part.of(content)
            if theirs is None or fingerprint(theirs) != seen:
                return ChangedMeanwhile(theirs, fingerprint(theirs))
            place = edit(content)
            text = json.dumps(content, ensure_ascii=False)
            if content == content_of(team):
                return Stored(team.revision)
            revision = replace_document(
                session, team_id, text, revision=team.revision, by=who.account_id, at=who.at
            )
            return Stored(revision)
    except TeamFaultsError as error:
        return Refused(error.faults, place)
