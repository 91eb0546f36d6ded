"""A team is taken out and brought in: seen before it is stored, whole or not at all."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook
from sqlalchemy import select
from werkzeug.test import TestResponse

from image_site import Site, token
from web.sheets.reading import read_file
from web.sheets.sheet import Value
from web.sheets.writing import csv_of
from web.storage.tables import PrivateCapacity, Team

PAGE = "/teams/1/exchange"
HEADS: list[Value] = ["id", "name", "weekly_hours"]
LINE: list[Value] = ["activity", "weekdays", "from", "to", "minimum", "target"]


def words(answer: TestResponse) -> str:
    """What a page says, without its marks."""
    text = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return " ".join(text.split())


def content(site: Site) -> dict[str, Any]:
    """The team's file as it is stored."""
    with site.store.read() as session:
        found: dict[str, Any] = json.loads(session.get_one(Team, 1).document)
    return found


def look(client: FlaskClient, what: str, data: bytes, **more: str) -> TestResponse:
    """Send a file to be looked at."""
    fields = {"csrf_token": token(client, PAGE), "file": (BytesIO(data), "sheet"), **more}
    return client.post(f"{PAGE}/{what}", data=fields)


def take_in(client: FlaskClient, what: str, looked: TestResponse) -> TestResponse:
    """Press the button of what was looked at."""
    text = looked.get_data(as_text=True)
    fields = dict(re.findall(r'name="(csrf_token|revision|content)" value="([^"]*)"', text))
    return client.post(f"{PAGE}/{what}/take-in", data=fields)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("what", ["people", "coverage"])
def test_what_was_taken_out_changes_nothing_when_it_comes_in(
    site: Site, what: str, form: str
) -> None:
    client = site.client("marijke")
    data = client.get(f"{PAGE}/{what}.{form}").data
    answer = look(client, what, data, whole="y")
    assert answer.status_code == 200
    assert "Nothing would change." in words(answer)


def test_the_whole_team_is_the_file_of_the_commands_without_the_private_class(site: Site) -> None:
    client = site.client("marijke")
    answer = client.get(f"{PAGE}/team.json")
    assert json.loads(answer.data) == content(site)
    assert b"private" not in answer.data
    assert b"refusals" not in answer.data
    assert "Nothing would change." in words(look(client, "team", answer.data))


def test_the_private_class_stays_whatever_comes_in(site: Site) -> None:
    def private() -> list[tuple[str, str]]:
        with site.store.read() as session:
            rows = session.scalars(select(PrivateCapacity).where(PrivateCapacity.team_id == 1))
            return [(row.person_id, row.capacity) for row in rows]

    before, client, new = private(), site.client("marijke"), content(site)
    assert [person for person, _ in before] == ["daan"]
    for person in new["people"]:
        person["private"] = {"own_caps": [{"from": "2026-12-01", "minutes": 10}]}
    new["name"] = "Other name"
    looked = look(client, "team", json.dumps(new).encode())
    assert "own_caps" not in looked.get_data(as_text=True)
    assert take_in(client, "team", looked).status_code == 303
    assert private() == before
    assert content(site)["name"] == "Other name"


def test_people_are_added_changed_and_taken_out_after_a_look(site: Site) -> None:
    client = site.client("marijke")
    rows: list[list[Value]] = [HEADS, ["anouk", "Anouk", "32"], ["", "Zoë", 38], ["", "Bram", 38]]
    looked = look(client, "people", csv_of(rows), whole="y")
    said = words(looked)
    assert "Added (1) Zoë" in said
    assert "Changed (1) Anouk: weekly_hours" in said
    assert "Taken out (3) Chloé Daan Ines" in said
    assert len(content(site)["people"]) == 5
    assert take_in(client, "people", looked).status_code == 303
    people = {person["id"]: person for person in content(site)["people"]}
    assert list(people) == ["anouk", "bram", "zoe"]
    assert people["anouk"]["contract"]["weekly_minutes"] == 32 * 60
    # The sheet has no such column: it stays.
    assert people["anouk"]["authorised"]


def test_who_is_not_in_the_sheet_stays_unless_it_is_said(site: Site) -> None:
    client = site.client("marijke")
    looked = look(client, "people", csv_of([HEADS, ["anouk", "Anouk", "32"]]))
    assert "Taken out" not in words(looked)
    take_in(client, "people", looked)
    assert len(content(site)["people"]) == 5


def test_every_faulty_line_is_named_with_what_was_read_and_nothing_is_taken_in(
    site: Site,
) -> None:
    client, before = site.client("marijke"), content(site)
    rows: list[list[Value]] = [
        ["id", "name", "weekly_hours", "max_daily_exposure", "authorised", "ramp_up_from"],
        ["anouk", "Anouk", "many", 60, "", ""],
        ["bram", "Bram", 38, 300, "", "31/31/2026"],
        ["chloe", "Chloé", 99, 60, "", ""],
        ["", "Zoë", 38, 60, "painting 2026-01-01", ""],
        ["anouk", "Anouk again", 38, 60, "", ""],
    ]
    answer = look(client, "people", csv_of(rows))
    said = words(answer)
    assert answer.status_code == 422
    assert "2 weekly_hours many hours that make whole minutes" in said
    assert "3 max_daily_exposure 300 300 is over the ceiling of 240" in said
    assert "3 ramp_up_from 31/31/2026 a date" in said
    assert "4 weekly_hours 99 99 is over the ceiling of 48" in said
    assert "5 authorised painting 2026-01-01" in said
    assert "6 id anouk somebody who is not in line 2" in said
    assert content(site) == before


def test_what_is_wrong_with_a_file_is_said_in_the_reader_s_language(site: Site) -> None:
    client = site.client("marijke")
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fr"
    rows: list[list[Value]] = [["id", "name", "max_daily_exposure"], ["bram", "Bram", 300]]
    said = words(look(client, "people", csv_of(rows)))
    assert "2 max_daily_exposure 300 300 dépasse le maximum de 240" in said
    said = words(look(client, "team", json.dumps(content(site) | {"activities": []}).encode()))
    assert "activities – en compte moins de 1" in said
    assert "le fichier – une liste n’est pas un objet" in words(look(client, "team", b"[]"))


def test_a_formula_merged_cells_and_unknown_columns_are_named(site: Site) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["id", "name", "weekly_hours"])
    sheet.append(["anouk", "Anouk", "=30+8"])
    sheet.append(["bram", "Bram", 38])
    sheet.merge_cells("A3:B3")
    stream = BytesIO()
    book.save(stream)
    client = site.client("marijke")
    said = words(look(client, "people", stream.getvalue()))
    assert "2 weekly_hours =30+8 what the formula gives" in said
    assert "A3:B3 merged cells each cell by itself" in said
    said = words(look(client, "people", csv_of([["name", "salary"], ["Zoë", 1]])))
    assert "1 salary salary one of id, name, volunteer" in said


@pytest.mark.parametrize(
    "data",
    [
        "activity,from,to,target\nchat,18:00,21:00,2\n".encode("utf-8-sig"),
        "activity;from;to;target\r\nchat;18:00;21:00;2\r\n".encode("cp1252"),
        "activity\tfrom\tto\ttarget\nchat\t18:00:00\t21:00:00\t2\n".encode("utf-16"),
    ],
)
def test_coverage_is_read_as_spreadsheets_save_it(site: Site, data: bytes) -> None:
    client = site.client("marijke")
    looked = look(client, "coverage", data)
    assert "Added (1) chat mon-sun 18:00 21:00: at least 0, wanted 2" in words(looked)
    assert "Taken out (2)" in words(looked)
    assert take_in(client, "coverage", looked).status_code == 303
    assert content(site)["coverage"] == [
        {"activity": "chat", "from": "18:00", "to": "21:00", "target": 2}
    ]


def test_lines_that_overlap_are_told_by_their_line(site: Site) -> None:
    rows: list[list[Value]] = [
        LINE,
        ["chat", "", "18:00", "21:00", 0, 1],
        ["chat", "sat", "20:00", "22:00", 0, 1],
    ]
    answer = look(site.client("marijke"), "coverage", csv_of(rows))
    assert answer.status_code == 422
    assert "3 – – overlaps coverage[0]" in words(answer)


def test_what_was_looked_at_before_somebody_changed_the_team_is_refused(site: Site) -> None:
    client = site.client("marijke")
    first = look(client, "people", csv_of([HEADS, ["anouk", "Anouk", "32"]]))
    second = look(client, "people", csv_of([HEADS, ["bram", "Bram", "20"]]))
    assert take_in(client, "people", second).status_code == 303
    answer = take_in(client, "people", first)
    assert answer.status_code == 409
    assert "Nothing was taken in." in words(answer)
    people = {person["id"]: person for person in content(site)["people"]}
    assert people["anouk"]["contract"]["weekly_minutes"] == 38 * 60


def test_what_was_not_looked_at_is_refused(site: Site) -> None:
    client = site.client("marijke")
    fields = {"csrf_token": token(client, PAGE), "revision": "1", "content": "x"}
    assert client.post(f"{PAGE}/people/take-in", data=fields).status_code == 400
    answer = client.post(f"{PAGE}/people", data={"csrf_token": token(client, PAGE)})
    assert answer.status_code == 422
    assert "Choose a file first." in words(answer)


@pytest.mark.parametrize("what", ["people", "coverage"])
def test_a_sample_can_be_taken_in(site: Site, what: str) -> None:
    client = site.client("marijke")
    looked = look(client, what, client.get(f"{PAGE}/samples/{what}.xlsx").data)
    assert looked.status_code == 200, words(looked)
    assert "Added (2)" in words(looked)


def test_no_cell_that_goes_out_starts_a_formula(site: Site) -> None:
    client = site.client("marijke")
    looked = look(client, "people", csv_of([HEADS, ["", "=HYPERLINK(1)", 38]]))
    assert take_in(client, "people", looked).status_code == 303
    text = client.get(f"{PAGE}/people.csv").get_data(as_text=True)
    assert "'=HYPERLINK(1)" in text
    sheet = read_file(client.get(f"{PAGE}/people.xlsx").data)
    assert not list(sheet.formulas())


def test_a_file_that_gets_rules_looser_says_so(site: Site) -> None:
    client, new = site.client("marijke"), content(site)
    new["rules"] = {**new["rules"], "max_stint": {"minutes": 60}}
    said = words(look(client, "team", json.dumps(new).encode()))
    assert "Rules Changed (1) Longest stint" in said
    assert "What is looser is in force 14 days later" in said


def test_a_team_file_with_faults_has_each_of_them_named(site: Site) -> None:
    client, new = site.client("marijke"), content(site)
    new["people"][0]["max_daily_exposure"] = 300
    new["rules"] = {"max_stint": {"minutes": 61}}
    answer = look(client, "team", json.dumps(new).encode())
    assert answer.status_code == 422
    assert "people[0].max_daily_exposure" in words(answer)
    assert "rules.max_stint.minutes" in words(answer)
