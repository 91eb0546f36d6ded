"""A written solution is worth what the competition's rules say, and the engine counts the same."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.families.inrc2 import FAMILY
from bench.families.inrc2.instance import Instance
from bench.families.inrc2.judging import count, judge, read_solution
from bench.families.inrc2.places import PART
from bench.families.inrc2.reading import read
from bench.families.verdict import UnreadableError
from scheduler.checking import check_roster
from scheduler.evaluating import evaluate
from scheduler.presence import Presence, Stretch
from scheduler.problem import Problem
from scheduler.record import Record
from ward import HISTORY, SCENARIO, SOLUTION, WEEK, save


@pytest.fixture
def ward(tmp_path: Path) -> Instance:
    return read(save(tmp_path))


def test_the_objective_is_the_sum_of_what_each_soft_rule_adds(ward: Instance) -> None:
    assigned, _ = read_solution(ward, SOLUTION)
    assert count(ward, assigned).points == {
        # One of two on Monday night, nobody on Tuesday twice, nobody on Sunday night.
        "optimal coverage": 30 * (1 + 1 + 1 + 1),
        # Ana's Thursday and Saturday are runs of one day where two are the least, Saturday's also
        # one of nights; Monday's go on from the history's two days and one night.
        "consecutive": 30 * (1 + 1) + 15 * 1,
        # Her Friday is a free day alone; her Sunday may go on.
        "non working days": 30 * 1,
        # Ben wished for no shift on Wednesday.
        "preferences": 10 * 1,
        # Ana works on Saturday alone, and Ben's contract does not ask.
        "complete weekends": 30 * 1,
        # Ana has three of three to four, Ben two of one to two.
        "total assignments": 0,
        # Ana works on the one weekend that she may.
        "working weekends": 0,
    }
    assert judge(ward, SOLUTION).objective == 120 + 75 + 30 + 10 + 30


def test_too_many_shifts_days_and_weekends_are_counted(ward: Instance) -> None:
    mon_to_sun = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    text = "SOLUTION\n0 ward\nASSIGNMENTS = 9\n"
    text += "".join(f"Ana {day} Night Care\n" for day in mon_to_sun)
    text += "Ben Wed Early Care\nBen Sun Early Care\n"
    assigned, _ = read_solution(ward, text)
    points = count(ward, assigned).points
    # Ana: nine days in a row with the history's two, of which the two of then are within three;
    # eight nights with the history's one.
    assert points["consecutive"] == 30 * 6 + 15 * 5
    assert points["total assignments"] == 20 * (7 - 4)
    # Ben may work on no weekend.
    assert points["working weekends"] == 30 * 1
    assert points["complete weekends"] == 0


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Ben Wed Early Care", "Ben Fri Early Care", "day 2: 0 of 1 Care in Early"),
        ("Ben Wed Early Care", "Ben Wed Early Lead", "Ben, day 2: not skilled as Lead"),
        ("Ben Thu", "Ben Wed", "Ben, day 2: two shifts"),
        ("Ana Mon Night", "Ana Mon Early", "Ana, day 0: Early after Night"),
        ("Ben Wed Early", "Ben Wed Night", "Ben, day 3: Early after Night"),
    ],
)
def test_each_broken_hard_rule_is_found(ward: Instance, old: str, new: str, told: str) -> None:
    assert old in SOLUTION
    verdict = judge(ward, SOLUTION.replace(old, new))
    assert told in verdict.faults
    assert verdict.objective is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("SOLUTION", "ROSTER", "line 1: 'ROSTER' where SOLUTION is expected"),
        ("0 ward", "1 ward", "line 2: week 1 where 0 is expected"),
        ("= 5", "= 6", "ends after line 9"),
        ("= 5", "= 4", "line 9: 'Ben Thu Early Care' where the file should end"),
        ("Ben Thu", "Eve Thu", "line 9: nurse 'Eve' is not known"),
        ("Thu Early Care", "Thu Early Care+Lead", "line 9: skill 'Care+Lead' is not known"),
    ],
)
def test_what_is_no_solution_is_told_with_its_line(
    ward: Instance, old: str, new: str, told: str
) -> None:
    with pytest.raises(UnreadableError, match=r"^solution ") as caught:
        judge(ward, SOLUTION.replace(old, new))
    assert told in str(caught.value)


def rosters(problem: Problem, number: int) -> Iterator[list[Presence]]:
    """Rosters at random, of which most break something."""
    chance = random.Random(7)  # noqa: S311  (chance, no secret)
    for _ in range(number):
        busy = chance.choice([0.3, 0.6, 0.9])
        yield [
            Presence(person.id, day, start, start + PART, (Stretch(start, start + PART, skill),))
            for person in problem.team.people
            for day in range(problem.clock.days)
            if chance.random() < busy
            for start in [problem.clock.midnight(day) + PART * chance.randrange(2)]
            for skill in [problem.activities["Care" if chance.random() < 0.9 else "Lead"]]
        ]


@pytest.mark.parametrize(("weeks", "minimum"), [(1, 1), (2, 0)])
def test_the_engine_counts_what_the_judge_counts(tmp_path: Path, weeks: int, minimum: int) -> None:
    scenario = SCENARIO.replace("WEEKS = 1", f"WEEKS = {weeks}")
    history = HISTORY.replace("Ana 0 0", "Ana 1 1").replace("Night 1 2 0", "Night 2 4 0")
    week = WEEK.replace("(1,", f"({minimum},")
    changed = {"Sc-ward.txt": scenario, "H0-ward-0.txt": history, "WD-ward-7.txt": week}
    save(tmp_path, changed)
    instance = read(tmp_path / ("ward_0_7" + "-7" * (weeks - 1)))
    question = FAMILY.ask(instance)
    worth = set()
    for roster in rosters(question.problem, 400):
        value = evaluate(question.rulebook, Record(question.problem, roster))
        verdict = judge(instance, FAMILY.write(instance, question, roster))
        breaches = check_roster(question.problem, question.rulebook, roster)
        assert (verdict.objective is not None) == (not breaches and not value.level1)
        assert verdict.objective in {value.level2, None}
        worth.add(verdict.objective)
    assert len(worth) > 5
