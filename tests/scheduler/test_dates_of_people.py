"""What is known of a person on a date, to the day."""

from datetime import timedelta

from scheduler.team import Dated, Leave
from tiny_teams import MONDAY, person

DAY = timedelta(days=1)


def test_leave_holds_its_first_and_last_day() -> None:
    ana = person("Ana", leave=(Leave.model_validate({"from": MONDAY, "to": MONDAY + DAY}),))
    on = [ana.on_leave(MONDAY + n * DAY) for n in (-1, 0, 1, 2)]
    assert on == [False, True, True, False]


def test_somebody_is_new_from_the_start_date_for_whole_weeks() -> None:
    new = person("Ana", ramp_up_from=MONDAY)
    # Four weeks are the days 0 to 27.
    assert [new.new_on(MONDAY + n * DAY, 4) for n in (-1, 0, 27, 28)] == [False, True, True, False]
    assert not new.new_on(MONDAY, 0)
    assert not person("Ben").new_on(MONDAY, 4)


def test_a_mentor_accompanies_on_the_dates_given() -> None:
    mentor = person("Ana", mentor=Dated.model_validate({"from": MONDAY, "to": MONDAY}))
    assert [mentor.mentors_on(MONDAY + n * DAY) for n in (-1, 0, 1)] == [False, True, False]
    assert not person("Ben").mentors_on(MONDAY)
