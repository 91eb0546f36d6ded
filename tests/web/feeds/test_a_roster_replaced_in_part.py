"""A roster of which a newer one has some days: no shift over their borders is lost or doubled."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from feed_text import events_of
from scheduler.team import Team as TeamFile
from small_office import FIRST, NOON, Office, work
from web.before import rosters_around, with_standing
from web.feeds.bodies import feed_of
from web.manager.publishing import check
from web.people.week import own_week
from web.plan import plan_in_force
from web.storage.in_force import in_force
from web.storage.tables import Roster, Team

DAY = timedelta(days=1)
NIGHT = "22:00"
# From Monday 30 November; Saturday 24 October and Saturday 27 March, before the clock is changed.
USUAL, AUTUMN, SPRING = 5, -37, 117


def office_with(office: Office, middle: int) -> None:
    """Nights on five days in a row for Ana; a newer roster has the middle day, and Ben's night."""
    days = range(middle - 2, middle + 3)
    nights = [work(day, NIGHT) for day in days]
    office.publish(office.draft(*nights, first=middle - 2, days=5), at=NOON)
    office.publish(office.draft(work(middle, NIGHT, "ben"), first=middle, days=1), at=NOON + DAY)


def starts(office: Office, who: str) -> list[str]:
    with office.store.read() as session:
        return [event["DTSTART"][:8] for event in events_of(feed_of(session, office.team_id, who))]


def stamps(first: int, *days: int) -> list[str]:
    return [f"{FIRST + timedelta(days=first + day):%Y%m%d}" for day in days]


@pytest.mark.parametrize("middle", [USUAL, AUTUMN, SPRING])
def test_the_feeds_have_each_night_once(office: Office, middle: int) -> None:
    office_with(office, middle)
    assert starts(office, "ana") == stamps(middle, -2, -1, 1, 2)
    assert starts(office, "ben") == stamps(middle, 0)


@pytest.mark.parametrize("middle", [USUAL, AUTUMN, SPRING])
def test_the_own_week_has_each_night_once(office: Office, middle: int) -> None:
    office_with(office, middle)
    with office.store.read() as session:
        team = session.get_one(Team, office.team_id)
        plans = [plan_in_force(session, team, one) for one in in_force(session, team.id)]
    on = [FIRST + timedelta(days=middle + day) for day in (-2, -1, 0, 1, 2)]
    found = {}
    for who in ("ana", "ben"):
        mondays = {day - timedelta(days=day.weekday()) for day in on}
        weeks = [
            day for monday in sorted(mondays) for day in own_week(plans, who, monday, private=True)
        ]
        found[who] = [day.on for day in weeks if day.shifts]
        assert [day.on for day in weeks if day.published] == on
    assert found == {"ana": [on[0], on[1], on[3], on[4]], "ben": [on[2]]}


@pytest.mark.parametrize("middle", [USUAL, AUTUMN, SPRING])
def test_what_comes_next_counts_each_night_once(office: Office, middle: int) -> None:
    office_with(office, middle)

    def around(first: date, last: date) -> list[tuple[str, date]]:
        with office.store.read() as session:
            team = TeamFile.model_validate_json(session.get_one(Team, office.team_id).document)
            texts = rosters_around(session, office.team_id, first, last)
        standing = with_standing(team, texts, first, last).history
        return sorted((shift.person, shift.start.date()) for shift in standing)

    on = [FIRST + timedelta(days=middle + day) for day in (-2, -1, 0, 1, 2, 3)]
    ana = [("ana", on[0]), ("ana", on[1]), ("ana", on[3]), ("ana", on[4])]
    assert around(on[5], on[5]) == [*ana, ("ben", on[2])]
    assert around(on[2], on[2]) == ana
    assert around(on[3], on[4]) == [*ana[:2], ("ben", on[2])]


def test_a_roster_is_judged_with_what_stays_after_it_of_the_one_it_takes_a_part_of(
    office: Office,
) -> None:
    office.publish(office.draft(work(2), work(4), days=7), at=NOON)

    def said(*shifts: str) -> tuple[str, ...]:
        of = [work(3, start) for start in shifts]
        with office.store.read() as session:
            row = session.get_one(Roster, office.draft(*of, first=3, days=1))
            return check(session, session.get_one(Team, office.team_id), row)

    # From 09:00 to 15:00 on the days beside it: until 22:00 leaves eleven hours.
    assert said("09:00") == ()
    assert not any(" of rest " in sentence for sentence in said("16:00"))
    assert any(" of rest " in sentence for sentence in said("16:01"))
    assert any(" of rest " in sentence for sentence in said(NIGHT))


def test_a_roster_of_which_the_middle_is_taken_is_in_force_twice(office: Office) -> None:
    office_with(office, USUAL)
    with office.store.read() as session:
        found = [
            (one.row.version, one.first.day, one.last.day)
            for one in in_force(session, office.team_id)
        ]
        states = list(session.scalars(select(Roster.state)))
    assert found == [(1, 3, 4), (2, 5, 5), (1, 6, 7)]
    assert states == ["published", "published"]
