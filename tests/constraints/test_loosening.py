"""A loosening waits, and no mandatory rule is left out or loosened, whoever makes the rulebook."""

from datetime import time
from typing import Any

import pytest
from annotated_types import Ge, Gt, Le
from pydantic import ValidationError

from constraints import CATALOGUE
from constraints.breaks.shift_length import ShiftLength
from constraints.exposure.exposure_window import ExposureWindow
from constraints.exposure.max_daily_exposure import MaxDailyExposure
from constraints.exposure.max_stint import MaxStint
from constraints.exposure.urgent_case import UrgentCase
from constraints.exposure.wind_down import WindDown
from constraints.loosening import BOUND, changes, held, rule_of, stricter
from constraints.reading import read
from constraints.rest.night_work import NightWork
from constraints.rest.shift_count import ShiftCount
from constraints.rest.shift_succession import ShiftSuccession
from constraints.rest.work_rules_frame import WorkRulesFrame
from scheduler.reading.faults import TeamFaultsError
from scheduler.rule import Kind, Rule, Rulebook
from tiny_teams import problem

# Settings of binding rules that protect people, and that are neither stricter nor looser.
NO_DIRECTION = {
    "work_rules_frame.days": "compared as a set by the rule itself",
    "work_rules_frame.opens": "compared by the rule itself, both hours together",
    "work_rules_frame.closes": "compared by the rule itself, both hours together",
    "contract_minutes.least_rate": "what a shortfall costs, no limit",
    "consecutive_days.least": "fewest working days in a row, a shortfall and no limit",
    "consecutive_days.least_rate": "what a shortfall costs, no limit",
    "counselling.rate": "what a shortfall costs, no limit",
    "shift_succession.pairs": "compared as a set by the rule itself",
    "shift_count.most": "compared kind by kind by the rule itself",
    "night_work.night": "any other kind of shift is a loosening, says the rule itself",
}
MANDATORY = [kind for kind in CATALOGUE if kind.kind is Kind.MANDATORY]


def usual() -> dict[type[Rule], Rule]:
    return {kind: kind() for kind in CATALOGUE}


def undirected(kinds: tuple[type[Rule], ...]) -> set[str]:
    return {
        f"{kind.name}.{field}"
        for kind in kinds
        if kind.binds_and_protects()
        for field in kind.model_fields
        if field != "active" and field not in kind.tighter
    }


def test_every_setting_of_a_rule_that_protects_says_which_way_is_stricter() -> None:
    """A new one is given its direction in `tighter`, or a reason here why it has none."""
    assert undirected(CATALOGUE) <= NO_DIRECTION.keys()


def test_a_setting_without_direction_would_be_found() -> None:
    class Planted(WindDown):
        most: int = 1

    assert undirected((Planted,)) == {"wind_down.most"}


def test_of_each_number_the_looser_one_is_a_loosening_and_the_stricter_one_is_none() -> None:
    for kind in BOUND.values():
        for field, direction in kind.tighter.items():
            default = getattr(kind(), field)
            if not isinstance(default, int):
                continue
            one_more, one_less = (
                kind().model_copy(update={field: default + step}) for step in (1, -1)
            )
            looser, tighter = (one_more, one_less) if direction == "lower" else (one_less, one_more)
            assert list(looser.looser_than(kind())) == [field]
            assert list(tighter.looser_than(kind())) == []


def test_switching_off_is_a_loosening_and_so_is_adopting() -> None:
    assert list(WindDown(active=False).looser_than(WindDown())) == ["active"]
    assert list(WindDown().looser_than(WindDown(active=False))) == []
    assert list(UrgentCase(active=True).looser_than(UrgentCase())) == ["active"]
    assert list(UrgentCase().looser_than(UrgentCase(active=True))) == []


def test_only_what_is_looser_keeps_its_old_value() -> None:
    old, new = WindDown(minutes=60, contact_minutes=30), WindDown(minutes=45, contact_minutes=40)
    assert stricter(old, new) == WindDown(minutes=60, contact_minutes=40)
    assert stricter(old, WindDown(active=False, contact_minutes=20)) == old
    assert stricter(UrgentCase(), UrgentCase(active=True)) == UrgentCase()


def test_a_window_that_moves_to_other_hours_is_held_whole() -> None:
    old = ExposureWindow(earliest=time(8), latest=time(12))
    assert stricter(old, ExposureWindow(earliest=time(13), latest=time(16))) == old
    narrower = ExposureWindow(earliest=time(9), latest=time(14))
    assert stricter(old, narrower) == ExposureWindow(earliest=time(9), latest=time(12))


@pytest.mark.parametrize(
    ("old", "new", "looser"),
    [
        ({}, {"opens": "08:00", "closes": "18:00", "days": ["mon"]}, []),
        ({}, {"opens": "22:00", "closes": "06:00"}, []),
        ({"opens": "08:00", "closes": "18:00"}, {}, ["opens", "closes"]),
        ({"opens": "08:00", "closes": "18:00"}, {"opens": "09:00", "closes": "17:00"}, []),
        (
            {"opens": "08:00", "closes": "18:00"},
            {"opens": "08:00", "closes": "18:01"},
            ["opens", "closes"],
        ),
        (
            {"opens": "08:00", "closes": "18:00"},
            {"opens": "07:59", "closes": "18:00"},
            ["opens", "closes"],
        ),
        # To 06:00 of the next day: later than 18:00.
        (
            {"opens": "08:00", "closes": "18:00"},
            {"opens": "20:00", "closes": "06:00"},
            ["opens", "closes"],
        ),
        ({"opens": "20:00", "closes": "06:00"}, {"opens": "20:00", "closes": "05:00"}, []),
        ({"days": ["mon", "tue"]}, {"days": ["tue", "wed"]}, ["days"]),
        ({"days": ["mon", "tue"]}, {"days": ["tue"]}, []),
        ({"most_daily": 500}, {"most_daily": 501}, ["most_daily"]),
    ],
)
def test_a_frame_is_looser_where_it_holds_a_day_or_an_hour_more(
    old: dict[str, Any], new: dict[str, Any], looser: list[str]
) -> None:
    frames = [rule_of("work_rules_frame", settings) for settings in (old, new)]
    assert list(frames[1].looser_than(frames[0])) == looser


def test_a_frame_that_moves_keeps_its_hours_and_its_days_until_then() -> None:
    old = WorkRulesFrame(opens=time(8), closes=time(18))
    new = WorkRulesFrame(opens=time(20), closes=time(6), most_daily=480)
    assert stricter(old, new) == old.model_copy(update={"most_daily": 480})


@pytest.mark.parametrize(
    ("old", "new", "looser"),
    [
        (ShiftSuccession(), ShiftSuccession(), []),
        (ShiftSuccession(), ShiftSuccession(pairs=()), ["pairs"]),
        (ShiftSuccession(), ShiftSuccession(pairs=(("late", "early"), ("night", "late"))), []),
        (ShiftSuccession(pairs=()), ShiftSuccession(), []),
        (ShiftCount(most={"late": 3}), ShiftCount(most={"late": 3}), []),
        (ShiftCount(most={"late": 3}), ShiftCount(most={"late": 4}), ["most"]),
        (ShiftCount(most={"late": 3}), ShiftCount(most={"early": 2}), ["most"]),
        (ShiftCount(most={"late": 3}), ShiftCount(most={"late": 3, "early": 2}), []),
        (
            ShiftCount(most={"late": 3, "early": 2}),
            ShiftCount(most={"late": 4, "early": 2}),
            ["most"],
        ),
        (ShiftCount(), ShiftCount(most={"late": 3}), []),
        (NightWork(), NightWork(night="late"), ["night"]),
        (NightWork(), NightWork(nights=8), []),
    ],
)
def test_rules_about_kinds_of_shifts_say_themselves_what_is_looser(
    old: Rule, new: Rule, looser: list[str]
) -> None:
    assert list(new.looser_than(old)) == looser


def test_changes_name_each_rule_that_binds_and_protects_and_no_other() -> None:
    before = {"max_stint": {"minutes": 30}}
    after = {
        "max_stint": {"minutes": 40, "highest": 15},
        "wind_down": {"active": False},
        "coverage": {},
        "company_in_room": {"active": False},
        "least_change": {"rate": 1},
    }
    found = {change.new.name: change for change in changes(before, after)}
    assert set(found) == {"max_stint", "wind_down"}
    assert found["max_stint"].looser == ("minutes",)
    assert found["max_stint"].until_then == MaxStint(minutes=30, highest=15)
    assert found["max_stint"].tighter
    assert not found["wind_down"].tighter
    assert list(changes(after, after)) == []


def test_settings_of_an_older_version_that_are_no_more_read_as_recommended() -> None:
    assert rule_of("max_stint", {"minutes": 30, "gone": 1}) == MaxStint(minutes=30)
    assert rule_of("max_stint", {"minutes": 3000}) == MaxStint()
    assert rule_of("max_stint", "x") == MaxStint()


def test_a_book_is_held_to_what_was_before_all_that_waits() -> None:
    def book(*rules: Rule) -> Rulebook:
        return Rulebook((usual() | {type(rule): rule for rule in rules}).values(), CATALOGUE)

    def minutes(rulebook: Rulebook) -> int:
        return next(rule.minutes for rule in rulebook.all if isinstance(rule, MaxStint))

    loose = book(MaxStint(minutes=60), WindDown(active=False))
    assert held(loose, ()) is loose
    # 30, then 45, then 60: both wait; of two that wait, the stricter holds.
    assert minutes(held(loose, [MaxStint(minutes=30), MaxStint(minutes=45)])) == 30
    # Tightened to 20 in between and loosened again: that waits too.
    assert minutes(held(loose, [MaxStint(minutes=30), MaxStint(minutes=20)])) == 20
    assert "wind_down" not in {rule.name for rule in loose.rules}
    assert "wind_down" in {rule.name for rule in held(loose, [WindDown()]).rules}
    assert minutes(held(book(MaxStint(minutes=20)), [MaxStint(minutes=30)])) == 20


@pytest.mark.parametrize("kind", MANDATORY, ids=lambda kind: kind.name)
def test_no_rulebook_is_without_a_mandatory_rule(kind: type[Rule]) -> None:
    rules = [rule for rule in usual().values() if type(rule) is not kind]
    with pytest.raises(ValueError, match="mandatory and missing"):
        Rulebook(rules, CATALOGUE)

    class Harmless(kind):  # type: ignore[misc,valid-type]
        """Another of the same name that asks for nothing."""

    with pytest.raises(ValueError, match="mandatory and missing"):
        Rulebook([*rules, Harmless()], CATALOGUE)
    with pytest.raises(ValueError, match="twice"):
        Rulebook([*usual().values(), kind()], CATALOGUE)


@pytest.mark.parametrize("kind", MANDATORY, ids=lambda kind: kind.name)
def test_no_team_file_switches_off_a_mandatory_rule(kind: type[Rule]) -> None:
    team = problem().team.model_dump(mode="json", by_alias=True)
    for settings in (False, {"active": False}, None):
        with pytest.raises(TeamFaultsError):
            read(team | {"rules": {kind.name: settings}})


def borders() -> list[tuple[type[Rule], str, int]]:
    """Each number of a mandatory rule, one beyond its ceiling or floor on the looser side."""
    found: list[tuple[type[Rule], str, int]] = []
    for kind in MANDATORY:
        for field, direction in kind.tighter.items():
            for limit in kind.model_fields[field].metadata:
                if direction == "lower" and isinstance(limit, Le):
                    found.append((kind, field, limit.le + 1))  # type: ignore[operator]
                if direction == "higher" and isinstance(limit, Ge | Gt):
                    at = limit.ge - 1 if isinstance(limit, Ge) else limit.gt  # type: ignore[operator]
                    found.append((kind, field, at))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(("kind", "field", "beyond"), borders())
def test_nothing_makes_a_mandatory_rule_looser_than_its_ceiling_or_floor(
    kind: type[Rule], field: str, beyond: int
) -> None:
    with pytest.raises(ValidationError):
        kind.model_validate({field: beyond})
    team = problem().team.model_dump(mode="json", by_alias=True)
    with pytest.raises(TeamFaultsError):
        read(team | {"rules": {kind.name: {field: beyond}}})
    for forged in (
        kind.model_construct(**{field: beyond}),  # type: ignore[arg-type]
        kind().model_copy(update={field: beyond}),
    ):
        with pytest.raises(ValueError, match=field):
            Rulebook((usual() | {kind: forged}).values(), CATALOGUE)


def test_every_number_of_a_mandatory_rule_has_a_ceiling_or_a_floor() -> None:
    numbers = {(kind, field) for kind in MANDATORY for field in kind.tighter}
    assert {(kind, field) for kind, field, _ in borders()} == numbers
    assert (MaxDailyExposure, "minutes", 241) in borders()


def test_a_hard_rule_made_past_its_range_is_refused_too() -> None:
    forged = ShiftLength.model_construct(longest=5000)
    with pytest.raises(ValidationError):
        Rulebook((usual() | {ShiftLength: forged}).values(), CATALOGUE)
