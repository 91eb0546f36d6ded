"""A month on its way through the pages: nothing is stored before the last step, and then all."""

import html
import json
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

import image_team
from excel_month import ANSWERS, pasted, rows, workbook
from image_site import ADDRESS, Site, found
from web.app import create_app
from web.config import Config
from web.sheets.reading import read_file
from web.storage.migrating import migrate
from web.storage.shift_codes import Meaning, codes_of, keep_codes
from web.storage.store import open_store
from web.storage.tables import Audit, Membership, Team

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
ASKED_OF_NOBODY = (
    '{"first":"2026-11-01","length":1,"dated":true,"lines":[{"name":"A","row":1,"codes":["V"]}],'
    '"questions":[{"kind":"rare","place":"A1","row":9}]}'
)
NEW = {"name": "Night team", "zone": "Europe/Brussels"}
# Of the image team: its own kinds of work, and nobody who is new to it.
OF_THE_TEAM = ANSWERS | {"code-0-work": "images-1"}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two teams and all accounts, made once."""
    path = tmp_path_factory.mktemp("founded") / "store.db"
    migrate(f"sqlite:///{path}")
    store = open_store(f"sqlite:///{path}")
    found(store)
    store.close()
    return path


@pytest.fixture
def site(founded: Path, tmp_path: Path) -> Iterator[Site]:
    """The pages on a copy of the founded store; forms need no token."""
    path = tmp_path / "store.db"
    shutil.copy(founded, path)
    store = open_store(f"sqlite:///{path}")
    app = create_app(Config(database=f"sqlite:///{path}", secret_key="k" * 40, address=ADDRESS))
    yield Site(app, store)
    store.close()


def manager(site: Site, username: str = "marijke") -> FlaskClient:
    client = site.client(username)
    site.app.config["WTF_CSRF_ENABLED"] = False
    return client


def hidden(answer: TestResponse) -> dict[str, str]:
    text = answer.get_data(as_text=True)
    return {name: html.unescape(value) for name, value in HIDDEN.findall(text)}


def step(client: FlaskClient, path: str, data: dict[str, str], status: int = 200) -> dict[str, str]:
    answer = client.post(path, data=data)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return hidden(answer)


def teams(site: Site) -> int:
    with site.store.read() as session:
        return session.scalar(select(func.count()).select_from(Team)) or 0


def team(site: Site, team_id: int) -> Team:
    with site.store.read() as session:
        return session.get_one(Team, team_id)


def checked(client: FlaskClient, where: str, answers: dict[str, str]) -> dict[str, str]:
    """The fields of the third step, of the pasted month."""
    carried = step(client, f"{where}/month/read", NEW | {"text": pasted()})
    return step(client, f"{where}/month/check", carried | answers | {"q-0": "own code"})


@pytest.mark.parametrize("username", ["marijke", "ada"])
def test_whoever_makes_a_team_of_a_month_is_its_manager_and_it_practises(
    site: Site, username: str
) -> None:
    client = manager(site, username)
    carried = checked(client, "/new-team", ANSWERS)
    assert teams(site) == 2
    answer = client.post("/new-team/month/take", data=carried)
    assert answer.status_code == 303
    assert answer.location == "/teams/3/month/2026-11-01/2026-11-30"
    text = client.get(answer.location).get_data(as_text=True)
    assert "/teams/3/generate?first=2026-12-01&amp;last=2026-12-31" in text
    made = team(site, 3)
    assert (made.name, made.practice, made.revision) == ("Night team", True, 1)
    with site.store.read() as session:
        roles = session.scalars(select(Membership).where(Membership.team_id == 3)).all()
        assert [role.role for role in roles] == ["manager"]
        assert codes_of(session, 3)["Z"] == Meaning()


def test_of_two_taps_one_makes_the_team(site: Site) -> None:
    client = manager(site)
    carried = checked(client, "/new-team", ANSWERS)
    by_hand = {"name": "By hand", "zone": "Europe/Brussels", "kind": "empty"}
    for path, data in (("/new-team/month/take", carried), ("/new-team", by_hand)):
        first, second = (client.post(path, data=data) for _ in range(2))
        assert (first.status_code, second.location) == (303, first.location)
    assert teams(site) == 4
    other = client.post("/new-team", data=by_hand | {"name": "By hand too"})
    assert other.status_code == 303
    assert teams(site) == 5


def test_the_page_of_the_next_month_has_its_days(site: Site) -> None:
    text = manager(site).get("/teams/1/generate?first=2026-12-01&last=2026-12-31")
    assert 'value="2026-12-01"' in text.get_data(as_text=True)
    assert 'value="2026-12-31"' in text.get_data(as_text=True)


def test_a_team_that_is_there_gets_the_month_as_history(site: Site) -> None:
    client = manager(site)
    before = json.loads(team(site, 1).document)
    carried = checked(client, "/teams/1", OF_THE_TEAM)
    assert team(site, 1).revision == 1
    assert client.post("/teams/1/month/take", data=carried).status_code == 303
    after = json.loads(team(site, 1).document)
    assert len(after["history"]) == 51
    for part in ("activities", "coverage", "shapes", "rooms", "rules", "people"):
        assert after.get(part) == before.get(part), part
    with site.store.read() as session:
        whats = session.scalars(select(Audit.what).where(Audit.team_id == 1)).all()
    assert "team changed" in whats


def test_codes_are_explained_once(site: Site) -> None:
    client = manager(site)
    client.post("/teams/1/month/take", data=checked(client, "/teams/1", OF_THE_TEAM))
    answer = client.post("/teams/1/month/read", data={"text": pasted()})
    text = answer.get_data(as_text=True)
    assert text.count('value="08:00"') == 1
    assert text.count('<option value="off" selected>') == 1
    assert 'id="code-2-to" name="code-2-to" value="22:00"' in text


def test_a_change_of_the_team_meanwhile_is_found_and_nothing_is_lost(site: Site) -> None:
    client = manager(site)
    carried = checked(client, "/teams/1", OF_THE_TEAM)
    client.post("/teams/1/month/take", data=carried)
    answer = client.post("/teams/1/month/take", data=carried)
    assert answer.status_code == 409
    assert "The team was changed meanwhile" in answer.get_data(as_text=True)
    assert team(site, 1).revision == 2
    again = {name: value for name, value in carried.items() if name != "revision"}
    fresh = hidden(answer)["revision"]
    assert client.post("/teams/1/month/take", data=again | {"revision": fresh}).status_code == 303


def test_what_is_missing_is_said_and_what_was_filled_in_stays(site: Site) -> None:
    client = manager(site)
    carried = step(client, "/new-team/month/read", NEW | {"text": pasted()})
    answers = ANSWERS | {"q-0": "own code", "code-1-from": "9"}
    answer = client.post("/new-team/month/check", data=carried | answers)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Code L: give a time, as 08:00." in text
    assert 'name="code-1-from" value="9"' in text
    assert 'name="images-most" value="2"' in text
    assert teams(site) == 2


def test_one_may_go_back_from_the_check_to_the_codes(site: Site) -> None:
    client = manager(site)
    carried = checked(client, "/new-team", ANSWERS)
    answer = client.post("/new-team/month/check", data=carried | {"back": "1"})
    assert 'name="code-0-from" maxlength' not in answer.get_data(as_text=True)
    assert 'value="16:00"' in answer.get_data(as_text=True)


def test_the_check_says_what_is_not_judged_and_names_nothing_private(site: Site) -> None:
    client = manager(site)
    carried = step(client, "/teams/1/month/read", {"text": pasted()})
    answer = client.post("/teams/1/month/check", data=carried | OF_THE_TEAM | {"q-0": "own code"})
    text = answer.get_data(as_text=True)
    assert "breaks and stints are not judged" in text
    assert "Not available for this work then" not in text
    assert "The kind of absence is not kept." in text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text": ""}, "The sheet is empty."),
        ({"text": "hello"}, "No row of days was found"),
        ({"text": pasted(), "given": "soon"}, "Give the month as 2026-11"),
        ({"file": (BytesIO(b"PK\x03\x04"), "m.xlsx")}, "not an .xlsx or .csv file"),
        ({"text": pasted(), "name": ""}, "Give the team a name"),
        ({"text": pasted(), "zone": "Mars"}, "Give a time zone"),
    ],
)
def test_what_cannot_be_read_is_said_on_the_first_page(
    site: Site, data: dict[str, str], words: str
) -> None:
    answer = manager(site).post("/new-team/month/read", data=NEW | data)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


def test_two_people_of_one_name_in_a_team_are_two_in_its_file(site: Site) -> None:
    client = manager(site)
    cells = rows()
    cells[-1] = ["Bram", "", "", "N"]
    carried = step(client, "/teams/1/month/read", {"text": pasted(cells)})
    answers = OF_THE_TEAM | {"q-0": "two", "q-1": "own code", "person-7-volunteer": "1"}
    ready = step(client, "/teams/1/month/check", carried | answers)
    assert client.post("/teams/1/month/take", data=ready).status_code == 303
    people = json.loads(team(site, 1).document)["people"]
    assert [(p["name"], p["volunteer"]) for p in people[-1:]] == [("Bram (2)", True)]
    assert len(people) == 6


def test_a_workbook_is_read(site: Site) -> None:
    data = NEW | {"file": (BytesIO(workbook()), "month.xlsx")}
    answer = manager(site).post("/new-team/month/read", data=data)
    text = answer.get_data(as_text=True)
    assert "<strong>4 people</strong>, <strong>30 days</strong>" in text
    assert "<strong>V L N Z</strong>" in text


@pytest.mark.parametrize(
    "month",
    [
        "",
        "{}",
        "x" * 1000,
        '{"first":"2026-11-01","length":2,"dated":true,"lines":[{"name":"A","row":1,"codes":["V"]}]}',
        '{"first":"1900-01-01","length":1,"dated":true,"lines":[{"name":"A","row":1,"codes":["V"]}]}',
        ASKED_OF_NOBODY,
    ],
)
def test_a_month_that_no_page_made_is_refused(site: Site, month: str) -> None:
    client = manager(site)
    answer = client.post("/new-team/month/take", data=NEW | {"month": month})
    assert answer.status_code == 400
    assert teams(site) == 2


def test_a_name_in_a_sheet_is_no_markup(site: Site) -> None:
    cells = rows()
    cells[2][0] = "<b>Anouk</b>"
    answer = manager(site).post("/new-team/month/read", data=NEW | {"text": pasted(cells)})
    assert "<b>Anouk" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("kind", ["child-focus", "child-focus-doubled", "every-rule", "empty"])
def test_a_team_begins_with_an_example_or_with_nothing(site: Site, kind: str) -> None:
    client = manager(site)
    answer = client.post("/new-team", data=NEW | {"kind": kind})
    assert answer.location == "/teams/3/"
    content = json.loads(team(site, 3).document)
    assert content["name"] == "Night team"
    assert not content.get("history")
    assert bool(content.get("people")) == (kind != "empty")
    assert team(site, 3).practice
    assert "Practice copy." in client.get("/teams/3/").get_data(as_text=True)


def test_a_team_needs_a_name_and_something_to_begin_with(site: Site) -> None:
    answer = manager(site).post("/new-team", data={"zone": "Europe/Brussels"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Give the team a name" in text
    assert "Choose what the team begins with." in text


def test_a_practice_roster_is_on_nobodys_own_page_until_it_is_published_for_real(
    site: Site,
) -> None:
    with site.store.write() as session:
        session.get_one(Team, 1).practice = True
    roster = site.draft()
    client = manager(site)
    assert client.post(f"/teams/1/rosters/{roster}/publish").status_code == 303
    own = site.app.test_client()
    own = _signed_in(site, "anouk")
    week = "/teams/1/me/week?from=2026-12-07"
    assert "08:00" not in own.get(week).get_data(as_text=True)
    assert "told to nobody" in client.get("/teams/1/for-real").get_data(as_text=True)
    assert client.post("/teams/1/for-real").status_code == 303
    assert "08:00" not in own.get(week).get_data(as_text=True)
    assert client.get("/teams/1/for-real").status_code == 303
    assert "Practice copy." not in client.get("/teams/1/").get_data(as_text=True)
    assert client.post(f"/teams/1/rosters/{roster}/publish").status_code == 303
    assert "08:00" in own.get(week).get_data(as_text=True)


def _signed_in(site: Site, username: str) -> FlaskClient:
    site.app.config["WTF_CSRF_ENABLED"] = True
    client = site.client(username)
    site.app.config["WTF_CSRF_ENABLED"] = False
    return client


def test_a_roster_is_had_back_in_the_same_layout_with_the_teams_codes(site: Site) -> None:
    roster = site.draft()
    with site.store.write() as session:
        times = [
            image_team.roster().shifts[0].start.time(),
            image_team.roster().shifts[0].end.time(),
        ]
        keep_codes(session, 1, [("V", Meaning(times[0], times[1], "images-1", 90))])
    answer = manager(site).get(f"/teams/1/rosters/{roster}/sheet.xlsx")
    assert "roster-2026-12-07-2026-12-20.xlsx" in answer.headers["Content-Disposition"]
    sheet = read_file(answer.get_data())
    lines = {row[0].text: [cell.text for cell in row[1:]] for row in sheet.rows}
    assert lines["Name"][:2] == ["2026-12-07", "2026-12-08"]
    assert lines["Anouk"] == ["V", "V", "V", "V", "", "", ""] * 2
    assert lines["Ines"][1] == "18:00–21:00"
    assert set(lines["Daan"]) == {""}
    assert list(sheet.formulas()) == []
