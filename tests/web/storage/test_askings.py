"""A yes is asked for, said and taken back; a no and silence are the same, and neither is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from web.storage.askings import (
    Change,
    TakenBackError,
    Times,
    answer,
    ask,
    asked_from,
    change_of,
    keep_notice,
    open_askings,
)
from web.storage.rosters import Draft, store_draft
from web.storage.store import Store
from web.storage.tables import Asking, NoticeKept, Team

MONDAY = date(2026, 11, 30)
EIGHT = datetime(2026, 11, 30, 7, tzinfo=UTC)
LATER = Change("ana", MONDAY, None, Times(EIGHT, EIGHT + timedelta(hours=8)))
EARLIER = Change("ana", MONDAY, None, Times(EIGHT - timedelta(hours=1), EIGHT))


@pytest.fixture
def draft(store: Store, week: Draft, noon: datetime) -> int:
    with store.write() as session:
        return store_draft(session, week, at=noon).id


def asked(store: Store, roster_id: int, change: Change, at: datetime) -> int:
    with store.write() as session:
        team = session.scalars(select(Team)).one()
        return ask(session, team, roster_id, [change], by=1, at=at)


def rows(store: Store) -> list[Asking]:
    with store.read() as session:
        return list(session.scalars(select(Asking).order_by(Asking.id)))


def says(store: Store, asking_id: int, at: datetime, *, yes: bool, who: str = "ana") -> bool:
    with store.write() as session:
        return answer(session, 1, who, asking_id, yes=yes, at=at)


def test_each_change_is_asked_once_and_anew_when_it_is_another(
    store: Store, draft: int, noon: datetime
) -> None:
    assert asked(store, draft, LATER, noon) == 1
    says(store, rows(store)[0].id, noon, yes=True)
    assert asked(store, draft, LATER, noon) == 0
    assert rows(store)[0].yes_at == noon
    assert asked(store, draft, EARLIER, noon) == 1
    (row,) = rows(store)
    assert change_of(row) == EARLIER
    assert row.yes_at is None


def test_a_no_leaves_what_silence_leaves(store: Store, draft: int, noon: datetime) -> None:
    asked(store, draft, LATER, noon)
    (before,) = rows(store)
    assert says(store, before.id, noon, yes=True)
    assert says(store, before.id, noon, yes=False)
    (after,) = rows(store)
    columns = Asking.__table__.columns.keys()
    assert [getattr(after, name) for name in columns] == [getattr(before, name) for name in columns]


def test_only_the_person_asked_answers_and_only_until_the_shift_would_start(
    store: Store, draft: int, noon: datetime
) -> None:
    asked(store, draft, LATER, noon)
    (row,) = rows(store)
    assert not says(store, row.id, noon, yes=True, who="ben")
    assert not says(store, row.id, noon - timedelta(minutes=1), yes=True)
    assert not says(store, row.id, EIGHT, yes=True)
    assert says(store, row.id, EIGHT - timedelta(minutes=1), yes=True)


@pytest.mark.parametrize(
    ("at", "seen"),
    [
        ("2026-11-23T06:59+01:00", "2026-11-23T07:00+01:00"),
        ("2026-11-23T07:00+01:00", "2026-11-23T07:00+01:00"),
        ("2026-11-23T19:59+01:00", "2026-11-23T19:59+01:00"),
        ("2026-11-23T20:00+01:00", "2026-11-24T07:00+01:00"),
    ],
)
def test_nobody_is_asked_by_night(at: str, seen: str) -> None:
    moment = datetime.fromisoformat(at)
    assert asked_from("Europe/Brussels", moment) == datetime.fromisoformat(seen)


def test_publishing_keeps_the_yeses_and_forgets_who_gave_none(
    store: Store, draft: int, noon: datetime
) -> None:
    asked(store, draft, LATER, noon)
    other = Change("ben", MONDAY, LATER.would, None)
    asked(store, draft, other, noon)
    says(store, rows(store)[0].id, noon, yes=True)
    with store.write() as session:
        keep_notice(session, draft, [rows(store)[0].id], working_days=7)
    assert [row.person_id for row in rows(store)] == ["ana"]
    with store.read() as session:
        (kept,) = session.scalars(select(NoticeKept))
        assert (kept.working_days, kept.agreed) == (7, 1)
        assert not open_askings(session, 1, "ben", at=noon)


def test_a_yes_that_was_taken_back_meanwhile_stops_the_publication(
    store: Store, draft: int, noon: datetime
) -> None:
    asked(store, draft, LATER, noon)
    (row,) = rows(store)
    with store.write() as session, pytest.raises(TakenBackError):
        keep_notice(session, draft, [row.id], working_days=7)


def test_a_yes_is_kept_for_a_year_from_its_day(store: Store, draft: int, noon: datetime) -> None:
    asked(store, draft, LATER, noon)
    says(store, rows(store)[0].id, noon, yes=True)
    year = timedelta(days=365)
    asked(store, draft, Change("ben", MONDAY + year, None, LATER.would), noon + year)
    assert [row.person_id for row in rows(store)] == ["ana", "ben"]
    in_a_year = datetime(2026, 12, 1, 12, tzinfo=UTC) + year
    asked(store, draft, Change("cleo", MONDAY + year, None, LATER.would), in_a_year)
    assert [row.person_id for row in rows(store)] == ["ben", "cleo"]
