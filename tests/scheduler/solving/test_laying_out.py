"""A rule that counts people who are alike says who is who in a plan: that is the first roster."""

from collections.abc import Collection, Iterator, Sequence

import pytest

from scheduler.board import Amount, Board, Values
from scheduler.presence import Presence, Stretch
from scheduler.problem import Cell, Problem
from scheduler.record import Record
from scheduler.rule import Cost, Group, Rule, Rulebook, Soft, Words, words
from scheduler.solving import child, solve
from scheduler.solving.linear import Goal, LinearModel
from scheduler.solving.tasks import CoarseTask, Setting
from tiny_teams import ADMIN, line, person, problem, shape

WANTED = 2


class HeadCount(Soft):
    """Two people a day, whoever they are; the last ones of the team have their shifts."""

    name = "head_count"
    group = Group.COVERAGE

    def sentence(self) -> Words:
        return words("Two people a day.")

    def post(self, board: Board) -> None:
        for day in board.days:
            if not board.coarse:
                works = Amount.total(board.works(name, day) for name in board.problem.people)
                board.cost(1, board.excess(WANTED - works.all, WANTED), 1, WANTED)
                continue
            count = board.count(WANTED)
            board.cost(1, board.excess(WANTED - count, WANTED), 1, WANTED)

            def laid(values: Values, day: int = day, count: object = count) -> dict[Cell, Presence]:
                people = list(board.problem.people)[-values(count) :]  # type: ignore[arg-type]
                (shape,) = board.problem.shapes(day)
                work = (Stretch(shape.start, shape.end, board.problem.activities["admin"]),)
                return {(p, day): Presence(p, day, shape.start, shape.end, work) for p in people}

            board.lay_out(laid)

    def weigh(self, record: Record) -> Iterator[Cost]:
        for day in range(record.clock.days):
            there = sum(presence.day == day for presence in record.planned)
            if there < WANTED:
                yield Cost(self.name, 1, WANTED - there)


def three_people(days: int) -> tuple[Problem, Rulebook]:
    case = problem(
        *map(person, ("Ana", "Ben", "Cas")),
        shapes=[shape("08:00", 45)],
        activities=[ADMIN],
        days=days,
        coverage=(line(ADMIN, "08:00", "08:45"),),
    )
    catalogue: tuple[type[Rule], ...] = (HeadCount,)
    return case, Rulebook([HeadCount()], catalogue)


def test_what_is_laid_out_is_the_plan_of_its_cells_and_of_no_others() -> None:
    case, book = three_people(1)
    cells = tuple((name, 0) for name in case.people)
    planned = child.coarse(Setting(case, book), CoarseTask(cells, {}, {}, nodes=100, gap=0.0))
    ben, cas = list(case.people)[1:]
    assert list(planned.laid) == [(ben, 0), (cas, 0)]
    assert planned.plans.keys() == planned.laid.keys()
    plan = planned.plans[ben, 0]
    assert (plan.minutes, plan.exposure) == ({"admin": 45}, 0)
    assert plan.shape == case.shapes(0)[0]


def test_a_plan_that_is_laid_out_is_sought_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    case, book = three_people(1)
    cells = tuple((name, 0) for name in case.people)
    gaps = []
    best = LinearModel.best

    def told(
        model: LinearModel, goal: Goal, *, among: Collection[int], nodes: int, gap: float
    ) -> Sequence[float] | None:
        gaps.append(gap)
        return best(model, goal, among=among, nodes=nodes, gap=gap)

    monkeypatch.setattr(LinearModel, "best", told)
    child.coarse(Setting(case, book), CoarseTask(cells, {}, {}, nodes=100, gap=0.5))
    assert gaps == [0.0]


def test_the_first_roster_is_what_is_laid_out_in_every_week() -> None:
    case, book = three_people(9)
    solution = solve(case, book, effort=0)
    assert solution.value.level1 == 0
    ben, cas = list(case.people)[1:]
    found = {(presence.person, presence.day) for presence in solution.presences}
    assert found == {(name, day) for day in range(9) for name in (ben, cas)}
