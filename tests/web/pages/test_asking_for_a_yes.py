"""A shift nearer than the notice changes with the yes of its person, from the own account."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

import image_team
from image_site import PASSWORD, Site, token
from image_team import FIRST, shift
from scheduler.roster import Roster as RosterFile
from web.accounts.accounts import add_membership, create_account
from web.storage.tables import Asking, NoticeKept, Roster, Team

PUBLISH = "/teams/1/rosters/2/publish"
WEEK = "/teams/1/me/week"
# Thursday 3 December: Monday 7 is two working days away, Thursday 10 five, Monday 14 seven.
LATE = datetime(2026, 12, 3, 9, tzinfo=UTC)


def text(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def post(client: FlaskClient, path: str, page: str, **fields: str) -> tuple[int, str]:
    answer = client.post(path, data={"csrf_token": token(client, page), **fields})
    return answer.status_code, answer.get_data(as_text=True)


@pytest.fixture
def late(site: Site) -> Site:
    """Version 1 is in force; in a draft Daan has Bram's Monday 7 and Anouk's Monday 14."""
    site.draft()
    client = site.client("marijke")
    first = "/teams/1/rosters/1/publish"
    assert post(client, first, first)[0] == 303
    taken = {("bram", FIRST), ("anouk", FIRST + timedelta(days=7))}
    kept = [s for s in image_team.shifts() if (s.person, s.start.date()) not in taken]
    chatless = (("admin", 240), ("meal", 30), ("admin", 210))
    new = [shift("daan", FIRST, "08:00", chatless)]
    new.append(shift("daan", FIRST + timedelta(days=7), "08:00", chatless))
    site.draft(image_team.roster([*kept, *new]))
    site.app.config["NOW"] = LATE
    return site


def version(site: Site, number: int) -> RosterFile:
    with site.store.read() as session:
        row = session.scalars(select(Roster).where(Roster.version == number)).one()
    return RosterFile.model_validate_json(row.document)


def on(roster: RosterFile, days: int) -> list[str]:
    day = FIRST + timedelta(days=days)
    return [s.person for s in roster.shifts if s.start.astimezone(image_team.ZONE).date() == day]


def ask_and_answer(site: Site, **answers: str) -> None:
    client = site.client("marijke")
    assert post(client, "/teams/1/rosters/2/ask", PUBLISH)[0] == 303
    for username, said in answers.items():
        own = site.client(username)
        with site.store.read() as session:
            number = session.scalar(select(Asking.id).where(Asking.person_id == username))
        path = f"/teams/1/me/askings/{number}"
        assert post(own, path, WEEK, answer=said)[0] == 303


def test_what_changes_for_whom_and_whose_yes_it_needs_is_said(late: Site) -> None:
    page = text(late.client("marijke"), PUBLISH)
    assert "Mon 7 Dec: no shift any more; it was 08:00–16:00" in page
    assert "Mon 14 Dec: a new shift, 08:00–16:00" in page
    assert "2 shifts would be published, changed or taken away nearer" in page
    assert "<strong>Daan</strong>, Mon 7 Dec: 08:00–16:00 instead of no shift" in page
    assert "Has no account to answer from" in page
    assert page.count("Not asked yet.") == 1
    assert page.index("<summary>Anouk") < page.index("<summary>Bram") < page.index("<summary>Daan")


def test_without_the_yeses_it_is_not_published(late: Site) -> None:
    client = late.client("marijke")
    status, page = post(client, PUBLISH, PUBLISH)
    assert status == 422
    assert "does not change without a yes" in page
    with late.store.read() as session:
        assert session.get_one(Roster, 2).state == "draft"


def test_a_person_is_asked_on_the_own_page_and_can_take_a_yes_back(late: Site) -> None:
    assert "You are asked" not in text(late.client("daan"), WEEK)
    ask_and_answer(late)
    daan = late.client("daan")
    page = text(daan, WEEK)
    assert "Your Monday 7 December would change from no shift to 08:00–16:00." in page
    assert "You can answer until 7 December, 08:00." in page
    assert "You are asked" not in text(late.client("anouk"), WEEK)
    assert post(daan, "/teams/1/me/askings/2", WEEK, answer="yes")[0] == 303
    assert "You said yes." in text(daan, WEEK)
    manager = late.client("marijke")
    assert '<span class="ok">Yes</span>' in text(manager, PUBLISH)
    assert post(daan, "/teams/1/me/askings/2", WEEK, answer="no")[0] == 303
    assert "You said yes." not in text(daan, WEEK)
    page = text(manager, PUBLISH)
    assert '<span class="ok">Yes</span>' not in page
    assert "Waiting, until 7 December, 08:00." in page


def test_nobody_answers_for_another(late: Site) -> None:
    ask_and_answer(late)
    anouk = late.client("anouk")
    assert post(anouk, "/teams/1/me/askings/2", WEEK, answer="yes")[0] == 404


def test_the_rest_is_published_and_the_draft_keeps_what_waits(late: Site) -> None:
    client = late.client("marijke")
    assert "Publish the rest" in text(client, PUBLISH)
    assert post(client, PUBLISH, PUBLISH, rest="1")[0] == 303
    second = version(late, 2)
    # Monday 7 as it was; Monday 14 is seven working days away and changes.
    assert on(second, 0) == ["anouk", "bram"]
    assert sorted(on(second, 7)) == ["bram", "daan"]
    with late.store.read() as session:
        assert session.get_one(Roster, 2).state == "draft"
    # A second press finds nothing left to publish.
    assert post(client, PUBLISH, PUBLISH, rest="1")[0] == 303
    with late.store.read() as session:
        assert session.scalars(select(Roster.version).order_by(Roster.id)).all() == [1, None, 2]
    assert "nothing is left to publish" in text(client, PUBLISH)


def test_a_yes_lets_the_change_through_and_is_kept_with_the_version(late: Site) -> None:
    late_with_bram(late)
    ask_and_answer(late, daan="yes", bram="yes")
    client = late.client("marijke")
    page = text(client, PUBLISH)
    assert page.count('<span class="ok">Yes</span>') == 2
    assert post(client, PUBLISH, PUBLISH)[0] == 303
    assert sorted(on(version(late, 2), 0)) == ["anouk", "daan"]
    assert "You are asked" not in text(late.client("daan"), WEEK)
    with late.store.read() as session:
        kept = session.get_one(NoticeKept, 2)
        assert (kept.working_days, kept.agreed) == (7, 2)


def test_with_one_yes_of_two_the_other_s_shift_stays(late: Site) -> None:
    ask_and_answer(late, daan="yes")
    client = late.client("marijke")
    assert post(client, PUBLISH, PUBLISH, rest="1")[0] == 303
    assert sorted(on(version(late, 2), 0)) == ["anouk", "bram", "daan"]


def test_a_team_that_practises_asks_nobody(late: Site) -> None:
    with late.store.write() as session:
        session.get_one(Team, 1).practice = True
    client = late.client("marijke")
    assert "Whose yes" not in text(client, PUBLISH)
    assert post(client, PUBLISH, PUBLISH)[0] == 303


def late_with_bram(site: Site) -> None:
    """Give Bram an account of his own."""
    with site.store.write() as session:
        made = create_account(session, name="Bram", username="bram", password=PASSWORD, at=LATE)
        add_membership(session, made.id, 1, "analyst", at=LATE, person_id="bram")
