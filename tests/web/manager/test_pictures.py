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


def five(**parts: Any) -> Plan:  # noqa: ANN401  (any section of a team file)
    """Chloé and Daan do an office day on the first Monday, as Anouk and Bram do."""
    text = image_team.team_of(image_team.document() | parts)
    more = [
        image_team.shift(person, MONDAY, "08:00", image_team.OFFICE_DAY)
        for person in ("chloe", "daan")
    ]
    roster = image_team.roster([*image_team.shifts(), *more])
    return plan_of(text, roster.model_dump_json(by_alias=True))


def told(*people: str) -> list[dict[str, Any]]:
    """Minutes done on Monday, Ines' on Tuesday."""
    done = {"anouk": 100, "ines": 60}
    return [
        {
            "person": person,
            "date": "2026-12-08" if person == "ines" else "2026-12-07",
            "minutes": done.get(person, 135),
        }
        for person in people
    ]


def test_exposure_of_a_week_is_of_all_together_with_half_of_them_in_the_spread() -> None:
    (week,) = exposure_weeks(five(), BEFORE)
    # Anouk and Bram four days of 45 + 45 + 45, Chloé and Daan one, Ines 75 on Tuesday.
    assert (week.monday, week.people, week.planned) == (MONDAY, 5, 1425)
    assert (week.low, week.middle, week.high) == (135, 135, 540)
    assert week.worked is None


def test_of_fewer_than_five_with_exposing_work_nothing_is_told() -> None:
    assert exposure_weeks(plan(), BEFORE) == []


def test_worked_minutes_take_the_place_of_planned_ones_on_days_that_are_over() -> None:
    everybody = told("anouk", "bram", "chloe", "daan", "ines")
    (week,) = exposure_weeks(five(worked=everybody), date(2026, 12, 9))
    # Monday 100 + 3 x 135, Tuesday 2 x 135 + 60; Wednesday is not over.
    assert week.worked == 835


def test_worked_minutes_that_fewer_than_five_have_told_are_not_told_on() -> None:
    four = told("anouk", "bram", "chloe", "daan")
    (week,) = exposure_weeks(five(worked=four), date(2026, 12, 9))
    assert week.worked is None


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
