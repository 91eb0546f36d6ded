"""One part of a team's file is changed; nobody else's change is lost, nothing is half stored."""

import json
from datetime import datetime

import pytest

from bare_team import bare_team
from web.accounts.accounts import add_membership, create_account
from web.exchange.incoming import incoming
from web.storage.memberships import people_once
from web.storage.store import Store
from web.storage.tables import Team
from web.storage.teams import create_team, replace_document
from web.team_pages.changing import (
    ChangedMeanwhile,
    Refused,
    Stored,
    Who,
    change_part,
    content_of,
)
from web.team_pages.parts import Added, Content, Fields, Item, fingerprint, free_id

EVA = {"id": "eva", "name": "Eva", "contract": {"weekly_minutes": 2280}}
TOM = {"id": "tom", "name": "Tom", "volunteer": True}


@pytest.fixture
def team_id(sqlite_store: Store, noon: datetime) -> int:
    text = bare_team(people=[EVA, TOM])
    with sqlite_store.write() as session:
        return create_team(session, name="A", zone="Europe/Brussels", document=text, at=noon).id


@pytest.fixture
def who(sqlite_store: Store, noon: datetime) -> Who:
    with sqlite_store.write() as session:
        made = create_account(session, name="M", username="m", password="a long password", at=noon)
    return Who(made.id, noon)


def content(store: Store, team_id: int) -> Content:
    with store.read() as session:
        return content_of(session.get_one(Team, team_id))


def test_a_person_is_changed_and_no_other(sqlite_store: Store, team_id: int, who: Who) -> None:
    new = EVA | {"max_daily_exposure": 120}
    outcome = change_part(
        sqlite_store, team_id, Item("people", "eva"), new, seen=fingerprint(EVA), who=who
    )
    assert outcome == Stored(2)
    assert content(sqlite_store, team_id)["people"] == [new, TOM]


def test_somebody_new_never_becomes_the_person_of_an_account_that_is_there(
    sqlite_store: Store, team_id: int, who: Who, noon: datetime
) -> None:
    with sqlite_store.write() as session:
        add_membership(session, who.account_id, team_id, "analyst", at=noon, person_id="eva")
        text = bare_team(people=[TOM])
        replace_document(session, team_id, text, revision=1, by=None, at=noon)
    new = {"name": "Eva", "contract": {"weekly_minutes": 1140}}
    part = Added("people")
    outcome = change_part(sqlite_store, team_id, part, new, seen=fingerprint({}), who=who)
    assert outcome == Stored(3)
    people = content(sqlite_store, team_id)["people"]
    assert [person["id"] for person in people] == ["tom", "eva-2"]
    with sqlite_store.read() as session:
        once = people_once(session, team_id)
    sheet = b"name;weekly_hours\nEva;19\n"
    found = incoming("people", sheet, {"people": [TOM]}, whole=False, once=once)
    assert [person["id"] for person in found.content["people"]] == ["tom", "eva-2"]


def test_nothing_new_is_no_change(sqlite_store: Store, team_id: int, who: Who) -> None:
    part = Item("people", "eva")
    outcome = change_part(sqlite_store, team_id, part, EVA, seen=fingerprint(EVA), who=who)
    assert outcome == Stored(1)


def test_a_fault_is_told_with_its_place_and_nothing_is_stored(
    sqlite_store: Store, team_id: int, who: Who
) -> None:
    new = TOM | {"max_daily_exposure": 300}
    outcome = change_part(
        sqlite_store, team_id, Item("people", "tom"), new, seen=fingerprint(TOM), who=who
    )
    assert isinstance(outcome, Refused)
    assert list(map(str, outcome.faults)) == [
        "people[1].max_daily_exposure: 300 is over the ceiling of 240 (see rule max_daily_exposure)"
    ]
    assert outcome.place == "people[1]"
    assert content(sqlite_store, team_id)["people"] == [EVA, TOM]


def test_two_people_may_be_changed_by_two_at_once_and_one_by_one_alone(
    sqlite_store: Store, team_id: int, who: Who
) -> None:
    part, seen = Item("people", "eva"), fingerprint(EVA)
    tall = TOM | {"name": "Tom B."}
    change_part(sqlite_store, team_id, Item("people", "tom"), tall, seen=fingerprint(TOM), who=who)
    new = EVA | {"home": True}
    assert change_part(sqlite_store, team_id, part, new, seen=seen, who=who) == Stored(3)
    outcome = change_part(sqlite_store, team_id, part, EVA, seen=seen, who=who)
    assert outcome == ChangedMeanwhile(new, fingerprint(new))
    assert content(sqlite_store, team_id)["people"] == [new, tall]


def test_what_is_gone_meanwhile_is_not_made_anew(
    sqlite_store: Store, team_id: int, who: Who
) -> None:
    part = Item("people", "nobody")
    outcome = change_part(sqlite_store, team_id, part, EVA, seen=fingerprint(EVA), who=who)
    assert outcome == ChangedMeanwhile(None, fingerprint(None))


def test_somebody_new_gets_an_id_of_the_name(sqlite_store: Store, team_id: int, who: Who) -> None:
    part, new = Added("people"), {"name": "Éva", "volunteer": True}
    assert change_part(sqlite_store, team_id, part, new, seen=fingerprint({}), who=who) == Stored(2)
    assert content(sqlite_store, team_id)["people"][2] == {"id": "eva-2"} | new


def test_fields_that_are_not_given_any_more_have_their_default() -> None:
    file = json.loads(bare_team(closing_days=["2026-12-24"], meals_paid=True))
    part = Fields(("closing_days", "timezone"))
    assert part.of(file) == {"closing_days": ["2026-12-24"], "timezone": "Europe/Brussels"}
    assert part.put(file, {"timezone": "Europe/Paris"}) == ""
    assert "closing_days" not in file
    assert file["timezone"] == "Europe/Paris"
    assert file["meals_paid"] is True


@pytest.mark.parametrize(
    ("name", "taken", "wanted"),
    [
        ("Anouk De Vries", set(), "anouk-de-vries"),
        ("Łukasz", {"ukasz"}, "ukasz-2"),
        ("李娜", set(), "new"),
        ("Break", set(), "break-2"),
        ("Eva", {"eva", "eva-2"}, "eva-3"),
    ],
)
def test_an_id_is_made_of_plain_letters(name: str, taken: set[str], wanted: str) -> None:
    assert free_id(name, taken) == wanted
