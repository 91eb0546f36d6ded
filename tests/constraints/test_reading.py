"""A team file's faults are said all at once, each with its place."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constraints import CATALOGUE
from constraints.reading import read
from scheduler.examples import NAMES, example
from scheduler.reading.faults import TeamFaultsError
from scheduler.words import LANGUAGES


def small() -> dict[str, Any]:
    """A team without faults, with each kind of thing that can be named."""
    return {
        "name": "Small",
        "timezone": "Europe/Brussels",
        "holidays": {"country": "BE"},
        "activities": [
            {"id": "images", "name": "Images", "exposes": "material", "severity": 2},
            {"id": "admin", "name": "Administration", "skills": ["nl"]},
        ],
        "rooms": [{"id": "room", "name": "Room", "seats": 2}],
        "shapes": [{"start": "08:00", "minutes": 480}],
        "people": [
            {
                "id": "ana",
                "name": "Ana",
                "contract": {"weekly_minutes": 2280},
                "authorised": [{"activity": "images", "from": "2025-01-01"}],
                "skills": [{"skill": "nl", "from": "2025-01-01"}],
                "private": {"refusals": []},
            },
            {"id": "ben", "name": "Ben", "contract": {"weekly_minutes": 1140}},
        ],
        "coverage": [
            {"activity": "images", "from": "09:00", "to": "12:00", "minimum": 1, "target": 2},
            {"activity": "images", "from": "10:00", "to": "11:00", "target": 1, "skill": "nl"},
        ],
        "workload": [{"activity": "admin", "week": True, "minutes": 600}],
        "rules": {},
        "history": [
            {
                "person": "ana",
                "start": "2026-03-02T08:00+01:00",
                "end": "2026-03-02T10:00+01:00",
                "blocks": [
                    {
                        "activity": "admin",
                        "start": "2026-03-02T08:00+01:00",
                        "end": "2026-03-02T09:00+01:00",
                    },
                    {
                        "activity": "break",
                        "meal": True,
                        "start": "2026-03-02T09:00+01:00",
                        "end": "2026-03-02T10:00+01:00",
                    },
                ],
            }
        ],
        "worked": [{"person": "ana", "date": "2026-03-02", "minutes": 0}],
        "urgent": [{"person": "ana", "from": "2026-03-02T10:00+01:00", "minutes": 20}],
        "pins": {"shifts": [], "days_off": [{"person": "ben", "date": "2026-03-10"}]},
    }


def faults_of(file: str | bytes | dict[str, Any]) -> list[str]:
    with pytest.raises(TeamFaultsError) as raised:
        read(file)
    return [str(fault) for fault in raised.value.faults]


def put(team: dict[str, Any], value: object, *steps: str | int) -> dict[str, Any]:
    """The team with `value` where the steps lead; an index one past the end appends."""
    part: Any = team
    for step in steps[:-1]:
        part = part[step]
    if isinstance(part, list) and steps[-1] == len(part):
        part.append(value)
    else:
        part[steps[-1]] = value
    return team


def test_a_file_without_fault_is_read_with_its_rules() -> None:
    team, rulebook = read(put(small(), {"max_stint": {"minutes": 30}}, "rules"))
    assert team.people[0].name == "Ana"
    assert rulebook.settings()["max_stint"]["minutes"] == 30
    assert set(rulebook.settings()) == {rule.name for rule in CATALOGUE}


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_have_no_fault(name: str) -> None:
    read(example(name, date(2026, 10, 19)))


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """The place, what is put there, and all that is then said, as team_faults.txt has them."""
    text = Path(__file__).with_name("team_faults.txt").read_text("utf-8")
    for case in text.split("\n\n")[1:]:
        first, *said = case.splitlines()
        place, _, value = first.partition(" = ")
        yield place, value, [line.strip() for line in said]


@pytest.mark.parametrize(("place", "value", "said"), list(cases()))
def test_each_fault_is_said_with_its_place(place: str, value: str, said: list[str]) -> None:
    steps = [int(s) if s.isdecimal() else s for s in re.findall(r"\w+", place)]
    assert faults_of(put(small(), json.loads(value), *steps)) == said


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_each_fault_is_said_in_the_language_of_its_reader(language: str) -> None:
    english = set()
    for place, value, _ in cases():
        steps = [int(s) if s.isdecimal() else s for s in re.findall(r"\w+", place)]
        with pytest.raises(TeamFaultsError) as raised:
            read(put(small(), json.loads(value), *steps))
        words = [fault.words for fault in raised.value.faults]
        english |= {str(each) for each in words if each.said(language) == str(each)}
    assert english == set()


def test_all_kinds_of_faults_come_in_one_list_in_the_order_of_the_file() -> None:
    team = small()
    put(team, 300, "people", 0, "max_daily_exposure")
    put(team, "ana", "people", 1, "id")
    put(team, "chat", "coverage", 0, "activity")
    put(team, {"max_stint": {"minutes": 90, "active": False}}, "rules")
    put(team, "2026-03-02T10:15+01:00", "history", 0, "end")
    places = [fault.split(": ")[0] for fault in faults_of(team)]
    assert places == [
        "people[0].max_daily_exposure",
        "people[1].id",
        "coverage[0].activity",
        "coverage[1]",
        "rules.max_stint.active",
        "rules.max_stint.minutes",
        "history[0].blocks[1].end",
        "pins.days_off[0].person",
    ]


def test_text_that_is_not_json_is_said_by_line_and_column() -> None:
    assert faults_of('{\n "name": }') == ["line 2, column 10: not JSON: Expecting value"]
    assert faults_of(b'{"name": "\xff"}') == ["byte 11: not text in UTF-8"]
    assert faults_of("[" * 100_000) == ["the file: nested too deeply"]
    assert faults_of('{"name": NaN}') == ["the file: not JSON: NaN is not a number"]
    assert faults_of("[]") == ["the file: a list is not an object"]


def test_a_key_that_comes_twice_is_a_fault() -> None:
    text = json.dumps(small()).replace('"name": "Ana"', '"name": "Ana", "name": "Bea"')
    assert faults_of(text) == ["people[0].name: the key is there twice"]


def test_a_byte_order_mark_is_no_fault() -> None:
    read(b"\xef\xbb\xbf" + json.dumps(small()).encode())


def test_a_fault_shows_little_of_what_was_written() -> None:
    (fault,) = faults_of(put(small(), "x\x1b[31m\n" + "y" * 5000, "people", 0, "ramp_up_from"))
    assert len(fault) < 150
    assert fault.isprintable()
    (fault,) = faults_of(put(small(), 1, "z\n" * 5000))
    assert len(fault) < 150
    assert fault.isprintable()


def test_dates_lie_in_years_that_can_be_counted_in() -> None:
    dates = put(small(), "9999-12-30", "people", 0, "ramp_up_from")
    assert faults_of(dates) == ["people[0].ramp_up_from: 9999 is not between 1900 and 2200"]
    moment = put(small(), "1899-12-31T23:00+00:00", "urgent", 0, "from")
    assert "urgent[0].from: 1899 is not between 1900 and 2200" in faults_of(moment)
    # Minutes that would lead out of the calendar are a fault as any other.
    far = faults_of(put(small(), -(10**15), "urgent", 0, "minutes"))
    assert far == [f"urgent[0].minutes: {-(10**15)} is under the floor of 1"]


def test_a_team_of_nobody_is_no_fault() -> None:
    team = {**small(), "people": [], "history": [], "worked": [], "urgent": [], "pins": {}}
    assert read(team)[0].people == ()


def every_place(part: object, steps: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner: Any = ()
    if isinstance(part, dict):
        inner = part.items()
    elif isinstance(part, list):
        inner = enumerate(part)
    return [
        *([steps] if steps else []),
        *(p for k, v in inner for p in every_place(v, (*steps, k))),
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=4,
)


@settings(max_examples=300, deadline=None)
@given(place=st.sampled_from(every_place(small())), value=JSON)
def test_whatever_stands_anywhere_is_read_or_is_a_fault(
    place: tuple[str | int, ...], value: object
) -> None:
    team = put(small(), value, *place)
    with suppress(TeamFaultsError):
        read(team)
