"""A team is set up page by page: nothing is lost, nothing half stored, nothing private shown."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import image_team
from bare_team import bare_team
from image_site import FOUNDED, Site
from scheduler.team import Team as TeamFile
from web.storage.tables import Team
from web.storage.teams import replace_document
from web.team_pages.lists import ending_soon
from web.team_pages.parts import Content

BASE = "/teams/1/team"
FIELD = re.compile(r'<input type="(?:text|date|hidden)"[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"')
TICKED = re.compile(r'<input type="checkbox"[^>]*? name="([^"]+)" value="([^"]+)" checked')
CHOSEN = re.compile(r'<select id="[^"]*" name="([^"]+)".*?</select>', re.DOTALL)
OPTION = re.compile(r'<option value="([^"]*)" selected')


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.client("marijke")


def content(site: Site) -> Content:
    with site.store.read() as session:
        file: Content = json.loads(session.get_one(Team, 1).document)
    return file


def person(site: Site, name: str) -> Content:
    found: Content = next(each for each in content(site)["people"] if each["id"] == name)
    return found


def fields(text: str) -> dict[str, list[str]]:
    """What a browser would send of the form of a page, as it stands."""
    form = text[text.index('class="part"') :]
    found: dict[str, list[str]] = {}
    for name, value in (*FIELD.findall(form), *TICKED.findall(form)):
        found.setdefault(name, []).append(value)
    for select in CHOSEN.finditer(form):
        chosen = OPTION.search(select[0])
        found[select[1]] = [chosen[1] if chosen else ""]
    return found


def opened(client: FlaskClient, path: str) -> dict[str, list[str]]:
    answer = client.get(f"{BASE}/{path}")
    assert answer.status_code == 200
    return fields(answer.get_data(as_text=True))


def post(client: FlaskClient, path: str, data: dict[str, list[str]]) -> TestResponse:
    return client.post(f"{BASE}/{path}", data=data)


def token_of(client: FlaskClient, path: str) -> dict[str, list[str]]:
    text = client.get(f"{BASE}/{path}").get_data(as_text=True)
    names = ("csrf_token", "seen", "revision")
    return {
        name: [found[1]]
        for name in names
        if (found := re.search(rf'name="{name}" value="([^"]+)"', text))
    }


def test_a_cap_is_stored_said_and_taken_back(site: Site, client: FlaskClient) -> None:
    data = opened(client, "people/anouk") | {"max_daily_exposure": ["1:30"]}
    answer = post(client, "people/anouk", data)
    assert answer.status_code == 303
    assert person(site, "anouk")["max_daily_exposure"] == 90
    text = client.get(answer.location).get_data(as_text=True)
    assert "Saved." in text
    assert post(client, "undo", token_of(client, "")).status_code == 303
    assert person(site, "anouk")["max_daily_exposure"] is None


def test_saving_without_a_change_changes_nothing_that_counts(
    site: Site, client: FlaskClient
) -> None:
    before = TeamFile.model_validate_json(json.dumps(content(site)), strict=True)
    for path in ("people/anouk", "work/chat", "rooms/room-1", "opening/hours"):
        assert post(client, path, opened(client, path)).status_code == 303, path
    for path in ("opening/days", "opening/shapes"):
        assert post(client, path, opened(client, path)).status_code == 303, path
    for path in ("coverage/lines", "workload"):
        assert post(client, path, opened(client, path)).status_code == 303, path
    assert TeamFile.model_validate_json(json.dumps(content(site)), strict=True) == before


def test_what_is_wrong_is_said_on_top_and_at_its_field_in_one_sentence(
    site: Site, client: FlaskClient
) -> None:
    before = content(site)
    data = opened(client, "people/anouk")
    data |= {"max_daily_exposure": ["5:00"], "leave-0-from_": ["2026-12-20"], "name": [""]}
    answer = post(client, "people/anouk", data)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    words = "In minutes: 300 is over the ceiling of 240 (see rule max_daily_exposure)"
    assert f'<a href="#max_daily_exposure">Exposure a day, at most: {words}</a>' in text
    assert f'id="max_daily_exposure-fault">{words}</p>' in text
    assert '<a href="#leave-0-to">Last day: is missing</a>' in text
    assert '<a href="#name">Name: is missing</a>' in text
    assert "Nothing was changed." in text
    assert 'value="5:00"' in text
    assert content(site) == before


def test_what_is_wrong_is_said_in_the_reader_s_language(client: FlaskClient) -> None:
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "nl"
    data = opened(client, "people/anouk")
    data |= {"max_daily_exposure": ["5:00"], "leave-0-from_": ["2026-12-20"], "name": [""]}
    text = post(client, "people/anouk", data).get_data(as_text=True)
    words = "300 is meer dan het maximum van 240 (zie regel max_daily_exposure)"
    assert f'id="max_daily_exposure-fault">In minuten: {words}</p>' in text
    assert '<a href="#leave-0-to">Laatste dag: ontbreekt</a>' in text
    assert "is missing" not in text


def test_a_stale_edit_shows_both_versions_and_either_can_stay(
    site: Site, client: FlaskClient
) -> None:
    mine = opened(client, "people/anouk") | {"max_daily_exposure": ["1:00"]}
    theirs = opened(client, "people/anouk") | {"max_daily_exposure": ["2:00"], "home": ["y"]}
    assert post(client, "people/anouk", theirs).status_code == 303
    answer = post(client, "people/anouk", mine)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    cells = re.findall(r'<tr><th scope="row">(.+?)</th><td>(.+?)</td><td>(.+?)</td></tr>', text)
    assert cells == [("May work from home", "–", "✓"), ("Exposure a day, at most", "1:00", "2:00")]
    assert person(site, "anouk")["max_daily_exposure"] == 120
    assert 'href="/teams/1/team/people/anouk"' in text
    again = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text)
    kept: dict[str, list[str]] = {}
    for name, value in again:
        kept.setdefault(name, []).append(value)
    assert post(client, "people/anouk", kept).status_code == 303
    assert person(site, "anouk")["max_daily_exposure"] == 60
    assert "home" not in person(site, "anouk")


def test_a_change_of_another_person_is_in_nobodys_way(site: Site, client: FlaskClient) -> None:
    mine = opened(client, "people/anouk") | {"max_daily_exposure": ["1:00"]}
    theirs = opened(client, "people/bram") | {"max_daily_exposure": ["2:00"]}
    assert post(client, "people/bram", theirs).status_code == 303
    assert post(client, "people/anouk", mine).status_code == 303
    assert person(site, "bram")["max_daily_exposure"] == 120


def test_somebody_new_needs_a_name_and_hours(site: Site, client: FlaskClient) -> None:
    data = opened(client, "people/new") | {"name": ["Éva Ó"]}
    answer = post(client, "people/new", data)
    assert answer.status_code == 422
    words = "is missing: only somebody with volunteer true needs none"
    assert words in answer.get_data(as_text=True)
    data["contract-weekly_minutes"] = ["38:00"]
    assert post(client, "people/new", data).status_code == 303
    assert person(site, "eva-o") == {
        "id": "eva-o",
        "name": "Éva Ó",
        "contract": {"weekly_minutes": 2280},
    }


def test_who_is_removed_goes_with_what_names_them_and_comes_back(
    site: Site, client: FlaskClient
) -> None:
    shift = {
        "person": "bram",
        "start": "2026-11-20T08:00+01:00",
        "end": "2026-11-20T16:00+01:00",
    }
    pin = {"person": "bram", "date": "2026-12-10"}
    file = content(site) | {"history": [shift], "pins": {"days_off": [pin]}}
    with site.store.write() as session:
        text = json.dumps(file)
        replace_document(session, 1, text, revision=1, by=None, at=FOUNDED)
    page = client.get(f"{BASE}/people/bram/remove").get_data(as_text=True)
    assert "<li>1 shift of the weeks before</li><li>1 pin</li>" in page
    assert "An account is" not in page
    assert "An account is Anouk." in client.get(f"{BASE}/people/anouk/remove").get_data(
        as_text=True
    )
    data = token_of(client, "people/bram/remove")
    assert post(client, "people/bram/remove", data).status_code == 303
    assert [each["id"] for each in content(site)["people"]] == ["anouk", "chloe", "daan", "ines"]
    assert content(site)["history"] == []
    assert client.get(f"{BASE}/people/bram").status_code == 404
    assert post(client, "undo", token_of(client, "")).status_code == 303
    assert content(site) == json.loads(json.dumps(file)) | {"history": content(site)["history"]}
    assert len(content(site)["history"]) == 1


def test_work_goes_with_its_coverage_and_authorisations(site: Site, client: FlaskClient) -> None:
    data = token_of(client, "work/chat/remove")
    assert post(client, "work/chat/remove", data).status_code == 303
    assert [line["activity"] for line in content(site)["coverage"]] == ["images-1"]
    assert all(
        held["activity"] != "chat"
        for each in content(site)["people"]
        for held in each["authorised"]
    )


def test_the_private_class_is_on_no_page_and_stays_when_its_person_is_changed(
    site: Site, client: FlaskClient
) -> None:
    text = client.get(f"{BASE}/people/daan").get_data(as_text=True)
    assert "refus" not in text.lower()
    assert "2026-12-01" not in text
    data = opened(client, "people/daan") | {"name": ["Daan B."]}
    assert post(client, "people/daan", data).status_code == 303
    assert "private" not in json.dumps(content(site))


def test_a_weekday_is_copied_and_copying_to_none_is_asked_about(
    site: Site, client: FlaskClient
) -> None:
    data = token_of(client, "coverage") | {"source": ["sat"], "targets": ["sun"]}
    assert post(client, "coverage/copy", data).status_code == 303
    assert content(site)["coverage"][1]["weekdays"] == ["sat", "sun"]
    data = token_of(client, "coverage") | {"source": ["sat"]}
    answer = post(client, "coverage/copy", data)
    assert answer.status_code == 422
    assert "Choose at least one weekday." in answer.get_data(as_text=True)


def test_a_grid_that_did_not_come_through_changes_nothing(site: Site, client: FlaskClient) -> None:
    before = content(site)
    data = token_of(client, "coverage/chat") | {"step": ["30"], "cells": ["0-0"]}
    answer = post(client, "coverage/chat", data)
    assert answer.status_code == 422
    assert "The grid did not come through." in answer.get_data(as_text=True)
    assert content(site) == before


def test_a_new_empty_team_has_every_page_and_says_what_comes_first(
    site: Site, client: FlaskClient
) -> None:
    with site.store.write() as session:
        replace_document(session, 1, bare_team(), revision=1, by=None, at=datetime.now(UTC))
    for path, words in (
        ("", "Nobody is in the team yet."),
        ("work", "No hours are asked for beside coverage."),
        ("rooms", "No room yet."),
        ("opening", "Always open: a shift may lie at any time."),
        ("coverage", "Nobody is asked for."),
        ("coverage/admin", "Coverage of Admin"),
        ("coverage/lines", "Coverage as a table"),
    ):
        answer = client.get(f"{BASE}/{path}")
        assert answer.status_code == 200, path
        assert words in answer.get_data(as_text=True), path


def test_authorisations_that_end_within_60_days_are_listed_unless_another_goes_on() -> None:
    """From 1 December 2026 the sixtieth day is 30 January 2027."""
    file = image_team.document()
    lasts = {
        "anouk": "2026-12-01",
        "bram": "2027-01-30",
        "chloe": "2027-01-31",
        "daan": "2026-11-30",
    }
    for each in file["people"]:
        each["authorised"] = [{"activity": "chat", "from": "2024-01-01"}]
        if each["id"] in lasts:
            each["authorised"][0]["to"] = lasts[each["id"]]
    team = TeamFile.model_validate(file)
    found = ending_soon(team, date(2026, 12, 1))
    assert [(end.person.id, end.work, end.last) for end in found] == [
        ("anouk", "Chat", date(2026, 12, 1)),
        ("bram", "Chat", date(2027, 1, 30)),
    ]
    file["people"][0]["authorised"].append({"activity": "chat", "from": "2026-12-02"})
    found = ending_soon(TeamFile.model_validate(file), date(2026, 12, 1))
    assert [end.person.id for end in found] == ["bram"]
