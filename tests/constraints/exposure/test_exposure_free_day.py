from datetime import date

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.exposure.exposure_free_day import ExposureFreeDay
from constraints.exposure.max_daily_exposure import MaxDailyExposure
from hand_rosters import breaches, spans
from scheduler.roster import Shift
from scheduler.team import Pins, WorkedMinutes
from tiny_teams import ADMIN, CHAT, IMAGES, person, problem, shape, shift

RULE = ExposureFreeDay()


def day(on: str, what: str = "images", who: str = "ana", start: str = "08:00") -> Shift:
    return shift(who, f"2027-03-{on} {start}", [(what, 15)])


def days(*on: str) -> list[Shift]:
    return [day(each) for each in on]


def test_one_of_four_working_days_is_without_exposure() -> None:
    case = problem(days=7)
    assert spans(RULE, case, *days("08", "09", "10")) == []
    assert spans(RULE, case, *days("08", "09", "10"), day("12", "admin")) == []
    (breach,) = breaches(RULE, case, *days("08", "09", "10", "12"))
    assert str(breach.said) == (
        "Ana, Mon 8 March to Fri 12 March: exposure on each of 4 working days. From 4 a week on, "
        "one is without."
    )
    four = days("08", "09", "10", "12")
    assert spans(RULE, case, *four) == [("ana", "Mon 08 00:00", "Sat 13 00:00")]
    assert spans(ExposureFreeDay(working_days=5), case, *four) == []


def test_a_week_is_from_monday_to_sunday() -> None:
    case = problem(days=14)
    # Thursday to Wednesday: four in one week, three in the next.
    first, second = days("11", "12", "13", "14"), days("15", "16", "17")
    assert spans(RULE, case, *first, *second) == [("ana", "Thu 11 00:00", "Mon 15 00:00")]
    assert spans(RULE, case, *first[1:], *second) == []


def test_days_before_the_roster_count_in_its_first_week() -> None:
    thursday = date(2027, 3, 11)
    case = problem(first=thursday, days=4, history=days("08", "09", "10"))
    assert spans(RULE, case, day("11", "admin")) == []
    assert spans(RULE, case, day("11")) == [("ana", "Mon 08 00:00", "Fri 12 00:00")]
    # On Tuesday nothing of it was really done: it is the day without.
    none = WorkedMinutes(person="ana", day=date(2027, 3, 9), minutes=0)
    case = problem(first=thursday, days=4, history=days("08", "09", "10"), worked=(none,))
    assert spans(RULE, case, day("11")) == []


def test_the_part_of_a_shift_after_midnight_makes_it_a_day_with_exposure() -> None:
    case = problem(days=7, activities=[IMAGES, CHAT, ADMIN])
    night = shift("ana", "2027-03-11 23:00", [("admin", 60), ("chat", 15)])
    assert spans(RULE, case, *days("08", "09", "10"), night) == [
        ("ana", "Mon 08 00:00", "Fri 12 00:00")
    ]
    until = shift("ana", "2027-03-11 23:00", [("chat", 0), ("admin", 75)][1:])
    assert spans(RULE, case, *days("08", "09", "10"), until) == []
    # What a night leaves for the next working day exposes that day too.
    spill = [*days("08", "09"), shift("ana", "2027-03-10 23:30", [("chat", 31)])]
    assert len(spans(RULE, case, *spill, day("11", "admin"))) == 1
    spill = [*days("08", "09"), shift("ana", "2027-03-10 23:30", [("chat", 30)])]
    assert spans(RULE, case, *spill, day("11", "admin")) == []


@pytest.mark.parametrize("sunday", ["2027-03-28", "2027-10-31"])
def test_the_week_ends_at_midnight_also_when_the_clock_changes(sunday: str) -> None:
    last = date.fromisoformat(sunday)
    first = date.fromordinal(last.toordinal() - 6)
    case = problem(first=first, days=8, activities=[CHAT, ADMIN])
    worked = [
        shift("ana", f"{date.fromordinal(last.toordinal() - n)} 08:00", [("chat", 15)])
        for n in (3, 2, 1)
    ]
    for blocks, number in (([("admin", 60)], 0), ([("admin", 45), ("chat", 16)], 1)):
        night = shift("ana", f"{sunday} 23:15", blocks)
        assert len(breaches(RULE, case, *worked, night)) == number


def test_a_week_that_stands_without_such_a_day_gets_no_more_exposure() -> None:
    case = problem(first=date(2027, 3, 12), days=3, history=days("08", "09", "10", "11"))
    assert spans(RULE, case) == []
    assert len(spans(RULE, case, day("12"))) == 1
    assert spans(RULE, case, day("12", "admin")) == []
    assert spans(RULE, case, day("12", "admin"), day("13")) == []


def test_a_night_that_takes_the_standing_day_without_exposure_is_told() -> None:
    pins = [day(on, what) for on, what in (("08", "admin"), ("09", "chat"), ("10", "chat"))]
    case = problem(
        first=date(2027, 3, 7), days=8, activities=[CHAT, ADMIN], pins=Pins(shifts=tuple(pins))
    )
    night = shift("ana", "2027-03-07 23:30", [("chat", 45)])
    rule = ExposureFreeDay(working_days=3)
    assert spans(rule, case) == []
    assert spans(rule, case, night) == [("ana", "Mon 08 00:00", "Thu 11 00:00")]


def test_numbers_end_where_they_are_said_to() -> None:
    for number in (1, 8):
        with pytest.raises(ValidationError):
            ExposureFreeDay(working_days=number)
    assert list(ExposureFreeDay(working_days=5).looser()) == ["working_days 5 (recommended 4)"]
    assert list(ExposureFreeDay(working_days=3).looser()) == []
    assert ExposureFreeDay(working_days=2).in_force
    assert ExposureFreeDay(working_days=7).in_force


@pytest.mark.parametrize(
    ("working_days", "weekdays"), [(4, "tue wed thu fri sun"), (3, "mon wed thu sun")]
)
def test_post_and_check_accept_the_same_rosters(working_days: int, weekdays: str) -> None:
    # On each of the days no shift, admin, or images.
    case = problem(days=7, shapes=[shape("08:00", 30, weekdays=weekdays)], activities=[IMAGES])
    assert_agreement(case, [ExposureFreeDay(working_days=working_days)], filling="whole")


@pytest.mark.parametrize("history", [("08", "09"), ("08", "09", "10"), ("09",)])
def test_with_history_they_agree(history: tuple[str, ...]) -> None:
    # Thursday to Saturday, after one to three days with exposure.
    case = problem(
        first=date(2027, 3, 11),
        days=3,
        shapes=[shape("08:00", 30)],
        activities=[IMAGES],
        history=days(*history),
    )
    assert_agreement(case, [ExposureFreeDay(working_days=3)])


def test_with_minutes_known_and_pins_they_agree() -> None:
    case = problem(
        person("Ana"),
        person("Ben"),
        first=date(2027, 3, 10),
        days=2,
        shapes=[shape("08:00", 30)],
        activities=[IMAGES, ADMIN],
        history=days("08", "09"),
        worked=(WorkedMinutes(person="ana", day=date(2027, 3, 8), minutes=1),),
        pins=Pins(shifts=(day("10", "admin", "ben"), day("11", who="ben"))),
    )
    assert_agreement(case, [ExposureFreeDay(working_days=3)])


@pytest.mark.parametrize("first", [date(2027, 3, 8), date(2027, 3, 14)])
def test_over_midnight_they_agree(first: date) -> None:
    # The second pair of days lies on either side of the week's end.
    case = problem(first=first, days=3, shapes=[shape("23:45", 30)], activities=[CHAT])
    assert_agreement(case, [ExposureFreeDay(working_days=2)])
    pins = Pins(shifts=(shift("ana", f"{first} 08:00", [("chat", 15)]),))
    case = problem(first=first, days=3, shapes=[shape("23:45", 30)], activities=[CHAT], pins=pins)
    assert_agreement(case, [ExposureFreeDay(working_days=2)])


def test_a_night_before_standing_days_agrees() -> None:
    pins = Pins(shifts=(day("15", "admin"), day("16", "chat")))
    case = problem(
        first=date(2027, 3, 14),
        days=4,
        shapes=[shape("23:30", 60, weekdays="sun wed")],
        activities=[CHAT, ADMIN],
        pins=pins,
    )
    assert_agreement(case, [ExposureFreeDay(working_days=2)], filling="whole")


def test_a_day_on_which_nothing_was_done_agrees_as_the_one_without() -> None:
    # Both were planned to chat until midnight on Tuesday; of Ana it is known that she did not.
    planned = [
        each
        for who in ("ana", "ben")
        for each in (day("08", who=who), shift(who, "2027-03-09 23:30", [("chat", 30)]))
    ]
    case = problem(
        person("Ana"),
        person("Ben"),
        first=date(2027, 3, 11),
        days=2,
        shapes=[shape("08:00", 30)],
        activities=[CHAT, IMAGES],
        history=planned,
        worked=(WorkedMinutes(person="ana", day=date(2027, 3, 9), minutes=0),),
    )
    agreed = assert_agreement(case, [ExposureFreeDay(working_days=3)], filling="whole")
    # Two days of four ways each: no shift, a break, chat or images. Ben works on neither, or one of
    # his days is a break.
    assert agreed.accepted == 4 * 4 * (1 + (4 * 4 - 3 * 3))


@pytest.mark.parametrize("blocks", [[("admin", 30), ("chat", 30)], [("chat", 60)]])
def test_a_night_before_the_roster_agrees(blocks: list[tuple[str, int]]) -> None:
    case = problem(
        first=date(2027, 3, 10),
        days=2,
        shapes=[shape("08:00", 30)],
        activities=[CHAT, ADMIN],
        history=[shift("ana", "2027-03-08 23:30", blocks), day("09", "chat")],
    )
    assert_agreement(case, [ExposureFreeDay(working_days=3)], filling="whole")


def test_shifts_of_several_lengths_agree() -> None:
    shapes = [shape("08:00", 30), shape("08:00", 60)]
    case = problem(days=3, shapes=shapes, activities=[IMAGES])
    assert_agreement(case, [ExposureFreeDay(working_days=2)], filling="whole")


@pytest.mark.parametrize(("start", "minutes"), [("23:30", 60), ("23:50", 40)])
def test_a_night_may_have_the_cap_of_either_day(start: str, minutes: int) -> None:
    case = problem(days=3, shapes=[shape(start, minutes)], activities=[CHAT])
    assert_agreement(case, [MaxDailyExposure(minutes=15), ExposureFreeDay(working_days=3)])


def test_a_weekend_on_which_nothing_exposes_agrees() -> None:
    # Saturday and Sunday from home, where there is no material; then four days that may have it.
    case = problem(
        person("Ana", home=True),
        first=date(2027, 3, 13),
        days=6,
        shapes=[
            shape("08:00", 30, "home", weekdays="sat sun"),
            shape("08:00", 30, weekdays="mon tue wed thu"),
        ],
        activities=[IMAGES],
    )
    # Of 3 x 3 x 3 x 3 ways from Monday to Thursday the one with images on each day is refused.
    assert assert_agreement(case, [RULE], filling="whole").accepted == 2 * 2 * (81 - 1)
