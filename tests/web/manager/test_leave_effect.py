"""What a wish would do is said before it is granted: who many are off, and what is open more."""

from datetime import date

import image_team
from web.manager.leave_effect import OpenMore, off_by_day, off_in_words
from web.manager.leave_order import Wished
from web.plan import Plan, plan_of

MONDAY, TUESDAY, FRIDAY = date(2026, 12, 7), date(2026, 12, 8), date(2026, 12, 11)


def plan() -> Plan:
    text = image_team.team_of(image_team.document())
    return plan_of(text, image_team.roster().model_dump_json(by_alias=True))


def test_the_day_with_most_off_is_told_with_how_many_may_be() -> None:
    off = off_by_day(image_team.team(), MONDAY, FRIDAY)
    # Chloé is on leave on Tuesday.
    assert off == {day: int(day == TUESDAY) for day in off}
    said = off_in_words(Wished(1, "anouk", MONDAY, FRIDAY), off, 2)
    assert said == "With it 2 would be off on 8 December, at most 2 may be."


def test_work_of_the_persons_shifts_that_nobody_else_is_on_would_be_open() -> None:
    # Anouk and Bram are the two wanted on images from 09:00 to 09:45.
    said = OpenMore([plan()]).in_words(Wished(1, "anouk", MONDAY, MONDAY))
    assert said == ["Images, severity 1 would be 45 min short more on 7 December."]


def test_days_without_an_own_shift_change_nothing() -> None:
    said = OpenMore([plan()]).in_words(Wished(1, "anouk", FRIDAY, FRIDAY))
    assert said == ["No shift of a roster lies on these days."]


def test_a_shift_that_covers_nothing_leaves_coverage_as_it_is() -> None:
    said = OpenMore([plan()]).in_words(Wished(1, "ines", TUESDAY, TUESDAY))
    assert said == ["Coverage stays as it is."]


def test_where_no_roster_is_made_that_is_said() -> None:
    said = OpenMore([]).in_words(Wished(1, "anouk", MONDAY, MONDAY))
    assert said == ["No roster of these days is made yet."]
