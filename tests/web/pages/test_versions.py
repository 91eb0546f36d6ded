"""What was published keeps its number, can be compared, and comes back only as a new version."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

import image_team
from image_site import Site, token
from image_team import FIRST, TUESDAY
from scheduler.roster import Roster as RosterFile
from web.storage.tables import Roster

LIST = "/teams/1/versions"


def text(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def post(client: FlaskClient, path: str) -> tuple[int, str]:
    answer = client.post(path, data={"csrf_token": token(client, LIST)})
    return answer.status_code, answer.location or answer.get_data(as_text=True)


@pytest.fixture
def two(site: Site) -> Site:
    """Version 1 of two weeks; in version 2 Ines is free on Tuesday 8."""
    site.draft()
    kept = [s for s in image_team.shifts() if (s.person, s.start.date()) != ("ines", TUESDAY)]
    site.draft(image_team.roster(kept))
    client = site.client("marijke")
    for number in (1, 2):
        assert post(client, f"/teams/1/rosters/{number}/publish")[0] == 303
    return site


def newest(site: Site) -> tuple[Roster, RosterFile]:
    with site.store.read() as session:
        row = session.scalars(select(Roster).order_by(Roster.id.desc())).first()
    assert row is not None
    return row, RosterFile.model_validate_json(row.document)


def test_the_list_says_who_published_what_and_with_what_notice(two: Site) -> None:
    page = text(two.client("marijke"), LIST)
    assert page.index("Version 2") < page.index("Version 1")
    assert "by Marijke." in page
    assert "Replaced on all of its days." in page
    assert "In force: Monday 7 December to Sunday 20 December." in page
    assert page.count("All of it at least 7 working days before.") == 2


def test_what_changed_between_two_is_said_by_person(two: Site) -> None:
    client = two.client("marijke")
    page = text(client, f"{LIST}/changes?of=2&of=1")
    assert "From version 1 to version 2" in page
    assert "Tue 8 Dec: no shift any more; it was 18:00–21:00" in page
    assert "Anouk" not in page
    assert client.get(f"{LIST}/changes?of=1").status_code == 303


def test_going_back_is_a_draft_that_is_published_as_a_new_version(two: Site) -> None:
    client = two.client("marijke")
    status, page = post(client, "/teams/1/rosters/1/go-back")
    assert (status, page) == (303, "/teams/1/rosters/3/publish")
    # Twice does it once.
    assert post(client, "/teams/1/rosters/1/go-back") == (303, page)
    assert "Tue 8 Dec: a new shift, 18:00–21:00" in text(client, page)
    assert post(client, page)[0] == 303
    row, file = newest(two)
    assert row.version == 3
    assert len(file.shifts) == len(image_team.shifts())


def test_withdrawing_brings_back_what_was_there_and_frees_what_was_not(two: Site) -> None:
    client = two.client("marijke")
    assert post(client, "/teams/1/rosters/2/withdraw")[0] == 303
    _, file = newest(two)
    assert len(file.shifts) == len(image_team.shifts())
    assert post(client, "/teams/1/rosters/3/publish")[0] == 303
    # Version 1 itself has no day in force any more.
    assert post(client, "/teams/1/rosters/1/withdraw") == (303, f"{LIST}?over=1")


def test_going_back_keeps_the_notice(two: Site) -> None:
    two.app.config["NOW"] = datetime(2026, 12, 3, 9, tzinfo=UTC)
    client = two.client("marijke")
    _, page = post(client, "/teams/1/rosters/1/go-back")
    assert "<strong>Ines</strong>, Tue 8 Dec: 18:00–21:00 instead of no shift" in text(client, page)
    assert post(client, page)[0] == 422


def test_days_that_have_begun_do_not_come_back(two: Site) -> None:
    two.app.config["NOW"] = datetime(2026, 12, 8, 9, tzinfo=UTC)
    client = two.client("marijke")
    post(client, "/teams/1/rosters/1/go-back")
    row, _ = newest(two)
    assert row.first == FIRST + timedelta(days=2)
    two.app.config["NOW"] = datetime(2026, 12, 21, 9, tzinfo=UTC)
    assert post(client, "/teams/1/rosters/1/go-back") == (303, f"{LIST}?over=1")
