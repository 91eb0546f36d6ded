"""How the family `massp` is put to the engine: model, checker and judge say the same."""

from collections.abc import Iterable, Mapping
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner
from ortools.sat.python import cp_model

from bench.families.massp import FAMILY
from bench.families.massp.asking import ask
from bench.families.massp.judging import STARTS, judge
from bench.families.massp.reading import DAY, Instance
from bench.families.massp.rules.cover import SCALE
from bench.families.massp.rules.stages import WORTH, open_days, planned_blocks
from massp_files import Shift, during, instance, solution, text_of
from scheduler.board import Board
from scheduler.checking import check_roster
from scheduler.evaluating import Value, evaluate
from scheduler.presence import Presence, Stretch, joined
from scheduler.problem import Cell, PlacedShape, PlannedDay, Problem
from scheduler.record import Record
from scheduler.solving import child, solve
from scheduler.solving.linear import LinearModel, goal_of
from scheduler.solving.local import LocalSearch
from scheduler.solving.tasks import BoundTask, Setting
from web.cli.bench import command

SIX: tuple[tuple[int, int], ...] = ((1, 360),)
# More than level 2 of any roster here.
LEVEL1 = 1_000_000


def presence(problem: Problem, person: str, shift: Shift) -> Presence:
    day, clock, tasks = shift
    hours, minutes = map(int, clock.split(":"))
    at = start = day * DAY + 60 * hours + minutes
    stretches = []
    for task, length in tasks:
        stretches.append(Stretch(at, at + length, problem.activities[str(task)]))
        at += length
    if at < start + 600:
        stretches.append(Stretch(at, start + 600, None))
    return Presence(person, day, start, start + 600, joined(stretches))


def roster(problem: Problem, **of: Iterable[Shift]) -> dict[Cell, Presence]:
    return {
        (name, shift[0]): presence(problem, name, shift)
        for name, shifts in of.items()
        for shift in shifts
    }


def value(asked: Instance, **of: Iterable[Shift]) -> Value:
    question = ask(asked)
    shifts = roster(question.problem, **of).values()
    return evaluate(question.rulebook, Record(question.problem, shifts))


def test_level_2_is_fifteen_times_the_objective_where_nothing_is_missing() -> None:
    wanted = during(480, 540, 1, 1) | during(540, 840, 0, 1)
    asked = instance(("a", 360, 600), ("b", 360, 600), cover=wanted)
    of: dict[str, list[Shift]] = {"a": [(0, "08:00", SIX)], "b": [(0, "08:00", ((1, 390),))]}
    # One more than is of use in 24 quarters, and one in the half hour after 14:00.
    assert judge(asked, solution(**of)).objective == 24 + 2
    found = value(asked, **of)
    assert (found.level1, found.level2) == (0, SCALE * (24 + 2))
    # b's least is missing, and a is half an hour late; surplus is after 14:00 alone.
    found = value(asked, a=[(0, "08:30", SIX)])
    assert found.level1 == 30 + 360
    assert found.level2 == SCALE * 2 + WORTH * (30 + 360)
    assert found.open_minutes == {0: 30}


WEEK = instance(
    ("a", 0, 3000),
    ("b", 0, 3000),
    days=7,
    tasks=2,
    cover=during(480, 1020, 1, 2) | during(540, 720, 1, 1, task=2),
)
ROSTERS: list[tuple[list[Shift], str]] = [
    ([], ""),
    ([(0, "06:00", SIX)], ""),
    ([(0, "10:00", ((1, 600),))], ""),
    ([(7, "00:00", SIX)], ""),
    ([(6, "23:45", ((2, 375),))], ""),
    ([(0, "08:00", ((1, 60), (2, 60), (1, 240)))], ""),
    ([(0, "14:00", SIX), (1, "10:00", SIX)], ""),
    ([(0, "23:45", ((1, 600),)), (2, "00:00", SIX)], ""),
    ([(day, "08:00", SIX) for day in (0, 1, 2, 3, 4, 6)], ""),
    ([(0, "08:00", ((1, 345),))], "unbroken_work"),
    ([(0, "08:00", ((1, 45), (2, 315)))], "min_block"),
    ([(0, "08:00", ((1, 330), (2, 30)))], "min_block"),
    ([(0, "14:00", ((1, 375),)), (1, "10:00", SIX)], "rest_after_work"),
    ([(0, "20:00", ((1, 600),)), (1, "06:00", SIX)], "rest_after_work"),
    ([(day, "08:00", SIX) for day in range(6)], "consecutive_days"),
    ([(day, "08:00", ((1, 600),)) for day in range(5)] + [(6, "08:00", SIX)], "total_minutes"),
]


@pytest.mark.parametrize(("shifts", "rule"), ROSTERS)
def test_slots_check_and_judge_agree_on_each_roster(shifts: list[Shift], rule: str) -> None:
    question = ask(WEEK)
    problem, book = question.problem, question.rulebook
    there = roster(problem, a=shifts)
    assert [b.rule for b in check_roster(problem, book, there.values())] == ([rule] if rule else [])
    assert FAMILY.write(WEEK, question, there.values()).count("<Shift>") == len(shifts)
    faults = judge(WEEK, FAMILY.write(WEEK, question, there.values())).faults
    assert any("employee a" in fault for fault in faults) is bool(rule)
    found = evaluate(book, Record(problem, there.values()))
    every_second = [cell for cell in there if cell[1] % 2]
    for free in (_cells(problem, "a"), every_second or list(there)):
        held = {cell: shift for cell, shift in there.items() if cell not in free}
        board = Board(problem, book, free=free, held=held)
        both = board.weighted([board.sum(board.costs[level]) for level in (1, 2)], [LEVEL1, 1])
        search = LocalSearch(board, both, seed=0)
        assert search.start_from(there) is (not rule)
        # A board counts what its own cells touch: here every quarter of the horizon.
        if not rule and free == _cells(problem, "a"):
            assert round(search._cost) == LEVEL1 * found.level1 + found.level2


def _cells(problem: Problem, *people: str) -> list[Cell]:
    return [(person, day) for person in people for day in range(problem.clock.days)]


@pytest.mark.parametrize("shifts", [shifts for shifts, rule in ROSTERS if not rule])
def test_the_coarse_form_lets_every_roster_through_and_charges_no_more(shifts: list[Shift]) -> None:
    question = ask(WEEK)
    problem, book = question.problem, question.rulebook
    there = roster(problem, a=shifts, b=[(3, "20:00", ((2, 405),))])
    board = Board(problem, book, free=_cells(problem, "a", "b"), look="days")
    level1, level2 = (goal_of(board.model, board.sum(board.costs[level])) for level in (1, 2))
    for cell, free in board.cells.items():
        shift = there.get(cell)
        for shape, literal in zip(free.shapes, free.chosen, strict=True):
            board.require(literal == int(shift is not None and shape.start == shift.start))
        for piece, options in free.doing.items():
            for option, minutes in options.items():
                done = sum(
                    max(0, min(block.end, piece.end) - max(block.start, piece.start))
                    for block in (shift.stretches if shift else ())
                    if block.activity == option.activity
                )
                board.require(minutes == done)
    found = evaluate(book, Record(problem, there.values()))
    model = LinearModel(board.model)
    assert 0 <= model.bound(level1) <= found.level1
    # An impossible program has bound 0, and here somebody is always missing.
    assert 0 < model.bound(level2) <= found.level2


# Stages of a first roster


def planned(start: int, **minutes: int) -> PlannedDay:
    shape = PlacedShape(start, start + 600, "site")
    return PlannedDay(shape, {name[1:]: each for name, each in minutes.items()}, 0)


def test_a_planned_shift_is_work_from_its_start_in_whole_quarters() -> None:
    question = ask(WEEK)
    plans = {("a", 0): planned(480, _1=200, _2=167), ("b", 0): planned(480, _1=60, _2=300)}
    board = Board(question.problem, question.rulebook, free=[], plans=plans)
    # 480 + 200 = 680 is nearest to 675, 680 + 167 = 847 to 840; b begins with the other one.
    assert list(planned_blocks(board)) == [
        ("1", 480, 675),
        ("2", 675, 840),
        ("2", 480, 780),
        ("1", 780, 840),
    ]


def test_days_are_open_only_while_a_roster_is_laid_out() -> None:
    question = ask(WEEK)
    problem, book = question.problem, question.rulebook
    first = Board(problem, book, free=[("a", 0), ("b", 1)], look="days")
    assert open_days(first) == {2, 3, 4, 5, 6, 7}
    plans = {("a", 2): planned(2 * DAY + 480, _1=360)}
    second = Board(problem, book, free=[("a", 0)], look="days", plans=plans)
    assert open_days(second) == {1, 3, 4, 5, 6, 7}
    assert open_days(Board(problem, book, free=[("a", 0), ("b", 1)])) == frozenset()


def laid(asked: Instance, plan: Mapping[Cell, tuple[int, int]]) -> dict[Cell, Presence]:
    """How a plan is laid out, told as the start and the minutes of each shift."""
    question = ask(asked)
    problem, book = question.problem, question.rulebook
    board = Board(problem, book, free=_cells(problem, *problem.people), look="days")
    values: dict[int, int] = {}
    for cell, (start, minutes) in plan.items():
        free = board.cells[cell]
        index = [shape.start for shape in free.shapes].index(start)
        values[free.chosen[index].index] = 1  # type: ignore[union-attr]
        first, *_ = (v for here in free.doing.values() for v in here.values())
        values[first.index] = minutes
    (layout,) = board.layouts
    return dict(layout(lambda term: values.get(term.index, 0)))  # type: ignore[union-attr]


def work(presence: Presence) -> list[tuple[str, int, int]]:
    return [(s.activity.id, s.start, s.end) for s in presence.stretches if s.activity]


def test_a_plan_is_laid_out_by_what_is_missing_in_the_next_hour() -> None:
    wanted = during(480, 600, 1, 1) | during(570, 720, 1, 1, task=2) | during(720, 840, 0, 1)
    asked = instance(("a", 0, 600), ("b", 0, 600), days=2, tasks=2, cover=wanted)
    found = laid(asked, {("a", 0): (480, 367), ("b", 0): (540, 361)})
    # Of the first four quarters from 9:00 a has all, so that b begins with the second, of which two
    # are missing by 10:00. Nobody is of more use elsewhere from then on.
    assert work(found["a", 0]) == [("1", 480, 840)]
    assert work(found["b", 0]) == [("2", 540, 900)]
    assert found["b", 0].end == 540 + 600
    assert check_roster(ask(asked).problem, ask(asked).rulebook, found.values()) == []


def test_minutes_of_a_plan_are_rounded_by_their_sum_and_end_before_the_rest() -> None:
    asked = instance(("a", 0, 3000), days=4)
    found = laid(
        asked,
        {("a", 0): (480, 374), ("a", 1): (DAY + 480, 374), ("a", 2): (2 * DAY + 840, 600)},
    )
    # 374 + 5 is 375 in quarters, 748 + 5 is 750.
    assert work(found["a", 0]) == [("1", 480, 480 + 375)]
    assert work(found["a", 1]) == [("1", DAY + 480, DAY + 480 + 375)]
    assert work(found["a", 2]) == [("1", 2 * DAY + 840, 2 * DAY + 1440)]
    # Ten hours from 14:00 to midnight would leave twelve until noon.
    found = laid(asked, {("a", 0): (840, 600), ("a", 1): (DAY + 600, 360)})
    assert work(found["a", 0]) == [("1", 840, DAY + 600 - 840)]
    # The horizon ends at six.
    assert work(laid(asked, {("a", 3): (3 * DAY + 1380, 600)})["a", 3])[0][2] == 4 * DAY + 360


@pytest.mark.parametrize(
    ("most", "plan", "left"),
    [
        # Half of the week's demand is known, half a shift may be ahead of it.
        (400, None, 400 // 2 + 300),
        (800, 400, 800 - 400),
        (800, 460, 0),
        # Of the two days that are left only one can be worked, and for ten hours.
        (1200, 400, 600),
    ],
)
def test_a_week_that_is_planned_in_parts_keeps_its_share_of_minutes(
    most: int, plan: int | None, left: int
) -> None:
    # Three hours of least cover on each of two days.
    wanted = during(480, 660, 1, 1) | during(DAY + 480, DAY + 660, 1, 1)
    question = ask(instance(("a", 0, most), days=2, cover=wanted))
    plans = {} if plan is None else {("a", 0): planned(480, _1=plan)}
    cells = [("a", day) for day in ((1, 2) if plans else (0,))]
    board = Board(question.problem, question.rulebook, free=cells, look="days", plans=plans)
    work = [free.work(piece) for free in board.cells.values() for piece in free.pieces]
    board.model.maximize(board.sum(work))
    solver = cp_model.CpSolver()
    solver.solve(board.model)
    assert round(solver.objective_value) == left


# Solving


def best_of_two(asked: Instance) -> int:
    """The least objective of two shifts of six hours, by looking at all of them."""
    most = {wanted.start: wanted.most for wanted in asked.cover}
    least = {wanted.start: wanted.least for wanted in asked.cover}
    starts = [at for first, last in STARTS for at in range(first, last + 1, 15)]
    right = [at for at in starts if asked.first <= at <= asked.last - 360]
    found = []
    for pair in product(right, repeat=2):
        cover = {at: sum(s <= at < s + 360 for s in pair) for at in most}
        if all(cover[at] >= people for at, people in least.items()):
            found.append(sum(max(0, n - most[at]) ** 2 for at, n in cover.items()))
    return min(found)


CASES = [
    during(480, 525, 1, 1) | during(1080, 1125, 1, 1),
    during(540, 720, 0, 2) | during(720, 900, 0, 1),
    during(690, 705, 2, 2) | during(495, 510, 1, 1),
]


@pytest.mark.parametrize("cover", CASES)
def test_nothing_is_better_than_what_is_solved_and_no_bound_above_it(
    cover: Mapping[tuple[int, int], tuple[int, int]],
) -> None:
    asked = instance(("a", 360, 360), ("b", 360, 360), cover=cover)
    best = best_of_two(asked)
    question = ask(asked)
    bounds = child.bound(Setting(question.problem, question.rulebook), BoundTask()).bounds
    assert bounds.level1 == 0
    assert 0 < -(-bounds.level2 // SCALE) <= best
    done = solve(question.problem, question.rulebook, effort=3)
    verdict = judge(asked, FAMILY.write(asked, question, done.presences))
    assert verdict.faults == ()
    assert (done.value.level1, done.value.level2) == (0, SCALE * best)
    assert verdict.objective == best


# The command


def bench(*arguments: object) -> tuple[int, list[str]]:
    result = CliRunner().invoke(command, ["massp", *map(str, arguments)])
    return result.exit_code, result.output.splitlines()


def test_an_instance_is_solved_written_and_judged_by_the_command(tmp_path: Path) -> None:
    # Six hours of the one and six of the other have just the cover they need.
    wanted = during(480, 840, 1, 1) | during(1200, 1560, 1, 1)
    asked = instance(("a", 360, 480), ("b", 360, 480), cover=wanted)
    (tmp_path / "1_7_10_1.txt").write_text(text_of(asked), "utf-8")
    code, (line,) = bench(tmp_path / "1_7_10_1.txt", "--seconds", "30", "--out", tmp_path / "out")
    assert code == 0
    # The best known value is that of the public instance of this name.
    assert line.startswith("massp 1_7_10_1 seed=0 objective=0 bound=0 best_known=383 ratio=0.000")
    assert judge(asked, (tmp_path / "out" / "1_7_10_1_0.xml").read_text("utf-8")).objective == 0


def test_what_cannot_be_read_or_solved_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    one = instance(("a", 360, 600))
    two = instance(("a", 360, 600), cover=during(480, 495, 2, 2))
    (tmp_path / "1.txt").write_text("SECTION_PAUSES\n", "utf-8")
    (tmp_path / "2.txt").write_text(text_of(two), "utf-8")
    (tmp_path / "10.txt").write_text(text_of(one), "utf-8")
    code, lines = bench(tmp_path, "--seconds", "0.01")
    assert code == 2
    assert "massp 1 refused: " in lines[0]
    assert "line 1: SECTION_PAUSES is none of this family" in lines[0]
    assert lines[1].startswith("massp 2 refused: day 1 at 08:00 2 people are wanted, 1 are there")
    assert "objective=none" in lines[2]


def test_a_run_without_time_breaks_what_it_could_not_reach(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(text_of(instance(("a", 360, 600))), "utf-8")
    code, (line,) = bench(tmp_path, "--seconds", "0.01")
    assert code == 1
    assert line.endswith("broken: employee a: 0 minutes, from 360 to 600 are wanted")
