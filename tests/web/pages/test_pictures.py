"""The page of pictures: the same in tables, nobody named, for who may see figures of the team."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

import image_team
from image_site import Site

PICTURES = "/teams/1/pictures"
NAMES = tuple(person["name"] for person in image_team.document()["people"])


def with_five(site: Site) -> None:
    """A draft in which five people have exposing work in the first week."""
    more = [
        image_team.shift(person, image_team.FIRST, "08:00", image_team.OFFICE_DAY)
        for person in ("chloe", "daan")
    ]
    site.draft(image_team.roster([*image_team.shifts(), *more]))


def test_each_picture_has_a_table_with_its_figures(site: Site) -> None:
    with_five(site)
    client = site.client("marijke")
    page = client.get(PICTURES).get_data(as_text=True)
    assert page.count('<svg class="bars"') == 3
    assert "12 h of 26 h wanted are covered, 14 h are not." in page
    table = client.get(f"{PICTURES}?view=table").get_data(as_text=True)
    assert '<svg class="bars"' not in table
    assert '<th scope="row">Mon 7 Dec</th><td>2 h</td><td>1 h 30</td><td>30 min</td>' in table
    assert "<td>5</td><td>23 h 45</td><td>–</td><td>2 h 15</td><td>9 h</td>" in table
    assert "No backlog is stored" in table
    for name in NAMES:
        assert name not in page + table


def test_pictures_have_no_grave_finding_on_desk_and_phone(
    site: Site, visit: Callable[[str], Page], grave_findings: Callable[[Page], list[str]]
) -> None:
    with_five(site)
    page = visit("marijke")
    page.get_by_role("link", name="Pictures").click()
    expect(page.get_by_role("img")).to_have_count(3)
    assert grave_findings(page) == []
    page.get_by_role("link", name="Show as tables").click()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_role("img")).to_have_count(0)
    assert grave_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_page_is_printed_across_on_the_paper_that_was_chosen(
    site: Site, visit: Callable[[str], Page]
) -> None:
    site.draft()
    page = visit("marijke")
    page.get_by_role("link", name="Pictures").click()
    # Points: 297 and 420 millimetres are 841.9 and 1190.6 of them.
    for paper, size in (("A4", (842, 595)), ("A3", (1191, 842))):
        if paper == "A3":
            page.get_by_role("link", name="For paper A3").click()
        sheets = re.findall(
            rb"/MediaBox *\[0 0 ([0-9.]+) ([0-9.]+)\]", page.pdf(prefer_css_page_size=True)
        )
        assert {(round(float(w)), round(float(h))) for w, h in sheets} == {size}
