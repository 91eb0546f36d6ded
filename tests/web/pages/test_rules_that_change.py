"""A loosening is told to everybody, and no path feels it before its day."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient

import image_team
from image_site import Site
from image_team import FIRST
from scheduler.rule import Rulebook
from web.jobs.generate import problem_of
from web.manager.publishing import Published, Refused, check_and_publish
from web.plan import stored_plan
from web.rule_changes import changes_of
from web.storage.rule_changes import NOTICE
from web.storage.tables import Roster, Team
from web.storage.teams import replace_document

ONE_DAY = timedelta(days=1)
# Chat in the last half hour of a day, and a day without.
LATE = (("admin", 180), ("meal", 30), ("admin", 240), ("chat", 30))
PLAIN = (("admin", 180), ("meal", 30), ("admin", 270))


def change(site: Site, at: datetime, **rules: object) -> None:
    """Store the image team with these rules."""
    with site.store.write() as session:
        revision = session.get_one(Team, 1).revision
        content = image_team.document()
        document = image_team.team_of(content | {"rules": content.get("rules", {}) | rules})
        replace_document(session, 1, document, revision=revision, by=1, at=at)


def page(client: FlaskClient, path: str) -> str:
    """A page's words, without its marks."""
    text = re.sub(r"<[^>]+>", "", client.get(path).get_data(as_text=True))
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("who", "path"),
    [("anouk", "/teams/1/me/week"), ("daan", "/teams/1/me/week"), ("marijke", "/teams/1/")],
)
def test_everybody_reads_what_changes_with_old_and_new_and_the_day(
    site: Site, who: str, path: str
) -> None:
    now = datetime.now(UTC)
    client = site.client(who)
    assert "Hours of the day, from" not in page(client, path)
    change(site, now, exposure_window={"latest": "17:00"}, wind_down={"active": False})
    words = page(client, path)
    with site.store.read() as session:
        told = changes_of(session, session.get_one(Team, 1), now.date()).to_come
    since = next(one.since for one in told if one.rule == "Wind-down")
    day = f"{since:%A} {since.day} {since:%B} {since.year}"
    assert "Rules that change" in words
    assert (
        f"Hours of the day, from {day}: Material only from 08:00 to 17:00. "
        "Until then: Material only from 08:00 to 16:00."
    ) in words
    assert f"Wind-down, from {day}: Not in use. Until then: " in words
    # Who asked is nobody's business here.
    assert words.count("Marijke") == page(client, path).count("Marijke")


def test_what_has_changed_stays_listed(site: Site) -> None:
    asked = datetime.now(UTC) - timedelta(days=60)
    change(site, asked, exposure_window={"latest": "17:00"})
    change(site, asked + NOTICE + ONE_DAY, exposure_window={"latest": "15:00"})
    words = page(site.client("anouk"), "/teams/1/me/week")
    assert "No rule that protects you gets looser." in words
    assert "earlier changes" in words
    assert "Material only from 08:00 to 15:00. Before: Material only from 08:00 to 17:00." in words
    assert "Material only from 08:00 to 17:00. Before: Material only from 08:00 to 16:00." in words


def test_what_was_taken_back_before_it_was_in_force_changed_nothing(site: Site) -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    change(site, now, exposure_window={"latest": "17:00"})
    change(site, now + ONE_DAY, exposure_window={"latest": "16:00"})
    with site.store.read() as session:
        told = changes_of(session, session.get_one(Team, 1), now.date() + ONE_DAY)
    assert "Hours of the day" not in {one.rule for one in (*told.to_come, *told.past)}


def test_what_is_stricter_than_what_waits_is_told_beside_what_was_in_force(site: Site) -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    change(site, now, exposure_window={"latest": "17:00"})
    change(site, now + ONE_DAY, exposure_window={"latest": "15:00"})
    with site.store.read() as session:
        told = changes_of(session, session.get_one(Team, 1), now.date() + NOTICE)
    window = [one for one in (*told.to_come, *told.past) if one.rule == "Hours of the day"]
    assert [(one.old, one.new) for one in window] == [
        ("Material only from 08:00 to 16:00.", "Material only from 08:00 to 15:00.")
    ]


def test_what_is_stricter_and_what_is_looser_in_one_change_are_told_apart(site: Site) -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    change(site, now, ramp_up={"weeks_1_2": 20}, wind_down={"minutes": 90, "contact_minutes": 15})
    with site.store.read() as session:
        told = changes_of(session, session.get_one(Team, 1), now.date())
    assert [(one.rule, one.since) for one in told.to_come] == [("Wind-down", date(2026, 12, 7))]
    assert {(one.rule, one.since) for one in told.past} >= {
        ("Wind-down", now.date()),
        ("Start of somebody new", now.date()),
    }


def by_generating(site: Site, first: date) -> Rulebook:
    with site.store.read() as session:
        return problem_of(session, 1, first, 14)[1]


def by_looking_at(site: Site, number: int) -> Rulebook:
    with site.store.read() as session:
        row = session.get_one(Roster, number)
        return stored_plan(session, session.get_one(Team, 1), row).rulebook


def late_roster(site: Site) -> int:
    """Anouk chats until the end of a shift."""
    days = (("anouk", LATE), ("bram", PLAIN))
    shifts = [image_team.shift(who, FIRST, "08:00", blocks) for who, blocks in days]
    return site.draft(image_team.roster(shifts))


def names(book: Rulebook) -> set[str]:
    return {rule.name for rule in book.rules}


def test_generating_pages_and_publishing_keep_to_the_old_value_until_then(site: Site) -> None:
    late = late_roster(site)
    # One day too late for a roster from FIRST on.
    asked = datetime.combine(FIRST - NOTICE + ONE_DAY, datetime.min.time(), UTC)
    change(site, asked, wind_down={"active": False})
    assert "wind_down" in names(by_generating(site, FIRST))
    assert "wind_down" in names(by_looking_at(site, late))
    assert "wind_down" not in names(by_generating(site, FIRST + ONE_DAY))
    refused = check_and_publish(site.store, late, by=1, at=asked)
    assert isinstance(refused, Refused)


def test_publishing_takes_the_new_value_on_its_day(site: Site) -> None:
    late = late_roster(site)
    asked = datetime.combine(FIRST - NOTICE, datetime.min.time(), UTC)
    change(site, asked, wind_down={"active": False})
    assert "wind_down" not in names(by_generating(site, FIRST))
    assert check_and_publish(site.store, late, by=1, at=asked) == Published(1)
