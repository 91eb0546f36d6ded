from datetime import date

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.coverage.coverage import Coverage
from constraints.coverage.workload import Workload
from every_roster import free_cells
from rosters import costs, record
from scheduler.board import Board
from scheduler.demand import Weekday, WorkloadTarget
from scheduler.rule import Rulebook
from scheduler.team import Activity, Pins
from tiny_teams import ADMIN, CHAT, IMAGES, line, person, problem, shape, shift

ANA, BEN = person("Ana"), person("Ben")
RULES = [Coverage(), Workload()]


def a_day(activity: Activity, minutes: int) -> WorkloadTarget:
    return WorkloadTarget(activity=activity.id, day=Weekday.every(), minutes=minutes)


def a_week(activity: Activity, minutes: int) -> WorkloadTarget:
    return WorkloadTarget(activity=activity.id, week=True, minutes=minutes)


def test_minutes_at_any_time_of_the_day_count() -> None:
    case = problem(ANA, BEN, workload=[a_day(IMAGES, 100)])
    ana = shift("ana", "2027-03-08 08:00", [("images", 30)])
    ben = shift("ben", "2027-03-08 20:00", [("images", 45)])
    # 100 - 30 - 45 = 25 missing, at 10.
    assert costs(Workload(), case, ana, ben) == (0, 250, 25)
    # 30 + 80 are 10 beyond it, at 1.
    ben = shift("ben", "2027-03-08 20:00", [("images", 80)])
    assert costs(Workload(), case, ana, ben) == (0, 10, 0)


def test_what_is_just_done_costs_nothing() -> None:
    case = problem(ANA, workload=[a_day(IMAGES, 100)])
    done = shift("ana", "2027-03-08 08:00", [("images", 100)])
    assert list(Workload().weigh(record(case, done))) == []
    more = shift("ana", "2027-03-08 08:00", [("images", 101)])
    assert list(Workload(surplus_rate=0).weigh(record(case, more))) == []


def test_the_ceiling_of_its_costs_is_the_target_and_everybody_all_day() -> None:
    case = problem(ANA, BEN, days=2, workload=[a_day(IMAGES, 100)])
    board = Board(case, Rulebook([Workload()], [Workload]), free=free_cells(case))
    assert board.ceilings[2] == 2 * (100 * 10 + 2 * 1440 * 1)


def test_coverage_counts_towards_it_and_no_minute_is_missing_or_too_much_twice() -> None:
    case = problem(
        ANA, BEN, coverage=[line(IMAGES, "08:00", "10:00")], workload=[a_day(IMAGES, 180)]
    )
    # Nobody: coverage misses 120, the target the 60 beyond it: 180 in all.
    assert costs(Coverage(), case) == (0, 1200, 120)
    assert costs(Workload(), case) == (0, 600, 60)
    # Ana for two hours: coverage has all, the target misses 60.
    ana = shift("ana", "2027-03-08 08:00", [("images", 120)])
    assert costs(Coverage(), case, ana) == (0, 0, 0)
    assert costs(Workload(), case, ana) == (0, 600, 60)
    # Ben beside her for 90: coverage's surplus serves the target, 30 are beyond both.
    ben = shift("ben", "2027-03-08 08:00", [("images", 90)])
    assert costs(Coverage(), case, ana, ben) == (0, 0, 0)
    assert costs(Workload(), case, ana, ben) == (0, 30, 0)
    # Ben alone, an hour of it too late for coverage: it misses 60, the target nothing.
    late = shift("ben", "2027-03-08 09:00", [("images", 120)])
    assert costs(Coverage(), case, late) == (0, 600, 60)
    assert costs(Workload(), case, late) == (0, 0, 0)


def test_a_target_within_what_coverage_asks_asks_for_nothing_more() -> None:
    case = problem(ANA, coverage=[line(IMAGES, "08:00", "10:00")], workload=[a_day(IMAGES, 120)])
    assert costs(Workload(), case) == (0, 0, 0)
    assert case.demanded == 120


def test_a_week_is_asked_for_in_proportion_to_its_days_in_the_roster() -> None:
    # Thursday to Sunday are 4 of 7 days: 700 x 4 / 7 = 400; Monday is 1 of 7: 100.
    case = problem(first=date(2027, 3, 11), days=5, workload=[a_week(IMAGES, 700)])
    assert [(span.days, span.minutes) for span in case.workload] == [
        ((0, 1, 2, 3), 400),
        ((4,), 100),
    ]
    friday = shift("ana", "2027-03-12 08:00", [("images", 150)])
    told = [
        (str(missing.said), cost.short, missing.start // 1440, missing.end // 1440)
        for cost in Workload().weigh(record(case, friday))
        if (missing := cost.missing)
    ]
    assert told == [
        ("Image assessment, Thu 11 March to Sun 14 March: 4 h 10 missing of 6 h 40.", 250, 0, 4),
        ("Image assessment, Mon 15 March: 1 h 40 missing of 1 h 40.", 100, 4, 5),
    ]


@pytest.mark.parametrize("on", ["2027-03-28", "2027-10-31"])
def test_work_over_midnight_belongs_to_the_day_on_which_it_is_done(on: str) -> None:
    first = date.fromisoformat(on)
    case = problem(first=first, workload=[a_day(IMAGES, 100)])
    # 23:00 to 01:00: 60 before the roster ends, also on days of 23 and of 25 hours.
    night = shift("ana", f"{on} 23:00", [("images", 120)])
    assert costs(Workload(), case, night) == (0, 400, 40)


def test_a_minute_of_workload_is_never_worth_more_than_one_of_coverage() -> None:
    for setting in ({"missing_rate": 11}, {"surplus_rate": 11}):
        with pytest.raises(ValidationError):
            Workload.model_validate(setting)


def test_a_target_alone_agrees() -> None:
    case = problem(ANA, BEN, activities=[IMAGES], workload=[a_day(IMAGES, 75)])
    assert assert_agreement(case, RULES).dearest == (0, 750, 75)
    case = problem(ANA, activities=[IMAGES, ADMIN], workload=[a_day(IMAGES, 20), a_day(ADMIN, 40)])
    assert_agreement(case, [Coverage(), Workload(missing_rate=7, surplus_rate=3)])


@pytest.mark.parametrize("minutes", [30, 50, 75, 110])
def test_targets_below_and_above_coverage_agree(minutes: int) -> None:
    case = problem(
        ANA,
        BEN,
        shapes=[shape("08:00", 45), shape("08:30", 30)],
        activities=[IMAGES],
        coverage=[line(IMAGES, "08:15", "08:50", minimum=1, target=2)],
        workload=[a_day(IMAGES, minutes)],
    )
    assert_agreement(case, RULES)


def test_a_week_agrees_with_nights_history_pins_and_days_without_a_target() -> None:
    case = problem(
        ANA,
        BEN,
        first=date(2027, 3, 14),
        days=3,
        shapes=[shape("23:30", 45, weekdays="mon"), shape("08:00", 30, weekdays="sun tue")],
        activities=[IMAGES, CHAT],
        coverage=[line(IMAGES, "08:00", "08:30"), line(CHAT, "23:30", "00:15")],
        workload=[
            a_week(IMAGES, 200),
            WorkloadTarget(activity="chat", day=(Weekday.MON,), minutes=40),
        ],
        history=[shift("ben", "2027-03-13 23:30", [("images", 47)])],
        pins=Pins(
            shifts=tuple(
                shift("ben", f"2027-03-{day} 08:00", [("images", 20), ("break", 70)])
                for day in (14, 15, 16)
            )
        ),
    )
    assert_agreement(case, RULES, filling="whole")
