"""A loosening of what protects people takes its time, whoever stores the team's file."""

import ast
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import web
from at_once import at_once
from bare_team import bare_team
from constraints.loosening import held
from constraints.reading import read
from scheduler.reading.faults import TeamFaultsError
from scheduler.rule import Rulebook
from web.storage.rosters import Draft, Seen, publish, store_draft
from web.storage.rule_changes import rule_changes, waiting
from web.storage.store import Store
from web.storage.tables import Team
from web.storage.teams import StaleRevisionError, create_team, replace_document

# The fixtures' noon is Monday 23 November 2026; fourteen days after it is Monday 7 December.
TODAY, IN_FORCE = date(2026, 11, 23), date(2026, 12, 7)
ONE_DAY = timedelta(days=1)
Change = Callable[..., None]


@pytest.fixture
def change(store: Store, team_id: int, noon: datetime) -> Change:
    """Stores a team file with these rules at a moment, as anybody would."""

    def store_it(rules: dict[str, Any], *, at: datetime = noon, by: int | None = None) -> None:
        with store.write() as session:
            revision = session.get_one(Team, team_id).revision
            document = bare_team(rules=rules)
            replace_document(session, team_id, document, revision=revision, by=by, at=at)

    return store_it


def book(store: Store, team_id: int, first: date) -> Rulebook:
    """The rules for a period from `first`, as every path makes them."""
    with store.read() as session:
        _, rulebook = read(session.get_one(Team, team_id).document)
        return held(rulebook, waiting(session, team_id, first))


def setting(store: Store, team_id: int, first: date, name: str) -> Any:  # noqa: ANN401
    rule, field = name.split(".")
    return book(store, team_id, first).settings()[rule][field]


def in_force(store: Store, week: Draft, noon: datetime, first: date, last: date) -> None:
    """Publish a roster of these days."""
    with store.write() as session:
        draft = Draft(week.team_id, first, last, week.document, week.figures)
        row = store_draft(session, draft, at=noon)
        publish(session, row.id, by=None, feed_bodies={}, at=noon)


@pytest.mark.parametrize(
    ("rules", "name", "old", "new"),
    [
        ({"max_stint": {"minutes": 60}}, "max_stint.minutes", 45, 60),
        ({"max_weekly_exposure": {"minutes": 1200}}, "max_weekly_exposure.minutes", 960, 1200),
        ({"wind_down": {"active": False}}, "wind_down.active", True, False),
        ({"urgent_case": {"active": True}}, "urgent_case.active", False, True),
        (
            {"exposure_window": {"latest": "17:00"}},
            "exposure_window.latest",
            "16:00:00",
            "17:00:00",
        ),
        ({"shift_length": {"longest": 600}}, "shift_length.longest", 540, 600),
        ({"consecutive_days": {"days": 6}}, "consecutive_days.days", 5, 6),
        ({"skilled": {"active": False}}, "skilled.active", True, False),
    ],
)
def test_a_loosening_is_in_force_fourteen_days_later(
    store: Store,
    team_id: int,
    change: Change,
    rules: dict[str, Any],
    name: str,
    old: object,
    new: object,
) -> None:
    change(rules)
    assert setting(store, team_id, TODAY, name) == old
    assert setting(store, team_id, IN_FORCE - ONE_DAY, name) == old
    assert setting(store, team_id, IN_FORCE, name) == new


def test_a_tightening_acts_at_once_and_what_is_looser_beside_it_does_not(
    store: Store, team_id: int, change: Change
) -> None:
    change({"wind_down": {"minutes": 90, "contact_minutes": 15}})
    assert setting(store, team_id, TODAY, "wind_down.minutes") == 90
    assert setting(store, team_id, TODAY, "wind_down.contact_minutes") == 30
    assert setting(store, team_id, IN_FORCE, "wind_down.contact_minutes") == 15


def test_weights_and_rules_of_coverage_are_nobody_s_protection(
    store: Store, team_id: int, change: Change
) -> None:
    change({"publish_notice": {"active": False}, "company_in_room": {"active": False}})
    assert setting(store, team_id, TODAY, "company_in_room.active") is False
    with store.read() as session:
        assert rule_changes(session, team_id) == []


def test_the_day_of_asking_is_the_team_s_own(
    store: Store, team_id: int, change: Change, noon: datetime
) -> None:
    # 23:30 in UTC is the next day in Brussels.
    change({"wind_down": {"active": False}}, at=noon.replace(hour=23, minute=30))
    assert setting(store, team_id, IN_FORCE, "wind_down.active") is True
    assert setting(store, team_id, IN_FORCE + ONE_DAY, "wind_down.active") is False


def test_no_published_day_feels_it(
    store: Store, team_id: int, change: Change, week: Draft, noon: datetime
) -> None:
    in_force(store, week, noon, IN_FORCE, IN_FORCE + 13 * ONE_DAY)
    change({"wind_down": {"active": False}})
    after = IN_FORCE + 14 * ONE_DAY
    assert setting(store, team_id, after - ONE_DAY, "wind_down.active") is True
    assert setting(store, team_id, after, "wind_down.active") is False


def test_a_roster_published_over_the_date_moves_it_behind_its_last_day(
    store: Store, team_id: int, change: Change, week: Draft, noon: datetime
) -> None:
    change({"wind_down": {"active": False}})
    in_force(store, week, noon, IN_FORCE - 7 * ONE_DAY, IN_FORCE - ONE_DAY)
    assert setting(store, team_id, IN_FORCE, "wind_down.active") is False
    in_force(store, week, noon, IN_FORCE - ONE_DAY, IN_FORCE)
    assert setting(store, team_id, IN_FORCE, "wind_down.active") is True
    assert setting(store, team_id, IN_FORCE + ONE_DAY, "wind_down.active") is False
    # One that begins with the new value was made by it.
    in_force(store, week, noon, IN_FORCE + ONE_DAY, IN_FORCE + 7 * ONE_DAY)
    assert setting(store, team_id, IN_FORCE + ONE_DAY, "wind_down.active") is False


def test_a_loosening_that_was_tightened_meanwhile_waits_for_neither_more_nor_less(
    store: Store, team_id: int, change: Change, noon: datetime
) -> None:
    later = noon + 4 * ONE_DAY
    change({"max_stint": {"minutes": 60}})
    change({"max_stint": {"minutes": 50}}, at=later)
    assert setting(store, team_id, IN_FORCE - ONE_DAY, "max_stint.minutes") == 45
    assert setting(store, team_id, IN_FORCE, "max_stint.minutes") == 50
    change({"max_stint": {"minutes": 30}}, at=later)
    assert setting(store, team_id, TODAY, "max_stint.minutes") == 30
    change({"max_stint": {"minutes": 60}}, at=later)
    assert setting(store, team_id, IN_FORCE, "max_stint.minutes") == 30
    assert setting(store, team_id, IN_FORCE + 4 * ONE_DAY, "max_stint.minutes") == 60


def test_to_go_back_and_forth_is_no_way_round_it(
    store: Store, team_id: int, change: Change, noon: datetime
) -> None:
    for day in range(4):
        change({"wind_down": {"active": False}}, at=noon + day * ONE_DAY)
        change({}, at=noon + day * ONE_DAY)
    change({"wind_down": {"active": False, "minutes": 0}}, at=noon + 5 * ONE_DAY)
    assert setting(store, team_id, IN_FORCE + 4 * ONE_DAY, "wind_down.active") is True
    # On again while it waits, with a smaller number: the number waits as well.
    change({"wind_down": {"minutes": 30}}, at=noon + 6 * ONE_DAY)
    assert setting(store, team_id, TODAY, "wind_down.minutes") == 60


def test_a_new_team_begins_with_what_is_recommended(store: Store, noon: datetime) -> None:
    loose = bare_team(rules={"wind_down": {"active": False}, "max_stint": {"minutes": 30}})
    with store.write() as session:
        team = create_team(session, name="B", zone="Europe/Brussels", document=loose, at=noon)
    assert setting(store, team.id, IN_FORCE - ONE_DAY, "wind_down.active") is True
    assert setting(store, team.id, IN_FORCE, "wind_down.active") is False
    assert setting(store, team.id, TODAY, "max_stint.minutes") == 30


def test_each_change_stays_listed_with_its_date_old_value_and_who_asked(
    store: Store, team_id: int, change: Change, ana: int, noon: datetime
) -> None:
    change({"max_stint": {"minutes": 60}}, by=ana)
    change({"max_stint": {"minutes": 30}})
    with store.read() as session:
        tightened, loosened = rule_changes(session, team_id)
    assert (loosened.rule, loosened.old["minutes"], loosened.new["minutes"]) == (
        "max_stint",
        45,
        60,
    )
    assert (loosened.asked_at, loosened.asked_by, loosened.looser_from) == (noon, ana, IN_FORCE)
    assert (tightened.old["minutes"], tightened.new["minutes"]) == (60, 30)
    assert tightened.looser_from is None


def test_a_file_with_a_fault_is_not_stored(store: Store, team_id: int, change: Change) -> None:
    for rules in ({"max_stint": {"minutes": 61}}, {"opt_out": {"active": False}}):
        with pytest.raises(TeamFaultsError):
            change(rules)
    with store.read() as session:
        assert session.get_one(Team, team_id).revision == 1
        assert rule_changes(session, team_id) == []


def test_of_two_who_loosen_at_once_one_is_told_to_read_again(
    store: Store, team_id: int, noon: datetime
) -> None:
    def loosen(number: int) -> bool:
        document = bare_team(rules={"max_stint": {"minutes": 50 + number}})
        try:
            with store.write() as session:
                replace_document(session, team_id, document, revision=1, by=None, at=noon)
        except StaleRevisionError:
            return False
        return True

    assert sorted(at_once(loosen, 2)) == [False, True]
    with store.read() as session:
        assert len(rule_changes(session, team_id)) == 1
    assert setting(store, team_id, TODAY, "max_stint.minutes") == 45


def test_loosening_and_publishing_at_once_leave_no_published_day_to_the_looser_value(
    store: Store, team_id: int, change: Change, week: Draft, noon: datetime
) -> None:
    last = IN_FORCE + 6 * ONE_DAY

    def do(number: int) -> None:
        if number:
            change({"wind_down": {"active": False}})
        else:
            in_force(store, week, noon, IN_FORCE - ONE_DAY, last)

    at_once(do, 2)
    assert setting(store, team_id, last, "wind_down.active") is True
    assert setting(store, team_id, last + ONE_DAY, "wind_down.active") is False


def test_a_roster_checked_by_a_team_that_was_changed_is_not_published(
    store: Store, week: Draft, change: Change, noon: datetime
) -> None:
    with store.write() as session:
        row = store_draft(session, week, at=noon)
    change({"max_stint": {"minutes": 20}})
    with pytest.raises(StaleRevisionError), store.write() as session:
        publish(session, row.id, by=None, feed_bodies={}, at=noon, seen=Seen(revision=1))
    with store.write() as session:
        assert (
            publish(session, row.id, by=None, feed_bodies={}, at=noon, seen=Seen(revision=2)) == 1
        )


def writers(text: str) -> list[str]:
    """Where a text gives a team's file another text, by attribute or by statement."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            owner, named = ast.unparse(node.value), node.attr == "document"
        elif isinstance(node, ast.Call):
            owner, named = ast.unparse(node.func), "document" in {w.arg for w in node.keywords}
        else:
            continue
        # Rosters, drafts and the best one of a run under way have a text of their own.
        if named and owner.lower() not in {"roster", "draft", "jobkept", "create_team"}:
            found.append(ast.unparse(node))
    return found


def test_one_place_stores_team_files() -> None:
    folder = Path(web.__file__).parent
    found = {
        str(file.relative_to(folder))
        for file in folder.rglob("*.py")
        if writers(file.read_text(encoding="utf-8"))
    }
    # The migration takes what is private out of people, and leaves the rules as they are.
    once = "storage/migrations/versions/0004_private_capacity.py"
    assert found == {"storage/teams.py", once}
    assert writers("row.document = 'x'")
    assert writers("update(Team).values(document='x')")
