"""Local search begins from any roster there is, and counts it at what it costs."""

from scheduler.board import Board
from scheduler.solving.local import LocalSearch
from tiny_solving import book, images_for_two


def test_a_roster_that_was_found_anywhere_costs_what_its_objective_says() -> None:
    case = images_for_two()
    board = Board(case, book(case), free=[("ana", 0), ("ben", 0)])
    objective = board.sum([*board.costs[1], *board.costs[2]])
    search = LocalSearch(board, objective, seed=0)
    assert search.start_anywhere(1.0)
    found = search._cost
    assert 0 < found < float("inf")
    search.improve(1.0)
    assert search._cost <= found


def test_a_board_without_any_roster_has_none_to_start_from() -> None:
    case = images_for_two()
    board = Board(case, book(case), free=[("ana", 0)])
    works = board.cells["ana", 0].works
    board.require(board.sum([works]) >= 1)
    board.require(board.sum([works]) <= 0)
    search = LocalSearch(board, board.sum(board.costs[1]), seed=0)
    assert not search.start_anywhere(1.0)
