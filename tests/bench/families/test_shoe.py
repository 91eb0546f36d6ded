"""Instances of the family `shoe` are solved, by the engine and by the command."""

from collections.abc import Mapping
from itertools import combinations_with_replacement, product
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.families.shoe import FAMILY
from bench.families.shoe.asking import ask
from bench.families.shoe.capped import FAMILY as CAPPED
from bench.families.shoe.judging import judge
from scheduler.solving import child, solve
from scheduler.solving.tasks import BoundTask, Setting
from shoe_files import SLOTS, day, instance, written
from web.cli.bench import command


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
