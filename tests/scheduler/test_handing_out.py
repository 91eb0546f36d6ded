"""Seats of shared rooms: whole, in proportion, none given twice. The sums are by hand."""

from datetime import date, time
from itertools import product

import pytest

from constraints.reading import read
from scheduler.demand import CoverageLine, Weekday, WorkloadTarget
from scheduler.examples.generated import generated_team
from scheduler.handing_out import HALF_DAYS, HalfDay, hand_out, seats_wanted, shares, with_rooms
from scheduler.team import Activity, Room, SeatsAt, ShiftShape, Team

MORNING, AFTERNOON = HalfDay(Weekday.MON, afternoon=False), HalfDay(Weekday.MON, afternoon=True)
TUESDAY = HalfDay(Weekday.TUE, afternoon=False)
IMAGES = Activity(id="images", name="Images", exposes="material", severity=1)
SEVERE = Activity(id="severe", name="Severe", exposes="material", severity=3)
ADMIN = Activity(id="admin", name="Admin")


def line(activity: Activity, start: int, end: int, people: int) -> CoverageLine:
    return CoverageLine(
        activity=activity.id,
        weekdays=(Weekday.MON,),
        start=time(start),
        end=time(end),
        target=people,
    )


def team(*coverage: CoverageLine, weekly: int = 0) -> Team:
    workload = (WorkloadTarget(activity="images", week=True, minutes=weekly),) if weekly else ()
    return Team(
        name="Small",
        timezone="Europe/Brussels",
        activities=(IMAGES, SEVERE, ADMIN),
        shapes=(ShiftShape(start=time(9), minutes=360),),
        coverage=coverage,
        workload=workload,
    )


def in_all(rooms: tuple[Room, ...], half: HalfDay) -> dict[str, int]:
    """Seats of a team by room in a half-day."""
    return {
        room.id: part.seats
        for room in rooms
        for part in room.shared or ()
        if half.weekday in part.weekdays and (part.start == time(12)) == half.afternoon
    }


def test_what_is_enough_for_all_is_given_as_wanted() -> None:
    given = shares(10, [{MORNING: 4}, {MORNING: 6, AFTERNOON: 1}])
    assert [(own[MORNING], own[AFTERNOON]) for own in given] == [(4, 0), (6, 1)]


def test_what_is_too_little_is_shared_in_proportion_to_what_is_wanted() -> None:
    """12 wanted, 6 there: half of each. 8 x 6/12 = 4, 4 x 6/12 = 2."""
    given = shares(6, [{MORNING: 8}, {MORNING: 4}])
    assert [own[MORNING] for own in given] == [4, 2]


def test_a_part_of_a_seat_goes_to_the_larger_rest_and_comes_back_later() -> None:
    """Of 5 seats, 4 and 3 wanted: 20/7 = 2 6/7 and 15/7 = 2 1/7, so 3 and 2.

    The first then owes 1/7 and the second is owed it. In the afternoon 3 and 3 are wanted: 2 1/2
    each, with what is owed 2 5/14 and 2 9/14, so 2 and 3.
    """
    given = shares(5, [{MORNING: 4, AFTERNOON: 3}, {MORNING: 3, AFTERNOON: 3}])
    assert [(own[MORNING], own[AFTERNOON]) for own in given] == [(3, 2), (2, 3)]


def test_one_seat_for_two_teams_goes_to_each_in_turn() -> None:
    every = dict.fromkeys(HALF_DAYS, 1)
    first, second = shares(1, [every, every])
    assert [first[half] for half in HALF_DAYS] == [1, 0] * 7
    assert [second[half] for half in HALF_DAYS] == [0, 1] * 7


def test_a_team_sits_in_one_room_where_one_holds_it() -> None:
    """The five take the room of six; the three find no rest of three but the room of four."""
    rooms = [Room(id="four", name="Four", seats=4), Room(id="six", name="Six", seats=6)]
    three, five = hand_out(rooms, [{MORNING: 3}, {MORNING: 5}])
    assert in_all(three, MORNING) == {"four": 3}
    assert in_all(five, MORNING) == {"six": 5}


def test_a_team_that_no_rest_holds_is_split_and_a_room_not_approved_is_nobodys() -> None:
    rooms = [
        Room(id="four", name="Four", seats=4),
        Room(id="six", name="Six", seats=6),
        Room(id="open", name="Open office", seats=50, approved=False),
    ]
    (eight,) = hand_out(rooms, [{MORNING: 8}])
    assert in_all(eight, MORNING) == {"six": 6, "four": 2}
    assert in_all(eight, TUESDAY) == {}


@pytest.mark.parametrize("seats", [1, 7, 20])
def test_nothing_is_given_twice_and_nobody_gets_more_than_wanted(seats: int) -> None:
    """Every mixture of three teams that want 0 to 4 in the morning and 3 in the afternoon."""
    rooms = [
        Room(id="small", name="Small", seats=seats),
        Room(id="large", name="Large", seats=2 * seats),
    ]
    for wanted in product(range(5), repeat=3):
        handed = hand_out(rooms, [{MORNING: number, AFTERNOON: 3} for number in wanted])
        for half, asked in ((MORNING, wanted), (AFTERNOON, (3, 3, 3))):
            for room in rooms:
                assert sum(in_all(own, half).get(room.id, 0) for own in handed) <= room.seats
            given = [sum(in_all(own, half).values()) for own in handed]
            assert all(got <= want for got, want in zip(given, asked, strict=True))
            assert sum(given) == min(sum(asked), 3 * seats)


def test_wanted_are_the_most_people_at_one_moment_of_a_half_day() -> None:
    """Mondays: 2 from 9 to 11 and 1 more from 10 to 13, so 3 before noon and 1 after it."""
    asked = seats_wanted(
        team(line(IMAGES, 9, 11, 2), line(SEVERE, 10, 13, 1), line(ADMIN, 9, 17, 5))
    )
    assert (asked[MORNING], asked[AFTERNOON], asked[TUESDAY]) == (3, 1, 0)


def test_what_is_asked_for_by_the_week_is_spread_over_ten_half_days() -> None:
    """2,040 minutes, 240 of them covered on Monday: 1,800 are ten times 180, a seat each."""
    asked = seats_wanted(team(line(IMAGES, 9, 11, 2), weekly=2040))
    assert (asked[MORNING], asked[AFTERNOON], asked[TUESDAY]) == (3, 1, 1)
    assert asked[HalfDay(Weekday.SAT, afternoon=False)] == 0
    # One minute more begins another seat in each.
    assert seats_wanted(team(line(IMAGES, 9, 11, 2), weekly=2041))[TUESDAY] == 2


def test_windows_of_like_days_are_written_together() -> None:
    wanted = {MORNING: 2, TUESDAY: 2, AFTERNOON: 1}
    ((room,),) = hand_out([Room(id="quiet", name="Quiet room", seats=9)], [wanted])
    assert room.shared == (
        SeatsAt(weekdays=(Weekday.MON, Weekday.TUE), start=time(0), end=time(12), seats=2),
        SeatsAt(weekdays=(Weekday.MON,), start=time(12), end=time(0), seats=1),
    )


def test_teams_with_their_parts_are_files_without_a_fault() -> None:
    teams = [generated_team(20, date(2026, 11, 30), seed) for seed in range(4)]
    rooms = [Room(id=f"hall-{n}", name=f"Hall {n}", seats=16) for n in range(2)]
    for own in with_rooms(teams, rooms):
        text = own.model_dump_json(by_alias=True, exclude_defaults=True)
        assert read(text)[0] == own
        assert own.rooms
