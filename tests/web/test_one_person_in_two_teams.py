"""Who is one account in two teams is one person: limits hold over what is in force in both."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

import image_team
from image_team import FIRST, shift
from scheduler.roster import Roster, Shift
from scheduler.team import Team as TeamFile
from web.accounts.accounts import add_membership, create_account
from web.elsewhere import with_elsewhere
from web.jobs.generate import problem_of
from web.manager.publishing import Published, Refused, Waiting, check_and_publish
from web.storage.rosters import Draft, store_draft
from web.storage.store import Store
from web.storage.tables import Team
from web.storage.teams import create_team

SUNDAY = FIRST + timedelta(days=6)
MORNING = (("admin", 60), ("chat", 45), ("break", 15), ("admin", 120))
NIGHT = (("admin", 180), ("break", 30), ("admin", 90))
BEFORE_CHANGE = date(2026, 10, 24)


@pytest.fixture
def teams(sqlite_store: Store, noon: datetime) -> tuple[int, int]:
    """Two teams; the first one's Anouk is the second one's Bram, and others are two people."""
    document = image_team.team().model_dump_json(by_alias=True)
    with sqlite_store.write() as session:
        one, two = (
            create_team(session, name=name, zone="Europe/Brussels", document=document, at=noon).id
            for name in ("Mornings", "Secret nights")
        )
        for name, people in (("ann", ("anouk", "bram")), ("carl", ("chloe", None))):
            account = create_account(
                session, name=name, username=name, password="a long password", at=noon
            ).id
            for team, person in zip((one, two), people, strict=True):
                if person:
                    add_membership(session, account, team, "analyst", at=noon, person_id=person)
    return one, two


def drafted(store: Store, team: int, *shifts: Shift, first: date = FIRST, days: int = 7) -> int:
    last = first + timedelta(days=days - 1)
    roster = Roster(team="Image team", first=first, last=last, shifts=shifts)
    draft = Draft(team, first, last, roster.model_dump_json(by_alias=True), {})
    with store.write() as session:
        return store_draft(session, draft, at=datetime(2026, 10, 1, tzinfo=UTC)).id


def put_in_force(store: Store, roster: int) -> Published | Refused | Waiting:
    at = datetime(2026, 10, 1, tzinfo=UTC)
    return check_and_publish(store, roster, by=None, at=at)  # type: ignore[arg-type]


def elsewhere(store: Store, team: int, first: date = FIRST) -> list[tuple[str, str, str, int]]:
    with store.read() as session:
        problem, _ = problem_of(session, team, first, 7)
    clock = problem.clock
    return [
        (p.person, f"{clock.moment(p.start):%d %H:%M}", f"{clock.moment(p.end):%d %H:%M}", exposed)
        for p in problem.history
        if p.elsewhere
        for exposed in (sum(s.minutes for s in p.stretches if s.exposes),)
    ]


def test_only_what_is_in_force_for_the_same_account_stands(
    sqlite_store: Store, teams: tuple[int, int]
) -> None:
    one, two = teams
    roster = drafted(
        sqlite_store,
        two,
        shift("bram", FIRST, "08:00", MORNING),
        shift("anouk", FIRST, "08:00", MORNING),
    )
    assert elsewhere(sqlite_store, one) == []
    assert put_in_force(sqlite_store, roster) == Published(1)
    assert elsewhere(sqlite_store, one) == [("anouk", "07 08:00", "07 12:00", 45)]
    assert elsewhere(sqlite_store, two) == []
    # Another roster takes its place on that day.
    assert put_in_force(sqlite_store, drafted(sqlite_store, two, days=1)) == Published(2)
    assert elsewhere(sqlite_store, one) == []


def test_nothing_of_the_other_team_but_times_and_exposure_is_told(
    sqlite_store: Store, teams: tuple[int, int]
) -> None:
    one, two = teams
    both = [shift(name, FIRST, "08:00", MORNING) for name in ("bram", "anouk")]
    assert put_in_force(sqlite_store, drafted(sqlite_store, two, *both)) == Published(1)
    with sqlite_store.read() as session:
        known = TeamFile.model_validate_json(session.get_one(Team, one).document)
        team = with_elsewhere(session, one, known, FIRST, SUNDAY)
    (anouk,) = [person for person in team.people if person.id == "anouk"]
    told = json.loads(anouk.elsewhere[0].model_dump_json(by_alias=True))
    assert set(told) == {"from", "to", "exposed"}
    (part,) = told["exposed"]
    assert (part["exposes"], part["severity"]) == ("contact", 1)
    assert set(part) == {"from", "to", "exposes", "severity"}
    assert "nights" not in team.model_dump_json()
    assert "bram" not in anouk.model_dump_json()


def test_whoever_publishes_second_keeps_the_rest_and_the_one_start_a_day(
    sqlite_store: Store, teams: tuple[int, int]
) -> None:
    one, two = teams
    late = shift("bram", FIRST, "18:00", NIGHT)
    assert put_in_force(sqlite_store, drafted(sqlite_store, two, late)) == Published(1)
    # Until 23:00: eleven hours are over at 10:00.
    tuesday = FIRST + timedelta(days=1)
    for start, refused in (("09:59", True), ("10:00", False)):
        roster = drafted(sqlite_store, one, shift("anouk", tuesday, start, NIGHT))
        assert isinstance(put_in_force(sqlite_store, roster), Refused) == refused
    same_day = drafted(sqlite_store, one, shift("anouk", FIRST, "06:00", MORNING))
    outcome = put_in_force(sqlite_store, same_day)
    assert isinstance(outcome, Refused)
    assert any("a second shift starts" in sentence for sentence in outcome.sentences)
    # And the other way round: the first team's shift of Tuesday is in force.
    late = shift("bram", FIRST, "19:00", NIGHT)
    assert isinstance(put_in_force(sqlite_store, drafted(sqlite_store, two, late)), Refused)


def test_a_night_elsewhere_on_which_the_clock_is_changed(
    sqlite_store: Store, teams: tuple[int, int]
) -> None:
    one, two = teams
    night = shift("bram", BEFORE_CHANGE, "23:00", (("admin", 240),))
    roster = drafted(sqlite_store, two, night, first=BEFORE_CHANGE, days=1)
    assert put_in_force(sqlite_store, roster) == Published(1)
    ((_, start, end, _),) = elsewhere(sqlite_store, one, BEFORE_CHANGE)
    with sqlite_store.read() as session:
        problem, _ = problem_of(session, one, BEFORE_CHANGE, 7)
    (there,) = [p for p in problem.history if p.elsewhere]
    # From 23:00 to 03:00 by the clock are five hours.
    assert (start, end, there.minutes) == ("24 23:00", "25 03:00", 300)


def test_work_that_the_other_team_no_longer_has_counts_as_exposing(
    sqlite_store: Store, teams: tuple[int, int]
) -> None:
    one, two = teams
    both = [shift(name, FIRST, "08:00", MORNING) for name in ("bram", "anouk")]
    assert put_in_force(sqlite_store, drafted(sqlite_store, two, *both)) == Published(1)
    with sqlite_store.write() as session:
        row = session.scalars(select(Team).where(Team.id == two)).one()
        changed = json.loads(row.document)
        changed["activities"] = [a for a in changed["activities"] if a["id"] != "admin"]
        row.document = json.dumps(changed)
    assert elsewhere(sqlite_store, one) == [("anouk", "07 08:00", "07 12:00", 225)]
