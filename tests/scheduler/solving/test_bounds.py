"""What the solver proves is true of every roster there is."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest

from scheduler.board import Board
from scheduler.evaluating import Bounds
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.rule import Cost, Group, Rulebook, Soft, Words, words
from scheduler.solving import child, solve
from scheduler.solving.crew import Crew
from scheduler.solving.search import Search
from scheduler.solving.tasks import BoundTask, Setting, Task
from tiny_solving import CASES, book, every_value
from tiny_teams import ADMIN, person, problem, shape


@pytest.mark.parametrize("make", CASES)
def test_no_bound_is_above_the_best_of_all_rosters(make: Callable[[], Problem]) -> None:
    case = make()
    values = every_value(case)
    assert len({(value.level1, value.level2) for value in values}) > 3
    setting = Setting(case, book(case))
    bounds = child.bound(setting, BoundTask()).bounds
    assert bounds.level1 <= min(value.level1 for value in values)
    assert bounds.level2 <= min(value.level2 for value in values)
    assert bounds.short <= min(value.short for value in values)
    for most in {value.level1 for value in values}:
        within = child.bound(setting, BoundTask(level1_at_most=most)).bounds.level2
        assert within <= min(value.level2 for value in values if value.level1 <= most)


@pytest.mark.parametrize("strategy", ["staged", "whole"])
@pytest.mark.parametrize("make", CASES)
def test_the_best_of_all_rosters_is_found(
    make: Callable[[], Problem], strategy: Literal["staged", "whole"]
) -> None:
    case = make()
    best = min((value.level1, value.level2) for value in every_value(case))
    solution = solve(case, book(case), effort=12, strategy=strategy)
    assert (solution.value.level1, solution.value.level2) == best
    assert solution.breaches == ()
    score = solution.roster.score
    assert score is not None
    assert (score.level1_bound, score.level2_bound) <= best
    assert score.short_bound <= score.short


class Dear(Soft):
    """Somebody is wanted, and costs."""

    name = "dear"
    group = Group.COVERAGE

    def sentence(self) -> Words:
        return words("Somebody is wanted, and costs.")

    def post(self, board: Board) -> None:
        works = board.works("ana", 0).all
        board.cost(1, 1 - works, 10, 1)
        board.cost(2, works, 50, 1)

    def weigh(self, record: Record) -> Iterator[Cost]:
        yield Cost(self.name, 2, 50) if record.planned else Cost(self.name, 1, 10)


def test_where_level_1_can_not_be_better_level_2_is_bounded_among_those_as_good() -> None:
    case = problem(person("Ana"), shapes=[shape("08:00", 45)], activities=[ADMIN], days=1)
    catalogue = (Dear,)
    rules = Rulebook([Dear()], catalogue)
    # Without anybody level 2 is nothing, so that of all rosters no more is known.
    assert child.bound(Setting(case, rules), BoundTask()).bounds == Bounds(0, 0, 0)
    for limits in ({"effort": 1}, {"seconds": 60.0}):
        solution = solve(case, rules, **limits)
        assert (solution.value.level1, solution.value.level2) == (0, 50)
        # In the time of the second it is what ends the search.
        assert solution.bounds == Bounds(0, 50, 0)


class Waiting(Crew):
    """Processes that answer nothing; what they were asked."""

    def __init__(self) -> None:
        super().__init__(0, lambda: False)
        self.asked: list[Task] = []

    def submit(self, task: Task, priority: int = 0) -> int:
        self.asked.append(task)
        return priority


def test_the_second_bound_waits_for_the_first() -> None:
    case = problem(person("Ana"), shapes=[shape("08:00", 45)], activities=[ADMIN], days=1)
    catalogue = (Dear,)
    rules, crew = Rulebook([Dear()], catalogue), Waiting()
    found = {(p.person, p.day): p for p in solve(case, rules, effort=1).presences}
    search = Search(case, rules, found, crew=crew, seed=0, started=0.0, tell=lambda _: None)
    search.found_any = True
    search._bound_within()
    assert crew.asked == []
    search._note(Bounds())
    search._bound_within()
    search._bound_within()
    assert crew.asked == [BoundTask(level1_at_most=0)]
