"""A draft is edited by forms alone: tried, saved, refused with the rule, undone, by two at once."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from image_site import Site, token
from image_team import TUESDAY
from plans import plan
from scheduler.roster import Roster as RosterFile
from web.storage.tables import Roster, RosterEdit

ROSTER = "/teams/1/rosters/1"
DAY = f"{ROSTER}/days/2026-12-08"
CLOCK = plan().clock
NINE, TEN = CLOCK.midnight(1) + 9 * 60, CLOCK.midnight(1) + 10 * 60


def seen(page: str) -> str:
    found = re.search(r'data-seen="(\d+)"', page)
    assert found
    return found[1]


def post(client: FlaskClient, path: str, **fields: Any) -> TestResponse:  # noqa: ANN401
    data = {"person": "anouk", "on": "2026-12-08", "seen": 1, **fields}
    data["csrf_token"] = token(client, "/teams/1/")
    return client.post(f"{ROSTER}/{path}", data=data)


def blocks(site: Site, person: str = "anouk") -> list[str]:
    """The person's work of Tuesday as it is stored."""
    with site.store.read() as session:
        text = session.get_one(Roster, 1).document
    shifts = RosterFile.model_validate_json(text).shifts
    here = [s for s in shifts if s.person == person and s.start.date() == TUESDAY]
    return [f"{b.start:%H:%M} {b.activity}" for s in here for b in s.blocks]


def test_an_edit_that_keeps_the_rules_is_saved_and_undone_and_done_again(site: Site) -> None:
    site.draft()
    client = site.client("marijke")
    before = blocks(site)
    answer = post(client, "edits", op="work", block=NINE, work="images-2@room-1")
    assert answer.status_code == 303
    assert "09:00 images-2" in blocks(site)
    page = client.get(answer.location).get_data(as_text=True)
    assert "Saved." in page
    assert seen(page) == "2"
    undone = post(client, "undo", seen=2, week="2026-12-07")
    assert undone.location == f"{ROSTER}/weeks/2026-12-07"
    assert "Redo</button>" in client.get(undone.location).get_data(as_text=True)
    assert blocks(site) == before
    assert post(client, "redo", seen=3).status_code == 303
    assert "09:00 images-2" in blocks(site)


def test_trying_says_the_rule_and_changes_nothing(site: Site) -> None:
    site.draft()
    client = site.client("marijke")
    before = blocks(site)
    answer = post(client, "try", op="place", block=TEN, start="10:00", end="11:15")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert answer.headers["X-Fits"] == "0"
    assert "exposure goes on from 10:00 to 11:15 without a break: 1 h 15." in page
    assert 'value="11:15"' in page
    assert "Where it fits" in page
    cost = post(client, "try", op="work", block=NINE, work="images-2")
    assert "Images, severity 1: 45 min less is covered." in cost.get_data(as_text=True)
    assert blocks(site) == before


@pytest.mark.parametrize(
    "fields",
    [
        {"op": "place", "block": TEN, "start": "10:00", "end": "11:15"},
        {"op": "work", "block": NINE - 60, "work": "images-1"},
        {"op": "split", "block": NINE + 270, "start": "15:15", "work": "images-1"},
        {"op": "remove-block", "block": TEN + 120},
        {"op": "times", "start": "08:00", "end": "23:30"},
        {"op": "day", "day": "2026-12-12"},
        {"op": "give", "other": "chloe"},
        {"op": "swap", "other": "ines"},
        {"op": "add", "person": "chloe", "shape": "0800-480-site"},
    ],
)
def test_what_breaks_a_rule_is_saved_on_no_path(site: Site, fields: dict[str, Any]) -> None:
    site.draft()
    client = site.client("marijke")
    with site.store.read() as session:
        before = session.get_one(Roster, 1).document
    answer = post(client, "edits", **fields)
    assert answer.status_code == 422
    assert "Blocks." in answer.get_data(as_text=True)
    with site.store.read() as session:
        assert session.get_one(Roster, 1).document == before


def test_two_who_edit_one_day_are_shown_both_versions(site: Site) -> None:
    site.draft()
    first, second = site.client("marijke"), site.client("dirk")
    assert post(first, "edits", op="work", block=NINE, work="images-2").status_code == 303
    answer = post(second, "edits", op="work", block=NINE, work="admin")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Anouk now: 08:00–16:00: 08:00 Administration, 09:00 Images, severity 2" in page
    assert "Anouk with your change: 08:00–16:00: 08:00 Administration, 09:45 Break" in page
    assert "09:00 images-2" in blocks(site)
    other = post(second, "edits", op="work", person="bram", block=NINE, work="admin")
    assert other.status_code == 303
    assert post(first, "undo", seen=2).status_code == 409
    again = post(second, "edits", op="work", block=NINE, work="admin", seen=seen(page))
    assert again.status_code == 303


def test_a_pinned_day_stays_until_its_pin_is_taken_off(site: Site) -> None:
    site.draft()
    client = site.client("marijke")
    assert post(client, "pins", op="pin").status_code == 303
    page = client.get(DAY).get_data(as_text=True)
    assert "Generate around what is pinned" in page
    refused = post(client, "edits", op="work", block=NINE, work="images-2", seen=2)
    assert refused.status_code == 422
    assert "Take the pin off first." in refused.get_data(as_text=True)
    assert post(client, "pins", op="unpin", seen=2).status_code == 303
    assert post(client, "edits", op="work", block=NINE, work="images-2", seen=3).status_code == 303


def test_what_is_open_lies_on_top_and_is_given_to_who_can(site: Site) -> None:
    site.draft()
    client = site.client("marijke")
    saturday = f"{ROSTER}/days/2026-12-12"
    page = client.get(saturday).get_data(as_text=True)
    start = CLOCK.midnight(5) + 18 * 60
    assert f"open=chat&amp;at={start}" in page
    held = client.get(f"{saturday}?open=chat&at={start}").get_data(as_text=True)
    assert "Ines, 18:00–21:00" in held
    assert re.search(r"Chat: \d h( \d\d)? more is covered\.", held)
    fields = {"work": "chat", "start": "18:00", "end": "19:30", "shape": "1800-180-site"}
    answer = post(client, "edits", op="add", person="ines", on="2026-12-12", **fields)
    assert answer.status_code == 303


def test_a_published_roster_is_changed_through_a_copy(site: Site) -> None:
    site.draft()
    client = site.client("marijke")
    publish = f"{ROSTER}/publish"
    client.post(publish, data={"csrf_token": token(client, publish)})
    assert post(client, "edits", op="remove").status_code == 409
    assert "Change this roster" in client.get(DAY).get_data(as_text=True)
    copied = [post(client, "change") for _ in range(2)]
    assert {answer.location for answer in copied} == {"/teams/1/rosters/2/days/2026-12-08?copied=1"}
    page = client.get(copied[0].location).get_data(as_text=True)
    assert "Draft, not published" in page


def test_what_cannot_be_read_is_said(site: Site) -> None:
    site.draft()
    client = site.client("marijke")
    answer = post(client, "edits", op="place", block=NINE, start="noon", end="10:00")
    assert answer.status_code == 422
    assert "Give times as 10:30." in answer.get_data(as_text=True)
    assert post(client, "edits", op="juggle").status_code == 422
    gone = post(client, "edits", op="work", block=NINE + 5, work="admin")
    assert "It is not there any more. Look again." in gone.get_data(as_text=True)


def test_an_edit_of_work_that_the_team_no_longer_has_is_not_done_again(site: Site) -> None:
    site.draft()
    client = site.client("marijke")
    assert post(client, "edits", op="work", block=NINE, work="images-2@room-1").status_code == 303
    assert post(client, "undo", seen=2).status_code == 303
    before = blocks(site)
    with site.store.write() as session:
        edit = session.scalars(select(RosterEdit)).one()
        edit.cells = edit.cells.replace('"images-2"', '"gone"')
    answer = post(client, "redo", seen=3)
    assert answer.status_code == 409
    assert "The team has changed since this roster" in answer.get_data(as_text=True)
    assert blocks(site) == before


@pytest.mark.parametrize("on", ["0001-01-01", "2026-12-06", "9999-12-31"])
def test_an_edit_of_a_day_outside_the_roster_does_not_fit(site: Site, on: str) -> None:
    site.draft()
    client = site.client("marijke")
    for path in ("try", "edits"):
        for op in ("times", "add", "swap"):
            answer = post(client, path, op=op, on=on, start="08:00", end="16:00", other="bram")
            assert answer.status_code == 422
