import re

import image_team
from plans import plan
from web.manager.cover import Step, covered_activities, short_minutes, steps
from web.manager.curves import Rect, cover_curve
from web.manager.foot import day_feet, week_foot

NINE, TEN = 9 * 60, 10 * 60


def test_steps_say_planned_wanted_and_missing() -> None:
    found = steps(plan().record, ["images-1"], NINE - 60, TEN + 60)
    assert found == [
        Step(480, 540, 0, 0, 0),
        Step(540, 585, 2, 2, 0),
        Step(585, 600, 0, 2, 2),
        Step(600, 660, 0, 0, 0),
    ]
    assert short_minutes(found) == 30


def test_too_many_on_one_work_do_not_cover_another() -> None:
    document = image_team.document()
    document["coverage"].append(
        {"activity": "admin", "weekdays": ["mon"], "from": "08:00", "to": "09:00", "target": 1}
    )
    both = steps(plan(team=document).record, ["images-1", "admin"], 8 * 60, NINE)
    assert both == [Step(480, 540, 2, 1, 0)]
    friday = 4 * 1440
    open_hour = steps(plan().record, ["images-1", "admin"], friday + NINE, friday + TEN)
    assert open_hour == [Step(friday + 540, friday + 600, 0, 2, 2)]


def test_people_with_a_skill_are_counted_apart() -> None:
    document = image_team.document()
    document["people"][0]["skills"] = [{"skill": "fr", "from": "2024-01-01"}]
    line = {"activity": "images-1", "from": "09:00", "to": "10:00", "target": 2, "skill": "fr"}
    document["coverage"].append(line)
    record = plan(team=document).record
    assert steps(record, ["images-1"], NINE, TEN, skill="fr")[0] == Step(540, 585, 1, 2, 1)
    assert steps(record, ["images-1"], NINE, TEN)[0] == Step(540, 585, 2, 2, 0)


def test_a_curve_starts_and_ends_with_its_hours_and_hangs_gaps_from_what_is_wanted() -> None:
    curve = cover_curve([Step(0, 30, 2, 2, 0), Step(30, 60, 1, 2, 1)], 46, 2)
    assert (curve.width, curve.height) == (120, 46)
    assert curve.outline == "M0 3H60V23H120"
    assert curve.wanted == "M0 3H60H120"
    assert curve.planned == "M0 43L0 3H60V23H120V43Z"
    assert curve.gaps == (Rect(60, 3, 60, 20),)


def test_each_work_wanted_on_a_day_has_a_foot_with_words_and_table() -> None:
    (foot,) = day_feet(plan(), 0, 8 * 60, 16 * 60)
    assert (foot.title, foot.wanted, foot.short) == ("Images, severity 1", "wanted 2", 30)
    assert foot.words == "30 min short, 09:45–10:00"
    assert foot.table == (("09:00–09:45", 2, 2), ("09:45–10:00", 0, 2))


def test_a_week_says_how_each_day_is_covered() -> None:
    days = [week_foot(plan(), day, day * 1440 + 480, day * 1440 + 1260) for day in (4, 5, 6)]
    assert [foot and foot.words for foot in days] == [
        "2 h short, 09:00–10:00",
        "3 h short, 18:00–21:00",
        None,
    ]
    covered = image_team.shift("ines", image_team.SATURDAY, "18:00", [("chat", 180)])
    saturday = week_foot(plan([covered]), 5, 5 * 1440 + 480, 5 * 1440 + 1260)
    assert saturday is not None
    assert saturday.words == "Covered"


def test_paths_hold_numbers_and_letters_alone() -> None:
    for foot in day_feet(plan(), 0, 8 * 60, 16 * 60):
        for path in (foot.curve.planned, foot.curve.outline, foot.curve.wanted):
            assert re.fullmatch(r"[MLHVZ0-9. ]+", path)


def test_only_what_is_wanted_in_the_hours_counts_as_wanted() -> None:
    assert covered_activities(plan().record, 0, 1440) == ["images-1"]
    assert covered_activities(plan().record, TEN, 1440) == []
