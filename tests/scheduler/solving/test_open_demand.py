"""What is still open is what nobody has taken, minute for minute."""

from typing import Any

from hand_rosters import presence
from scheduler.demand import WorkloadTarget
from scheduler.problem import Problem
from scheduler.solving.open_demand import BELOW_MINIMUM, BELOW_TARGET, OF_WORKLOAD, OpenDemand
from scheduler.team import Pins, Skill
from tiny_teams import ADMIN, CHAT, IMAGES, MONDAY, line, person, problem, shift

EIGHT = 480


def two(**team: Any) -> Problem:  # noqa: ANN401  (any other field of a team)
    return problem(
        person("Ana"),
        person("Ben", skills=(Skill(skill="fr", first=MONDAY),)),
        activities=[IMAGES, CHAT, ADMIN],
        **team,
    )


def test_a_minute_below_a_minimum_is_below_the_target_as_well() -> None:
    case = two(coverage=(line(CHAT, "08:00", "08:10", minimum=1, target=2),))
    demand = OpenDemand(case)
    # Ten minutes of the quarter of an hour are asked for.
    assert demand.worth("ana", "chat", EIGHT) == 10 * (BELOW_MINIMUM + BELOW_TARGET)
    assert demand.worth("ana", "chat", EIGHT + 15) == 0
    chatting = presence(case, shift("ana", "2027-03-08 08:00", [("chat", 15), ("admin", 45)]))
    demand.take([chatting])
    assert demand.worth("ben", "chat", EIGHT) == 10 * BELOW_TARGET
    demand.take([presence(case, shift("ben", "2027-03-08 08:00", [("chat", 60)]))])
    assert demand.worth("ana", "chat", EIGHT) == 0
    demand.give_back([chatting])
    assert demand.worth("ana", "chat", EIGHT) == 10 * BELOW_TARGET


def test_a_line_with_a_skill_is_for_those_who_have_it() -> None:
    case = two(coverage=(line(CHAT, "08:00", "09:00"), line(CHAT, "08:00", "09:00", skill="fr")))
    demand = OpenDemand(case)
    assert demand.worth("ana", "chat", EIGHT) == 15 * BELOW_TARGET
    assert demand.worth("ben", "chat", EIGHT) == 30 * BELOW_TARGET
    demand.take([presence(case, shift("ana", "2027-03-08 08:00", [("chat", 60)]))])
    # Ana is on it, and does not speak French.
    assert demand.worth("ben", "chat", EIGHT) == 15 * BELOW_TARGET


def test_workload_is_open_until_its_minutes_are_done_beside_what_coverage_asks() -> None:
    case = two(
        coverage=(line(ADMIN, "08:00", "08:30"),),
        workload=(WorkloadTarget(activity="admin", week=True, minutes=420),),
    )
    # A roster of one day of seven: 60 of 420 minutes, of which coverage asks for 30.
    demand = OpenDemand(case)
    assert demand.worth("ana", "admin", EIGHT) == 15 * BELOW_TARGET
    assert demand.worth("ana", "admin", EIGHT + 30) == 15 * OF_WORKLOAD
    covering = presence(case, shift("ana", "2027-03-08 08:00", [("admin", 30), ("chat", 30)]))
    demand.take([covering])
    assert demand.worth("ben", "admin", EIGHT) == 15 * OF_WORKLOAD
    demand.take([presence(case, shift("ben", "2027-03-08 09:00", [("admin", 30), ("chat", 30)]))])
    assert demand.worth("ana", "admin", EIGHT + 120) == 0
    demand.give_back([covering])
    assert demand.worth("ana", "admin", EIGHT) == 15 * BELOW_TARGET


def test_a_seat_is_free_until_it_is_taken_and_again_when_it_is_given_back() -> None:
    case = two(rooms=[{"id": "quiet", "name": "Quiet room", "seats": 1}])
    demand = OpenDemand(case)
    looking = presence(case, shift("ana", "2027-03-08 08:00", [("images", 30), ("admin", 30)]))
    demand.take([looking])
    seats = [demand.seat("quiet", slot) for slot in (EIGHT - 15, EIGHT, EIGHT + 15, EIGHT + 30)]
    assert seats == [True, False, False, True]
    demand.give_back([looking])
    assert demand.seat("quiet", EIGHT)


def test_what_stands_is_counted_from_the_start() -> None:
    night = shift("ben", "2027-03-07 23:00", [("chat", 120)])
    pinned = shift("ana", "2027-03-08 08:00", [("chat", 30), ("admin", 30)])
    case = two(
        coverage=(line(CHAT, "00:00", "01:30"), line(CHAT, "08:00", "09:00")),
        history=(night,),
        pins=Pins(shifts=(pinned,)),
    )
    demand = OpenDemand(case)
    open_slots = [slot for slot in range(0, 540, 15) if demand.worth("ana", "chat", slot)]
    # Ben is there until one, Ana from eight until half past.
    assert open_slots == [60, 75, 510, 525]
