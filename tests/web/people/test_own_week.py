from datetime import date

import image_team
from plans import plan
from web.people.week import own_week

MONDAY = image_team.FIRST


def test_a_day_has_its_shift_its_blocks_and_one_sentence_of_minutes() -> None:
    monday = own_week([plan()], "anouk", MONDAY, private=True)[0]
    (shift,) = monday.shifts
    assert (shift.times, shift.work) == ("08:00–16:00", "Administration, images, chat")
    assert [times for times, _ in shift.blocks][:2] == ["08:00–09:00", "09:00–09:45"]
    assert monday.minutes == "Planned 2 h 15 · limit 4 h"


def test_the_limit_is_the_lowest_that_holds_and_an_own_one_is_called_so() -> None:
    document = image_team.document()
    document["people"][0]["max_daily_exposure"] = 180
    agreed = own_week([plan(team=document)], "anouk", MONDAY, private=True)[0]
    assert (agreed.limit, agreed.own_limit) == (180, False)
    document["people"][0]["private"] = {"own_caps": [{"from": "2026-12-01", "minutes": 150}]}
    own = own_week([plan(team=document)], "anouk", MONDAY, private=True)[0]
    assert (own.limit, own.own_limit) == (150, True)


def test_somebody_new_has_the_limit_of_the_ramp_up() -> None:
    document = image_team.document()
    document["people"][0]["ramp_up_from"] = "2026-11-30"
    days = own_week([plan(team=document)], "anouk", MONDAY, private=True)
    assert {day.limit for day in days} == {30}


def test_what_is_not_published_is_said_day_by_day() -> None:
    assert [day.published for day in own_week([], "anouk", MONDAY, private=True)] == [False] * 7
    after = own_week([plan()], "anouk", date(2026, 12, 21), private=True)
    assert not any(day.published for day in after)


def test_nobody_finds_anothers_shifts_in_the_own_week() -> None:
    assert not any(day.shifts for day in own_week([plan()], "chloe", MONDAY, private=True))
    assert not any(day.published for day in own_week([plan()], "nobody", MONDAY, private=True))
