from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.rest.shift_count import ShiftCount
from hand_rosters import breaches, spans
from scheduler.roster import Shift
from scheduler.team import Pins
from tiny_teams import ADMIN, MONDAY, person, problem, shape, shift

RULE = ShiftCount(most={"late": 2})


def on(day: int, start: str = "15:00", who: str = "ana", first: date = MONDAY) -> Shift:
    return shift(who, f"{first + timedelta(days=day)} {start}", [("admin", 240)])


def test_as_it_comes_there_is_no_limit() -> None:
    case = problem(activities=[ADMIN], days=7)
    assert spans(ShiftCount(), case, *(on(day) for day in range(7))) == []
    assert str(ShiftCount().sentence()) == ("No limit to how many shifts of one kind a roster has.")
    assert str(ShiftCount(most={"late": 2, "night": 0}).sentence()) == (
        "At most so many shifts of one kind in a roster: late 2, night 0."
    )


def test_two_late_shifts_and_not_three() -> None:
    case = problem(activities=[ADMIN], days=7)
    assert spans(RULE, case, on(0), on(6)) == []
    # 14:00 to 18:00 does not end after 18:00.
    assert spans(RULE, case, on(0), on(3, "14:00"), on(6)) == []
    (breach,) = breaches(RULE, case, on(0), on(3), on(6))
    assert str(breach.said) == (
        "Ana, Mon 8 March to Sun 14 March: number of shifts that are «late»: 3. The limit is 2."
    )
    assert spans(RULE, case, on(0), on(3), on(6)) == [("ana", "Mon 08 15:00", "Sun 14 19:00")]
    # Another person's do not count.
    two = problem(person("Ana"), person("Bo"), activities=[ADMIN], days=7)
    assert spans(RULE, two, on(0), on(3), on(6, who="bo")) == []


def test_a_kind_may_be_forbidden() -> None:
    case = problem(activities=[ADMIN], days=2)
    rule = ShiftCount(most={"late": 2, "early": 0})
    assert spans(rule, case, on(0, "10:00")) == []
    assert len(spans(rule, case, on(0, "09:00"))) == 1


@pytest.mark.parametrize("first", [date(2027, 3, 27), date(2026, 10, 24)])
def test_a_night_counts_where_it_starts_also_when_the_clock_changes(first: date) -> None:
    case = problem(activities=[ADMIN], days=1, first=first, history=[on(-1, "23:00", first=first)])
    rule = ShiftCount(most={"night": 0})
    # From 22:00, 240 elapsed minutes: 180 of them after 23:00. From 21:45 there are 165.
    assert len(spans(rule, case, on(0, "22:00", first=first))) == 1
    assert spans(rule, case, on(0, "21:45", first=first)) == []


def test_what_stands_is_not_reported_and_none_is_added() -> None:
    pins = Pins(shifts=(on(0), on(1), on(2)))
    case = problem(activities=[ADMIN], days=5, pins=pins, history=[on(-1)])
    assert spans(RULE, case) == []
    assert spans(RULE, case, on(3, "09:00")) == []
    assert len(spans(RULE, case, on(3))) == 1
    # Days before the roster are another roster's.
    other = problem(activities=[ADMIN], days=5, history=[on(-2), on(-1)])
    assert spans(RULE, other, on(0), on(4)) == []


def test_ranges() -> None:
    for most in (-1, 367):
        with pytest.raises(ValidationError):
            ShiftCount(most={"late": most})
    assert list(RULE.looser()) == []
    assert list(ShiftCount(active=False).looser()) == ["switched off"]


@pytest.mark.parametrize("late", [0, 1, 2])
@pytest.mark.parametrize("pins", [(), (on(1),), (on(0), on(1, "17:00"))])
def test_post_and_check_agree(late: int, pins: tuple[Shift, ...]) -> None:
    case = problem(
        # Early, late, both, neither.
        shapes=[shape("09:45", 60), shape("17:15", 60), shape("09:00", 555), shape("10:00", 480)],
        activities=[ADMIN],
        days=3,
        history=[on(-1)],
        pins=Pins(shifts=pins),
    )
    rule = ShiftCount(most={"late": late, "early": 1})
    assert_agreement(case, [rule], filling="breaks", held=1)


def test_post_and_check_agree_on_two_people() -> None:
    case = problem(
        person("Ana"),
        person("Bo"),
        shapes=[shape("08:00", 60), shape("17:15", 60)],
        activities=[ADMIN],
        days=2,
    )
    agreed = assert_agreement(case, [ShiftCount(most={"late": 1})], filling="breaks")
    # Two days of three ways, less both late.
    assert agreed.accepted == 8 * 8
