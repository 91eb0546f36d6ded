"""The recommended settings leave a roster possible: every kind of exposure has its place in it."""

import json
from datetime import date, timedelta
from functools import cache
from typing import Any

from constraints import CATALOGUE
from constraints.reading import read
from plain_reader import breaches
from scheduler.examples import example
from scheduler.problem import Problem
from scheduler.rule import Kind
from scheduler.solving import Solution, solve

# A week without holiday, with leave on its Friday and wishes.
MONDAY = date(2026, 3, 9)
TUESDAY = MONDAY + timedelta(days=1)
PINNED = {
    "person": "hanne",
    "start": f"{TUESDAY}T12:00+01:00",
    "end": f"{TUESDAY}T20:06+01:00",
}
MENTORS, NEWCOMER = {"lotte", "noor"}, "ines"


@cache
def team() -> dict[str, Any]:
    """Twelve people: mentors, somebody in the third week, volunteers; and a pinned shift."""
    return {**example("child-focus", MONDAY), "pins": {"shifts": [PINNED]}}


@cache
def solved() -> Solution:
    content, rulebook = read(team())
    return solve(Problem.of(content, MONDAY, 7), rulebook, effort=3)


def exposed() -> set[tuple[str, str]]:
    """Who is on which exposing activity."""
    kinds = {a["id"] for a in team()["activities"] if a.get("exposes")}
    return {
        (shift.person, block.activity)
        for shift in solved().roster.shifts
        for block in shift.blocks
        if block.activity in kinds
    }


def test_every_rule_is_active_as_recommended() -> None:
    _, rulebook = read(team())
    assert [type(rule) for rule in rulebook.rules] == [
        kind for kind in CATALOGUE if kind.kind is not Kind.OFF
    ]
    assert rulebook.looser() == []


def test_the_week_asks_for_everything_at_once() -> None:
    people = {person["id"]: person for person in team()["people"]}
    assert len(people) == 12
    assert {name for name, person in people.items() if person.get("mentor")} == MENTORS
    assert people[NEWCOMER]["ramp_up_from"] == "2026-02-23"
    week = {str(MONDAY + timedelta(days=n)) for n in range(7)}
    assert any(leave["from"] in week for p in people.values() for leave in p.get("leave", ()))
    assert any(wish["date"] in week for p in people.values() for wish in p.get("wishes", ()))


def test_there_is_a_roster_with_exposure_of_every_severity_and_no_breach() -> None:
    assert solved().breaches == ()
    assert breaches(team(), json.loads(solved().roster.model_dump_json(by_alias=True))) == []
    done = {activity for _, activity in exposed()}
    assert done == {"images-1", "images-2", "images-3", "chat", "hotline"}


def test_somebody_new_is_on_images_beside_a_mentor() -> None:
    assert (NEWCOMER, "images-1") in exposed()
    assert MENTORS & {person for person, activity in exposed() if activity.startswith("images")}


def test_the_pinned_shift_is_there_and_nobody_on_leave_works() -> None:
    shifts = {(shift.person, shift.start.date()): shift for shift in solved().roster.shifts}
    pinned = shifts["hanne", TUESDAY]
    assert pinned.start.isoformat(timespec="minutes") == PINNED["start"]
    assert pinned.end.isoformat(timespec="minutes") == PINNED["end"]
    assert ("noor", MONDAY + timedelta(days=4)) not in shifts
