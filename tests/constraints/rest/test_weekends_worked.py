from datetime import date, datetime, timedelta

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.change.pinned import Pinned
from constraints.rest.weekends_worked import WeekendsWorked
from hand_rosters import breaches, spans
from scheduler.roster import Shift
from scheduler.team import CallOut, Pins, ShiftShape
from tiny_teams import ADMIN, BRUSSELS, MONDAY, person, problem, shape, shift

RULE = WeekendsWorked()
# Saturdays are days 5, 12, 19 and 26 from Monday 8 March 2027.


def on(day: int, start: str = "09:00", minutes: int = 240, first: date = MONDAY) -> Shift:
    return shift("ana", f"{first + timedelta(days=day)} {start}", [("admin", minutes)])


def test_two_of_four_weekends_and_not_three() -> None:
    case = problem(activities=[ADMIN], days=28)
    assert spans(RULE, case, on(5), on(6), on(12)) == []
    (breach,) = breaches(RULE, case, on(5), on(6), on(12), on(27))
    # 5 and 6 are one weekend: with 12 and 27 that makes three.
    assert str(breach.said) == (
        "Ana works on 3 of the 4 weekends up to Sun 4 April. The limit is 2."
    )
    assert spans(RULE, case, on(5), on(12), on(26)) == [("ana", "Sat 03 00:00", "Mon 05 00:00")]


def test_the_fifth_weekend_is_beyond_the_first() -> None:
    case = problem(activities=[ADMIN], days=42)
    assert spans(RULE, case, on(5), on(12), on(33), on(40)) == []
    assert len(spans(RULE, case, on(5), on(19), on(26))) == 1


def test_a_minute_after_midnight_on_saturday_is_one_and_none_before_monday() -> None:
    case = problem(activities=[ADMIN], days=21)
    before = (on(5), on(12))
    assert spans(RULE, case, *before, on(18, "22:00", 120)) == []
    assert len(spans(RULE, case, *before, on(18, "22:00", 121))) == 1
    # Friday 22:00 to Saturday 02:00, and Sunday 23:45 into Monday.
    assert len(spans(RULE, case, *before, on(20, "23:45", 60))) == 1
    assert spans(RULE, case, *before, on(14, "00:00", 60)) == []


@pytest.mark.parametrize("first", [date(2027, 3, 26), date(2026, 10, 23)])
def test_the_night_in_which_the_clock_changes(first: date) -> None:
    # Friday; the clock changes on the Sunday. 24:00 on Sunday is 23 or 25 hours after its midnight.
    history = [on(-13, first=first), on(-6, first=first)]
    case = problem(activities=[ADMIN], days=4, first=first, history=history)
    assert spans(RULE, case, on(3, "00:00", first=first)) == []
    assert len(spans(RULE, case, on(2, "23:00", 60, first=first))) == 1


def test_weekends_before_the_roster_count_and_one_that_it_ends_in() -> None:
    # Saturdays -2, -9 and -16 lie before; -16 is out of the four that end with 12.
    case = problem(activities=[ADMIN], days=12, history=[on(-16), on(-9)])
    assert spans(RULE, case, on(5)) == [("ana", "Sat 13 00:00", "Mon 15 00:00")]
    # The last day is Friday 19 March: its night reaches Saturday.
    assert spans(RULE, case, on(11, "22:00")) == []
    later = problem(activities=[ADMIN], days=12, history=[on(-9), on(-2)])
    assert len(spans(RULE, later, on(11, "22:00"))) == 1
    assert spans(RULE, later, on(11, "20:00")) == []


def test_a_roster_that_starts_on_sunday_ends_a_weekend() -> None:
    sunday = MONDAY + timedelta(days=6)
    history = [on(-8, first=sunday), on(-15, first=sunday)]
    case = problem(activities=[ADMIN], days=1, first=sunday, history=history)
    assert len(spans(RULE, case, on(0, first=sunday))) == 1
    worked = [*history, on(-1, first=sunday)]
    stands = problem(activities=[ADMIN], days=1, first=sunday, history=worked)
    # Saturday stands: Sunday adds no weekend.
    assert spans(RULE, stands, on(0, first=sunday)) == []


def test_what_stands_is_not_reported_and_no_weekend_is_added() -> None:
    case = problem(
        activities=[ADMIN], days=21, history=[on(-9), on(-2)], pins=Pins(shifts=(on(5),))
    )
    assert spans(RULE, case) == []
    assert spans(RULE, case, on(6)) == []
    assert len(spans(RULE, case, on(12))) == 1


def test_weekends_that_stand_after_the_roster_count() -> None:
    # One week: the Saturdays 12, 19, 26 and 33 come after it.
    case = problem(activities=[ADMIN], days=7, history=[on(12), on(19)])
    assert spans(RULE, case) == []
    assert spans(RULE, case, on(4)) == []
    assert spans(RULE, case, on(5)) == [("ana", "Sat 27 00:00", "Mon 29 00:00")]
    # 5 and 26 are in the same four, 5 and 33 are not.
    last = problem(activities=[ADMIN], days=7, history=[on(19), on(26, "00:00", 60)])
    assert len(spans(RULE, last, on(6))) == 1
    beyond = problem(activities=[ADMIN], days=7, history=[on(19), on(33)])
    assert spans(RULE, beyond, on(6)) == []
    # From Monday to Friday: its last night alone reaches the weekend.
    week = problem(activities=[ADMIN], days=5, history=[on(12), on(26)])
    assert spans(RULE, week, on(4, "20:00")) == []
    assert len(spans(RULE, week, on(4, "20:01"))) == 1


def called(start: str, end: str) -> CallOut:
    """Between local times of March 2027."""
    moments = (
        datetime.fromisoformat(f"2027-03-{at}").replace(tzinfo=BRUSSELS) for at in (start, end)
    )
    return CallOut.model_validate(
        dict(zip(("person", "from", "to"), ("ana", *moments), strict=True))
    )


def test_a_call_out_makes_a_weekend_worked() -> None:
    shifts = (on(12), on(19))
    for start, end, broken in [
        ("12 23:00", "13 00:01", 1),
        ("12 23:00", "13 00:00", 0),
        ("14 23:00", "15 01:00", 1),
        ("15 00:00", "15 01:00", 0),
    ]:
        case = problem(activities=[ADMIN], days=21, call_outs=(called(start, end),))
        assert len(spans(RULE, case, *shifts)) == broken
    # It stands: with two weekends of history it is no breach, and none is added.
    past = [on(-9), on(-2)]
    calls = (called("13 10:00", "13 11:00"),)
    case = problem(activities=[ADMIN], days=14, history=past, call_outs=calls)
    assert spans(RULE, case) == []
    assert len(spans(RULE, case, on(12))) == 1


def test_ranges_and_what_is_looser() -> None:
    for weekends in (0, 4):
        with pytest.raises(ValidationError):
            WeekendsWorked(weekends=weekends)
    assert list(WeekendsWorked(weekends=3).looser()) == ["weekends 3 (recommended 2)"]
    assert list(WeekendsWorked(weekends=1).looser()) == []


WEEKENDS = [
    shape("22:00", 180, weekdays="fri"),
    shape("21:00", 180, weekdays="fri"),
    shape("08:00", 60, weekdays="sat"),
]


@pytest.mark.parametrize(
    ("limit", "history"),
    [(1, ()), (1, (-2,)), (2, (-16, -2)), (2, (-10, -3)), (2, (-16, -9, -2)), (3, (-10, -3))],
)
@pytest.mark.parametrize("pins", [(), (12,)])
def test_post_and_check_agree(limit: int, history: tuple[int, ...], pins: tuple[int, ...]) -> None:
    case = problem(
        shapes=WEEKENDS,
        activities=[ADMIN],
        days=19,
        history=[on(day, "22:00" if day in {-10, -3} else "09:00") for day in history],
        pins=Pins(shifts=tuple(on(day) for day in pins)),
    )
    assert_agreement(case, [WeekendsWorked(weekends=limit)], filling="breaks", held=1)


def test_post_and_check_agree_on_a_short_roster_of_two_people() -> None:
    sunday = MONDAY + timedelta(days=6)
    case = problem(
        person("Ana"),
        person("Bo"),
        shapes=[shape("08:00", 60), shape("23:00", 75)],
        activities=[ADMIN],
        days=2,
        first=sunday,
        history=[on(-8, first=sunday)],
    )
    agreed = assert_agreement(case, [WeekendsWorked(weekends=1)], filling="breaks", held=1)
    # Sunday and Monday of three ways each. Ana, who worked a weekend ago, is free on Sunday.
    assert agreed.accepted == 1 * 3 * 9


@pytest.mark.parametrize(("day", "accepted"), [("12", 3), ("13", 2), ("14", 2), ("15", 3)])
def test_post_and_check_agree_beside_a_call_out(day: str, accepted: int) -> None:
    # Both Saturdays, one or none are three ways; after a call-out on the first weekend, from
    # Saturday 13 to Sunday 14, the second is free: two ways.
    case = problem(
        shapes=[shape("08:00", 60, weekdays="sat")],
        activities=[ADMIN],
        days=14,
        call_outs=(called(f"{day} 10:00", f"{day} 11:00"),),
    )
    agreed = assert_agreement(case, [WeekendsWorked(weekends=1)], filling="breaks")
    assert agreed.accepted == accepted


@pytest.mark.parametrize(
    ("other", "accepted"),
    [(shape("08:00", 60, weekdays="sun"), 2), (shape("21:00", 180, weekdays="fri"), 2 * 2)],
)
def test_post_and_check_agree_beside_times_that_are_pinned(
    other: ShiftShape, accepted: int
) -> None:
    # Saturday 13 is worked in any case, and so the second weekend is free. On Sunday 14 there may
    # be a shift; until midnight on Friday, on both of them.
    pinned = on(5, "08:00", 60).model_copy(update={"blocks": ()})
    case = problem(
        shapes=[shape("08:00", 60, weekdays="sat"), other],
        activities=[ADMIN],
        days=14,
        pins=Pins(shifts=(pinned,)),
    )
    rules = [WeekendsWorked(weekends=1), Pinned()]
    assert assert_agreement(case, rules, filling="breaks").accepted == accepted


@pytest.mark.parametrize(
    ("limit", "stand"),
    [(1, (12,)), (1, (26,)), (1, (12, 33)), (2, (-2, 12)), (2, (12, 19)), (2, (10, 19, 26))],
)
def test_post_and_check_agree_over_the_border(limit: int, stand: tuple[int, ...]) -> None:
    case = problem(shapes=WEEKENDS, activities=[ADMIN], days=7, history=[on(day) for day in stand])
    assert_agreement(case, [WeekendsWorked(weekends=limit)], filling="breaks", held=1)
