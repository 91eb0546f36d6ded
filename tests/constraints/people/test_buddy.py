from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from coarse_reach import most_minutes
from constraints.people.availability import Availability
from constraints.people.buddy import Buddy
from scheduler.presence import Presence, Stretch, from_shift
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.roster import Shift
from scheduler.rule import Breach
from scheduler.team import Dated, Leave, Pins, Room
from tiny_teams import (
    ADMIN,
    CHAT,
    HIGHEST,
    IMAGES,
    MONDAY,
    SINCE_LONG,
    person,
    problem,
    shape,
    shift,
)

RULE = Buddy()
ROOMS = (Room(id="quiet", name="Quiet room", seats=4), Room(id="blue", name="Blue room", seats=4))
NEW = {"ramp_up_from": MONDAY}


def team(**fields: Any) -> Problem:  # noqa: ANN401  (fields of a problem)
    newcomer, mentor = person("Ana", **NEW), person("Ben", mentor=SINCE_LONG)
    usual: dict[str, Any] = {"activities": (IMAGES, CHAT, ADMIN)}
    return problem(newcomer, mentor, person("Cem"), **(usual | fields))


def found(case: Problem, *planned: Shift) -> list[Breach]:
    presences = [from_shift(shift, case.clock, case.activities) for shift in planned]
    return list(RULE.check(Record(case, presences)))


def images(who: str, start: str, minutes: int) -> Shift:
    return shift(who, f"2027-03-08 {start}", [("images", minutes)])


def test_a_newcomer_alone_is_told_with_the_minutes_without_a_mentor() -> None:
    # Ben until 08:40, from 08:50: ten minutes are without him.
    case = team()
    breaches = found(
        case,
        images("ana", "08:00", 60),
        shift("ben", "2027-03-08 08:00", [("images", 40), ("break", 10), ("images", 10)]),
    )
    assert [(b.start, b.end) for b in breaches] == [(520, 530)]
    assert str(breaches[0].said) == (
        "Ana is new and exposed without a mentor: Mon 8 March, 08:40 to 08:50."
    )


def test_two_mentors_one_after_the_other_are_enough() -> None:
    case = problem(
        person("Ana", **NEW),
        person("Ben", mentor=SINCE_LONG),
        person("Dee", mentor=SINCE_LONG),
        days=1,
    )
    assert not found(
        case, images("ana", "08:00", 60), images("ben", "08:00", 37), images("dee", "08:37", 30)
    )


def test_a_mentor_who_leaves_earlier_takes_nothing_away() -> None:
    case = problem(
        person("Ana", **NEW), person("Ben", mentor=SINCE_LONG), person("Dee", mentor=SINCE_LONG)
    )
    assert not found(
        case, images("ana", "08:00", 60), images("ben", "08:00", 60), images("dee", "08:15", 15)
    )


def test_somebody_experienced_who_is_no_mentor_does_not_count() -> None:
    assert found(team(), images("ana", "08:00", 60), images("cem", "08:00", 60))


@pytest.mark.parametrize(
    ("mentor", "accepted"),
    [
        (Dated(first=date(2027, 3, 8), last=date(2027, 3, 8)), True),
        (Dated(first=date(2027, 3, 9)), False),
        (Dated(first=date(2020, 1, 1), last=date(2027, 3, 7)), False),
    ],
)
def test_somebody_is_a_mentor_on_the_dates_that_are_said(mentor: Dated, accepted: bool) -> None:
    case = problem(person("Ana", **NEW), person("Ben", mentor=mentor))
    told = found(case, images("ana", "08:00", 60), images("ben", "08:00", 60))
    assert (told == []) == accepted


def test_a_mentor_who_is_new_does_not_count() -> None:
    case = problem(person("Ana", **NEW), person("Ben", mentor=SINCE_LONG, **NEW))
    breaches = found(case, images("ana", "08:00", 60), images("ben", "08:00", 60))
    assert [b.person for b in breaches] == ["ana", "ben"]


def test_a_mentor_s_other_severity_in_the_same_room_counts_and_other_work_does_not() -> None:
    case = team(activities=(IMAGES, HIGHEST, CHAT, ADMIN))
    highest = shift("ben", "2027-03-08 08:00", [("highest", 60)])
    assert not found(case, images("ana", "08:00", 60), highest)
    for other in ("chat", "admin"):
        assert found(
            case, images("ana", "08:00", 60), shift("ben", "2027-03-08 08:00", [(other, 60)])
        )


def test_a_mentor_in_another_room_does_not_count() -> None:
    case = team(rooms=ROOMS)
    elsewhere = Presence("ben", 0, 480, 540, (Stretch(480, 540, IMAGES, "blue"),))
    planned = from_shift(images("ana", "08:00", 60), case.clock, case.activities)
    assert len(list(RULE.check(Record(case, [planned, elsewhere])))) == 1


@pytest.mark.parametrize(
    ("newcomer", "mentor", "accepted"),
    [("site", "site", True), ("site", "home", False), ("home", "site", False)],
)
def test_contact_wants_both_on_site(newcomer: Any, mentor: Any, accepted: bool) -> None:  # noqa: ANN401
    chats = [
        shift("ana", "2027-03-08 08:00", [("chat", 60)], place=newcomer),
        shift("ben", "2027-03-08 08:00", [("chat", 60)], place=mentor),
    ]
    assert (not found(team(), *chats)) == accepted


def test_other_work_of_a_newcomer_needs_nobody() -> None:
    assert not found(team(), shift("ana", "2027-03-08 08:00", [("admin", 60)]))


@pytest.mark.parametrize(("days", "accepted"), [(0, False), (27, False), (28, True)])
def test_it_ends_after_four_weeks(days: int, accepted: bool) -> None:
    case = problem(person("Ana", ramp_up_from=MONDAY - timedelta(days=days)))
    assert (not found(case, images("ana", "08:00", 60))) == accepted


def test_it_starts_with_the_first_day() -> None:
    case = problem(person("Ana", ramp_up_from=MONDAY + timedelta(days=1)))
    assert not found(case, images("ana", "08:00", 60))


def test_over_midnight_the_last_day_ends_at_midnight() -> None:
    case = problem(person("Ana", ramp_up_from=MONDAY - timedelta(days=27)))
    (breach,) = found(case, images("ana", "23:00", 120))
    assert (breach.start, breach.end) == (1380, 1440)
    assert str(breach.said).endswith("Mon 8 March, 23:00 to 00:00.")


def test_the_only_minute_after_midnight_is_looked_at() -> None:
    breaches = found(team(), images("ana", "23:30", 31))
    assert [(b.start, b.end) for b in breaches] == [(1410, 1440), (1440, 1441)]
    # What ends at midnight has no part after it.
    home = shift("ana", "2027-03-08 23:00", [("chat", 60)], place="home")
    assert [(b.start, b.end) for b in found(team(), home)] == [(1380, 1440)]


def test_a_mentor_is_one_until_the_midnight_of_the_last_date() -> None:
    mentor = person("Ben", mentor=Dated(first=MONDAY, last=MONDAY))
    case = problem(person("Ana", **NEW), mentor)
    assert not found(case, images("ana", "23:00", 60), images("ben", "23:00", 60))


def test_a_mentor_s_night_before_the_roster_counts() -> None:
    before = shift("ben", "2027-03-07 22:00", [("images", 180)])  # until Monday 01:00
    case = team(history=(before,))
    assert not found(case, images("ana", "00:00", 60))
    assert found(case, images("ana", "00:00", 61))


def test_the_weeks_can_only_be_more() -> None:
    with pytest.raises(ValidationError):
        Buddy(weeks=3)


def test_post_and_check_accept_the_same_rosters() -> None:
    case = team(shapes=(shape("08:00", 30),), activities=(IMAGES, CHAT))
    # In a slot Ana may do anything that Ben does, or nothing; Cem is free. Present all three: a
    # slot has 3 things for Cem, and for Ana and Ben (break, break), (b, i), (b, c), (i, i), (c, c):
    # 5. Pairs of slots: without Ana 10 x 10; Ana without Ben: breaks alone, x 10; both: 25 x 10.
    agreed = assert_agreement(case, [RULE])
    assert (agreed.rosters, agreed.accepted) == (1000, 100 + 10 + 250)


def test_two_rooms_agree() -> None:
    newcomer, mentor = person("Ana", **NEW), person("Ben", mentor=SINCE_LONG)
    case = problem(
        newcomer,
        mentor,
        shapes=(shape("08:00", 30), shape("08:15", 30)),
        activities=(IMAGES,),
        rooms=ROOMS,
    )
    assert_agreement(case, [RULE])


def test_two_mentors_for_one_newcomer_agree() -> None:
    case = problem(
        person("Ana", **NEW),
        person("Ben", mentor=SINCE_LONG),
        person("Dee", mentor=SINCE_LONG),
        shapes=(shape("08:00", 30),),
        activities=(IMAGES,),
    )
    assert_agreement(case, [RULE])


def test_contact_from_home_agrees() -> None:
    case = problem(
        person("Ana", home=True, **NEW),
        person("Ben", mentor=SINCE_LONG, home=True),
        shapes=(shape("08:00", 30), shape("08:00", 30, "home")),
        activities=(CHAT, IMAGES),
    )
    assert_agreement(case, [RULE])


def test_the_end_of_the_weeks_in_mid_shift_agrees() -> None:
    case = problem(
        person("Ana", ramp_up_from=MONDAY - timedelta(days=27)),
        person("Ben", mentor=SINCE_LONG),
        shapes=(shape("23:30", 60),),
        activities=(IMAGES,),
    )
    assert_agreement(case, [RULE])


def test_a_mentor_whose_shift_stands_agrees() -> None:
    pins = Pins(shifts=(images("ben", "08:15", 45),))
    case = team(shapes=(shape("08:00", 60),), activities=(IMAGES,), pins=pins)
    assert_agreement(case, [RULE])


def test_a_standing_mentor_counts_in_whole_slots() -> None:
    # Ben stands from 08:05 to 08:50: of the slots of 08:00 to 09:00 he fills the two in the middle.
    pins = Pins(shifts=(images("ben", "08:05", 45),))
    newcomer, mentor = person("Ana", **NEW), person("Ben", mentor=SINCE_LONG)
    case = problem(newcomer, mentor, shapes=(shape("08:00", 60),), activities=(IMAGES,), pins=pins)
    agreed = assert_agreement(case, [RULE])
    assert agreed.accepted == 1 + 2 * 2


def test_a_mentor_s_night_into_the_newcomer_s_day_agrees() -> None:
    # Ana is away on Monday, so that she has the shift of Tuesday alone.
    away = (Leave(first=MONDAY, last=MONDAY),)
    case = problem(
        person("Ana", leave=away, **NEW),
        person("Ben", mentor=SINCE_LONG),
        shapes=(shape("23:45", 30, weekdays="mon"), shape("00:00", 30, weekdays="tue")),
        activities=(IMAGES,),
        days=2,
    )
    assert_agreement(case, [Availability(), RULE])


def test_other_work_beside_contact_agrees() -> None:
    case = problem(
        person("Ana", **NEW),
        person("Ben", mentor=SINCE_LONG),
        shapes=(shape("08:00", 30),),
        activities=(CHAT, ADMIN),
    )
    # In a slot: Ana's break or admin beside Ben's 3, and chat beside his chat: 7. Without Ben 2.
    agreed = assert_agreement(case, [RULE])
    assert agreed.accepted == 1 + 3**2 + 2**2 + 7**2


def test_contact_from_home_alone_agrees() -> None:
    case = problem(
        person("Ana", home=True, **NEW),
        person("Ben", mentor=SINCE_LONG, home=True),
        shapes=(shape("08:00", 30, "home"),),
        activities=(CHAT,),
    )
    # Ben has 4 ways or no shift, Ana a break or no shift.
    agreed = assert_agreement(case, [RULE])
    assert agreed.accepted == (1 + 4) * (1 + 1)


def test_the_coarse_form_has_as_much_as_the_mentor_who_stands() -> None:
    pins = Pins(shifts=(images("ben", "08:05", 20),))
    newcomer, mentor = person("Ana", **NEW), person("Ben", mentor=SINCE_LONG)
    case = problem(newcomer, mentor, shapes=(shape("08:00", 60),), activities=(IMAGES,), pins=pins)
    assert most_minutes(case, [RULE]) == 20
