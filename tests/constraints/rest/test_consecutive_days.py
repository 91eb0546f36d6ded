from datetime import timedelta

import pytest

from agreement import assert_agreement
from constraints.rest.consecutive_days import ConsecutiveDays
from every_roster import free_cells
from hand_rosters import breaches, record, spans
from scheduler.board import Board
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Rulebook
from scheduler.team import Pins
from tiny_teams import ADMIN, MONDAY, person, problem, shape, shift

RULE = ConsecutiveDays()


def worked(*days: int, start: str = "09:00", who: str = "ana") -> list[Shift]:
    return [shift(who, f"{MONDAY + timedelta(days=day)} {start}", [("admin", 240)]) for day in days]


def test_five_days_in_a_row_and_not_six() -> None:
    case = problem(activities=[ADMIN], days=14)
    assert spans(RULE, case, *worked(0, 1, 2, 3, 4, 6, 7, 8, 9, 10)) == []
    (breach,) = breaches(RULE, case, *worked(1, 2, 3, 4, 5, 6, 8))
    assert str(breach.said) == ("Ana works on 6 days in a row up to Sun 14 March. The limit is 5.")


def test_a_run_that_ends_with_the_roster_is_looked_at() -> None:
    case = problem(activities=[ADMIN], days=7)
    assert spans(RULE, case, *worked(2, 3, 4, 5, 6)) == []
    assert spans(RULE, case, *worked(1, 2, 3, 4, 5, 6)) == [("ana", "Tue 09 00:00", "Mon 15 00:00")]


def test_days_before_the_roster_count_and_a_night_counts_once() -> None:
    case = problem(activities=[ADMIN], days=4, history=worked(-3, -2, -1, start="22:00"))
    assert spans(RULE, case, *worked(0, 1)) == []
    assert spans(RULE, case, *worked(0, 1, 2)) == [("ana", "Fri 05 00:00", "Thu 11 00:00")]
    assert spans(RULE, case, *worked(1, 2, 3)) == []


def test_what_stands_is_not_reported_and_nothing_is_added_to_it() -> None:
    history, pins = worked(*range(-6, 0)), Pins(shifts=tuple(worked(0, 2)))
    case = problem(activities=[ADMIN], days=4, history=history, pins=pins)
    assert spans(RULE, case) == []
    assert spans(RULE, case, *worked(3)) == []
    assert len(spans(RULE, case, *worked(1))) == 1


def test_a_run_is_told_with_four_weeks_of_history() -> None:
    case = problem(activities=[ADMIN], history=worked(*range(-30, 0)))
    (breach,) = breaches(RULE, case, *worked(0))
    assert "29 days in a row" in str(breach.said)


def test_a_second_shift_on_a_day_that_stands_is_looked_at() -> None:
    case = problem(activities=[ADMIN], days=6, pins=Pins(shifts=tuple(worked(*range(6)))))
    assert spans(RULE, case) == []
    assert len(spans(RULE, case, *worked(5, start="20:00"))) == 1


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
@pytest.mark.parametrize("history", [(), (-1,), (-3, -2, -1), (-5, -4, -3, -2, -1)])
@pytest.mark.parametrize("pins", [(), (2,), (1, 2)])
def test_post_and_check_agree(limit: int, history: tuple[int, ...], pins: tuple[int, ...]) -> None:
    case = problem(
        shapes=[shape("22:00", 240)],
        activities=[ADMIN],
        days=6,
        history=worked(*history),
        pins=Pins(shifts=tuple(worked(*pins))),
    )
    assert_agreement(case, [ConsecutiveDays(days=limit)], filling="breaks", held=0)


def test_post_and_check_agree_on_two_people() -> None:
    case = problem(
        person("Ana"),
        person("Bo"),
        shapes=[shape("08:00", 60)],
        activities=[ADMIN],
        days=4,
        history=worked(-1, who="bo"),
    )
    agreed = assert_agreement(case, [ConsecutiveDays(days=2)], filling="breaks")
    # Four days without three in a row: 16 - 3 (1110, 0111, 1111). After a day before the roster
    # also not 1100, 1101.
    assert agreed.accepted == 13 * 11


def short(case: Problem, *shifts: Shift, least: int = 3) -> list[str]:
    costs = ConsecutiveDays(least=least, least_rate=100).weigh(record(case, *shifts))
    return [f"{cost.amount}: {cost.missing.said}" for cost in costs if cost.missing]


def test_too_few_in_a_row_are_a_shortfall() -> None:
    case = problem(activities=[ADMIN], days=14)
    assert short(case, *worked(1, 2, 3, 5, 7, 8, 10, 11, 12)) == [
        "200: Ana, up to Sat 13 March: working days in a row 1, at least 3 are asked for.",
        "100: Ana, up to Tue 16 March: working days in a row 2, at least 3 are asked for.",
    ]
    assert short(case, *worked(5), least=1) == []


def test_a_shortfall_lasts_from_the_first_to_the_last_day_of_its_run() -> None:
    case = problem(activities=[ADMIN], days=7)
    (cost,) = ConsecutiveDays(least=3).weigh(record(case, *worked(1, 2)))
    assert cost.missing
    assert (cost.missing.start, cost.missing.end) == (1440, 3 * 1440)


def test_the_ceiling_of_the_costs_of_the_least_is_one_short_day_for_each_start() -> None:
    case = problem(shapes=[shape("08:00", 60)], activities=[ADMIN], days=3)
    board = Board(
        case, Rulebook([ConsecutiveDays(least=2)], [ConsecutiveDays]), free=free_cells(case)
    )
    assert board.ceilings[1] == 3 * 60


def test_a_run_counts_its_days_before_the_roster_and_may_go_on_after_it() -> None:
    case = problem(activities=[ADMIN], days=5, history=worked(-6, -2, -1))
    assert short(case, *worked(0)) == []
    assert len(short(case, *worked(0), least=4)) == 1
    assert short(case, *worked(4)) == []
    # What lies before the roster alone is not looked at, and volunteers are not.
    assert short(case) == []
    helper = person("Ana").model_copy(update={"volunteer": True})
    assert short(problem(helper, activities=[ADMIN], days=5), *worked(1)) == []


@pytest.mark.parametrize("least", [2, 3, 5])
@pytest.mark.parametrize("history", [(), (-1,), (-3, -2, -1), (-2,)])
@pytest.mark.parametrize("pins", [(), (2,), (1, 4)])
def test_post_and_weigh_agree_on_the_least(
    least: int, history: tuple[int, ...], pins: tuple[int, ...]
) -> None:
    case = problem(
        shapes=[shape("22:00", 240)],
        activities=[ADMIN],
        days=6,
        history=worked(*history),
        pins=Pins(shifts=tuple(worked(*pins))),
    )
    assert_agreement(case, [ConsecutiveDays(least=least)], filling="breaks", held=0)


def test_volunteers_and_runs_that_are_decided_agree_on_the_least() -> None:
    helper = person("Ben").model_copy(update={"volunteer": True})
    case = problem(person("Ana"), helper, shapes=[shape("08:00", 60)], activities=[ADMIN], days=3)
    assert_agreement(case, [ConsecutiveDays(least=2)], filling="breaks")
    # Monday's pin is alone, as nothing starts on Tuesday: 2 too few, whatever follows.
    case = problem(
        shapes=[shape("08:00", 60, weekdays="wed thu fri")],
        activities=[ADMIN],
        days=7,
        pins=Pins(shifts=tuple(worked(0))),
    )
    agreed = assert_agreement(case, [ConsecutiveDays(least=3)], filling="breaks")
    # At most one more run: Wednesday or Friday alone, or both as two runs: 2 + 2 + 2.
    assert agreed.dearest[0] == 6 * 60
