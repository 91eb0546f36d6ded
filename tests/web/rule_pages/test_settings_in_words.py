"""Every rule and setting has a name on pages, its range, and what the grid makes of it."""

from collections.abc import Iterator
from datetime import time

import pytest
from flask import Flask
from flask_babel import Babel
from werkzeug.datastructures import MultiDict

from constraints import CATALOGUE
from constraints.exposure.exposure_window import ExposureWindow
from constraints.exposure.max_stint import MaxStint
from constraints.exposure.recovery_break import RecoveryBreak
from constraints.exposure.wind_down import WindDown
from scheduler.rule import Rule
from web.rule_pages.forms import can_be_off, form_kind, trimmed
from web.rule_pages.saying import end_in_words, grid_in_words, range_in_words, standing, value
from web.rule_pages.settings import SETTINGS, setting_of
from web.rule_pages.titles import TITLES
from web.team_pages.filling import filled, form_of, part_of


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


def test_every_rule_has_a_title_and_every_setting_a_label() -> None:
    assert TITLES.keys() == {kind.name for kind in CATALOGUE}
    for kind in CATALOGUE:
        named = {name for name in kind.model_fields if name != "active"}
        assert SETTINGS.get(kind.name, {}).keys() == named, kind.name


@pytest.mark.parametrize("kind", CATALOGUE)
def test_the_form_of_a_rule_gives_back_what_it_shows(kind: type[Rule]) -> None:
    form = form_of(form_kind(kind), kind().model_dump(mode="json"))
    assert trimmed(kind, part_of(form, {})) == {}
    for name in kind.model_fields:
        if name != "active":
            assert value(kind(), name)
            assert setting_of(kind.name, name).label


def test_only_rules_that_a_team_may_do_without_have_a_switch() -> None:
    without = {kind.name for kind in CATALOGUE if not can_be_off(kind)}
    mandatory = {kind.name for kind in CATALOGUE if kind.kind == "mandatory"}
    assert without == mandatory | {"coverage"}


def test_a_range_ends_at_the_ceiling_or_the_floor() -> None:
    assert range_in_words(MaxStint, "minutes") == "From 5 min to 1 h."
    assert end_in_words(MaxStint, "minutes") == "Ceiling 1 h"
    assert end_in_words(RecoveryBreak, "minutes") == "Floor 10 min"


def test_what_is_no_whole_slot_is_planned_on_the_strict_side() -> None:
    # Quarters of an hour: a limit goes down, a break goes up.
    assert grid_in_words(MaxStint(minutes=40, highest=20)) == [
        "40 min is planned as 30 min.",
        "20 min is planned as 15 min.",
    ]
    assert grid_in_words(RecoveryBreak(minutes=20)) == ["20 min is planned as 30 min."]
    window = ExposureWindow(earliest=time(8, 10), latest=time(16, 10))
    assert grid_in_words(window) == [
        "08:10 is planned as 08:15.",
        "16:10 is planned as 16:00.",
    ]
    assert grid_in_words(WindDown()) == []


def test_how_a_rule_stands_is_said_in_words() -> None:
    assert standing(MaxStint()) == "As recommended"
    assert standing(MaxStint(minutes=60)) == "Looser than recommended"
    assert standing(MaxStint(minutes=30)) == "Stricter than recommended"
    both = WindDown(minutes=90, contact_minutes=15)
    assert standing(both) == "Stricter and looser than recommended"


def test_pairs_and_numbers_of_kinds_are_written_on_a_line() -> None:
    kinds = {kind.name: kind for kind in CATALOGUE}
    succession, count = kinds["shift_succession"], kinds["shift_count"]
    form = filled(form_kind(succession), _sent(active="y", pairs="late > early, night > early"))
    assert trimmed(succession, part_of(form, {})) == {
        "pairs": [["late", "early"], ["night", "early"]]
    }
    form = filled(form_kind(count), _sent(active="y", most="night: 4"))
    assert trimmed(count, part_of(form, {})) == {"most": {"night": 4}}
    # What cannot be read is handed on to be told so.
    form = filled(form_kind(count), _sent(active="y", most="nights four"))
    assert trimmed(count, part_of(form, {})) == {"most": "nights four"}


def _sent(**fields: str) -> MultiDict[str, str]:
    return MultiDict(fields)
