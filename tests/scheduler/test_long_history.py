"""History of twelve weeks enters a problem whole; boards and records hold the last five weeks."""

from datetime import timedelta
from typing import Any

from constraints.exposure.max_daily_exposure import MaxDailyExposure
from constraints.fairness.balanced_exposure import BalancedExposure
from constraints.rest.weekly_rest import WeeklyRest
from rosters import record
from scheduler.board import Board
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.rule import Rulebook
from scheduler.team import Pins
from tiny_teams import MONDAY, person, problem, shift

RULES = [MaxDailyExposure(minutes=60), WeeklyRest(), BalancedExposure()]


def team(weeks: int, **fields: Any) -> Problem:  # noqa: ANN401  (any field of a team)
    """Ana works at eight on every day from Monday to Friday of the weeks before."""
    days = (MONDAY - timedelta(days=number) for number in range(1, 7 * weeks + 1))
    history = [shift("ana", f"{d} 08:00", [("images", 60)]) for d in days if d.weekday() < 5]
    return problem(person("Ana"), person("Ben"), days=7, history=history, **fields)


def test_a_day_of_twelve_weeks_ago_has_its_place_in_the_clock() -> None:
    case = team(12)
    assert min(shift.day for shift in case.history) == -84
    assert {case.clock.day_at(p.start) - p.day for p in case.history} == {0}
    assert len(case.before["ana"]) == 12 * 5


def test_boards_and_records_hold_five_weeks() -> None:
    case = team(12)
    rules = Rulebook(RULES, [type(rule) for rule in RULES])
    board = Board(case, rules, free=[("ana", 0)])
    assert {day for _, day in board.fixed} == {d for d in range(-35, 0) if d % 7 < 5}
    assert board.works("ana", -35).standing == 1
    assert board.works("ana", -38).standing == 0
    assert [p.day for p in Record(case, []).shifts("ana")] == sorted({d for _, d in board.fixed})


def test_what_touches_a_day_is_told_once() -> None:
    pinned = shift("ana", "2027-03-08 23:00", [("admin", 120)])
    case = team(12, pins=Pins(shifts=(pinned,)))
    board = Board(case, Rulebook(RULES, [type(rule) for rule in RULES]), free=[("ben", 0)])
    assert [len(board.fixed_near(day)) for day in (-4, -3, -2, 0, 1, 2)] == [1, 1, 0, 1, 1, 0]
    assert [len(board.fixed_near(day)) for day in (-35, -38)] == [1, 0]


def test_rules_of_four_weeks_count_the_same_with_a_longer_history() -> None:
    planned = shift("ana", "2027-03-09 08:00", [("images", 75)])
    found = []
    for weeks in (4, 12):
        case = team(weeks)
        book, roster = Rulebook(RULES, [type(rule) for rule in RULES]), record(case, planned)
        found.append((book.check(roster), book.weigh(roster)))
    assert found[0] == found[1]
    assert len(found[0][0]) == 1
