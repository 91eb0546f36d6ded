"""The day to publish by, and whose yes a roster needs that is published later."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import image_team
from plans import plan
from scheduler.roster import Roster, Shift
from web.manager.notice import Notice, changes_too_near, notice_of
from web.plan import Plan

BRUSSELS = ZoneInfo("Europe/Brussels")
# Monday 7 December less seven working days: 4, 3, 2, 1 December, 30, 27, 26 November.
BY = date(2026, 11, 26)


def team(**rule: Any) -> dict[str, Any]:  # noqa: ANN401  (settings of the rule)
    return {**image_team.document(), "rules": {"publish_notice": rule}}


def at(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 10, tzinfo=BRUSSELS)


def in_force(*shifts: Shift, last: date = date(2026, 12, 20)) -> Roster:
    return Roster(team="Image team", first=image_team.FIRST, last=last, shifts=shifts)


def needed(of: Plan, known: list[Roster], moment: datetime) -> list[tuple[str, date]]:
    return [(one.person, one.day) for one in changes_too_near(of, known, moment)]


def test_the_day_to_publish_by_is_counted_from_the_first_shift() -> None:
    assert notice_of(plan(), BY) == Notice(BY, over=False, working_days=7)
    assert notice_of(plan(), date(2026, 11, 27)) == Notice(BY, over=True, working_days=7)
    # The first shift on Wednesday 9 December: 8, 7, 4, 3, 2, 1 December and 30 November.
    wednesday = [image_team.shift("bram", date(2026, 12, 9), "08:00", image_team.OFFICE_DAY)]
    assert notice_of(plan(wednesday), BY) == Notice(date(2026, 11, 30), over=False, working_days=7)
    assert notice_of(plan([]), BY) == Notice(BY, over=False, working_days=7)


def test_a_team_sets_its_own_notice_or_none() -> None:
    three = notice_of(plan(team=team(working_days=3)), BY)
    assert three == Notice(date(2026, 12, 2), over=False, working_days=3)
    closed = {**image_team.document(), "closing_days": ["2026-12-01"]}
    assert notice_of(plan(team=closed), BY) == Notice(date(2026, 11, 25), over=True, working_days=7)
    assert notice_of(plan(team=team(active=False)), BY) is None
    assert needed(plan(team=team(active=False)), [], at(5, 12)) == []


def test_in_time_nobody_s_yes_is_needed() -> None:
    assert needed(plan(), [], at(26)) == []


def test_a_late_first_publication_needs_a_yes_for_each_shift_that_is_too_near() -> None:
    # Friday 27 November: 27, 30, 1, 2, 3, 4 are six working days before Monday the 7th, and from
    # Tuesday on there are seven.
    monday = image_team.FIRST
    assert needed(plan(), [], at(27)) == [("anouk", monday), ("bram", monday)]


def test_only_what_differs_from_the_roster_in_force_needs_a_yes() -> None:
    shifts = image_team.shifts()
    assert needed(plan(), [in_force(*shifts)], at(27)) == []
    # Bram's Monday is new; Daan's, who is not in the draft, goes.
    daan = image_team.shift("daan", image_team.FIRST, "08:00", image_team.OFFICE_DAY)
    others = [s for s in shifts if (s.person, s.start.date()) != ("bram", image_team.FIRST)]
    bram = ("bram", image_team.FIRST)
    assert needed(plan(), [in_force(*others, daan)], at(27)) == [bram]
    chatless = [("admin", 240), ("meal", 30), ("admin", 210)]
    daan = image_team.shift("daan", image_team.FIRST, "08:00", chatless)
    gone = ("daan", image_team.FIRST)
    assert needed(plan(), [in_force(*others, daan)], at(27)) == [bram, gone]


def test_who_is_on_leave_needs_no_yes_for_the_shift_that_goes() -> None:
    # Chloé is on leave on Tuesday 8 December; five working days before, on Tuesday the 1st.
    tuesday = [image_team.shift("chloe", image_team.TUESDAY, "08:00", image_team.OFFICE_DAY)]
    assert needed(plan([]), [in_force(*tuesday)], at(1, 12)) == []
    wednesday = [image_team.shift("chloe", date(2026, 12, 9), "08:00", image_team.OFFICE_DAY)]
    assert needed(plan([]), [in_force(*wednesday)], at(1, 12)) != []


@pytest.mark.parametrize(("last", "number"), [(date(2026, 12, 20), 0), (date(2026, 12, 7), 3)])
def test_days_that_no_roster_in_force_has_are_published_for_the_first_time(
    last: date, number: int
) -> None:
    # On Monday 30 November six working days lie before Tuesday the 8th: three people work then.
    known = [s for s in image_team.shifts() if s.start.date() <= last]
    assert len(needed(plan(), [in_force(*known, last=last)], at(30))) == number
