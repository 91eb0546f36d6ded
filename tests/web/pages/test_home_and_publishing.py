"""What a manager reads first, and how a roster comes into force."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

import image_team
from image_site import Site, token
from web.storage.tables import FeedBody, JobRow, Roster, Team


def text(client: FlaskClient, path: str) -> str:
    """A page as its reader gets it."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def post(client: FlaskClient, path: str, page: str, **fields: str) -> tuple[int, str]:
    """Send a form with the token of a page; gives status and text, or where it leads."""
    answer = client.post(path, data={"csrf_token": token(client, page), **fields})
    return answer.status_code, answer.location or answer.get_data(as_text=True)


def test_a_team_without_a_roster_reads_what_is_ready(site: Site) -> None:
    page = text(site.client("marijke"), "/teams/1/")
    assert "No roster yet" in page
    assert "4 analysts, 1 volunteer and 4 kinds of work" in page


def test_the_form_offers_four_weeks_from_next_monday_in_sixty_seconds(site: Site) -> None:
    page = text(site.client("marijke"), "/teams/1/")
    today = datetime.now(UTC).date()
    mondays = [today + timedelta(days=n) for n in range(1, 9)]
    offered = date.fromisoformat(page.split('name="first" value="', 1)[1][:10])
    assert offered in mondays
    assert offered.weekday() == 0
    assert 'name="weeks" value="4"' in page
    assert 'name="seconds" value="60"' in page


def test_a_draft_shows_its_figures_what_stays_open_and_when_to_publish(site: Site) -> None:
    site.draft()
    page = text(site.client("marijke"), "/teams/1/")
    assert "Draft, not published" in page
    assert "Monday 7 December to Sunday 20 December" in page
    assert "14 h of 26 h" in page
    assert "<strong>Thursday 26 November</strong>" in page
    assert "nobody on 10 days, 8 h in all." in page
    assert "12 shortfalls, one by one" in page


def test_generating_asks_once_however_often_it_is_pressed(site: Site) -> None:
    client = site.client("marijke")
    fields = {"first": "2026-12-07", "weeks": "2", "seconds": "30"}
    first = post(client, "/teams/1/generate", "/teams/1/", **fields)
    assert first == (303, "/teams/1/runs/1")
    again = post(client, "/teams/1/generate", "/teams/1/", **fields)
    assert again == (303, "/teams/1/runs/1?joined=1")
    with site.store.read() as session:
        (job,) = session.scalars(select(JobRow)).all()
    assert (job.kind, job.key) == ("generate", "1")
    assert job.payload == {
        "team_id": 1,
        "from": "2026-12-07",
        "days": 14,
        "seconds": 30,
        "seed": 0,
        "grid": 15,
    }


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("weeks", "0", "Give a number of weeks from 1 to 12."),
        ("weeks", "13", "Give a number of weeks from 1 to 12."),
        ("weeks", "four", "Give a number of weeks from 1 to 12."),
        ("seconds", "1000000", "Give a number of seconds from 5 to 1800."),
        ("first", "7 December", "Give the first day, as 2026-12-07."),
        ("first", "0001-01-01", "Give the first day, as 2026-12-07."),
        ("first", "", "Give the first day, as 2026-12-07."),
    ],
)
def test_a_wrong_field_is_said_and_nothing_is_asked_for(
    site: Site, field: str, value: str, said: str
) -> None:
    client = site.client("marijke")
    fields = {"first": "2026-12-07", "weeks": "2", "seconds": "30", field: value}
    status, page = post(client, "/teams/1/generate", "/teams/1/", **fields)
    assert status == 422
    assert "Error: Make a roster" in page
    assert f'<a href="#{field}">' in page
    assert page.count(said) == 2
    with site.store.read() as session:
        assert session.scalars(select(JobRow)).all() == []


def test_publishing_shows_first_what_stays_open_and_who_is_told(site: Site) -> None:
    site.draft()
    page = text(site.client("marijke"), "/teams/1/rosters/1/publish")
    assert "Checked again just now: every rule that binds is kept." in page
    assert "Chat, Saturdays between 18:00 and 21:00: nobody on 2 days, 6 h in all." in page
    assert "Nobody follows by a calendar link yet." in page


def test_what_a_roster_replaces_in_part_is_said_and_its_other_days_stay(site: Site) -> None:
    site.draft()
    client = site.client("marijke")
    path = "/teams/1/rosters/1/publish"
    assert "stays in force" not in text(client, path)
    post(client, path, path)
    second_week = image_team.roster().model_copy(
        update={"first": date(2026, 12, 14), "last": date(2026, 12, 18), "shifts": ()}
    )
    site.draft(second_week)
    second = "/teams/1/rosters/2/publish"
    page = text(client, second)
    assert "Takes the place of version 1, Monday 14 December to Friday 18 December." in page
    assert "Version 1 stays in force on its other days." in page
    post(client, second, second)
    page = text(client, "/teams/1/rosters/1/weeks/2026-12-07")
    assert "Published, version 1" in page
    assert "Monday 14 December to Friday 18 December: version 2 has taken its place." in page


def test_publishing_twice_publishes_once(site: Site) -> None:
    site.draft()
    client = site.client("marijke")
    path = "/teams/1/rosters/1/publish"
    assert post(client, path, path) == (303, path)
    assert post(client, path, path) == (303, path)
    with site.store.read() as session:
        (roster,) = session.scalars(select(Roster)).all()
        feeds = {row.person_id: row.body for row in session.scalars(select(FeedBody))}
    assert (roster.state, roster.version) == ("published", 1)
    assert b"BEGIN:VEVENT" in feeds["anouk"]
    assert b"BEGIN:VEVENT" not in feeds["daan"]
    assert "This roster is in force" in text(client, path)


def test_a_roster_that_breaks_a_rule_cannot_be_published(site: Site) -> None:
    long = image_team.shift(
        "anouk",
        image_team.FIRST,
        "08:00",
        [("images-1", 90), ("meal", 30), ("images-1", 90), ("admin", 270)],
    )
    site.draft(image_team.roster([long]))
    client = site.client("marijke")
    path = "/teams/1/rosters/1/publish"
    page = text(client, path)
    assert "<strong>Blocks.</strong>" in page
    assert 'aria-disabled="true" aria-describedby="why-not">Publish' in page
    status, said = post(client, path, path)
    assert status == 422
    assert "<strong>Blocks.</strong>" in said
    with site.store.read() as session:
        assert session.get_one(Roster, 1).state == "draft"


def test_what_the_team_has_become_since_is_what_a_roster_is_checked_by(site: Site) -> None:
    site.draft()
    document = image_team.document()
    document["people"][0]["private"] = {
        "refusals": [{"activity": "images-1", "from": "2026-12-01T09:00+01:00"}]
    }
    change_team(site, image_team.team_of(document))
    client = site.client("marijke")
    path = "/teams/1/rosters/1/publish"
    status, page = post(client, path, path)
    assert status == 422
    assert "Not available for this work then." in page
    assert "refus" not in page
    assert "opt" not in page.lower().replace("option", "")


def test_a_roster_of_people_who_are_gone_is_said_to_be_so(site: Site) -> None:
    site.draft()
    document = image_team.document()
    document["people"] = document["people"][1:]
    change_team(site, image_team.team_of(document))
    client = site.client("marijke")
    answer = client.get("/teams/1/rosters/1/open")
    assert answer.status_code == 409
    assert "The team has changed" in text(client, "/teams/1/")


def change_team(site: Site, document: str) -> None:
    """Put another file in the place of the team's."""
    with site.store.write() as session:
        session.get_one(Team, 1).document = document


def test_a_team_without_a_notice_has_no_day_to_publish_by(site: Site) -> None:
    change_team(
        site,
        image_team.team_of(
            {**image_team.document(), "rules": {"publish_notice": {"active": False}}}
        ),
    )
    site.draft()
    client = site.client("marijke")
    page = text(client, "/teams/1/")
    assert "Draft, not published" in page
    assert "ublish by" not in page
    assert "Everybody sees it" not in page
    assert "Whose yes" not in text(client, "/teams/1/rosters/1/publish")
