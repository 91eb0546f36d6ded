"""Pictures of a team: sums by day and week, a spread without names, and drawings of them."""

from datetime import date
from typing import Any

import image_team
from web.manager.bars import HEIGHT, Column, bars
from web.manager.cover_days import cover_days, cover_works
from web.manager.exposure_weeks import exposure_weeks
from web.manager.workload_weeks import workload_weeks
from web.plan import Plan, plan_of

MONDAY = date(2026, 12, 7)
BEFORE = date(2026, 12, 1)


def plan(**parts: Any) -> Plan:  # noqa: ANN401  (any section of a team file)
    text = image_team.team_of(image_team.document() | parts)
    return plan_of(text, image_team.roster().model_dump_json(by_alias=True))


def test_what_is_wanted_and_short_is_summed_by_day() -> None:
    days = {day.on.isoformat(): (day.wanted, day.short) for day in cover_days(plan())}
    # Two people from 09:00 to 10:00; both are on images until 09:45.
    assert days["2026-12-07"] == (120, 30)
    # Nobody works on Friday, and nobody chats on Saturday for three hours.
    assert days["2026-12-11"] == (120, 120)
    assert days["2026-12-12"] == (180, 180)
    assert days["2026-12-13"] == (0, 0)
    assert len(days) == 14


def test_and_by_work() -> None:
    works = [(work.activity, work.wanted, work.short) for work in cover_works(plan())]
    # Ten weekdays of two hours, 8 x 30 + 2 x 120 short; two Saturdays of three hours.
    assert works == [("images-1", 1200, 480), ("chat", 360, 360)]


def test_exposure_of_a_week_is_of_all_together_with_half_of_them_in_the_spread() -> None:
    first, second = exposure_weeks(plan(), BEFORE)
    # Anouk and Bram four days of 45 + 45 + 45, Ines 75 on Tuesday, Chloé and Daan nothing.
    assert (first.monday, first.people, first.planned) == (MONDAY, 5, 1155)
    assert (first.low, first.middle, first.high) == (0, 75, 540)
    assert first.worked is None
    assert second.planned == 1155


def test_worked_minutes_take_the_place_of_planned_ones_on_days_that_are_over() -> None:
    worked = [{"person": "anouk", "date": "2026-12-07", "minutes": 100}]
    first, second = exposure_weeks(plan(worked=worked), date(2026, 12, 9))
    # Monday 100 + 135 and Tuesday 135 + 135 + 75; Wednesday is not over.
    assert first.worked == 580
    assert second.worked is None


def test_of_fewer_than_five_people_no_exposure_is_told() -> None:
    people = image_team.document()["people"]
    four = [person for person in people if person["id"] != "chloe"]
    assert exposure_weeks(plan(people=four), BEFORE) == []


def test_workload_is_compared_week_by_week() -> None:
    target = [{"activity": "admin", "week": True, "minutes": 3000}]
    weeks = workload_weeks(plan(workload=target))
    # Two people, four days of 60 + 60 + 150.
    assert [(w.work, w.wanted, w.planned, w.left) for w in weeks] == [
        ("Administration", 3000, 2160, 840),
        ("Administration", 3000, 2160, 840),
    ]


def test_more_than_is_wanted_leaves_nothing_open() -> None:
    target = [{"activity": "admin", "day": ["mon"], "minutes": 500}]
    week, _ = workload_weeks(plan(workload=target))
    assert (week.planned, week.left) == (540, 0)


def test_a_hatched_part_stands_on_the_filled_one_and_both_on_the_floor() -> None:
    drawing = bars([Column("a", 60, 60, line=120), Column("b", 0)])
    assert drawing
    (filled,), (hatched,) = drawing.filled, drawing.hatched
    assert filled.y + filled.height == drawing.floor
    assert hatched.y + hatched.height == filled.y
    assert [tick.label for tick in drawing.scale] == ["0 h", "1 h", "2 h"]
    assert filled.height == hatched.height
    assert drawing.floor < HEIGHT


def test_nothing_to_draw_is_no_drawing() -> None:
    assert bars([]) is None
    assert bars([Column("a", 0)]) is None
