"""A published roster is read with the names of its time, whoever has left the team since."""

from datetime import date, datetime, timedelta

import pytest

import image_team
from image_team import FIRST, shift
from scheduler.roster import Roster
from web.manager.board import board
from web.manager.publishing import Published, check, check_and_publish
from web.manager.week import week
from web.plan import UnreadablePlanError, stored_plan
from web.storage.naming import with_names
from web.storage.rosters import Draft, store_draft
from web.storage.store import Store
from web.storage.tables import Roster as RosterRow
from web.storage.tables import Team
from web.storage.teams import create_team

MORNING = (("admin", 240),)
SUNDAY = FIRST + timedelta(days=6)


@pytest.fixture
def team_id(sqlite_store: Store, noon: datetime) -> int:
    document = image_team.team().model_dump_json(by_alias=True)
    with sqlite_store.write() as session:
        return create_team(
            session, name="Image team", zone="Europe/Brussels", document=document, at=noon
        ).id


def draft(store: Store, team_id: int, first: date, at: datetime) -> int:
    """A week in which Anouk and Bram work on the first morning."""
    shifts = tuple(shift(name, first, "08:00", MORNING) for name in ("anouk", "bram"))
    last = first + timedelta(days=6)
    text = Roster(team="Image team", first=first, last=last, shifts=shifts).model_dump_json(
        by_alias=True
    )
    with store.write() as session:
        return store_draft(session, Draft(team_id, first, last, text, {}), at=at).id


def bram_leaves(store: Store, team_id: int) -> None:
    document = image_team.document()
    document["people"] = [person for person in document["people"] if person["id"] != "bram"]
    with store.write() as session:
        session.get_one(Team, team_id).document = image_team.team_of(document)


def published(store: Store, roster: int, at: datetime) -> None:
    outcome = check_and_publish(store, roster, by=None, at=at)  # type: ignore[arg-type]
    assert isinstance(outcome, Published)


def test_pages_of_a_published_roster_have_the_name_of_then(
    sqlite_store: Store, team_id: int, noon: datetime
) -> None:
    roster = draft(sqlite_store, team_id, FIRST, noon)
    published(sqlite_store, roster, noon)
    bram_leaves(sqlite_store, team_id)
    with sqlite_store.read() as session:
        row = session.get_one(RosterRow, roster)
        plan = stored_plan(session, session.get_one(Team, team_id), row)
    rows = week(plan, FIRST).analysts
    assert [(row.name, bool(row.cells[0].shifts)) for row in rows if row.name == "Bram"] == [
        ("Bram", True)
    ]
    seen = board(plan, 0)
    assert seen is not None
    assert [row.name for row in seen.analysts] == ["Anouk", "Bram"]


def test_a_draft_of_somebody_who_has_left_cannot_be_read(
    sqlite_store: Store, team_id: int, noon: datetime
) -> None:
    roster = draft(sqlite_store, team_id, FIRST, noon)
    bram_leaves(sqlite_store, team_id)
    with sqlite_store.read() as session, pytest.raises(UnreadablePlanError):
        stored_plan(session, session.get_one(Team, team_id), session.get_one(RosterRow, roster))


def test_a_roster_before_one_of_somebody_who_has_left_can_be_judged(
    sqlite_store: Store, team_id: int, noon: datetime
) -> None:
    later = draft(sqlite_store, team_id, FIRST + timedelta(days=7), noon)
    published(sqlite_store, later, noon)
    bram_leaves(sqlite_store, team_id)
    text = Roster(team="Image team", first=FIRST, last=SUNDAY).model_dump_json(by_alias=True)
    with sqlite_store.write() as session:
        row = store_draft(session, Draft(team_id, FIRST, SUNDAY, text, {}), at=noon)
        assert check(session, session.get_one(Team, team_id), row) == ()


def test_names_are_those_of_the_roster_s_people_alone() -> None:
    team = image_team.team().model_dump_json(by_alias=True)
    shifts = (shift("bram", FIRST, "08:00", MORNING),)
    roster = Roster(team="Image team", first=FIRST, last=SUNDAY, shifts=shifts)
    named = Roster.model_validate_json(with_names(roster.model_dump_json(by_alias=True), team))
    assert named.names == {"bram": "Bram"}
    assert named.model_copy(update={"names": {}}) == roster
