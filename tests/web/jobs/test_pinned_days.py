"""What is pinned on one board holds in the next roster, on the same days or weeks later."""

from datetime import date, timedelta

import image_team
from web.jobs.pinned_days import PinnedIn, pinned_too

MONDAY, WEDNESDAY = date(2026, 12, 7), date(2026, 12, 9)
SAME, FOUR_WEEKS = timedelta(0), timedelta(days=28)


def test_a_pinned_shift_and_a_day_pinned_free_hold_on_the_same_days() -> None:
    cells = [("anouk", MONDAY), ("daan", MONDAY), ("bram", date(2027, 1, 1))]
    team, days = pinned_too(image_team.team(), image_team.roster(), cells, SAME, MONDAY, WEDNESDAY)
    assert [(shift.person, shift.start.date()) for shift in team.pins.shifts] == [("anouk", MONDAY)]
    assert [(off.person, off.day) for off in team.pins.days_off] == [("daan", MONDAY)]
    assert days == {("anouk", MONDAY), ("daan", MONDAY)}


def test_weeks_later_a_shift_has_the_same_times_on_the_wall() -> None:
    first = MONDAY + FOUR_WEEKS
    team, days = pinned_too(
        image_team.team(), image_team.roster(), [("anouk", MONDAY)], FOUR_WEEKS, first, first
    )
    (shift,) = team.pins.shifts
    assert shift.start.isoformat() == "2027-01-04T08:00:00+01:00"
    assert shift.blocks[-1].end == shift.end
    assert days == {("anouk", first)}


def test_what_was_pinned_before_is_not_pinned_twice() -> None:
    roster = image_team.roster()
    once, _ = pinned_too(image_team.team(), roster, [("anouk", MONDAY)], SAME, MONDAY, MONDAY)
    twice, days = pinned_too(once, roster, [("anouk", MONDAY)], SAME, MONDAY, MONDAY)
    assert twice == once
    assert days == set()


def test_rosters_are_read_as_they_were_told() -> None:
    assert PinnedIn.read(PinnedIn(4, 28).told()) == PinnedIn(4, 28)
