"""Each cause of the private class reads alike to everybody but the person, byte for byte."""

import json
import logging
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import delete, select

import image_team
from image_site import Site, token
from image_team import FIRST
from scheduler.roster import Roster
from web.accounts.roles import give_role, take_role
from web.cli.check import command
from web.storage.tables import Membership, PrivateCapacity, Team
from web.storage.tables import Roster as RosterRow
from web.storage.teams import replace_document

WORDS = "Not available for this work then."
CHAT_DAY = (("admin", 180), ("meal", 30), ("chat", 45), ("admin", 225))
PLAIN = (("admin", 180), ("meal", 30), ("admin", 270))

ANOUK, DAAN, OTTO = 2, 3, 4
COUNTED = r"\d+ may do it that day: [^<.]*"
PUBLIC = {"", "not available", "not on shift then", "on other work"}

# Anouk chats from 11:30 to 12:15 on Monday 7 December 2026, in a shift from 08:00 to 16:00.
CAUSES: dict[str, dict[str, Any]] = {
    "a refusal": {"refusals": [{"activity": "chat", "from": "2026-12-01T09:00+01:00"}]},
    "an event": {"events": ["2026-12-07T06:00+01:00"]},
    "recovery that was made longer": {"no_exposure_until": "2026-12-07"},
    "a cap set alone": {"own_caps": [{"from": "2026-12-01", "minutes": 0}]},
    "a higher cap set alone": {"own_caps": [{"from": "2026-12-01", "minutes": 30}]},
    "an appointment": {
        "appointments": [{"from": "2026-12-07T15:30+01:00", "to": "2026-12-07T16:30+01:00"}]
    },
    "a session after the work": {
        "appointments": [{"from": "2026-12-07T16:00+01:00", "to": "2026-12-07T17:00+01:00"}],
        "own_caps": [{"from": "2026-12-01", "minutes": 30}],
    },
    "a session right after the chat": {
        "appointments": [{"from": "2026-12-07T12:30+01:00", "to": "2026-12-07T13:00+01:00"}]
    },
    "several at once": {
        "events": ["2026-12-07T06:00+01:00"],
        "refusals": [{"activity": "chat", "from": "2026-12-01T09:00+01:00"}],
        "own_caps": [{"from": "2026-12-01", "minutes": 0}],
    },
}
IMPORTED = [{"from": "2026-12-07T09:00+01:00", "to": "2026-12-07T10:00+01:00"}]


def team(cause: str) -> dict[str, Any]:
    """The image team with one cause for Anouk, or with busy times from another calendar."""
    document = image_team.document()
    if cause == "imported":
        document["people"][0]["busy"] = IMPORTED
    else:
        document["people"][0]["private"] = CAUSES[cause]
    return document


def roster() -> str:
    days = (("anouk", CHAT_DAY), ("bram", PLAIN))
    shifts = [image_team.shift(who, FIRST, "08:00", blocks) for who, blocks in days]
    return image_team.roster(shifts).model_dump_json(by_alias=True)


ALL = [*CAUSES, "imported"]


@pytest.fixture(scope="module")
def said_by_check(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, ...]]:
    """What `breather check` says by cause: in each language, and for machines."""
    return {cause: _check(tmp_path_factory.mktemp("files"), cause) for cause in ALL}


def _check(folder: Path, cause: str) -> tuple[str, ...]:
    files = [str(folder / name) for name in ("team.json", "roster.json")]
    Path(files[0]).write_text(json.dumps(team(cause)), encoding="utf-8")
    Path(files[1]).write_text(roster(), encoding="utf-8")
    options = (["--json"], *(["--language", language] for language in ("en", "nl", "fr", "de")))
    found = [CliRunner().invoke(command, [*files, *option]) for option in options]
    assert {result.exit_code for result in found} == {1}
    return tuple(result.output for result in found)


@pytest.mark.parametrize("cause", ALL)
def test_the_command_says_the_same_of_each(
    said_by_check: dict[str, tuple[str, ...]], cause: str
) -> None:
    assert said_by_check[cause] == said_by_check["a refusal"]
    as_json, english, *_ = said_by_check[cause]
    assert f"availability: {WORDS}" in english
    assert f'"words": "{WORDS}"' in as_json


def test_without_a_cause_the_command_says_nothing(tmp_path: Path) -> None:
    CAUSES["none"] = {}
    try:
        with pytest.raises(AssertionError):
            _check(tmp_path, "none")
    finally:
        del CAUSES["none"]


def with_cause(site: Site, cause: str) -> None:
    """Store one cause for Anouk, as if they or their calendar had told it."""
    with site.store.write() as session:
        session.execute(delete(PrivateCapacity).where(PrivateCapacity.person_id == "anouk"))
        team_row = session.get_one(Team, 1)
        asked = image_team.document()
        if cause == "imported":
            asked["people"][0]["busy"] = IMPORTED
        else:
            capacity = json.dumps(CAUSES[cause])
            row = PrivateCapacity(team_id=1, person_id="anouk", capacity=capacity, account_id=ANOUK)
            session.add(row)
        replace_document(
            session,
            1,
            image_team.team_of(asked),
            revision=team_row.revision,
            by=None,
            at=datetime(2026, 11, 2, tzinfo=UTC),
        )


def read(client: FlaskClient, path: str) -> str:
    """A page without what differs from one answer to the next.

    How many are not available for an open line is left out: a refusal of chat and an event bar
    different work, and the numbers of the team say so in one and the same word.
    """
    text = re.sub(r'(csrf_token" value=")[^"]*', r"\1", client.get(path).get_data(as_text=True))
    for sentence in re.findall(COUNTED, text):
        assert set(re.split(r",? ?\d+ ", sentence.partition(": ")[2])) <= PUBLIC
    return re.sub(COUNTED, "", text)


def tried_on_the_board(manager: FlaskClient, number: int, key: str) -> str:
    """What the board says to a longer shift of Anouk's, in which the chat stays."""
    asked = {"op": "times", "person": "anouk", "on": str(FIRST), "seen": "1"}
    times = {"start": "08:00", "end": "16:15", "csrf_token": key}
    answer = manager.post(
        f"/teams/1/rosters/{number}/try",
        data=asked | times,
        headers={"X-Requested-With": "fetch"},
    )
    text = answer.get_data(as_text=True)
    assert f"<strong>Blocks.</strong> {WORDS}" in text
    return re.sub(r'(csrf_token" value=")[^"]*', r"\1", text)


def test_pages_refusals_and_logs_are_the_same_for_each(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    number = site.draft(Roster.model_validate_json(roster()))
    manager, colleague = site.client("marijke"), site.client("daan")
    publish = f"/teams/1/rosters/{number}/publish"
    paths = (
        "/teams/1/",
        f"/teams/1/rosters/{number}/weeks/{FIRST}",
        f"/teams/1/rosters/{number}/days/{FIRST}",
        f"/teams/1/rosters/{number}/open",
        publish,
    )
    key = token(manager, "/teams/1/")
    found: dict[str, tuple[str, ...]] = {}
    with caplog.at_level(logging.DEBUG):
        for cause in ALL:
            caplog.clear()
            with_cause(site, cause)
            texts = [read(manager, path) for path in paths]
            texts.append(read(colleague, f"/teams/1/me/week?from={FIRST}"))
            refused = manager.post(publish, data={"csrf_token": key})
            assert refused.status_code == 422
            texts.append(re.sub(r'(value=")[^"]*', r"\1", refused.get_data(as_text=True)))
            texts.append(tried_on_the_board(manager, number, key))
            found[cause] = (*texts, *caplog.messages)
    for cause in ALL:
        assert found[cause] == found["a refusal"], cause
    assert WORDS in found["a refusal"][4]


def test_the_person_reads_the_own_cap_and_nobody_else_does(site: Site) -> None:
    site.draft(Roster.model_validate_json(roster()))
    with_cause(site, "a higher cap set alone")
    with site.store.write() as session:
        row = session.get_one(RosterRow, 1)
        row.state, row.version, row.published_at = "published", 1, datetime.now(UTC)
    own = read(site.client("anouk"), f"/teams/1/me/week?from={FIRST}")
    assert "limit 30 min, your own, only you see this" in own
    for path in ("/teams/1/", f"/teams/1/rosters/1/days/{FIRST}"):
        assert "limit 30 min" not in read(site.client("marijke"), path)


def test_no_change_of_a_role_shows_which_cause_it_is(site: Site) -> None:
    """Otto takes Anouk's place, Daan becomes deputy, and Anouk manages another team."""
    number = site.draft(Roster.model_validate_json(roster()))
    at = datetime.now(UTC)
    with site.store.write() as session:
        row = session.get_one(RosterRow, number)
        row.state, row.version, row.published_at = "published", 1, at
        anouks = session.scalars(select(Membership).where(Membership.account_id == ANOUK)).one()
        take_role(session, anouks, at=at, by=None)
        give_role(session, OTTO, 1, "analyst", at=at, by=None, person_id="anouk")
        give_role(session, DAAN, 1, "deputy", at=at, by=None)
        give_role(session, ANOUK, 2, "manager", at=at, by=None)
    day = f"/teams/1/rosters/{number}/days/{FIRST}"
    looked_at = {
        "otto": (f"/teams/1/me/week?from={FIRST}", "/teams/1/me/calendar"),
        "daan": ("/teams/1/", day, f"/teams/1/me/week?from={FIRST}"),
        "dirk": ("/teams/1/", day),
        "rosa": ("/teams/1/figures",),
        "ada": ("/administration", f"/administration/accounts/{ANOUK}"),
        "anouk": ("/teams/2/", "/account"),
    }
    clients = {username: site.client(username) for username in looked_at}
    found: dict[str, list[str]] = {}
    for cause in ALL:
        with_cause(site, cause)
        found[cause] = [
            read(clients[username], path) for username, paths in looked_at.items() for path in paths
        ]
    assert "Planned" in found["a refusal"][0]
    for cause in ALL:
        assert found[cause] == found["a refusal"], cause
