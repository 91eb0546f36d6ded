"""What is left of a stretch of time beside others, to the minute."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations, product

import pytest

from scheduler.clock import Clock
from scheduler.demand import Weekday
from scheduler.intervals import Interval, cut, uncovered
from scheduler.team import Busy, WeeklyTime
from scheduler.windows import windows
from tiny_teams import MONDAY, person, problem

INSIDE = range(1, 4)
BORDERS = range(5)


def every_set() -> Iterator[tuple[Interval, ...]]:
    """None, one, or two intervals of whole minutes from 0 to 4, in every order."""
    single = list(combinations(BORDERS, 2))
    yield ()
    yield from ((one,) for one in single)
    yield from product(single, single)


def test_what_is_left_is_every_minute_that_no_interval_holds_and_no_other() -> None:
    start, end = INSIDE.start, INSIDE.stop
    for others in every_set():
        left = list(uncovered(start, end, others))
        minutes = [minute for first, last in left for minute in range(first, last)]
        held = {minute for first, last in others for minute in range(first, last)}
        assert minutes == [minute for minute in INSIDE if minute not in held], others
        assert all(first < last for first, last in left)


def test_what_is_left_is_not_divided_without_need() -> None:
    assert list(uncovered(1, 4, [])) == [(1, 4)]
    assert list(uncovered(1, 4, [(2, 3)])) == [(1, 2), (3, 4)]


def test_a_stretch_is_cut_where_others_begin_or_end_inside_it() -> None:
    assert list(cut(1, 9, [])) == [(1, 9)]
    assert list(cut(1, 9, [(0, 4), (4, 9), (3, 12)])) == [(1, 3), (3, 4), (4, 9)]


@pytest.mark.parametrize(("seconds", "minute"), [(0, 60), (0.000001, 61), (59.999999, 61)])
def test_a_moment_within_a_minute_counts_from_the_next(seconds: float, minute: int) -> None:
    clock = Clock("Etc/UTC", MONDAY, 1)
    moment = datetime(MONDAY.year, MONDAY.month, MONDAY.day, 1, tzinfo=UTC)
    assert clock.minute_up(moment + timedelta(seconds=seconds)) == minute
    assert clock.minute(moment + timedelta(seconds=seconds)) == 60


def test_weekly_windows_and_offers_come_in_time_order_and_over_midnight() -> None:
    evening = WeeklyTime.model_validate({"weekdays": [Weekday.MON], "from": "22:00", "to": "02:00"})
    # 09:00:30 in Brussels: the first whole minute of the offer is 09:01.
    offer = Busy.model_validate(
        {"from": "2027-03-08T09:00:30+01:00", "to": "2027-03-08T12:00+01:00"}
    )
    ana = person("Ana", available=(evening,), offered=(offer,))
    case = problem(ana)
    assert windows(case, ana, range(1)) == [(541, 720), (22 * 60, 26 * 60)]
    assert windows(case, ana, range(1, 2)) == [(541, 720)]
