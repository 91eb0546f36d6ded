"""Where nothing is placed inside shifts, many are decided at once, and as many as time allows."""

from collections.abc import Iterator

from scheduler.board import Board, Values
from scheduler.evaluating import Value
from scheduler.presence import Presence, Stretch
from scheduler.problem import Cell, Problem
from scheduler.record import Record
from scheduler.rule import Cost, Group, Hard, Rule, Rulebook, Soft, Words, words
from scheduler.solving import child, solve
from scheduler.solving.tasks import Setting, SlotTask
from scheduler.solving.whole_shifts import CELLS, FEWEST, WHOLE_EFFORT, WholeShiftChooser
from tiny_teams import ADMIN, person, problem, shape

NAMES = ("Ana", "Ben", "Cas", "Dan")


class Whole(Hard):
    """Shifts without anything in them."""

    name = "whole"
    group = Group.COVERAGE
    whole_shifts = True

    def sentence(self) -> Words:
        return words("Shifts are whole.")

    def post(self, board: Board) -> None:
        for cell in board.cells.values():
            for piece in cell.pieces:
                board.require(cell.work(piece) <= 0)
        if board.coarse:
            board.lay_out(lambda values: dict(_laid(board, values)))


def _laid(board: Board, values: Values) -> Iterator[tuple[Cell, Presence]]:
    for cell, free in board.cells.items():
        presence = free.read(values)
        if presence is not None:
            yield cell, presence


class AllOrNobody(Soft):
    """Everybody works on the day, or each one is dear: no two alone can change from nobody."""

    name = "all_or_nobody"
    group = Group.COVERAGE

    def sentence(self) -> Words:
        return words("All or nobody.")

    def post(self, board: Board) -> None:
        works = [board.works(name, 0).all for name in board.problem.people]
        everybody = board.flag()
        for one in works:
            board.require(everybody <= one)
        board.cost(2, 1 - everybody, 100, 1)
        board.cost(2, board.sum(works), 10, len(works))

    def weigh(self, record: Record) -> Iterator[Cost]:
        there = len(record.planned)
        yield Cost(self.name, 2, 10 * there + 100 * (there < len(record.problem.people)))


def four_people() -> tuple[Problem, Rulebook]:
    case = problem(
        *map(person, NAMES), shapes=[shape("08:00", 45)], activities=[ADMIN], days=1, coverage=()
    )
    catalogue: tuple[type[Rule], ...] = (Whole, AllOrNobody)
    return case, Rulebook([Whole(), AllOrNobody()], catalogue)


def test_what_no_two_cells_can_change_alone_is_changed_at_once() -> None:
    case, book = four_people()
    cells = tuple((name, 0) for name in case.people)
    placed = child.slots(Setting(case, book), SlotTask(cells, {}, WHOLE_EFFORT, seed=0))
    assert placed.status == "FEASIBLE"
    assert placed.presences.keys() == set(cells)


def test_the_best_roster_of_whole_shifts_is_found_and_keeps_every_rule() -> None:
    case, book = four_people()
    solution = solve(case, book, effort=2)
    # Four times ten for all of them, against a hundred for nobody.
    assert solution.value == Value(0, 4 * 10, 0)
    assert not solution.breaches
    (start, end), *_ = [(p.start, p.end) for p in solution.presences]
    assert {p.stretches for p in solution.presences} == {(Stretch(start, end, None),)}


def test_more_cells_come_next_where_the_time_was_not_needed_and_fewer_where_it_ended() -> None:
    case, _ = four_people()
    chooser = WholeShiftChooser(case, seed=0)
    found = chooser.pick((), Value(0, 0, 0), ())
    chooser.learn(found, 0.0, WHOLE_EFFORT / 10)
    assert chooser.cells > CELLS
    chooser.learn(found, 0.0, WHOLE_EFFORT)
    assert chooser.cells < CELLS
    for _ in range(100):
        chooser.learn(found, 0.0, WHOLE_EFFORT)
    assert chooser.cells == FEWEST


def test_each_neighbourhood_is_some_people_on_days_in_a_row() -> None:
    case = problem(*map(person, NAMES), shapes=[shape("08:00", 45)], activities=[ADMIN], days=30)
    chooser = WholeShiftChooser(case, seed=1)
    kinds = set()
    for _ in range(50):
        found = chooser.pick((), Value(0, 0, 0), ())
        people = {name for name, _ in found.cells}
        days = {day for _, day in found.cells}
        assert len(found.cells) == len(people) * len(days)
        assert max(days) - min(days) == len(days) - 1
        assert min(days) >= 0
        assert max(days) < 30
        kinds.add(found.kind)
    assert kinds == WholeShiftChooser.KINDS.keys()
