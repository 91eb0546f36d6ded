"""The page of a run: it moves by itself, says little, and needs nobody to look at it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from image_run import SteppedWorker, ask
from image_site import Site, token

Visit = Callable[[str], Page]
RUN = "/teams/1/runs/1"


def test_a_page_that_has_seen_the_last_step_gets_nothing(site: Site) -> None:
    ask(site.store)
    client = site.client("marijke")
    assert client.get(f"{RUN}/progress?s=queued-0-0&m=0").status_code == 204
    answer = client.get(f"{RUN}/progress?s=running-7-0&m=2")
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    assert "s=queued-0-0&amp;m=0" in text
    assert "<html" not in text


def test_a_run_goes_on_from_first_roster_to_the_end_without_a_touch(
    site: Site, visit: Visit, grave_findings: Callable[[Page], list[str]]
) -> None:
    page = visit("marijke")
    page.get_by_label("First day").fill("2026-12-07")
    page.get_by_role("button", name="Generate").click()
    status = page.get_by_role("status")
    expect(status).to_contain_text("Waiting for a worker")
    with SteppedWorker().working(site.store) as worker:
        expect(status).to_contain_text("Started.")
        worker.go(3)
        expect(status).to_contain_text("A first roster that keeps every rule: 74 h not covered")
        worker.go(15)
        expect(status).to_contain_text("A quarter of the time: 30 h not covered")
        worker.go(38)
        expect(status).to_contain_text("Half way: 30 h not covered")
        expect(page.locator("#run")).to_contain_text("19 h 30")
        expect(page.locator("#run")).to_contain_text("2 h0.5 % of what is wanted")
        expect(page.get_by_role("progressbar")).to_have_attribute("value", "38.0")
        assert grave_findings(page) == []
        worker.end()
        expect(page.get_by_role("heading", level=1)).to_have_text("The roster is made")
    expect(status).to_contain_text("The roster is ready: 19 h 30 not covered.")
    expect(page.locator("[hx-trigger]")).to_have_count(0)
    expect(page.get_by_role("button", name="Stop and keep the best")).to_have_count(0)
    page.get_by_role("link", name="Open the week").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Week of 7 December")


def test_stopping_keeps_the_best(site: Site, visit: Visit) -> None:
    ask(site.store)
    page = visit("marijke")
    page.get_by_role("link", name="See how far it is").click()
    with SteppedWorker().working(site.store) as worker:
        worker.go(3)
        expect(page.get_by_role("status")).to_contain_text("A first roster")
        page.get_by_role("button", name="Stop and keep the best").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("The roster is made")
    page.get_by_role("link", name="Review and publish").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This roster is in force")


def test_a_closed_page_stops_nothing_and_a_new_one_shows_the_end(site: Site, visit: Visit) -> None:
    ask(site.store)
    page = visit("marijke")
    page.get_by_role("link", name="See how far it is").click()
    address = page.url
    page.goto("about:blank")
    with SteppedWorker().working(site.store) as worker:
        worker.go(38)
        worker.end()
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text("The roster is made")


def test_the_curve_has_a_table_in_its_place_that_moves_as_it_does(site: Site, visit: Visit) -> None:
    ask(site.store)
    page = visit("marijke")
    page.get_by_role("link", name="See how far it is").click()
    with SteppedWorker().working(site.store) as worker:
        worker.go(3)
        page.get_by_role("link", name="Show as a table").click()
        expect(page.get_by_role("cell", name="74 h")).to_be_visible()
        worker.go(38)
        expect(page.get_by_role("cell", name="19 h 30")).to_be_visible()
        worker.end()


def test_one_who_was_signed_out_meanwhile_finds_no_sign_in_inside_the_page(
    site: Site, visit: Visit
) -> None:
    ask(site.store)
    page = visit("marijke")
    page.get_by_role("link", name="See how far it is").click()
    page.context.clear_cookies()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.get_by_role("heading", name="Making the roster")).to_have_count(0)


def test_a_job_that_nobody_began_is_stopped_at_once(site: Site) -> None:
    ask(site.store)
    client = site.client("marijke")
    answer = client.post(f"{RUN}/stop", data={"csrf_token": token(client, RUN)})
    assert answer.location == RUN
    text = client.get(RUN).get_data(as_text=True)
    assert "The run ended" in text
    assert "Stopped before more was planned than what is pinned." in text
    assert "hx-trigger" not in text
