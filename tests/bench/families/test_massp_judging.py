"""Solutions of the family `massp` are judged by its published rules alone."""

import pytest

from bench.families.massp import FAMILY
from bench.families.massp.best_known import BEST_KNOWN
from bench.families.massp.bounding import least_squares
from bench.families.massp.judging import judge
from bench.families.verdict import UnreadableError
from massp_files import Shift, during, instance, solution
from public_instances import public_instances
from scheduler.evaluating import Bounds

WEEK = instance(("a", 0, 3600), days=7, tasks=2)
SIX: tuple[tuple[int, int], ...] = ((1, 360),)


def faults(*shifts: Shift) -> tuple[str, ...]:
    verdict = judge(WEEK, solution(a=shifts))
    assert (verdict.objective is None) == bool(verdict.faults)
    return verdict.faults


def test_people_above_the_most_are_squared_in_each_quarter_and_activity() -> None:
    wanted = during(480, 600, 1, 1) | during(600, 720, 0, 3) | during(780, 960, 0, 1, task=2)
    asked = instance(("a", 0, 600), ("b", 0, 600), tasks=2, cover=wanted)
    both = solution(
        a=[(0, "08:00", ((1, 300), (2, 150)))],
        b=[(0, "08:00", ((1, 330), (2, 60)))],
    )
    # Activity 1: 8:00 to 10:00 one person more in 8 quarters; to 12:00 none; to 13:00 two more in
    # 4; to 13:30 one more in 2. Activity 2: of 13:00 to 15:30 both are there in 4, one more.
    assert judge(asked, both).objective == 8 * 1 + 4 * 4 + 2 * 1 + 4 * 1


def test_every_quarter_with_too_few_people_is_counted() -> None:
    asked = instance(("a", 0, 600), cover=during(480, 540, 1, 1))
    (fault,) = judge(asked, solution(a=[(0, "08:30", SIX)])).faults
    assert fault == "activity 1: 30 minutes of least cover are missing"


RIGHT: list[tuple[Shift, ...]] = [
    (),
    ((0, "06:00", SIX),),
    ((0, "10:00", ((1, 600),)),),
    ((0, "20:00", ((1, 600),)),),
    ((7, "00:00", SIX),),
    ((6, "23:45", ((1, 375),)),),
    ((0, "08:00", ((1, 60), (2, 60), (1, 240))),),
    # Two lines of one activity are one block.
    ((0, "08:00", ((1, 330), (2, 30), (2, 30))),),
    ((0, "14:00", SIX), (1, "10:00", SIX)),
    tuple((day, "08:00", SIX) for day in (0, 1, 2, 3, 4, 6)),
    # A shift from midnight is of the new day.
    tuple((day, "00:00", SIX) for day in (1, 2, 3, 4, 5)),
]


@pytest.mark.parametrize("shifts", RIGHT)
def test_what_keeps_every_rule_has_a_value(shifts: tuple[Shift, ...]) -> None:
    assert faults(*shifts) == ()


WRONG: list[tuple[tuple[Shift, ...], str]] = [
    (((0, "08:00", ((1, 345),)),), "a shift of 345 minutes"),
    (((0, "08:00", ((1, 615),)),), "a shift of 615 minutes"),
    (((0, "08:00", ()),), "a shift of 0 minutes"),
    (((0, "10:15", SIX),), "a start at 10:15"),
    (((0, "13:45", SIX),), "a start at 13:45"),
    (((0, "19:45", SIX),), "a start at 19:45"),
    (((1, "00:15", SIX),), "a start at 00:15"),
    (((0, "00:00", SIX),), "a shift outside the horizon"),
    (((7, "00:00", ((1, 375),)),), "a shift outside the horizon"),
    (((0, "08:00", ((1, 45), (2, 315))),), "45 minutes of activity 1"),
    (((0, "08:00", ((1, 330), (2, 30))),), "30 minutes of activity 2"),
    (((0, "06:00", SIX), (0, "23:00", SIX)), "two shifts start"),
    (((0, "14:00", ((1, 375),)), (1, "10:00", SIX)), "825 minutes of rest"),
    (((0, "20:00", ((1, 600),)), (1, "06:00", SIX)), "0 minutes of rest"),
    (tuple((day, "08:00", SIX) for day in range(6)), "day 5: more than 5 days in a row"),
]


@pytest.mark.parametrize(("shifts", "said"), WRONG)
def test_each_planted_error_is_told(shifts: tuple[Shift, ...], said: str) -> None:
    assert any(said in fault for fault in faults(*shifts))


def test_total_minutes_are_within_the_workers_own() -> None:
    asked = instance(("a", 720, 735), days=2)
    for second, right in ((345, False), (360, True), (375, True), (390, False)):
        shifts = [(0, "08:00", SIX), (1, "08:00", ((1, second),))]
        said = f"employee a: {360 + second} minutes, from 720 to 735 are wanted"
        assert (said not in judge(asked, solution(a=shifts)).faults) is right


def test_who_has_no_element_works_nothing() -> None:
    asked = instance(("a", 0, 600), ("b", 360, 600))
    assert judge(asked, solution(a=[])).faults == (
        "employee b: 0 minutes, from 360 to 600 are wanted",
    )


UNREADABLE = [
    ("<Solution>", "is no XML"),
    ("<Roster/>", "begins with Roster"),
    ("<!DOCTYPE Solution [<!ENTITY a 'b'>]><Solution/>", "declarations"),
    ('<Solution><Employee ID="z"/></Solution>', "'z' is nobody of the staff"),
    ('<Solution><Employee ID="a"/><Employee ID="a"/></Solution>', "'a' comes twice"),
    (solution(a=[(0, "24:00", SIX)]), "no start as HH:MM:00"),
    (solution(a=[(0, "08:00", SIX)]).replace("<Day>0", "<Day>x"), "Day of a shift of employee a"),
    (solution(a=[(0, "08:00", ((3, 360),))]), "does activity 3"),
    (solution(a=[(0, "08:00", ((0, 360),))]), "does activity 0"),
    (solution(a=[(0, "08:05", SIX)]), "not in quarters"),
    (solution(a=[(0, "08:00", ((1, 365),))]), "not in quarters"),
]


@pytest.mark.parametrize(("text", "said"), UNREADABLE)
def test_what_is_no_solution_is_unreadable(text: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        judge(WEEK, text)


def test_the_least_squares_are_those_of_surplus_spread_evenly() -> None:
    # 96 quarters of 1 activity; 40 + 24 quarters of work, of which 10 are of use.
    asked = instance(("a", 600, 600), ("b", 350, 600), cover=during(480, 480 + 150, 0, 1))
    assert least_squares(asked) == 40 + 24 - 10
    # 80 quarters each of three: 96 + 24 of them, so 24 of 96 have two.
    assert least_squares(instance(*((name, 600, 600) for name in "abc"))) == 72 + 24 * 4
    assert least_squares(instance(("a", 0, 600))) == 0


def test_no_bound_is_below_either_of_the_two() -> None:
    asked = instance(*((name, 600, 600) for name in "abc"))
    assert FAMILY.bound(asked, Bounds(0, 15 * 200, 0)) == 200
    assert FAMILY.bound(asked, Bounds(0, 15 * 200 + 1, 0)) == 201
    assert FAMILY.bound(asked, Bounds(0, 15, 0)) == 72 + 24 * 4


def test_the_published_solutions_are_worth_what_their_names_say() -> None:
    home = public_instances("massp")
    found = {}
    for file in home.glob("best_solutions/*.xml"):
        name, objective, _ = file.stem.rsplit("_", 2)
        verdict = judge(FAMILY.read(home / f"{name}.txt"), file.read_text("utf-8"))
        assert (verdict.objective, verdict.faults) == (int(objective), ())
        found[name] = verdict.objective
    assert found == {name: BEST_KNOWN[name] for name in found}
    assert len(found) == 19
