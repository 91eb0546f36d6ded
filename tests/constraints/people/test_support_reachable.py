from datetime import date, datetime

import pytest

from agreement import assert_agreement
from coarse_reach import most_minutes
from constraints.people.support_reachable import SupportReachable
from hand_rosters import breaches, spans
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.team import Busy, Dated, DayOff, Pins
from tiny_teams import (
    ADMIN,
    BRUSSELS,
    CHAT,
    IMAGES,
    MONDAY,
    SINCE_LONG,
    person,
    problem,
    shape,
    shift,
)

RULE = SupportReachable()
LEA = person("Lea", supports=SINCE_LONG)


def window(start: str, end: str) -> Busy:
    """Between local times of Brussels."""
    first, last = (datetime.fromisoformat(m).replace(tzinfo=BRUSSELS) for m in (start, end))
    return Busy(start=first, end=last)


def team(*people: object, **fields: object) -> Problem:
    usual: dict[str, object] = {"activities": (IMAGES, CHAT, ADMIN)}
    return problem(*(people or (person("Ana"), LEA)), **(usual | fields))  # type: ignore[arg-type]


def ana(start: str, minutes: int, activity: str = "images", day: str = "2027-03-08") -> Shift:
    return shift("ana", f"{day} {start}", [(activity, minutes)])


def test_exposure_without_a_supporter_in_a_shift_is_told_to_the_minute() -> None:
    # Lea is there from 08:10 to 08:50, on a break or not: ten minutes before and after are without.
    lea = shift("lea", "2027-03-08 08:10", [("admin", 20), ("break", 20)])
    assert spans(RULE, team(), ana("08:00", 60), lea) == [
        ("ana", "Mon 08 08:00", "Mon 08 08:10"),
        ("ana", "Mon 08 08:50", "Mon 08 09:00"),
    ]
    first, _ = breaches(RULE, team(), ana("08:00", 60), lea)
    assert str(first.said) == (
        "Ana, Mon 8 March: exposed from 08:00 to 08:10 while nobody else who supports is in a "
        "shift or reachable."
    )
    assert spans(RULE, team(), ana("08:10", 40, "chat"), lea) == []
    assert len(spans(RULE, team(), ana("08:10", 41, "chat"), lea)) == 1
    assert spans(RULE, team(), ana("12:00", 60, "admin"), lea) == []


def test_support_from_home_counts_and_nobody_is_their_own() -> None:
    home = shift("lea", "2027-03-08 08:00", [("admin", 60)], place="home")
    assert spans(RULE, team(), ana("08:00", 60), home) == []
    own = shift("lea", "2027-03-08 08:00", [("images", 60)])
    assert spans(RULE, team(), own, ana("08:00", 60)) == [("lea", "Mon 08 08:00", "Mon 08 09:00")]


def test_support_counts_on_its_dates() -> None:
    lea = shift("lea", "2027-03-08 08:00", [("admin", 60)])
    for supports, told in (
        (Dated(first=MONDAY, last=MONDAY), 0),
        (Dated(first=date(2027, 3, 9)), 1),
        (Dated(first=date(2020, 1, 1), last=date(2027, 3, 7)), 1),
        (None, 1),
    ):
        case = team(person("Ana"), person("Lea", supports=supports))
        assert len(spans(RULE, case, ana("08:00", 60), lea)) == told


def test_reachable_counts_without_a_shift_and_together_with_others() -> None:
    reach = (window("2027-03-08 08:00", "2027-03-08 08:30"),)
    lea = person("Lea", supports=SINCE_LONG, reachable=reach)
    case = team(person("Ana"), lea, person("Max", supports=SINCE_LONG))
    half = shift("max", "2027-03-08 08:30", [("admin", 30)])
    assert spans(RULE, case, ana("08:00", 60), half) == []
    assert spans(RULE, case, ana("08:00", 60)) == [("ana", "Mon 08 08:30", "Mon 08 09:00")]


@pytest.mark.parametrize(
    ("supports", "reach"),
    [
        (Dated(first=date(2027, 3, 9)), ("2027-03-08 23:35", "2027-03-08 23:50")),
        (Dated(first=date(2027, 3, 9)), ("2027-03-08 23:35", "2027-03-09 00:00")),
        (Dated(first=MONDAY, last=MONDAY), ("2027-03-09 00:10", "2027-03-09 00:20")),
    ],
)
def test_who_is_reachable_on_a_day_without_support_leaves_the_whole_night_alone(
    supports: Dated, reach: tuple[str, str]
) -> None:
    lea = person("Lea", supports=supports, reachable=(window(*reach),))
    assert spans(RULE, team(person("Ana"), lea), ana("23:30", 60)) == [
        ("ana", "Mon 08 23:30", "Tue 09 00:30")
    ]


def test_over_midnight_each_minute_has_its_own_date() -> None:
    case = team(person("Ana"), person("Lea", supports=Dated(first=MONDAY, last=MONDAY)))
    lea = shift("lea", "2027-03-08 23:30", [("admin", 60)])
    assert spans(RULE, case, ana("23:30", 60), lea) == [("ana", "Tue 09 00:00", "Tue 09 00:30")]


def test_history_supports_and_what_stands_is_not_told() -> None:
    night = shift("lea", "2027-03-07 23:00", [("admin", 120)])
    case = team(history=(night,), pins=Pins(shifts=(ana("08:00", 60),)))
    assert spans(RULE, case) == []
    assert spans(RULE, team(history=(night,)), ana("00:00", 75)) == [
        ("ana", "Mon 08 01:00", "Mon 08 01:15")
    ]


def test_nights_of_the_clock_change_are_elapsed_minutes() -> None:
    # 28 March has no 02:00 to 03:00: from 01:30 are 60 minutes to 03:30.
    spring = team(first=date(2027, 3, 28))
    lea = shift("lea", "2027-03-28 01:30", [("admin", 60)])
    assert spans(RULE, spring, ana("01:30", 60, day="2027-03-28"), lea) == []
    assert spans(RULE, spring, ana("01:30", 75, day="2027-03-28"), lea) == [
        ("ana", "Sun 28 03:30", "Sun 28 03:45")
    ]
    # 31 October has it twice: from 01:30 are 60 minutes to the first 02:30.
    autumn = team(first=date(2027, 10, 31))
    lea = shift("lea", "2027-10-31 01:30", [("admin", 60)])
    assert len(spans(RULE, autumn, ana("01:30", 61, day="2027-10-31"), lea)) == 1


def test_post_and_check_agree_on_shifts_of_supporters() -> None:
    shapes = (shape("08:00", 30), shape("08:15", 30))
    assert_agreement(team(shapes=shapes, activities=(IMAGES, ADMIN)), [RULE])
    both = person("Max", supports=SINCE_LONG)
    assert_agreement(team(LEA, both, shapes=shapes, activities=(CHAT, ADMIN)), [RULE])


def test_post_and_check_agree_on_three_people() -> None:
    people = (person("Ana"), LEA, person("Max", supports=SINCE_LONG))
    assert_agreement(team(*people, shapes=(shape("08:00", 45),), activities=(IMAGES,)), [RULE])


def test_post_and_check_agree_where_support_is_reachable_or_stands() -> None:
    reach = (window("2027-03-08 08:15", "2027-03-08 08:40"),)
    lea = person("Lea", supports=SINCE_LONG, reachable=reach)
    assert_agreement(team(person("Ana"), lea, shapes=(shape("08:00", 45),)), [RULE])
    pins = Pins(shifts=(shift("lea", "2027-03-08 08:15", [("admin", 30)]),))
    assert_agreement(team(shapes=(shape("08:00", 60),), pins=pins), [RULE])


def test_post_and_check_agree_where_nobody_supports_on_the_next_day() -> None:
    lea = person("Lea", supports=Dated(first=MONDAY, last=MONDAY))
    case = team(person("Ana"), lea, shapes=(shape("23:45", 30),), activities=(IMAGES,))
    assert_agreement(case, [RULE])


def test_the_coarse_form_has_no_more_exposure_than_minutes_with_support() -> None:
    # Lea is free, and reachable for 30 of Ana's 60 minutes.
    reach = (window("2027-03-08 08:00", "2027-03-08 08:30"),)
    lea = person("Lea", supports=SINCE_LONG, reachable=reach)
    off = Pins(days_off=(DayOff(person="lea", day=MONDAY),))
    assert most_minutes(team(person("Ana"), lea, pins=off), [RULE]) == 30
