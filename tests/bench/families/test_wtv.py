"""Schedules of work task variation are judged by the published rules, as the engine counts them."""

from dataclasses import replace
from itertools import product
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from ortools.sat.python import cp_model

from agreement import assert_agreement
from bench.families.verdict import UnreadableError, Verdict
from bench.families.wtv import FAMILY
from bench.families.wtv.fixed import Fixed, FixedWork
from bench.families.wtv.reading import Instance
from bench.families.wtv.runs import RunCosts, Tables
from scheduler.board import Board
from scheduler.record import Record
from scheduler.solving import solve
from tiny_teams import ADMIN, WALK, person, problem, shape
from web.cli import breather
from wtv_instances import SCHEDULE, TINY, instance


def test_a_schedule_is_worth_its_runs_and_their_numbers(tmp_path: Path) -> None:
    # R1: T of 3 slots costs 5, T of 1 slot 9; two runs of T cost 0. R2: S of 5 slots costs 0,
    # one run of S 0. No run of S for R1 and none of T for R2: 0 each.
    assert FAMILY.judge(instance(tmp_path), SCHEDULE) == Verdict(5 + 9)


def test_each_run_ends_where_another_activity_begins(tmp_path: Path) -> None:
    swapped = SCHEDULE.replace("T, T, T, b, T", "T, S, T, b, T").replace(
        "None, S, S, S, S, S", "None, T, S, S, S, S"
    )
    # R1: T of 1, 1, 1 cost 9 + 9 + 9, three runs 7; S of 1 costs 3, one run 0.
    # R2: T of 1 costs 9, one run 4; S of 4 costs 0, one run 0.
    assert FAMILY.judge(instance(tmp_path), swapped) == Verdict(27 + 7 + 3 + 9 + 4)


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        (
            "b, T, None",
            "b, T, T",
            ("R1 slot 6: T off shift", "T slot 6: 1 people, wanted 0"),
        ),
        (
            "T, T, T, b",
            "T, T, <>, b",
            ("R1 slot 3: no activity on shift", "T slot 3: 0 people, wanted 1"),
        ),
        (
            "T, b, T",
            "T, S, T",
            (
                "R1 slot 4: S, fixed is b",
                "S slot 4: 2 people, wanted 1",
                "b slot 4: 0 people, wanted 1",
            ),
        ),
        (
            "R1: T, T,",
            "R1: T, S,",
            ("T slot 2: 0 people, wanted 1", "S slot 2: 2 people, wanted 1"),
        ),
        (
            "None, S, S, S, S, S",
            "None, None, None, None, None, None",
            (
                "R2 slot 2: no activity on shift",
                "R2 slot 3: no activity on shift",
                "R2 slot 4: no activity on shift",
                "and 2 more like it",
                "S slot 2: 0 people, wanted 1",
                "S slot 3: 0 people, wanted 1",
                "S slot 4: 0 people, wanted 1",
                "and 2 more like it",
            ),
        ),
    ],
)
def test_each_hard_rule_is_told_where_it_is_broken(
    tmp_path: Path, old: str, new: str, faults: tuple[str, ...]
) -> None:
    assert old in SCHEDULE
    verdict = FAMILY.judge(instance(tmp_path), SCHEDULE.replace(old, new))
    assert verdict == Verdict(None, faults)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("T, b", "X, b", "line 2: 'X' is no activity"),
        ("R2", "R3", "line 3: schedule has no row R2 here"),
        ("schedule", "plan", "line 1: section plan is not known"),
        ("None, S, S", "None, S", "line 3: schedule row R2 has 5 cells, not 6"),
    ],
)
def test_what_is_no_schedule_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(UnreadableError) as raised:
        FAMILY.judge(instance(tmp_path), SCHEDULE.replace(old, new))
    assert str(raised.value) == said


# The engine's side

ANY = Random(5)  # noqa: S311  (tables of costs, no secret)


def _any_table(length: int) -> tuple[int, ...]:
    return (0, *(ANY.choice((0, 0, 2, 5, 9)) for _ in range(length)))


@pytest.mark.parametrize(
    "table",
    [
        # Short runs cost, and long ones; a cost that stops growing; one that only falls.
        (0, 9, 4, 0, 0, 5),
        (0, 9, 0, 3, 3, 3),
        (0, 5, 4, 3, 1, 1),
        *(_any_table(5) for _ in range(5)),
    ],
)
def test_the_board_counts_any_table_of_costs_as_the_roster_is_weighed(
    table: tuple[int, ...],
) -> None:
    # One person, five slots, admin or a walk or nothing in each, but for one that is fixed.
    case = problem(person(), shapes=[shape("08:00", 75)], activities=[ADMIN, WALK])
    frequency = (4, 0, *_any_table(4)[1:])
    rules = [
        FixedWork(fixed=(Fixed(person="ana", activity="walk", start=495, end=510),)),
        RunCosts(tables={"admin": Tables(run=table, frequency=frequency)}),
    ]
    assert_agreement(case, rules)


def test_work_that_is_fixed_is_not_done_otherwise() -> None:
    case = problem(person(), shapes=[shape("08:00", 60)], activities=[ADMIN, WALK])
    fixed = (
        Fixed(person="ana", activity="walk", start=480, end=510),
        Fixed(person="ana", activity="admin", start=525, end=540),
    )
    agreed = assert_agreement(case, [FixedWork(fixed=fixed)])
    # No shift; or walk or not twice, admin or walk or nothing, admin or not.
    assert agreed.accepted == 1 + 2 * 2 * 3 * 2


def _schedules(given: Instance) -> list[str]:
    """Every schedule that keeps what is fixed, whoever is wanted."""
    rows = []
    for row in given.given:
        cells = [given.activities if cell == "<>" else (cell,) for cell in row]
        rows.append([", ".join(row) for row in product(*cells)])
    return ["schedule = [| R1: " + " | R2: ".join(both) + " |];" for both in product(*rows)]


def test_the_engine_finds_what_is_best_of_all_schedules(tmp_path: Path) -> None:
    # What R2 does beside R1's b and alone is told, so that there is less to go through.
    given = instance(tmp_path)
    given = replace(given, given=(given.given[0], ("None", "<>", "<>", "S", "<>", "S")))
    verdicts = [FAMILY.judge(given, text) for text in _schedules(given)]
    values = [v.objective for v in verdicts if v.objective is not None]
    # T and S, one each, in slots 2, 3 and 5: who does which.
    assert len(values) == 2**3
    question = FAMILY.ask(given)
    reached: list[int | None] = []
    solution = solve(
        question.problem,
        question.rulebook,
        seconds=30,
        workers=1,
        on_progress=lambda progress: reached.append(progress.level2),
        stop=lambda: min(values) in reached,
    )
    text = FAMILY.write(given, question, solution.presences)
    assert FAMILY.judge(given, text) == Verdict(min(values))
    assert (solution.value.level1, solution.value.level2) == (0, min(values))
    assert FAMILY.bound(given, solution.bounds) <= min(values)


def test_a_roster_that_is_written_and_judged_is_worth_what_the_engine_counts(
    tmp_path: Path,
) -> None:
    given = instance(tmp_path)
    question = FAMILY.ask(given)
    board = Board(question.problem, question.rulebook, free=[("R1", 0), ("R2", 0)])
    board.model.add(board.sum(board.costs[1]) == 0)
    board.model.minimize(board.sum(board.costs[2]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(board.model) == cp_model.OPTIMAL
    shifts = [p for cell in board.cells.values() if (p := cell.read(solver.value))]
    text = FAMILY.write(given, question, shifts)
    assert FAMILY.judge(given, text) == Verdict(round(solver.objective_value))


def test_what_the_search_begins_with_has_everybody_wanted() -> None:
    (path,) = FAMILY.instances(Path(__file__).parent / "wtv")
    given = FAMILY.read(path)
    question = FAMILY.ask(given)
    known = question.problem.reference.values()
    verdict = FAMILY.judge(given, FAMILY.write(given, question, known))
    assert verdict.faults == ()
    costs = question.rulebook.weigh(Record(question.problem, known))
    assert sum(cost.amount for cost in costs if cost.level == 2) == verdict.objective
    assert not [cost for cost in costs if cost.level == 1]


# From the command line

# One activity, nothing costs: the first roster is the best.
EASY = TINY.replace("9, 0, 5, 20, 20, 20", "0, 0, 0, 0, 0, 0").replace("0, 4, 0, 7", "0, 0, 0, 7")
EASY = EASY.replace("S: 0, 3, 1", "S: 0, 0, 0").replace("0, 0, 2, 4, 6", "0, 0, 0, 4, 6")


def test_an_instance_is_solved_and_written_from_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "easy.dzn").write_text(EASY, "utf-8")
    out = tmp_path / "out"
    done = CliRunner().invoke(
        breather, ["bench", "wtv", str(tmp_path), "--workers", "1", "--out", str(out)]
    )
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("wtv easy seed=0 objective=0 bound=0 best_known=none")
    written = (out / "easy_0.sol").read_text("utf-8")
    assert FAMILY.judge(FAMILY.read(tmp_path / "easy.dzn"), written) == Verdict(0)


def test_a_solution_that_breaks_a_rule_is_told_and_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "easy.dzn").write_text(EASY, "utf-8")
    broken = SCHEDULE.replace("T, b, T", "S, b, T")
    monkeypatch.setattr("bench.families.wtv.writing.schedule_of", lambda *_: broken)
    done = CliRunner().invoke(breather, ["bench", "wtv", str(tmp_path), "--workers", "1"])
    assert done.exit_code == 1
    assert "objective=none" in done.stdout
    assert "broken: T slot 3: 0 people, wanted 1; S slot 3: 2 people, wanted 1" in done.stdout


def test_what_cannot_be_read_or_solved_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "1.dzn").write_text(EASY.replace("slots = 6;", ""), "utf-8")
    (tmp_path / "2.dzn").write_text(EASY.replace("T: 1, 1,", "T: 1, 2,"), "utf-8")
    (tmp_path / "3.dzn").write_text(EASY, "utf-8")
    done = CliRunner().invoke(breather, ["bench", "wtv", str(tmp_path), "--workers", "1"])
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "wtv 1 refused: 1.dzn has no section slots",
        "wtv 2 refused: slot 2 wants 3 people and has 2",
    ]
    assert done.stdout.startswith("wtv 3 seed=0 objective=0 ")
