"""A number that no database can have as that of a row is the number of nothing."""

import pytest

from image_site import Site

TOO_LARGE = 2**31
BEYOND_SQLITE = 2**63


@pytest.mark.parametrize("number", [TOO_LARGE, BEYOND_SQLITE])
@pytest.mark.parametrize(
    "path",
    ["rosters/{}/publish", "rosters/{}/open", "runs/{}", "leave/{}", "pictures?roster={}"],
)
def test_there_is_nothing_at_an_address_with_it(site: Site, path: str, number: int) -> None:
    assert site.client("marijke").get(f"/teams/1/{path.format(number)}").status_code == 404


@pytest.mark.parametrize("path", ["versions/changes", "drafts/compare"])
def test_it_is_not_one_of_two_that_were_chosen(site: Site, path: str) -> None:
    answer = site.client("marijke").get(f"/teams/1/{path}?of={BEYOND_SQLITE}&of=1")
    assert answer.status_code == 303
    assert "choose=1" in answer.location
