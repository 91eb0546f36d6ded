"""A representative reads the rules, what changes, and sums: nobody's name and nobody's minutes."""

import re
from datetime import UTC, datetime

import image_team
from image_site import Site
from web.storage.tables import Roster, Team
from web.storage.teams import replace_document

NAMES = ("Anouk", "Bram", "Chloé", "Daan", "Ines")
FIGURES = "/teams/1/figures"


def words(site: Site, username: str) -> str:
    """The page without its marks and without who is signed in."""
    html = site.client(username).get(FIGURES).get_data(as_text=True)
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def published(site: Site) -> None:
    """The two weeks' roster in force, moved to this week and the next."""
    number = site.draft()
    with site.store.write() as session:
        row = session.get_one(Roster, number)
        row.state, row.version, row.published_at = "published", 1, datetime.now(UTC)


def test_a_representative_starts_there_and_has_no_other_page(site: Site) -> None:
    rosa = site.client("rosa")
    assert rosa.get("/").location == FIGURES
    text = rosa.get(FIGURES).get_data(as_text=True)
    assert "/teams/1/me/" not in text
    assert 'href="/teams/1/"' not in text
    assert "representative" in text


def test_the_rules_in_force_are_read_as_sentences(site: Site) -> None:
    said = words(site, "rosa")
    assert "The rules in force on" in said
    assert "At most 4 h" in said


def test_what_changes_and_what_has_changed_are_read_with_the_day(site: Site) -> None:
    now = datetime.now(UTC)
    words_before = words(site, "rosa")
    with site.store.write() as session:
        content = image_team.document()
        rules = content["rules"] | {"wind_down": {"minutes": 30}}
        revision = session.get_one(Team, 1).revision
        document = image_team.team_of(content | {"rules": rules})
        replace_document(session, 1, document, revision=revision, by=1, at=now)
    said = words(site, "rosa")
    assert "Rules that change" in said
    assert "Until then" in said
    # What waits is not in force: the sentences still have the stricter value.
    in_force = said[said.index("The rules in force on") :]
    assert in_force == words_before[words_before.index("The rules in force on") :]


def test_nobodys_name_and_nobodys_minutes_are_on_the_page(site: Site) -> None:
    published(site)
    said = words(site, "rosa")
    assert not [name for name in NAMES if name in said]
    # Three people have exposing work in the example: of so few there is no sum.
    assert "Not shown: fewer than 5 people stand behind it." in said or "Nothing is publ" in said


def test_a_practice_copy_has_no_figures(site: Site) -> None:
    published(site)
    with site.store.write() as session:
        session.get_one(Team, 1).practice = True
    assert "Nothing is published for these weeks." in words(site, "rosa")
