"""What counts as history of a period: what was in force on each day, whatever replaced it since."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

import image_team
from image_team import FIRST, shift
from scheduler.roster import Roster, Shift
from web.before import rosters_around, with_standing
from web.jobs.generate import problem_of
from web.jobs.job import JobFailedError
from web.manager.milestones import Milestone, words_of
from web.manager.publishing import Published, Refused, Waiting, check_and_publish
from web.storage.rosters import Draft, store_draft
from web.storage.store import Store
from web.storage.tables import Roster as RosterRow
from web.storage.tables import Team
from web.storage.teams import create_team

SUNDAY, MONDAY = date(2026, 12, 13), date(2026, 12, 14)
EVE = datetime(2026, 12, 13, 23, tzinfo=UTC)
CHAT_DAY = (("admin", 180), ("meal", 30), ("chat", 45), ("admin", 225))
NIGHT = (("admin", 180), ("meal", 30), ("admin", 150))


@pytest.fixture
def team_id(sqlite_store: Store, noon: datetime) -> int:
    # Without a notice: some of these rosters are published on the eve.
    asked = image_team.document()
    asked["rules"]["publish_notice"] = {"active": False}
    document = image_team.team_of(asked)
    with sqlite_store.write() as session:
        return create_team(
            session, name="Image team", zone="Europe/Brussels", document=document, at=noon
        ).id


def put_in_force(
    store: Store, team_id: int, first: date, last: date, shifts: Iterable[Shift], at: datetime
) -> Published | Refused | Waiting:
    roster = Roster(team="Image team", first=first, last=last, shifts=tuple(shifts))
    draft = Draft(team_id, first, last, roster.model_dump_json(by_alias=True), {})
    with store.write() as session:
        row = store_draft(session, draft, at=at)
    return check_and_publish(store, row.id, by=None, at=at)  # type: ignore[arg-type]


def fortnight() -> list[Shift]:
    """Anouk's Mondays to Thursdays of two weeks."""
    days = (FIRST + timedelta(days=number) for number in range(14))
    return [shift("anouk", day, "08:00", CHAT_DAY) for day in days if day.weekday() < 4]


def history(store: Store, team_id: int, first: date) -> list[date]:
    with store.read() as session:
        problem, _ = problem_of(session, team_id, first, 7)
    return [problem.clock.date(presence.day) for presence in problem.history]


def test_days_before_a_roster_that_replaced_another_in_part_stay_history(
    sqlite_store: Store, team_id: int, noon: datetime
) -> None:
    two_weeks = fortnight()
    worked = [each.start.date() for each in two_weeks[:4]]
    put_in_force(sqlite_store, team_id, FIRST, date(2026, 12, 20), two_weeks, noon)
    assert history(sqlite_store, team_id, MONDAY) == worked

    second = [shift("bram", MONDAY, "08:00", CHAT_DAY)]
    put_in_force(sqlite_store, team_id, MONDAY, date(2026, 12, 20), second, EVE)
    assert history(sqlite_store, team_id, MONDAY) == worked
    assert history(sqlite_store, team_id, date(2026, 12, 21)) == [*worked, MONDAY]


def test_coming_shifts_of_a_roster_replaced_in_part_are_history_of_what_comes_after(
    sqlite_store: Store, team_id: int, noon: datetime
) -> None:
    put_in_force(sqlite_store, team_id, FIRST, date(2026, 12, 20), fortnight(), noon)
    wednesday = datetime(2026, 12, 9, 12, tzinfo=UTC)
    put_in_force(sqlite_store, team_id, date(2026, 12, 18), date(2026, 12, 20), [], wednesday)
    worked = [each.start.date() for each in fortnight()]
    assert history(sqlite_store, team_id, date(2026, 12, 18)) == worked


def test_no_shift_counts_twice_where_the_team_file_has_it_too(
    sqlite_store: Store, team_id: int, noon: datetime
) -> None:
    put_in_force(sqlite_store, team_id, FIRST, SUNDAY, fortnight()[:4], noon)
    team = image_team.team().model_copy(
        update={"history": (shift("anouk", FIRST, "08:00", CHAT_DAY),)}
    )
    with sqlite_store.read() as session:
        around = rosters_around(session, team_id, MONDAY, MONDAY)
    assert len(with_standing(team, around, MONDAY, MONDAY).history) == 4


def test_a_roster_is_refused_that_breaks_a_rest_before_one_in_force(
    sqlite_store: Store, team_id: int, noon: datetime
) -> None:
    later = [shift("anouk", MONDAY, "08:00", CHAT_DAY)]
    assert put_in_force(
        sqlite_store, team_id, MONDAY, date(2026, 12, 20), later, noon
    ) == Published(1)

    late = [shift("anouk", SUNDAY, "18:00", NIGHT)]
    refused = put_in_force(sqlite_store, team_id, FIRST, SUNDAY, late, noon)
    assert isinstance(refused, Refused)
    assert any("rest" in sentence for sentence in refused.sentences)
    with sqlite_store.read() as session:
        states = list(session.scalars(select(RosterRow.state).order_by(RosterRow.id)))
    assert states == ["published", "draft"]

    early = [shift("anouk", SUNDAY, "12:00", NIGHT)]
    assert put_in_force(sqlite_store, team_id, FIRST, SUNDAY, early, noon) == Published(2)


def test_what_a_later_roster_breaks_anyway_is_not_held_against_an_earlier_one(
    sqlite_store: Store, team_id: int, noon: datetime
) -> None:
    on_leave = [shift("chloe", date(2026, 12, 8), "08:00", CHAT_DAY)]
    roster = Roster(
        team="Image team", first=FIRST, last=SUNDAY, shifts=tuple(on_leave)
    ).model_dump_json(by_alias=True)
    with sqlite_store.write() as session:
        row = store_draft(session, Draft(team_id, FIRST, SUNDAY, roster, {}), at=noon)
        row.state, row.version, row.published_at = "published", 1, noon
    before = FIRST - timedelta(days=7)
    outcome = put_in_force(sqlite_store, team_id, before, FIRST - timedelta(days=1), [], noon)
    assert outcome == Published(2)


def test_history_that_names_work_the_team_no_longer_has_is_said_and_not_dropped(
    sqlite_store: Store, team_id: int, noon: datetime
) -> None:
    put_in_force(sqlite_store, team_id, FIRST, SUNDAY, fortnight()[:4], noon)
    without_chat = image_team.document()
    without_chat["activities"] = [a for a in without_chat["activities"] if a["id"] != "chat"]
    without_chat["coverage"] = without_chat["coverage"][:1]
    for person in without_chat["people"]:
        person["authorised"] = [a for a in person["authorised"] if a["activity"] != "chat"]
        person.pop("private", None)
    with sqlite_store.write() as session:
        session.get_one(Team, team_id).document = image_team.team_of(without_chat)
    with pytest.raises(JobFailedError) as failed:
        history(sqlite_store, team_id, MONDAY)
    words = words_of(Milestone.END, "failed", (), 60, failed.value.code)
    assert words.startswith("A roster in force speaks of work that the team no longer has")


def test_a_later_roster_that_can_no_longer_be_read_is_named(
    sqlite_store: Store, team_id: int, noon: datetime
) -> None:
    later = [shift("bram", MONDAY, "08:00", (("filing", 240),))]
    with_filing = image_team.document()
    with_filing["activities"].append({"id": "filing", "name": "Filing"})
    with sqlite_store.write() as session:
        session.get_one(Team, team_id).document = image_team.team_of(with_filing)
    put_in_force(sqlite_store, team_id, MONDAY, date(2026, 12, 20), later, noon)
    with sqlite_store.write() as session:
        document = image_team.team().model_dump_json(by_alias=True)
        session.get_one(Team, team_id).document = document
    refused = put_in_force(sqlite_store, team_id, FIRST, SUNDAY, [], noon)
    assert isinstance(refused, Refused)
    (said,) = refused.sentences
    assert said.startswith("The roster in force Monday 14 December to Sunday 20 December speaks of")

    assert put_in_force(sqlite_store, team_id, MONDAY, date(2026, 12, 20), [], noon) == Published(2)
    assert put_in_force(sqlite_store, team_id, FIRST, SUNDAY, [], noon) == Published(3)


def test_what_is_in_force_on_a_period_s_days_is_its_reference(
    sqlite_store: Store, team_id: int, noon: datetime
) -> None:
    def reference(first: date) -> tuple[list[date], list[date]]:
        with sqlite_store.read() as session:
            problem, _ = problem_of(session, team_id, first, 7)
        on = problem.clock.date
        assert problem.announced is None
        return [on(day) for _, day in problem.reference], sorted(map(on, problem.referenced))

    assert reference(FIRST) == ([], [])
    two_weeks = fortnight()
    put_in_force(sqlite_store, team_id, FIRST, date(2026, 12, 20), two_weeks, noon)
    days = [FIRST + timedelta(days=day) for day in range(14)]
    assert reference(FIRST) == (days[:4], days[:7])
    # From a Thursday: that day, and the Monday to Wednesday after it.
    assert reference(days[3]) == ([days[3], *days[7:10]], days[3:10])
    # From the second week's Wednesday the roster tells five days, and nobody the other two.
    assert reference(days[9]) == (days[9:11], days[9:])
    # Another takes its place on the second week alone.
    second = [shift("bram", MONDAY, "08:00", CHAT_DAY)]
    put_in_force(sqlite_store, team_id, MONDAY, date(2026, 12, 20), second, noon)
    assert reference(FIRST) == (days[:4], days[:7])
    assert reference(MONDAY) == ([MONDAY], days[7:])
    assert reference(days[3]) == ([days[3], MONDAY], days[3:10])


def in_force_from(store: Store, team_id: int, first: date, *shifts: Shift, version: int) -> None:
    """A week that was published long ago, as the rules of its time allowed."""
    last = first + timedelta(days=6)
    roster = Roster(team="Image team", first=first, last=last, shifts=shifts)
    draft = Draft(team_id, first, last, roster.model_dump_json(by_alias=True), {})
    at = datetime.combine(first, datetime.min.time(), UTC)
    with store.write() as session:
        row = store_draft(session, draft, at=at)
        row.state, row.version, row.published_at = "published", version, at


def test_shifts_of_twelve_weeks_and_on_public_holidays_of_two_years_are_history(
    sqlite_store: Store, team_id: int
) -> None:
    team = image_team.document() | {"holidays": {"country": "BE", "closed": False}}
    for person in team["people"]:
        person.pop("private", None)
    with sqlite_store.write() as session:
        session.get_one(Team, team_id).document = image_team.team_of(team)
    # FIRST is Monday 7 December 2026. 731 days before it is 6 December 2024.
    gone = (("counselling", 60),)
    weeks = {
        date(2024, 11, 11): [date(2024, 11, 11)],
        date(2024, 12, 23): [date(2024, 12, 24), date(2024, 12, 25), date(2024, 12, 27)],
        date(2026, 9, 7): [date(2026, 9, 13)],
        date(2026, 9, 14): [date(2026, 9, 14), date(2026, 9, 20)],
    }
    for version, (monday, days) in enumerate(weeks.items(), 1):
        shifts = [shift("anouk", day, "08:00", gone) for day in days]
        in_force_from(sqlite_store, team_id, monday, *shifts, version=version)
    # Work that the team no longer has is no hindrance there.
    kept = [date(2024, 12, 25), date(2026, 9, 14), date(2026, 9, 20)]
    assert history(sqlite_store, team_id, FIRST) == kept


def test_a_shift_over_midnight_into_a_public_holiday_stays_history(
    sqlite_store: Store, team_id: int
) -> None:
    team = image_team.document() | {"holidays": {"country": "BE", "closed": False}}
    for person in team["people"]:
        person.pop("private", None)
    with sqlite_store.write() as session:
        session.get_one(Team, team_id).document = image_team.team_of(team)
    eve = shift("anouk", date(2025, 12, 24), "22:00", (("admin", 121),))
    ends = shift("bram", date(2025, 12, 24), "22:00", (("admin", 120),))
    in_force_from(sqlite_store, team_id, date(2025, 12, 22), eve, ends, version=1)
    with sqlite_store.read() as session:
        problem, _ = problem_of(session, team_id, FIRST, 7)
    assert [p.person for p in problem.history] == ["anouk"]
