from datetime import date, timedelta
from typing import Any

import pytest
from ortools.sat.python import cp_model
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.breaks.meal_break import MealBreak
from constraints.rest.contract_minutes import ContractMinutes
from every_roster import free_cells
from hand_rosters import breaches, record, spans
from scheduler.board import Board
from scheduler.demand import Weekday
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Rulebook
from scheduler.team import Contract, Leave, Person, Pins, PublicHolidays
from tiny_teams import ADMIN, MONDAY, person, problem, shape, shift

RULE = ContractMinutes()
WEEKDAYS = tuple(Weekday)


def worked(day: int, minutes: int, meal: int = 0, start: str = "08:00") -> Shift:
    first = minutes // 2
    blocks = [("admin", first), ("meal", meal), ("admin", minutes - first)]
    when = f"{MONDAY + timedelta(days=day)} {start}"
    return shift("ana", when, [block for block in blocks if block[1]])


def ana(weekly: int = 2280, *, leave: tuple[int, int] | None = None, **contract: Any) -> Person:  # noqa: ANN401
    away = leave and Leave(first=on(leave[0]), last=on(leave[1]))
    held = Contract(weekly_minutes=weekly, **contract)
    return person("Ana", contract=held, leave=(away,) if away else ())


def on(day: int) -> date:
    return MONDAY + timedelta(days=day)


def short(case: Problem, *shifts: Shift) -> list[str]:
    costs = list(RULE.weigh(record(case, *shifts)))
    for cost in costs:
        assert cost.level == 1
        assert cost.missing
        assert cost.amount == cost.missing.minutes * RULE.least_rate
    return [str(cost.missing.said) for cost in costs if cost.missing]


def test_a_week_holds_the_contract_without_unpaid_meals() -> None:
    case = problem(ana(), activities=[ADMIN], days=7)
    # 5 x 7 h 36 are 38 hours; the meals come on top.
    week = [worked(day, 456, meal=30) for day in range(5)]
    assert spans(RULE, case, *week) == []
    (breach,) = breaches(RULE, case, *week[:4], worked(4, 457, meal=30))
    assert str(breach.said) == (
        "Ana, Mon 8 March to Sun 14 March: 38 h 01 counted. The limit is 38 h."
    )
    paid = problem(ana(), activities=[ADMIN], days=7, meals_paid=True)
    (breach,) = breaches(RULE, paid, *week)
    assert "40 h 30 counted" in str(breach.said)


def test_a_shift_counts_on_the_day_of_its_start_and_as_long_as_it_lasts() -> None:
    # 22:00 to 06:00 by the clock are 7 hours in March and 9 in October; Sunday's are in the week
    # of that Sunday.
    for first, minutes in ((date(2026, 3, 23), 420), (date(2026, 10, 19), 540)):
        saturday = f"{first + timedelta(days=5)} 22:00"
        night = shift("ana", saturday, [("admin", minutes)])
        assert night.end.hour == 6
        for weekly, number in ((minutes, 0), (minutes - 1, 1)):
            case = problem(ana(weekly), activities=[ADMIN], first=first, days=14)
            assert len(spans(RULE, case, night)) == number
    case = problem(ana(600), activities=[ADMIN], days=14)
    assert spans(RULE, case, worked(6, 600, start="20:00"), worked(7, 600)) == []


def test_days_before_the_roster_count_in_its_first_week() -> None:
    history = (worked(0, 480), worked(1, 480))
    case = problem(ana(1400), activities=[ADMIN], first=on(2), days=2, history=history)
    assert spans(RULE, case, worked(2, 440)) == []
    assert spans(RULE, case, worked(2, 441)) == [("ana", "Mon 08 00:00", "Mon 15 00:00")]


def test_leave_counts_a_fifth_of_the_week_from_monday_to_friday() -> None:
    # Thursday to Sunday: two fifths of 2,280 are 912, so that 1,368 are left.
    case = problem(ana(leave=(3, 6)), activities=[ADMIN], days=7)
    assert spans(RULE, case, *(worked(day, 456) for day in range(3))) == []
    assert len(spans(RULE, case, worked(0, 456), worked(1, 456), worked(2, 457))) == 1
    # What does not divide by five still makes a whole week.
    away = problem(ana(2283, leave=(0, 4)), activities=[ADMIN], days=7)
    assert spans(RULE, away) == []
    assert len(spans(RULE, away, worked(5, 1))) == 1


def test_leave_after_the_roster_counts_in_its_last_week() -> None:
    case = problem(ana(leave=(3, 4)), activities=[ADMIN], days=3)
    assert len(spans(RULE, case, worked(0, 456), worked(1, 456), worked(2, 457))) == 1


def test_closed_days_count_as_leave_does() -> None:
    # Easter Monday 2027.
    closed = {"first": date(2027, 3, 29), "holidays": PublicHolidays(country="BE")}
    case = problem(ana(), activities=[ADMIN], days=7, **closed)  # type: ignore[arg-type]
    week = [worked(day, 456) for day in range(22, 26)]
    assert spans(RULE, case, *week) == []
    assert len(spans(RULE, case, *week, worked(26, 1))) == 1


PATTERN = (
    dict.fromkeys(WEEKDAYS[:5], 480),
    {Weekday.MON: 480, Weekday.TUE: 240},
)


def test_a_fixed_pattern_holds_by_day_and_by_week() -> None:
    contract = ana(2400, pattern=PATTERN, pattern_from=on(-14))
    case = problem(contract, activities=[ADMIN], days=21)
    whole = [worked(day, 480) for day in (0, 1, 2, 3, 4, 7)]
    assert spans(RULE, case, *whole, worked(8, 240), worked(15, 480)) == []
    # Tuesday of week B has four hours, Wednesday and the weekends none.
    wrong = [worked(8, 241), worked(9, 180), worked(5, 180)]
    found = breaches(RULE, case, *wrong)
    assert [str(b.said) for b in found] == [
        "Ana, Sat 13 March: 3 h counted. The fixed pattern of the day has 0 min.",
        "Ana, Tue 16 March: 4 h 01 counted. The fixed pattern of the day has 4 h.",
        "Ana, Wed 17 March: 3 h counted. The fixed pattern of the day has 0 min.",
    ]


def test_a_pattern_without_a_date_counts_its_weeks_from_the_first_of_2001() -> None:
    # That was a Monday, 1,366 weeks before 8 March 2027: the first week of two.
    pattern = tuple(dict.fromkeys((Weekday.MON, Weekday.SUN), minutes) for minutes in (60, 120))
    case = problem(ana(2280, pattern=pattern), activities=[ADMIN], days=14)
    assert spans(RULE, case, worked(0, 60), worked(6, 60), worked(7, 120), worked(13, 120)) == []
    over = [worked(0, 61), worked(6, 61), worked(7, 121), worked(13, 121)]
    assert spans(RULE, case, *over) == [
        ("ana", "Mon 08 00:00", "Tue 09 00:00"),
        ("ana", "Sun 14 00:00", "Mon 15 00:00"),
        ("ana", "Mon 15 00:00", "Tue 16 00:00"),
        ("ana", "Sun 21 00:00", "Mon 22 00:00"),
    ]


def test_leave_on_a_day_of_the_pattern_counts_that_day() -> None:
    contract = ana(700, pattern=PATTERN, pattern_from=on(-7), leave=(0, 0))
    case = problem(contract, activities=[ADMIN], days=7)
    # Week B: 480 of Monday and 220 are left of Tuesday's 240.
    assert spans(RULE, case, worked(1, 220)) == []
    assert len(spans(RULE, case, worked(1, 221))) == 1


def test_a_roster_holds_the_minutes_of_its_period() -> None:
    case = problem(ana(period_minutes=900, leave=(8, 8)), activities=[ADMIN], days=14)
    assert spans(RULE, case, worked(0, 400), worked(9, 44)) == []
    assert spans(RULE, case, worked(0, 400), worked(9, 45)) == [
        ("ana", "Mon 08 00:00", "Mon 22 00:00")
    ]


def test_nobody_has_more_than_forty_eight_hours() -> None:
    with pytest.raises(ValidationError):
        ContractMinutes(most=2881)
    case = problem(ana(2880), activities=[ADMIN], days=7)
    strict = ContractMinutes(most=2400)
    week = [worked(day, 480) for day in range(5)]
    assert spans(strict, case, *week) == []
    assert len(spans(strict, case, *week, worked(5, 1))) == 1


def test_too_little_is_named_in_full_and_in_cut_weeks() -> None:
    contract = ana(least_weekly_minutes=2000)
    case = problem(contract, activities=[ADMIN], first=on(2), days=7, history=(worked(0, 456),))
    # Wednesday to Friday: three fifths of 2,000, Monday and Tuesday after it: two fifths.
    assert short(case, worked(2, 456), worked(3, 456), worked(7, 800)) == [
        "Ana is 4 h 48 short of the contract from Wed 10 March to Sun 14 March."
    ]
    # A roster of a weekend asks for nothing.
    assert short(problem(contract, activities=[ADMIN], first=on(5), days=2)) == []


def test_a_shortfall_lasts_as_long_as_its_days() -> None:
    case = problem(ana(least_weekly_minutes=2000), activities=[ADMIN], first=on(2), days=7)
    told = [cost.missing for cost in RULE.weigh(record(case)) if cost.missing]
    assert [(one.start, one.end) for one in told] == [(0, 5 * 1440), (5 * 1440, 7 * 1440)]


def test_a_week_without_work_in_the_pattern_asks_for_nothing() -> None:
    contract = ana(least_weekly_minutes=60, pattern=({Weekday.MON: 60}, {}), pattern_from=on(-7))
    assert short(problem(contract, activities=[ADMIN], days=7)) == []


def test_an_absence_counts_for_the_least_too() -> None:
    contract = ana(least_weekly_minutes=2280, leave=(0, 3))
    case = problem(contract, activities=[ADMIN], days=7)
    assert short(case, worked(4, 456)) == []
    assert short(case, worked(4, 396)) == [
        "Ana is 1 h short of the contract from Mon 8 March to Sun 14 March."
    ]


def test_the_least_of_a_cut_week_follows_the_pattern() -> None:
    contract = ana(720, least_weekly_minutes=720, pattern=PATTERN[1:])
    case = problem(contract, activities=[ADMIN], first=on(1), days=6)
    # Tuesday holds 240 of the 720.
    assert short(case) == ["Ana is 4 h short of the contract from Tue 9 March to Sun 14 March."]


def test_volunteers_have_limits_of_their_own() -> None:
    helper = ana(0, least_weekly_minutes=60).model_copy(update={"volunteer": True})
    case = problem(helper, activities=[ADMIN])
    assert spans(RULE, case, worked(0, 240)) == []
    assert short(case) == []


def test_what_stands_is_not_reported_and_nothing_is_added_to_it() -> None:
    pins = Pins(shifts=(worked(0, 480), worked(1, 480)))
    case = problem(ana(900), activities=[ADMIN], days=7, pins=pins)
    assert spans(RULE, case) == []
    assert len(spans(RULE, case, worked(2, 1))) == 1


SHAPES = [shape("08:00", 180), shape("08:00", 247)]
BEFORE = (worked(-1, 240), worked(-2, 180, meal=30))


def case_of(who: Person, days: int = 3, first: int = 0, **team: Any) -> Problem:  # noqa: ANN401
    return problem(who, shapes=SHAPES, activities=[ADMIN], days=days, first=on(first), **team)


@pytest.mark.parametrize(
    "case",
    [
        case_of(ana(494)),
        case_of(ana(493)),
        case_of(ana(100)),
        # On Tuesday a shift of 180 counts a minute less than the absence does.
        case_of(
            ana(
                500,
                leave=(1, 1),
                pattern=({Weekday.MON: 300, Weekday.TUE: 181, Weekday.WED: 300},),
            )
        ),
        case_of(ana(450), first=5, days=4),
        case_of(ana(900), first=-1, history=(worked(-2, 480), worked(-3, 180, meal=30))),
        case_of(ana(600, leave=(1, 1))),
        case_of(ana(300, leave=(0, 4))),
        case_of(ana(500), closing_days=(on(1),)),
        case_of(ana(2280, pattern=({Weekday.MON: 180, Weekday.WED: 247},))),
        case_of(ana(2280, pattern=PATTERN, leave=(8, 8), pattern_from=on(0)), first=6, days=4),
        case_of(ana(2280, period_minutes=500)),
        case_of(ana(2280, period_minutes=427, leave=(0, 0), pattern=({Weekday.TUE: 200},))),
        case_of(ana(600), days=4, pins=Pins(shifts=(worked(1, 700),))),
        case_of(ana(800, leave=(1, 1)), days=4, pins=Pins(shifts=(worked(1, 200),))),
        case_of(ana(2280, least_weekly_minutes=700)),
        case_of(ana(2280, least_weekly_minutes=500, leave=(1, 2)), days=4),
        case_of(ana(700, least_weekly_minutes=700), first=3, days=5, history=BEFORE),
        case_of(ana(2280, least_weekly_minutes=500, pattern=PATTERN), first=5, days=4),
    ],
)
def test_post_and_check_agree(case: Problem) -> None:
    assert_agreement(case, [ContractMinutes(least_rate=3)], filling="breaks", held=1)


@pytest.mark.parametrize("paid", [False, True])
def test_post_and_check_agree_with_meals(paid: bool) -> None:
    shapes = [shape("08:00", 180), shape("08:00", 165)]
    contract = ana(360, least_weekly_minutes=340)
    case = problem(contract, shapes=shapes, activities=[ADMIN], days=2, meals_paid=paid)
    rules = [MealBreak(from_minutes=180, minutes=40), RULE]
    assert_agreement(case, rules, filling="whole")


def test_post_and_check_agree_on_two_people() -> None:
    bo = person("Bo", contract=Contract(weekly_minutes=247, least_weekly_minutes=180))
    case = problem(ana(427), bo, shapes=SHAPES, activities=[ADMIN], days=2)
    assert_agreement(case, [RULE], filling="breaks")


def test_the_coarse_form_knows_the_largest_sum_that_shapes_can_make() -> None:
    # Three shifts of 480 fit into 1,900 minutes, and the LP need not hope for 1,900.
    case = problem(ana(1900), shapes=[shape("08:00", 480)], activities=[ADMIN], days=7)
    board = Board(case, Rulebook([RULE], [ContractMinutes]), free=free_cells(case), look="days")
    days = board.sum(cell.works for cell in board.cells.values())
    board.model.maximize(days)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(board.model) == cp_model.OPTIMAL
    assert solver.objective_value == 3
    limits = [c.linear.domain[1] for c in board.model.proto.constraints if len(c.linear.vars) == 7]
    assert limits == [1440]


def test_the_coarse_form_knows_the_largest_sum_beside_a_shift_on_leave_that_adds_nothing() -> None:
    # 2,000 less 480 of leave on Tuesday leave 1,520, into which three shifts of 480 fit.
    contract = ana(2400, leave=(1, 1))
    case = problem(contract, shapes=[shape("08:00", 480)], activities=[ADMIN], days=7)
    book = Rulebook([ContractMinutes(most=2000)], [ContractMinutes])
    board = Board(case, book, free=free_cells(case), look="days")
    limits = {c.linear.domain[1] for c in board.model.proto.constraints if len(c.linear.vars) > 5}
    assert limits == {1440}
