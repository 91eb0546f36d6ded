"""Counts of people who are alike are made into shifts."""

from bench.families.shoe.asking import ask
from bench.families.shoe.rules.laying import Block, Counted, activities_of, blocks_of, changed_about
from scheduler.checking import check_roster
from scheduler.evaluating import evaluate
from scheduler.record import Record
from scheduler.solving import child
from scheduler.solving.tasks import BoundTask, CoarseTask, Setting
from shoe_files import instance


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
