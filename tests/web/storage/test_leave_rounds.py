"""Leave rounds in the store: wishes, answers in the team's file, and the year before."""

import json
from datetime import date, datetime, timedelta

import pytest

from bare_team import bare_team
from web.storage.leave_answers import LeftTheTeamError, answer, close_round
from web.storage.leave_rounds import granted_before, open_round, put_wish, wishes
from web.storage.store import Store
from web.storage.tables import LeaveRound, LeaveWish, Team, WishState
from web.storage.teams import create_team

FIRST, LAST = date(2027, 7, 1), date(2027, 8, 31)


@pytest.fixture
def team_id(store: Store, noon: datetime) -> int:
    people = [
        {"id": name, "name": name.title(), "contract": {"weekly_minutes": 2280}}
        for name in ("ana", "ben")
    ]
    with store.write() as session:
        team = create_team(
            session,
            name="Assessment",
            zone="Europe/Brussels",
            document=bare_team(people=people),
            at=noon,
        )
    return team.id


def opened(team_id: int, noon: datetime, first: date = FIRST, last: date = LAST) -> LeaveRound:
    until = first - timedelta(days=90)
    return LeaveRound(
        team_id=team_id, first=first, last=last, most_off=1, until=until, opened_at=noon
    )


@pytest.fixture
def round_id(store: Store, team_id: int, noon: datetime) -> int:
    with store.write() as session:
        row = open_round(session, opened(team_id, noon), by=None, today=noon.date())
    assert row
    return row.id


def put(
    store: Store, round_id: int, person: str, first: date, last: date, noon: datetime
) -> int | None:
    with store.write() as session:
        row = session.get_one(LeaveRound, round_id)
        wish = put_wish(session, row, person, first, last, at=noon)
        return None if wish is None else wish.id


def reply(
    store: Store, round_id: int, answers: dict[int, WishState], noon: datetime
) -> list[dict[str, str]]:
    """Answer wishes; gives Ana's leave in the team's file."""
    with store.write() as session:
        row = session.get_one(LeaveRound, round_id)
        answer(session, row, answers, by=None, at=noon)
        content = json.loads(session.get_one(Team, row.team_id).document)
    found: list[dict[str, str]] = content["people"][0].get("leave", [])
    return found


def test_two_rounds_that_are_not_closed_share_no_day(
    store: Store, team_id: int, round_id: int, noon: datetime
) -> None:
    later = opened(team_id, noon, LAST, LAST + timedelta(days=30))
    with store.write() as session:
        assert open_round(session, later, by=None, today=noon.date()) is None
        row = session.get_one(LeaveRound, round_id)
        assert close_round(session, row, by=None, at=noon)
    with store.write() as session:
        again = opened(team_id, noon, LAST, LAST + timedelta(days=30))
        assert open_round(session, again, by=None, today=noon.date())


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2027, 6, 30), date(2027, 7, 2)),
        (date(2027, 8, 31), date(2027, 9, 1)),
        (date(2027, 7, 9), date(2027, 7, 8)),
        (date(2027, 7, 12), date(2027, 7, 20)),
    ],
)
def test_a_wish_lies_in_the_round_and_beside_ones_other_wishes(
    store: Store, round_id: int, first: date, last: date, noon: datetime
) -> None:
    assert put(store, round_id, "ana", date(2027, 7, 10), date(2027, 7, 12), noon)
    assert put(store, round_id, "ana", first, last, noon) is None


def test_there_are_five_wishes_at_most(store: Store, round_id: int, noon: datetime) -> None:
    days = [date(2027, 7, 2 * number) for number in range(1, 7)]
    stored = [put(store, round_id, "ana", day, day, noon) for day in days]
    assert [wish is None for wish in stored] == [False] * 5 + [True]


def test_what_is_granted_stands_in_the_file_and_is_gone_when_taken_back(
    store: Store, round_id: int, noon: datetime
) -> None:
    wish = put(store, round_id, "ana", date(2027, 7, 5), date(2027, 7, 9), noon)
    assert wish
    assert reply(store, round_id, {wish: "granted"}, noon) == [
        {"from": "2027-07-05", "to": "2027-07-09"}
    ]
    assert reply(store, round_id, {wish: "not granted"}, noon) == []
    with store.read() as session:
        (stored,) = wishes(session, round_id)
    assert (stored.state, stored.decided_at) == ("not granted", noon)


def test_nobody_is_granted_leave_who_has_left_the_team(
    store: Store, round_id: int, noon: datetime
) -> None:
    wish = put(store, round_id, "gone", date(2027, 7, 5), date(2027, 7, 9), noon)
    assert wish
    with pytest.raises(LeftTheTeamError):
        reply(store, round_id, {wish: "granted"}, noon)


def test_a_round_closes_when_everybody_of_the_team_has_an_answer(
    store: Store, round_id: int, noon: datetime
) -> None:
    put(store, round_id, "gone", date(2027, 7, 5), date(2027, 7, 9), noon)
    wish = put(store, round_id, "ben", date(2027, 7, 5), date(2027, 7, 9), noon)
    assert wish
    with store.write() as session:
        row = session.get_one(LeaveRound, round_id)
        assert not close_round(session, row, by=None, at=noon)
    reply(store, round_id, {wish: "not granted"}, noon)
    with store.write() as session:
        row = session.get_one(LeaveRound, round_id)
        assert close_round(session, row, by=None, at=noon)
        assert row.closed_at == noon


def test_days_of_the_year_before_count_where_they_were_granted_in_the_same_window(
    store: Store, team_id: int, noon: datetime
) -> None:
    with store.write() as session:
        before = opened(team_id, noon, date(2027, 6, 1), date(2027, 8, 31))
        assert open_round(session, before, by=None, today=noon.date())
        for person, first, last, state in (
            # Five of these ten days lie in the window, and three that were not granted.
            ("ana", date(2027, 6, 26), date(2027, 7, 5), "granted"),
            ("ana", date(2027, 7, 20), date(2027, 7, 22), "not granted"),
            ("ben", date(2027, 8, 30), date(2027, 8, 31), "granted"),
        ):
            session.add(
                LeaveWish(
                    round_id=before.id,
                    person_id=person,
                    first=first,
                    last=last,
                    state=state,
                    asked_at=noon,
                )
            )
        now = opened(team_id, noon, date(2028, 7, 1), date(2028, 8, 30))
        assert open_round(session, now, by=None, today=noon.date())
        assert granted_before(session, now) == {"ana": 5, "ben": 1}


def test_wishes_of_a_round_that_ended_two_years_ago_are_deleted(
    store: Store, team_id: int, round_id: int, noon: datetime
) -> None:
    put(store, round_id, "ana", FIRST, FIRST, noon)
    for today, left in ((LAST + timedelta(days=730), 1), (LAST + timedelta(days=731), 0)):
        with store.write() as session:
            first = today + timedelta(days=200)
            assert open_round(session, opened(team_id, noon, first, first), by=None, today=today)
        with store.read() as session:
            assert len(wishes(session, round_id)) == left
