"""Which cells are freed together."""

from datetime import date

import pytest

from constraints.reading import read
from scheduler.evaluating import Value
from scheduler.examples import example
from scheduler.problem import Problem
from scheduler.solving.neighbourhoods import SHORTFALL, Chooser, Neighbourhood

FIRST = date(2026, 11, 30)


@pytest.fixture(scope="module")
def case() -> Problem:
    team, _ = read(example("child-focus", FIRST))
    return Problem.of(team, FIRST, 14)


def picked(case: Problem, value: Value, times: int = 400) -> list[Neighbourhood]:
    chooser = Chooser(case, seed=0)
    shifts = {(person, day) for person in case.people for day in range(14)}
    return [chooser.pick((), value, shifts) for _ in range(times)]


def test_every_kind_has_its_turns_and_every_day_is_placed_first(case: Problem) -> None:
    found = picked(case, Value(0, 0, 0, open_work={(3, "images-3"): 60}))
    assert {each.kind for each in found} == set(Chooser.KINDS)
    assert sorted(each.cells[0][1] for each in found[:14]) == list(range(14))


def test_around_a_shortfall_are_people_who_may_do_it_and_its_day(case: Problem) -> None:
    value = Value(0, 0, 0, open_work={(3, "images-3"): 60, (99, "chat"): 1000})
    able = {
        person.id
        for person in case.team.people
        if any(held.activity == "images-3" for held in person.authorised)
    }
    assert able < set(case.people)
    around = [each.cells for each in picked(case, value) if each.kind == SHORTFALL and each.cells]
    assert around
    for cells in around:
        assert {person for person, _ in cells} <= able
        assert 3 in {day for _, day in cells}
        # Two other days at most, of the same week.
        assert {day for _, day in cells} <= set(range(7))
        assert len({day for _, day in cells}) <= 3


def test_without_a_shortfall_there_is_nothing_around_one(case: Problem) -> None:
    found = picked(case, Value(0, 0, 0))
    assert all(not each.cells for each in found if each.kind == SHORTFALL)
