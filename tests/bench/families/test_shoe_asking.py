"""What instances of the family `shoe` ask of the engine, and by which rules."""

from collections.abc import Iterable

import pytest

from bench.families.shoe import FAMILY
from bench.families.shoe.asking import ask, staff
from bench.families.shoe.capped import FAMILY as CAPPED
from bench.families.shoe.judging import judge
from bench.families.shoe.reading import Instance
from bench.families.verdict import UnsolvableError
from scheduler.board import Board
from scheduler.checking import check_roster
from scheduler.evaluating import Bounds, Value, evaluate
from scheduler.record import Record
from scheduler.solving.local import LocalSearch
from shoe_files import FULL, PART, day, instance, presences, told


def test_a_store_that_closes_before_any_shift_could_end_has_no_solution() -> None:
    with pytest.raises(UnsolvableError, match="open for 12 slots, the shortest shift has 13"):
        ask(instance((range(40, 52), 1)))


def value(asked: Instance, days: Iterable[str]) -> Value:
    question = ask(asked)
    shifts = presences(question.problem, days).values()
    return evaluate(question.rulebook, Record(question.problem, shifts))


def test_level_1_is_minutes_missing_and_level_2_worked_slots_when_none_is() -> None:
    asked = instance({40: 2, 52: 1}, {46: 1})
    # One of two people at 40, nobody on the second activity at 46.
    found = value(asked, [day(40, PART)])
    assert found.level1 == 15 + 15
    assert found.level2 == 12 + 10 * (15 + 15)
    days = [day(40, PART), day(40, "0000B11111111")]
    found = value(asked, days)
    assert found.level1 == 0
    assert found.level2 == (6 + 6) + (4 + 8)
    assert judge(asked, told(*days)).objective == (6 + 6) + (4 + 8)


def test_staff_is_enough_for_everything_in_the_shortest_shifts() -> None:
    assert staff(instance((range(40, 64), 1))) == 24 // 12 + 1
    assert staff(instance((range(40, 65), 1))) == 3 + 1
    # Who is one too many makes it 48 slots at least, so that a higher bound says nothing.
    bounds = Bounds(0, 60, 0)
    assert FAMILY.bound(instance((range(40, 64), 1)), bounds) == (3 + 1) * 12


SHAPED = [
    ("", True),
    (PART, True),
    ("0000B00000000", True),
    ("000B000000000", False),
    ("000000B00000", False),
    ("0" * 11 + "B" + "1" * 12, True),
    ("0" * 12 + "B" + "1" * 12, False),
    ("000000B111111LLLL000000B111111", True),
    ("00000B111111LLLL000000B111111", False),
    ("0" * 8 + FULL, True),
    ("0" * 9 + FULL, False),
    ("0" * 14, False),
    ("000011B111111", False),
    ("00001111B111111", False),
    ("000000BB000000", False),
    ("000000B000000B000000", False),
    ("000000LLLL000000", False),
]


@pytest.mark.parametrize(("shift", "right"), SHAPED)
def test_board_check_and_judge_agree_on_each_shift(shift: str, right: bool) -> None:
    asked = instance({40: 1, 79: 1}, {})
    question = ask(asked)
    days = presences(question.problem, [day(40, shift)])
    board = Board(question.problem, question.rulebook, free=list(days))
    search = LocalSearch(board, board.sum(board.costs[2]), seed=0)
    assert search.start_from(days) is right
    breaches = check_roster(question.problem, question.rulebook, days.values())
    assert [breach.rule for breach in breaches] == ([] if right else ["one_shift"])
    faults = judge(asked, told(day(40, shift))).faults
    assert all("slot" in fault and "of 1 people" in fault for fault in faults) is right


def test_a_store_open_for_longer_than_a_shift_may_be_told_has_a_part_for_every_shift() -> None:
    question = ask(instance({30: 1, 90: 1}))
    shapes = question.problem.shapes(0)
    assert [(s.start // 15, s.end // 15) for s in shapes] == [(30, 78), (40, 88), (43, 91)]
    for start in range(30, 91 - 38 + 1):
        assert any(s.start <= 15 * start and 15 * (start + 38) <= s.end for s in shapes)


@pytest.mark.parametrize(
    ("shift", "right"),
    [
        ("0" * 8 + "B" + "0" * 8, True),
        ("0" * 8 + "B" + "0" * 9, False),
        ("0" * 8 + "B" + "1" * 9, True),
        ("000000B000000LLLL000000B111111", False),
        ("000000B000000LLLL111111B111111", True),
    ],
)
def test_nobody_is_on_one_activity_for_more_than_sixteen_slots(shift: str, right: bool) -> None:
    asked = instance({40: 1, 79: 1}, {})
    question = CAPPED.ask(asked)
    days = presences(question.problem, [day(40, shift)])
    board = Board(question.problem, question.rulebook, free=list(days))
    assert LocalSearch(board, board.sum(board.costs[2]), seed=0).start_from(days) is right
    breaches = check_roster(question.problem, question.rulebook, days.values())
    assert [breach.rule for breach in breaches] == ([] if right else ["activity_cap"])
    faults = CAPPED.judge(asked, told(day(40, shift))).faults
    assert any("slots of activity 0" in fault for fault in faults) is not right
    assert not any("slots of activity 0" in f for f in judge(asked, told(day(40, shift))).faults)
