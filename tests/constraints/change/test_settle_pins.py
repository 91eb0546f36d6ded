"""Which pins are in force, and the roster that stands before anything is planned."""

from datetime import date, datetime

import pytest

from constraints.breaks.meal_break import MealBreak
from constraints.breaks.min_block import MinBlock
from constraints.change.pinned import Pinned
from constraints.coverage.coverage import Coverage
from constraints.exposure.max_daily_exposure import MaxDailyExposure
from constraints.exposure.max_stint import MaxStint
from constraints.exposure.no_lone_exposure import NoLoneExposure
from constraints.people.availability import Availability
from constraints.people.buddy import Buddy
from constraints.people.opt_out import OptOut
from constraints.people.skilled import Skilled
from constraints.rest.daily_rest import DailyRest
from scheduler.checking import check_roster
from scheduler.pins import fallback_roster, settle_pins
from scheduler.presence import Presence
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Rule, Rulebook
from scheduler.team import Activity, Busy, DayOff, Leave, Person, Pins, Private, Refusal
from tiny_teams import ADMIN, BRUSSELS, IMAGES, MONDAY, SINCE_LONG, person, problem, shift

KINDS: tuple[type[Rule], ...] = (
    MaxDailyExposure,
    MaxStint,
    NoLoneExposure,
    MealBreak,
    MinBlock,
    DailyRest,
    Skilled,
    Availability,
    Buddy,
    OptOut,
    Coverage,
    Pinned,
)
RULES = Rulebook([kind() for kind in KINDS], KINDS)


def pinning(
    *people: Person, pins: list[Shift], off: tuple[str, ...] = (), **team: object
) -> Problem:
    days_off = tuple(DayOff(person=who, day=MONDAY) for who in off)
    return problem(*people, days=4, pins=Pins(shifts=tuple(pins), days_off=days_off), **team)  # type: ignore[arg-type]


def times(planned: Shift) -> Shift:
    return planned.model_copy(update={"blocks": ()})


def settled(case: Problem) -> tuple[Problem, list[str]]:
    """The problem with its pins in force, and «pin: reason» of each void one.

    Whatever it is, the roster of pins alone is valid and holds every pin in force.
    """
    now, void = settle_pins(case, RULES)
    assert not check_roster(now, RULES, fallback_roster(now, RULES))
    again, nothing = settle_pins(now, RULES)
    assert (again.standing, again.outlines, nothing) == (now.standing, now.outlines, [])
    return now, [f"{pin} {reason}" for pin, reason in void]


def admin(who: str, start: str, minutes: int = 120) -> Shift:
    return shift(who, f"2027-03-{start}", [("admin", minutes)])


def images(who: str, start: str, minutes: int = 45) -> Shift:
    return shift(who, f"2027-03-{start}", [("images", minutes), ("admin", 60)])


def test_pins_that_break_nothing_stand_and_are_the_roster() -> None:
    case = pinning(pins=[admin("ana", "08 08:00"), admin("ana", "09 08:00")])
    now, void = settled(case)
    assert (now, void) == (case, [])
    assert fallback_roster(now, RULES) == list(case.standing.values())


def test_without_pins_the_roster_is_empty() -> None:
    case = problem()
    assert settle_pins(case, RULES) == (case, [])
    assert fallback_roster(case, RULES) == []


def test_a_shift_in_leave_is_void_and_the_reason_is_said() -> None:
    away = person(leave=(Leave(first=date(2027, 3, 9), last=date(2027, 3, 9)),))
    now, void = settled(pinning(away, pins=[admin("ana", "08 08:00"), admin("ana", "09 08:00")]))
    assert list(now.standing) == [("ana", 0)]
    assert void == [
        (
            "Ana, Tue 9 March: the shift pinned from 08:00 to 10:00. "
            "Ana is not available on Tue 9 March from 08:00 to 10:00."
        )
    ]


def test_blocks_that_break_a_rule_leave_the_times_pinned() -> None:
    # 60 minutes in one run: 45 are the most. Both are on site, so that nobody is alone.
    long = images("ana", "08 08:00", 60)
    now, void = settled(
        pinning(person("Ana"), person("Ben"), pins=[long, admin("ben", "08 08:00")])
    )
    assert list(now.standing) == [("ben", 0)]
    assert list(now.outlines) == [("ana", 0)]
    assert void == [
        (
            "Ana, Mon 8 March: the blocks of the shift pinned from 08:00 to 10:00. "
            "Ana: exposure goes on from 08:00 to 09:00 without a break: 1 h. The limit is 45 min."
        )
    ]


@pytest.mark.parametrize("appointment", [True, False])
def test_a_private_reason_is_not_said(appointment: bool) -> None:
    start = datetime(2027, 3, 8, 8, 0, tzinfo=BRUSSELS)
    end = datetime(2027, 3, 8, 9, 0, tzinfo=BRUSSELS)
    private = (
        Private(appointments=(Busy(start=start, end=end),))
        if appointment
        else Private(refusals=(Refusal(activity="images", start=start),))
    )
    case = pinning(
        person("Ana", private=private),
        person("Ben"),
        pins=[images("ana", "08 08:00"), admin("ben", "08 08:00")],
    )
    now, void = settled(case)
    assert ("ana", 0) not in now.standing
    assert len(void) == 1
    assert void[0].endswith("to 09:45. Not available for this work then.")


def test_exposure_needs_company_among_the_pins() -> None:
    now, void = settled(pinning(person("Ana"), person("Ben"), pins=[images("ana", "08 08:00")]))
    assert list(now.outlines) == [("ana", 0)]
    assert "with nobody else on site" in void[0]


def test_two_pins_that_keep_each_other_company_stand() -> None:
    pins = [images("ana", "08 08:00"), images("ben", "08 08:00")]
    now, void = settled(pinning(person("Ana"), person("Ben"), pins=pins))
    assert (len(now.standing), void) == (2, [])


def test_company_that_is_void_takes_the_blocks_of_the_other_with_it() -> None:
    away = person("Ben", leave=(Leave(first=MONDAY, last=MONDAY),))
    pins = [images("ana", "08 08:00"), images("ben", "08 08:00")]
    now, void = settled(pinning(person("Ana"), away, pins=pins))
    assert not now.standing
    assert list(now.outlines) == [("ana", 0)]
    assert [line.split(":")[0] for line in void] == ["Ana, Mon 8 March", "Ben, Mon 8 March"]


def test_a_newcomer_s_blocks_need_a_mentor_s_pin() -> None:
    pins = [images("ana", "08 08:00"), images("ben", "08 08:00")]
    new = person("Ana", ramp_up_from=MONDAY)
    alone, void = settled(pinning(new, person("Ben"), pins=pins))
    assert list(alone.outlines) == [("ana", 0)]
    assert len(void) == 1
    beside, void = settled(pinning(new, person("Ben", mentor=SINCE_LONG), pins=pins))
    assert (len(beside.standing), void) == (2, [])


def test_of_two_pins_too_near_each_other_the_later_gives_way() -> None:
    # Until 23:00, and from 08:00: 9 hours of rest. Without Tuesday's Wednesday's can stay.
    pins = [admin("ana", "08 21:00"), admin("ana", "09 08:00"), admin("ana", "10 08:00")]
    now, void = settled(pinning(pins=pins))
    assert list(now.standing) == [("ana", 0), ("ana", 2)]
    assert "9 h after the one before" in void[0]


def test_history_is_what_a_pin_must_give_way_to() -> None:
    before = shift("ana", "2027-03-07 20:00", [("admin", 240)])
    now, void = settled(pinning(pins=[admin("ana", "08 08:00")], history=(before,)))
    assert not now.standing
    assert len(void) == 1


def test_a_pin_is_not_lost_to_another_that_is_void_anyway() -> None:
    # Tuesday's early shift is too near Monday's late one, which lies in leave: that one goes.
    away = person(leave=(Leave(first=MONDAY, last=MONDAY),))
    now, void = settled(pinning(away, pins=[admin("ana", "08 21:00"), admin("ana", "09 08:00")]))
    assert list(now.standing) == [("ana", 1)]
    assert len(void) == 1


def test_a_pin_that_was_blamed_for_another_is_put_back() -> None:
    # 45 minutes after midnight are over Ana's 30 of Tuesday; her evening has none of them.
    night = shift("ana", "2027-03-08 22:00", [("admin", 120), ("images", 45), ("admin", 60)])
    pins = [night, admin("ben", "08 22:00", 300), admin("ana", "09 20:00")]
    now, void = settled(pinning(person("Ana", max_daily_exposure=30), person("Ben"), pins=pins))
    assert list(now.standing) == [("ben", 0), ("ana", 1)]
    assert list(now.outlines) == [("ana", 0)]
    assert len(void) == 1


def test_the_reason_of_a_void_shift_is_what_its_times_break() -> None:
    # Ben's Tuesday has 45 minutes where he may have 30, and starts 7 hours after Monday's end.
    pins = [
        admin("ben", "08 20:00", 300),
        images("ben", "09 08:00"),
        admin("ana", "09 08:00"),
    ]
    _, void = settled(pinning(person("Ana"), person("Ben", max_daily_exposure=30), pins=pins))
    assert len(void) == 1
    assert "7 h after the one before" in void[0]


def test_a_shift_on_a_day_pinned_free_is_void() -> None:
    now, void = settled(pinning(pins=[admin("ana", "08 08:00")], off=("ana",)))
    assert not now.standing
    assert now.days_off == {("ana", 0)}
    assert void == [
        "Ana, Mon 8 March: the shift pinned from 08:00 to 10:00. Mon 8 March is pinned free."
    ]


def test_pins_outside_the_period_are_nobody_s_business() -> None:
    far = [admin("ana", "07 08:00"), admin("ana", "12 08:00")]
    now, void = settled(pinning(pins=far))
    assert (now.standing, void) == ({}, [])


def test_pinned_times_hold_work_that_does_not_expose_with_its_meal() -> None:
    # 8 hours from 08:00: 30 minutes nearest to the middle on the grid, 11:45 to 12:15.
    case = pinning(pins=[times(admin("ana", "08 08:00", 480))])
    now, void = settled(case)
    assert void == []
    (filled,) = fallback_roster(now, RULES)
    assert blocks(filled) == [("admin", 480, 705), ("meal", 705, 735), ("admin", 735, 960)]
    assert not filled.standing


def test_pinned_times_hold_a_break_where_a_person_may_do_nothing_else() -> None:
    letters = Activity(id="letters", name="Letters", skills=("dutch",))
    case = pinning(
        pins=[times(shift("ana", "2027-03-08 08:07", [("break", 456)]))],
        activities=(IMAGES, letters),
    )
    now, _ = settled(case)
    (filled,) = fallback_roster(now, RULES)
    # 7 h 36 from 08:07 to 15:43, middle 11:55; the meal of 30 from 11:45.
    assert blocks(filled) == [("break", 487, 705), ("meal", 705, 735), ("break", 735, 943)]


def test_pinned_times_hold_the_first_work_that_a_person_may_do() -> None:
    letters = Activity(id="letters", name="Letters", skills=("dutch",))
    case = pinning(pins=[times(admin("ana", "08 08:00"))], activities=(IMAGES, letters, ADMIN))
    (filled,) = fallback_roster(settled(case)[0], RULES)
    assert blocks(filled) == [("admin", 480, 600)]


def test_pinned_times_too_short_for_a_block_of_work_are_a_break() -> None:
    patient = ADMIN.model_copy(update={"min_block": 120})
    case = pinning(pins=[times(admin("ana", "08 08:00", 60))], activities=(IMAGES, patient))
    now, void = settled(case)
    assert void == []
    assert [blocks(p) for p in fallback_roster(now, RULES)] == [[("break", 480, 540)]]


def test_the_order_in_the_file_makes_no_difference() -> None:
    pins = [
        images("ana", "08 08:00", 60),
        images("ben", "08 08:00", 60),
        admin("ana", "09 03:00"),
        admin("ben", "09 03:00", 300),
        times(admin("ana", "10 08:00", 400)),
    ]
    people = person("Ana"), person("Ben")
    one, other = pinning(*people, pins=pins), pinning(*people, pins=pins[::-1])
    (now, void), (then, said) = settled(one), settled(other)
    assert (now.standing, now.outlines, void) == (then.standing, then.outlines, said)
    assert len(void) > 1


def blocks(presence: Presence) -> list[tuple[str, int, int]]:
    return [
        ("meal" if s.meal else s.activity.id if s.activity else "break", s.start, s.end)
        for s in presence.stretches
    ]
