"""A roster is asked for in words: which days, what stays, what is missing, who asked before."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from sqlalchemy import select

import image_team
from image_run import ask, told
from image_site import Site, token
from web.jobs.generate import problem_of
from web.jobs.kept_days import KeptDays
from web.jobs.pinned_days import PinnedIn
from web.storage.tables import DraftState, JobKept, JobRow, Roster, Team

ASK = "/teams/1/generate"
FIELDS = {"first": "2026-12-07", "weeks": "2", "seconds": "30"}


def post(client: FlaskClient, path: str, page: str = ASK, **fields: str) -> tuple[int, str]:
    answer = client.post(path, data={"csrf_token": token(client, page), **fields})
    return answer.status_code, answer.location or answer.get_data(as_text=True)


def text(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def asked(site: Site) -> dict[str, Any]:
    with site.store.read() as session:
        (job,) = session.scalars(select(JobRow)).all()
    return job.payload


def change(site: Site, **parts: Any) -> None:  # noqa: ANN401  (any section of a team file)
    """Put other sections into the first team's file."""
    with site.store.write() as session:
        team = session.get_one(Team, 1)
        team.document = json.dumps(json.loads(team.document) | parts)


def end(site: Site, job_id: int, state: str, error_code: str | None = None) -> None:
    with site.store.write() as session:
        job = session.get_one(JobRow, job_id)
        job.progress, job.state, job.ended_at = told(38), state, datetime.now(UTC)  # type: ignore[assignment]
        job.error_code = error_code


def test_a_last_day_says_how_long_the_period_is_whatever_the_weeks_say(site: Site) -> None:
    client = site.client("marijke")
    status, _ = post(client, ASK, **FIELDS | {"first": "2026-12-09", "last": "2026-12-15"})
    assert status == 303
    assert (asked(site)["from"], asked(site)["days"]) == ("2026-12-09", 7)


@pytest.mark.parametrize("last", ["2026-12-06", "2027-03-01", "soon"])
def test_a_last_day_before_the_first_or_too_far_is_said(site: Site, last: str) -> None:
    status, page = post(site.client("marijke"), ASK, **FIELDS | {"last": last})
    assert status == 422
    assert page.count("within 12 weeks of it.") == 2


def test_published_days_stay_as_they_are_where_that_is_chosen(site: Site) -> None:
    site.draft()
    client = site.client("marijke")
    publish = "/teams/1/rosters/1/publish"
    post(client, publish, publish)
    fields = FIELDS | {"first": "2026-12-14", "weeks": "4", "keep": "published"}
    post(client, ASK, **fields)
    (kept,) = asked(site)["keep"]
    assert kept == {"roster": 1, "from": "2026-12-14", "to": "2026-12-20"}
    page = text(client, "/teams/1/runs/1")
    assert "What stays as it is" in page
    assert "Monday 14 December to Sunday 20 December" in page


def test_chosen_days_stay_as_the_newest_roster_has_them(site: Site) -> None:
    site.draft()
    fields = {"keep": "days", "keep_first": "2026-12-01", "keep_last": "2026-12-08"}
    post(site.client("marijke"), ASK, **FIELDS | fields)
    (kept,) = asked(site)["keep"]
    assert kept == {"roster": 1, "from": "2026-12-07", "to": "2026-12-08"}
    with site.store.read() as session:
        problem, _ = problem_of(session, 1, image_team.FIRST, 14, keep=[KeptDays.read(kept)])
    assert set(problem.standing) == {
        ("anouk", 0),
        ("bram", 0),
        ("anouk", 1),
        ("bram", 1),
        ("ines", 1),
    }
    assert ("ines", 0) in problem.days_off
    assert ("ines", 2) not in problem.days_off


def test_days_that_stay_want_both_their_ends(site: Site) -> None:
    fields = {"keep": "days", "keep_first": "2026-12-09", "keep_last": "2026-12-08"}
    status, page = post(site.client("marijke"), ASK, **FIELDS | fields)
    assert status == 422
    assert '<a href="#keep_last">' in page
    assert '<a href="#keep_first">' not in page


def test_pins_of_the_period_before_are_taken_over_at_the_same_times_of_the_day(site: Site) -> None:
    # From 14 to 27 March two weeks on: clocks go forward on 29 March, and 08:00 stays 08:00.
    before = image_team.shift("anouk", date(2027, 3, 17), "08:00", [("admin", 480)])
    change(site, pins={"shifts": [before.model_dump(mode="json", by_alias=True)]})
    post(site.client("marijke"), ASK, **FIELDS | {"first": "2027-03-29", "pins": "y"})
    with site.store.read() as session:
        team = session.get_one(Team, 1)
        starts = [shift["start"] for shift in json.loads(team.document)["pins"]["shifts"]]
    assert starts == ["2027-03-17T08:00:00+01:00", "2027-03-31T08:00:00+02:00"]


def test_what_is_pinned_on_the_board_stays_and_is_taken_over_into_the_next_period(
    site: Site,
) -> None:
    site.draft()
    client = site.client("marijke")
    with site.store.write() as session:
        pinned = [["anouk", "2026-12-07"], ["daan", "2026-12-08"]]
        session.add(DraftState(roster_id=1, revision=2, step=1, pinned=pinned, changed={}))
    post(client, ASK, **FIELDS)
    assert asked(site)["pinned"] == [{"roster": 1, "moved": 0}]
    end(site, 1, "stopped")
    publish = "/teams/1/rosters/1/publish"
    post(client, publish, publish)
    post(client, ASK, **FIELDS | {"first": "2026-12-21", "pins": "y"})
    with site.store.read() as session:
        job = session.get_one(JobRow, 2)
        pins = [PinnedIn.read(told) for told in job.payload["pinned"]]
        problem, _ = problem_of(session, 1, date(2026, 12, 21), 14, pinned=pins)
    assert pins == [PinnedIn(1, 14)]
    assert set(problem.standing) == {("anouk", 0)}
    assert problem.days_off == {("daan", 1)}


def test_without_people_or_coverage_the_button_says_what_is_missing(site: Site) -> None:
    change(site, people=[], coverage=[], pins={})
    client = site.client("marijke")
    for page in (text(client, "/teams/1/"), text(client, ASK)):
        assert "Nobody is in the team yet." in page
        assert "Nothing is wanted yet." in page
        assert 'aria-disabled="true"' in page
    assert client.post(ASK, data=FIELDS).status_code == 400
    status, _ = post(client, ASK, "/teams/1/", **FIELDS)
    assert status == 422


def test_work_that_nobody_may_do_is_said_and_stops_nothing(site: Site) -> None:
    people = [person | {"authorised": []} for person in image_team.document()["people"]]
    change(site, people=people)
    page = text(site.client("marijke"), ASK)
    assert "Chat is wanted and nobody is authorised for it: it will stay open." in page
    assert '<button class="primary">Generate</button>' in page


def test_who_asks_second_is_told_when_it_was_asked_for(site: Site) -> None:
    ask(site.store)
    client = site.client("marijke")
    status, address = post(client, ASK, **FIELDS)
    assert (status, address) == (303, "/teams/1/runs/1?joined=1")
    page = text(client, address)
    assert "A roster is being made already, asked at " in page
    assert "one is made at a time" in page
    assert "A roster is being made already, asked at " in text(client, ASK)
    assert "A roster is being made already" not in text(client, "/teams/1/runs/1")


def test_a_run_that_did_not_end_well_can_be_tried_again_and_its_best_kept(site: Site) -> None:
    ask(site.store)
    made = image_team.roster()
    with site.store.write() as session:
        figures = made.score.model_dump(exclude={"by_rule"}) if made.score else {}
        document = made.model_dump_json(by_alias=True)
        at = datetime.now(UTC)
        session.add(JobKept(job_id=1, document=document, figures=figures, kept_at=at))
    end(site, 1, "failed", "worker_lost")
    client = site.client("marijke")
    run = "/teams/1/runs/1"
    assert "Keep the best as a draft" in text(client, run)
    assert post(client, f"{run}/keep", run) == (303, run)
    with site.store.read() as session:
        (draft,) = session.scalars(select(Roster)).all()
        assert session.scalars(select(JobKept)).all() == []
    assert (draft.state, draft.job_id) == ("draft", 1)
    assert "Keep the best" not in text(client, run)
    page = "/teams/1/generate"
    assert post(client, f"{run}/again", page) == (303, "/teams/1/runs/2")
    with site.store.read() as session:
        first, second = (session.get_one(JobRow, number) for number in (1, 2))
    assert second.payload == first.payload
    assert client.post(f"{run}/keep", data={"csrf_token": token(client, page)}).status_code == 404


def test_the_end_of_a_run_is_told_on_every_page_until_it_was_seen(site: Site) -> None:
    roster = site.draft()
    ask(site.store)
    client = site.client("marijke")
    assert client.get("/teams/1/notices").status_code == 204
    end(site, 1, "done")
    said = "A roster is ready."
    assert said in text(client, "/teams/1/")
    assert said in text(client, f"/teams/1/rosters/{roster}/open")
    assert "19 h 30 not covered" in text(client, "/teams/1/notices")
    post(client, "/teams/1/runs/1/seen", "/teams/1/")
    assert said not in text(client, "/teams/1/")
    assert client.get("/teams/1/notices").status_code == 204


def test_who_looks_at_the_run_has_seen_its_end(site: Site) -> None:
    ask(site.store)
    end(site, 1, "failed")
    client = site.client("marijke")
    assert "A roster could not be made." in text(client, "/teams/1/")
    text(client, "/teams/1/runs/1")
    assert "A roster could not be made." not in text(client, "/teams/1/")


def test_the_form_has_no_grave_finding_and_asks_by_keyboard_alone(
    site: Site,
    visit: Callable[[str], Page],
    grave_findings: Callable[[Page], list[str]],
) -> None:
    ask(site.store)
    end(site, 1, "done")
    page = visit("marijke")
    page.get_by_role("link", name="More choices").click()
    assert grave_findings(page) == []
    page.get_by_label("Seconds to spend").fill("5")
    page.get_by_label("They may change").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Published days stay as they are")).to_be_checked()
    page.get_by_role("button", name="Seen").click()
    expect(page.get_by_text("A roster is ready.")).to_have_count(0)
    page.get_by_label("Seconds to spend").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Making the roster")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
