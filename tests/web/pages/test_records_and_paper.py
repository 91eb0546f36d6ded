"""What can be shown to others: what was done, an inspection's file, and sheets on paper."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from image_site import Site, token


def publish(site: Site) -> None:
    site.draft()
    client = site.client("marijke")
    path = "/teams/1/rosters/1/publish"
    assert client.post(path, data={"csrf_token": token(client, path)}).status_code == 303


def test_the_audit_has_numbers_and_fixed_phrases_alone(site: Site) -> None:
    publish(site)
    client = site.client("marijke")
    text = client.get("/teams/1/records/audit.csv").get_data(as_text=True)
    lines = text.splitlines()
    assert lines[0] == "number,at,account,what,object"
    assert lines[-1].endswith(",1,roster published,1")
    assert not any(name in text for name in ("Anouk", "anouk", "Marijke", "marijke"))


def test_an_inspection_reads_the_rules_of_a_day_and_nobody_s_name(site: Site) -> None:
    publish(site)
    client = site.client("rosa")
    answer = client.get("/teams/1/records/inspection.json?on=2026-11-24")
    found = json.loads(answer.get_data(as_text=True))
    rules = {rule["name"]: rule for rule in found["rules"]}
    assert rules["publish_notice"]["settings"]["working_days"] == 7
    (version,) = found["versions"]
    assert (version["version"], version["notice_working_days"]) == (1, 7)
    assert version["person_days_nearer_with_a_yes"] == 0
    assert "publish a roster" in found["who_may_do_what"]["manager"]
    assert not any(name in answer.get_data(as_text=True) for name in ("Anouk", "anouk"))
    page = client.get("/teams/1/records").get_data(as_text=True)
    assert "What was done" not in page


def test_the_sheet_of_the_week_says_times_and_nothing_of_work_or_absence(site: Site) -> None:
    site.draft()
    client = site.client("marijke")
    path = "/teams/1/rosters/1/paper/2026-12-07"
    week = client.get(path).get_data(as_text=True).split('class="paper"', 1)[1]
    assert "08:00–16:00" in week
    assert "Images" not in week
    assert "Not available" not in week
    day = client.get(f"{path}?on=2026-12-07").get_data(as_text=True)
    assert day.index("Anouk, Monday 7 December 2026") < day.index("Bram, Monday 7 December 2026")
    assert "Images, severity 1" in day
    assert client.get(f"{path}?on=2026-12-14").status_code == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_these_pages_pass_the_check_of_access(
    site: Site,
    visit: Callable[[str], Page],
    grave_findings: Callable[[Page], list[str]],
    scheme: str,
) -> None:
    publish(site)
    page = visit("marijke")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    start = page.url.split("/teams/")[0]
    for path in (
        "versions",
        "records",
        "rosters/1/publish",
        "rosters/1/paper/2026-12-07",
        "rosters/1/paper/2026-12-07?on=2026-12-07",
    ):
        for width in (390, 1366):
            page.set_viewport_size({"width": width, "height": 850})
            page.goto(f"{start}/teams/1/{path}")
            assert grave_findings(page) == [], (path, width)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (path, width)
