"""The family `shoe`: instances are invented here, in the format of the public set."""

import os
from collections.abc import Iterable, Mapping
from itertools import combinations_with_replacement, product
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.families.shoe import FAMILY
from bench.families.shoe.asking import ask, staff
from bench.families.shoe.capped import FAMILY as CAPPED
from bench.families.shoe.judging import judge
from bench.families.shoe.reading import Instance, read
from bench.families.shoe.rules.laying import (
    Block,
    Counted,
    activities_of,
    blocks_of,
    changed_about,
)
from bench.families.verdict import UnreadableError, UnsolvableError
from scheduler.board import Board
from scheduler.checking import check_roster
from scheduler.evaluating import Bounds, Value, evaluate
from scheduler.presence import Presence, Stretch, joined
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.solving import child, solve
from scheduler.solving.local import LocalSearch
from scheduler.solving.tasks import BoundTask, CoarseTask, Setting
from web.cli.bench import command

SLOTS = 96


def instance(*wanted: Mapping[int, int] | tuple[range, int]) -> Instance:
    """An instance of some activities, each as people by slot or as a range and a number."""
    given = [dict.fromkeys(*each) if isinstance(each, tuple) else each for each in wanted]
    return Instance(tuple(tuple(each.get(slot, 0) for each in given) for slot in range(SLOTS)))


def written(asked: Instance, change: Mapping[str, str] | None = None) -> str:
    """The instance as a file has it, with parts replaced."""
    count = asked.activities
    zeros = tuple((0,) * count for _ in range(SLOTS))
    sections = {"demand": asked.wanted, "overcost": zeros, "undercost": zeros}
    lines = [f"{count} 7", "SHOE", f"ACT\t{count}", f"SHIFT\t{SLOTS}"]
    for name, rows in sections.items():
        body = [f"\t[{', '.join(map(str, row))}]" for row in rows]
        lines += [f"{name} [", *(f"{row}," for row in body[:-1]), f"{body[-1]} ]"]
    text = "\n".join(lines) + "\n"
    for old, new in (change or {}).items():
        assert old in text
        text = text.replace(old, new, 1)
    return text


def day(start: int, shift: str) -> str:
    """A day of rest around a shift, as solutions write it."""
    return "R" * start + shift + "R" * (SLOTS - start - len(shift))


def told(*days: str) -> str:
    worked = sum(c.isdigit() for each in days for c in each)
    return "\n".join([f"Hours worked: {worked / 4:g}", *(f"[{each}]" for each in days)]) + "\n"


PART = "000000B000000"
FULL = "000000B000000LLLL000000B000000"


# Reading


def test_people_are_rounded_up_and_the_opening_is_found(tmp_path: Path) -> None:
    file = tmp_path / "shoe_2_1"
    asked = instance({40: 1, 41: 2}, {52: 4})
    file.write_text(written(asked, {"[1, 0]": "[0.25, 0]", "[2, 0]": "[1.250000e+00, 0]"}))
    found = read(file)
    assert found == asked
    assert found.opening == (40, 53)
    assert found.asked == 1 + 2 + 4


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        ({"1 7": "one"}, "line 1:", "whole numbers"),
        ({"SHOE": "BOOT"}, "line 2:", "SHOE is expected"),
        ({"ACT\t1": "ACT"}, "line 3:", "ACT and a whole number"),
        ({"ACT\t1": "ACT\t11"}, "line 3:", "11 activities; 1 to 10"),
        ({"SHIFT\t96": "SHIFT\t48"}, "line 4:", "96 slots"),
        ({"overcost [": "surcost ["}, "line 102:", "surcost is no section"),
        ({"overcost [": "demand ["}, "line 102:", "demand comes twice"),
        ({"\t[1],": "\t1,"}, "line 46:", "slot 40 has no row"),
        ({"\t[1],": "\t[1, 2],"}, "line 46:", "2 numbers for 1 activities"),
        ({"\t[1],": "\t[one],"}, "line 46:", "'one' is no number"),
        ({"\t[1],": "\t[-1],"}, "line 46:", "no number of 0 or more"),
        ({"\t[1],": "\t[0],"}, "", "asks for nobody"),
    ],
)
def test_each_fault_of_a_file_is_told_with_its_line(
    tmp_path: Path, change: Mapping[str, str], place: str, said: str
) -> None:
    file = tmp_path / "shoe_1_1"
    file.write_text(written(instance({40: 1}), change))
    with pytest.raises(UnreadableError) as fault:
        read(file)
    assert place in str(fault.value)
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_file_that_ends_too_soon_or_is_no_text_is_told(tmp_path: Path) -> None:
    whole = written(instance({40: 1}))
    file = tmp_path / "shoe_1_1"
    file.write_text(whole[: whole.index("undercost")])
    with pytest.raises(UnreadableError, match="no section undercost"):
        read(file)
    file.write_text("\n".join(whole.splitlines()[:50]))
    with pytest.raises(UnreadableError, match="ends where slot 45 should follow"):
        read(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableError, match="cannot be read"):
        read(file)


def test_a_store_that_closes_before_any_shift_could_end_has_no_solution() -> None:
    with pytest.raises(UnsolvableError, match="open for 12 slots, the shortest shift has 13"):
        ask(instance((range(40, 52), 1)))


# Judging


def test_worked_slots_are_counted_by_hand() -> None:
    # Open from slot 40 to 70: the first works 6 + 6, the second 6 + 6 + 6 + 6.
    asked = instance({40: 1, 52: 2, 53: 1, 70: 1})
    verdict = judge(asked, told(day(40, PART), day(41, FULL), day(0, "")))
    assert verdict.faults == ()
    assert verdict.objective == 6 + 6 + 6 + 6 + 6 + 6 == 36


OPEN = instance({40: 1, 79: 1}, {})


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


# The question


def presences(problem: Problem, days: Iterable[str]) -> dict[tuple[str, int], Presence]:
    """Days as the engine has them, of people in their order; read here, not by the family."""
    (shape, *_) = problem.shapes(0)
    found = {}
    for person, each in zip(problem.people, days, strict=False):
        slots = range(shape.start // 15, shape.end // 15)
        stretches = joined(
            Stretch(
                15 * slot,
                15 * slot + 15,
                problem.activities[each[slot]] if each[slot].isdigit() else None,
            )
            for slot in slots
        )
        found[person, 0] = Presence(person, 0, shape.start, shape.end, stretches)
    return found


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


# Solving


def every_part_time_day(first: int, end: int) -> list[str]:
    """All part-time days of one activity in a store that is open for [first, end)."""
    return [
        day(start, "0" * before + "B" + "0" * (length - before - 1))
        for start, length in product(range(first, end), range(13, 25))
        if start + length <= end
        for before in range(4, length - 4)
    ]


CASES = [
    dict.fromkeys(range(40, 53), 1),
    {slot: 1 + (44 <= slot < 48) for slot in range(40, 54)},
    dict.fromkeys((40, 41, 54), 1),
    dict.fromkeys(range(46, 50), 2) | {40: 1, 55: 1},
]


def least(wanted: Mapping[int, int]) -> int:
    """The fewest slots that up to three people can do it with, by looking at all their days."""
    first, end = min(wanted), max(wanted) + 1
    days = every_part_time_day(first, end)
    found = []
    for number in (1, 2, 3):
        for together in combinations_with_replacement(days, number):
            cover = [sum(each[slot] == "0" for each in together) for slot in range(SLOTS)]
            if all(cover[slot] >= people for slot, people in wanted.items()):
                found.append(sum(cover))
    return min(found)


@pytest.mark.parametrize("wanted", CASES)
def test_nothing_is_better_than_what_is_solved_and_no_bound_above_it(
    wanted: Mapping[int, int],
) -> None:
    asked = instance(wanted)
    best = least(wanted)
    question = ask(asked)
    bounds = child.bound(Setting(question.problem, question.rulebook), BoundTask()).bounds
    assert bounds.level1 == 0
    assert FAMILY.bound(asked, bounds) <= best
    solution = solve(question.problem, question.rulebook, effort=2)
    verdict = judge(asked, FAMILY.write(asked, question, solution.presences))
    assert verdict.faults == ()
    assert verdict.objective == solution.value.level2 == best
    assert solution.value.level1 == 0


# Work from 40 to 45 and from 47 to 52: one part-time shift, and the bound says so.
BROKEN_UP = {slot: 1 for slot in range(40, 53) if slot != 46}


def test_the_bound_is_reached_where_a_shift_fits_what_is_wanted() -> None:
    question = ask(instance(BROKEN_UP))
    bounds = child.bound(Setting(question.problem, question.rulebook), BoundTask()).bounds
    assert bounds.level2 == least(BROKEN_UP) == 12


# Counts of people who are alike


def counted(begun: list[int], ended: list[int]) -> Counted:
    """So many begin and end at these edges."""
    return Counted(
        lambda edge: sum(each <= edge for each in begun),
        lambda edge: sum(each <= edge for each in ended),
    )


def test_who_begins_first_ends_first_in_every_block() -> None:
    part = [counted([0, 2], [5, 6]), counted([6, 7], [13, 15])]
    assert blocks_of([part], 20) == [
        Block(0, 5, 0),
        Block(2, 6, 1),
        Block(6, 13, 0),
        Block(7, 15, 1),
    ]


def test_a_block_is_of_what_is_missing_when_it_begins_and_ends_with_it() -> None:
    blocks = [Block(0, 4, 0), Block(0, 8, 1), Block(5, 9, 2)]
    wanted = {"0": counted([0], [8]), "1": counted([0, 5], [4, 9])}
    assert activities_of(blocks, wanted, 10) == {
        blocks[0]: "1",
        blocks[1]: "0",
        blocks[2]: "1",
    }


def test_two_blocks_change_about_where_less_is_missing_then() -> None:
    # Wanted are 0 to 8 on one activity and 0 to 4 on the other: the longer block is the first's.
    blocks = [Block(0, 4, 0), Block(0, 8, 1), Block(20, 24, 2)]
    wanted = {"0": counted([0, 20], [8, 24]), "1": counted([0], [4])}
    wrong = dict(zip(blocks, ("0", "1", "0"), strict=True))
    right = dict(zip(blocks, ("1", "0", "0"), strict=True))
    assert changed_about(wrong, wanted, 30) == right
    assert changed_about(right, wanted, 30) == right


def test_a_plan_is_laid_out_in_shifts_that_keep_every_rule_and_cover_nearly_all() -> None:
    asked = instance(
        {slot: 2 + (slot % 20 < 8) for slot in range(33, 65)},
        {slot: 1 + (slot % 16 < 4) for slot in range(40, 60)},
    )
    question = ask(asked)
    problem = question.problem
    cells = tuple((name, 0) for name in problem.people)
    task = CoarseTask(cells, {}, {}, nodes=20, gap=0.03)
    laid = child.coarse(Setting(problem, question.rulebook), task).laid
    assert check_roster(problem, question.rulebook, laid.values()) == []
    bounds = child.bound(Setting(problem, question.rulebook), BoundTask()).bounds
    found = evaluate(question.rulebook, Record(problem, laid.values()))
    assert found.level1 <= 0.1 * 15 * asked.asked
    worked = sum(
        stretch.minutes // 15
        for presence in laid.values()
        for stretch in presence.stretches
        if stretch.activity
    )
    # A plan of whole people is at least the bound, and near it.
    assert bounds.level2 <= worked <= 1.1 * bounds.level2


# The extra of our own


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


def test_the_extra_never_asks_for_less_and_its_bound_is_kept() -> None:
    # Six hours of one activity for one person without the extra, for two with it.
    wanted = {slot: 1 for slot in range(40, 70) if slot not in {46, 53, 54, 55, 56, 63}}
    asked = instance(wanted)
    bounds = []
    for family in (FAMILY, CAPPED):
        question = family.ask(asked)
        found = child.bound(Setting(question.problem, question.rulebook), BoundTask()).bounds
        bounds.append(family.bound(asked, found))
    assert bounds[0] == len(wanted) == 24
    # Two of the shortest shifts are 24 as well, but no two fit what is wanted.
    assert bounds[0] <= bounds[1]
    question = CAPPED.ask(asked)
    solution = solve(question.problem, question.rulebook, effort=2)
    verdict = CAPPED.judge(asked, CAPPED.write(asked, question, solution.presences))
    assert verdict.faults == ()
    assert verdict.objective is not None
    assert verdict.objective >= max(bounds)


# The command


def bench(*arguments: object) -> tuple[int, list[str]]:
    result = CliRunner().invoke(command, ["shoe", *map(str, arguments)])
    return result.exit_code, result.output.splitlines()


def test_an_instance_is_solved_written_and_judged_by_the_command(tmp_path: Path) -> None:
    asked = instance(BROKEN_UP)
    (tmp_path / "shoe_1_1").write_text(written(asked))
    code, lines = bench(tmp_path / "shoe_1_1", "--seconds", "30", "--out", tmp_path / "out")
    assert code == 0
    assert lines[0].startswith("shoe shoe_1_1 seed=0 objective=12 bound=12 best_known=none")
    assert judge(asked, (tmp_path / "out" / "shoe_1_1_0.txt").read_text()).objective == 12


def test_what_cannot_be_read_or_solved_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "shoe_1_1").write_text(written(instance({40: 1, 44: 1})))
    (tmp_path / "shoe_1_2").write_text("nothing")
    (tmp_path / "shoe_1_3").write_text(written(instance(CASES[0])))
    code, lines = bench(tmp_path, "--seconds", "0.01")
    assert code == 2
    assert [line.split(" ")[1] for line in lines] == ["shoe_1_1", "shoe_1_2", "shoe_1_3"]
    assert "refused: the store is open for 5 slots" in lines[0]
    assert "refused: " in lines[1]
    assert "line 1:" in lines[1]
    assert "objective=none" in lines[2]


def test_a_run_without_time_for_the_cover_breaks_it_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "shoe_1_1").write_text(written(instance(CASES[0])))
    code, (line,) = bench(tmp_path, "--seconds", "0.01")
    assert code == 1
    assert "broken: slot 40 has 0 of 1 people on activity 0" in line


# The public set


def test_the_public_instances_ask_for_as_much_as_is_known_of_them() -> None:
    folder = os.environ.get("BREATHER_BENCHMARKS")
    if folder is None:
        pytest.skip("BREATHER_BENCHMARKS does not name the folder of the public instances")
    table = Path(folder, "shoe", "lower_bounds_variant_S.csv").read_text().splitlines()[1:]
    known = {name: tuple(map(int, rest)) for name, *rest in (line.split(",") for line in table)}
    found = {}
    for file in FAMILY.instances(Path(folder, "shoe")):
        asked = FAMILY.read(file)
        first, end = asked.opening
        found[FAMILY.label(file)] = asked.activities, first, end - 1, asked.asked
    assert found == known
    assert len(found) == 97
