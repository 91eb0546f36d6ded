"""One changed day is judged as the whole roster would be, whichever rules it touches."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from constraints.exposure.no_lone_exposure import NoLoneExposure
from constraints.reading import rulebook_of
from scheduler.checking import check_cells, check_roster, presences_of
from scheduler.examples import example
from scheduler.presence import Presence
from scheduler.problem import Cell, Problem
from scheduler.rule import Breach, Rulebook
from scheduler.team import Pins, Team

FIRST = date(2027, 3, 8)
WEEK = range(7)
EARLIER = -15

Roster = dict[Cell, Presence]


def month() -> tuple[Problem, Rulebook, Roster]:
    """The four weeks before the Child Focus example's first day, which keep every rule."""
    whole = Team.model_validate(example("child-focus", FIRST))
    # Somebody's pins must not be missed where others' days are looked at.
    pinned = tuple(s for s in whole.history if s.person == whole.people[0].id)
    team = whole.model_copy(update={"history": (), "worked": (), "pins": Pins(shifts=pinned)})
    problem = Problem.of(team, FIRST - timedelta(days=28), 28)
    shifts = [s for s in whole.history if problem.clock.minute(s.start) >= 0]
    roster = {(p.person, p.day): p for p in presences_of(problem, shifts)}
    rulebook = rulebook_of(team)
    assert check_roster(problem, rulebook, roster.values()) == []
    return problem, rulebook, roster


def edits(problem: Problem, roster: Roster) -> Iterator[tuple[Roster, set[Cell]]]:
    """Every shift of a week taken away, begun a quarter earlier, and given to the next person."""
    people = list(problem.people)
    for cell, presence in roster.items():
        person, day = cell
        if day not in WEEK:
            continue
        rest = {c: p for c, p in roster.items() if c != cell}
        other = people[(people.index(person) + 1) % len(people)], day
        yield rest, {cell}
        yield rest | {cell: presence.moved(day, EARLIER)}, {cell}
        yield rest | {other: replace(presence, person=other[0])}, {cell, other}


def judged() -> Iterator[tuple[list[Breach], list[Breach]]]:
    """What is said of each edit by reading the whole roster, and by reading what it touches."""
    problem, rulebook, roster = month()
    for edited, cells in edits(problem, roster):
        whole = check_roster(problem, rulebook, edited.values())
        part = check_cells(problem, rulebook, edited.values(), cells)
        yield sorted(whole, key=_key), sorted(part, key=_key)


def _key(breach: Breach) -> tuple[int, int, str, str, str]:
    return breach.start, breach.end, breach.rule, breach.person or "", str(breach.said)


def test_a_changed_day_is_judged_as_in_the_whole_roster() -> None:
    found = 0
    for whole, part in judged():
        assert part == whole
        found += len(whole)
    assert found > len(WEEK)


def test_a_rule_that_looks_at_several_people_has_to_say_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(NoLoneExposure, "together", False)
    assert any(part != whole for whole, part in judged())
