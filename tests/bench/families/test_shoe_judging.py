"""Solutions of the family `shoe` are judged by the published rules."""

import pytest

from bench.families.shoe.judging import judge
from bench.families.verdict import UnreadableError
from shoe_files import FULL, OPEN, PART, day, instance, told


def test_worked_slots_are_counted_by_hand() -> None:
    # Open from slot 40 to 70: the first works 6 + 6, the second 6 + 6 + 6 + 6.
    asked = instance({40: 1, 52: 2, 53: 1, 70: 1})
    verdict = judge(asked, told(day(40, PART), day(41, FULL), day(0, "")))
    assert verdict.faults == ()
    assert verdict.objective == 6 + 6 + 6 + 6 + 6 + 6 == 36


@pytest.mark.parametrize(
    ("days", "fault"),
    [
        ([day(39, PART)], "person 1 works while the store is closed"),
        ([day(68, PART)], "person 1 works while the store is closed"),
        ([day(40, "0" * 14)], "no shift of work and pauses"),
        ([day(40, "000000BB000000")], "no shift of work and pauses"),
        ([day(40, "000000L000000")], "no shift of work and pauses"),
        ([day(40, "000000R000000")], "no shift of work and pauses"),
        ([day(40, "000000B000000B000000")], "no shift of work and pauses"),
        ([day(40, "B000000B000000")], "no shift of work and pauses"),
        ([day(40, "000111B000000")], "no shift of work and pauses"),
        ([day(40, PART), day(40, "000B000000000")], "person 2 has a block of under 4 slots"),
        ([day(40, "000000B00000")], "a part-time shift of 12 slots"),
        ([day(40, "0" * 12 + "B" + "0" * 12)], "a part-time shift of 25 slots"),
        ([day(40, FULL[1:])], "a full-time shift of 29 slots"),
        ([day(40, "0" * 9 + FULL)], "a full-time shift of 39 slots"),
        ([day(41, PART)], "slot 40 has 0 of 1 people on activity 0"),
    ],
)
def test_each_broken_rule_is_told(days: list[str], fault: str) -> None:
    verdict = judge(OPEN, told(*days))
    assert any(fault in each for each in verdict.faults), verdict.faults
    assert verdict.objective is None


def test_shifts_at_the_edges_of_what_is_allowed_break_nothing() -> None:
    days = [day(40, "0" * 11 + "B" + "1" * 12), day(67, PART)]
    days += [day(50, FULL), day(42, "0" * 8 + FULL)]
    verdict = judge(OPEN, told(*days))
    assert verdict.faults == ()
    assert verdict.objective == (11 + 12) + 12 + 24 + (8 + 24)


def test_the_hours_told_are_those_worked() -> None:
    verdict = judge(instance({40: 1}), told(day(40, PART)).replace("3", "4"))
    assert "4 hours are told, 12 slots are worked" in verdict.faults


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1"),
        ("Hours: 3\n", "line 1"),
        ("Hours worked: 0\n[RRR]\n", "line 2 is no day of 96 slots"),
        (told(day(40, PART.replace("0", "2"))), "line 2 has an activity 2"),
    ],
)
def test_what_is_no_solution_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        judge(OPEN, text)
