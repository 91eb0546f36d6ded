from datetime import date, time
from typing import Any

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.breaks.break_stagger import BreakStagger
from constraints.breaks.meal_break import MealBreak
from constraints.exposure.exposure_window import ExposureWindow
from constraints.people.buddy import Buddy
from rosters import costs
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Rulebook
from scheduler.team import Activity, Person, Pins, Skill
from tiny_teams import ADMIN, CHAT, IMAGES, SINCE_LONG, line, person, problem, shape, shift

ANA, BEN, CLEO = person("Ana"), person("Ben"), person("Cleo")
MORNING = [line(IMAGES, "08:00", "10:00")]


def team(*people: Person, **fields: Any) -> Problem:  # noqa: ANN401  (any field of a team)
    """Two or more people, images wanted from 08:00 to 10:00."""
    usual: dict[str, Any] = {"coverage": MORNING, "activities": [IMAGES, CHAT, ADMIN]}
    return problem(*(people or (ANA, BEN)), **(usual | fields))


def day(who: str, *blocks: tuple[str, int], start: str = "2027-03-08 08:00") -> Shift:
    return shift(who, start, blocks)


def cost(case: Problem, *shifts: Shift, rule: BreakStagger | None = None) -> int:
    first, second, short = costs(rule or BreakStagger(rate=1), case, *shifts)
    assert (first, short) == (0, 0)
    return second


def test_a_minute_in_which_both_are_on_a_break_costs() -> None:
    ana = day("ana", ("images", 30), ("break", 20), ("images", 30))
    # Ana's break lies from 08:30 to 08:50. Ben's from 08:45 shares 5 minutes with it.
    assert cost(team(), ana, day("ben", ("images", 50), ("break", 30))) == 0
    assert cost(team(), ana, day("ben", ("images", 49), ("break", 31))) == 1
    assert cost(team(), ana, day("ben", ("images", 45), ("break", 35))) == 5
    assert cost(team(), ana, day("ben", ("images", 45), ("break", 35)), rule=BreakStagger()) == 25


def test_other_work_is_no_break_and_a_meal_is_one() -> None:
    ana = day("ana", ("images", 30), ("meal", 30))
    assert cost(team(), ana, day("ben", ("images", 30), ("admin", 30))) == 0
    assert cost(team(), ana, day("ben", ("images", 30), ("break", 30))) == 30


def test_only_people_with_a_block_of_it_in_that_shift_count() -> None:
    ana = day("ana", ("images", 30), ("break", 30))
    # Ben never does images in this shift: he is no second one, and his work is none of it.
    assert cost(team(), ana, day("ben", ("admin", 30), ("break", 30))) == 0
    three = team(ANA, BEN, CLEO)
    ben = day("ben", ("images", 30), ("break", 30))
    assert cost(three, ana, ben, day("cleo", ("admin", 60))) == 30
    assert cost(three, ana, ben, day("cleo", ("admin", 55), ("images", 5))) == 0
    # A block before the window, or later in the shift, is one all the same.
    late = team(coverage=[line(IMAGES, "08:40", "10:00")])
    assert cost(late, ana, ben) == 20


def test_one_alone_may_have_a_break_and_people_count_only_while_they_are_there() -> None:
    ana = day("ana", ("images", 30), ("break", 30))
    assert cost(team(), ana) == 0
    # Ben comes at 08:50 with a break of 15: 10 minutes are shared.
    ben = day("ben", ("break", 15), ("images", 30), start="2027-03-08 08:50")
    assert cost(team(), ana, ben) == 10


def test_only_where_coverage_is_wanted() -> None:
    ana, ben = (day(who, ("images", 30), ("break", 60)) for who in ("ana", "ben"))
    lines = [line(IMAGES, "08:00", "08:40"), line(IMAGES, "09:10", "10:00", target=0)]
    # 08:30 to 08:40; nobody is wanted after.
    assert cost(team(coverage=lines), ana, ben) == 10


@pytest.mark.parametrize("last", [("08:50", "09:10", 10 + 30), ("08:45", "08:50", 10 + 20)])
def test_lines_that_overlap_later_in_the_day_count_once(last: tuple[str, str, int]) -> None:
    start, end, minutes = last
    shifts = [day(who, ("break", 80), ("images", 10)) for who in ("ana", "ben")]
    times = [("08:00", "08:10"), ("08:40", "09:00"), (start, end)]
    case = team(coverage=[line(IMAGES, *each) for each in times])
    assert cost(case, *shifts) == minutes


def test_two_lines_on_one_queue_count_once_and_two_queues_twice() -> None:
    shifts = [day(who, ("images", 15), ("chat", 15), ("break", 30)) for who in ("ana", "ben")]
    french = line(IMAGES, "08:45", "10:30", minimum=1, skill="french")
    speaks = person("Ben", skills=(Skill(skill="french", first=date(2020, 1, 1)),))
    assert cost(team(ANA, speaks, coverage=[*MORNING, french]), *shifts) == 30
    both = team(coverage=[*MORNING, line(CHAT, "08:50", "10:00")])
    assert cost(both, *shifts) == 30 + 10


def test_somebody_new_has_breaks_with_the_mentor() -> None:
    def newcomer(since: str) -> Person:
        return person("Ben", ramp_up_from=date.fromisoformat(since))

    rule = next(iter(Rulebook([BreakStagger(rate=1), Buddy()], [BreakStagger, Buddy]).rules))
    assert isinstance(rule, BreakStagger)
    shifts = [day(who, ("images", 30), ("break", 30)) for who in ("ana", "ben")]
    # Four weeks are days 0 to 27 after the start: 9 February is day 27 before 8 March, the 8th 28.
    assert cost(team(ANA, newcomer("2027-02-09")), *shifts, rule=rule) == 0
    assert cost(team(ANA, newcomer("2027-03-08")), *shifts, rule=rule) == 0
    assert cost(team(ANA, newcomer("2027-02-08")), *shifts, rule=rule) == 30
    assert cost(team(ANA, newcomer("2027-03-09")), *shifts, rule=rule) == 30
    # Two others are not relieved by somebody new.
    three = team(ANA, newcomer("2027-03-01"), CLEO)
    alone = day("ben", ("images", 60))
    assert (
        cost(three, shifts[0], alone, day("cleo", ("images", 30), ("break", 30)), rule=rule) == 30
    )
    # Without the rule on mentors nobody is accompanied.
    assert cost(team(ANA, newcomer("2027-03-08")), *shifts) == 30


def test_over_midnight_and_from_history() -> None:
    lines = [line(IMAGES, "23:00", "01:00")]
    past = day("ana", ("images", 30), ("break", 60), start="2027-03-07 23:00")
    ben = day("ben", ("break", 15), ("images", 15), start="2027-03-08 00:00")
    case = team(coverage=lines, history=[past], days=2)
    # Ana's night before ends at 00:30; until 00:15 both are on a break.
    assert cost(case, ben) == 15
    nights = [
        day(who, ("images", 50), ("break", 25), start="2027-03-08 23:00") for who in ("ana", "ben")
    ]
    # 23:50 to 00:15 the next day.
    assert cost(team(coverage=lines, days=2), *nights) == 25

    def until_one_past(on: str) -> list[Shift]:
        start = f"2027-03-{on} 23:00"
        return [day(who, ("images", 30), ("break", 31), start=start) for who in ("ana", "ben")]

    # 30 minutes before midnight and one after it; of the night before the roster the one alone.
    assert cost(team(coverage=lines, days=2), *until_one_past("08")) == 31
    assert cost(team(coverage=lines, days=2, history=until_one_past("07"))) == 1


@pytest.mark.parametrize(("on", "minutes"), [("2027-03-28", 60), ("2027-10-31", 180)])
def test_windows_are_local_and_minutes_elapsed_over_a_clock_change(on: str, minutes: int) -> None:
    # From half past one to half past three are one hour in spring and three in autumn.
    case = team(first=date.fromisoformat(on), coverage=[line(IMAGES, "01:30", "03:30")])
    shifts = [
        day(who, ("images", 15), ("break", 300), start=f"{on} 01:00") for who in ("ana", "ben")
    ]
    assert cost(case, *shifts) == minutes


def test_range_and_switch() -> None:
    for rate in (0, 101):
        with pytest.raises(ValidationError):
            BreakStagger(rate=rate)
    assert not BreakStagger(active=False).in_force


def test_post_and_weigh_agree_on_every_roster_of_two() -> None:
    case = problem(
        ANA,
        BEN,
        shapes=[shape("08:00", 45)],
        activities=[IMAGES, ADMIN],
        coverage=[line(IMAGES, "08:00", "08:40")],
    )
    # Both images in the last slot: a break from 08:00 to 08:30.
    assert assert_agreement(case, [BreakStagger(rate=3)]).dearest == (0, 90, 0)


def test_two_queues_at_once_agree() -> None:
    case = problem(
        ANA,
        BEN,
        shapes=[shape("08:00", 45)],
        activities=[IMAGES, CHAT],
        coverage=[line(IMAGES, "08:00", "09:00"), line(CHAT, "08:15", "09:00")],
    )
    # Both images and chat in two of the slots, and the break in the other, counts for both queues.
    assert assert_agreement(case, [BreakStagger(rate=1)]).dearest == (0, 30, 0)


def test_three_people_agree() -> None:
    case = problem(
        ANA,
        BEN,
        CLEO,
        shapes=[shape("08:00", 30)],
        activities=[IMAGES, ADMIN],
        coverage=[line(IMAGES, "08:00", "09:00")],
    )
    assert assert_agreement(case, [BreakStagger(rate=1)]).dearest == (0, 15, 0)


def test_shapes_to_the_minute_that_start_apart_agree() -> None:
    case = problem(
        ANA,
        BEN,
        shapes=[shape("08:00", 37), shape("08:10", 40), shape("08:15", 45)],
        activities=[IMAGES],
        coverage=[line(IMAGES, "08:05", "09:00")],
    )
    assert_agreement(case, [BreakStagger(rate=1)])


def test_history_and_pins_agree_over_midnight() -> None:
    case = problem(
        ANA,
        BEN,
        CLEO,
        days=2,
        shapes=[shape("23:30", 45, weekdays="mon"), shape("00:00", 30, weekdays="tue")],
        activities=[IMAGES],
        coverage=[line(IMAGES, "23:30", "00:30")],
        history=[
            shift("ben", "2027-03-07 23:00", [("images", 50), ("break", 30)]),
            shift("cleo", "2027-03-07 23:00", [("images", 60), ("break", 23)]),
        ],
        pins=Pins(
            shifts=(
                shift("ben", "2027-03-08 23:37", [("images", 10), ("break", 21), ("images", 5)]),
                shift("cleo", "2027-03-08 23:00", [("images", 40), ("break", 50)]),
            ),
        ),
    )
    # Before any roster: the night before, 00:00 to 00:20 of both.
    assert cost(case) >= 20
    assert_agreement(case, [BreakStagger(rate=1)])


def test_somebody_new_and_meals_agree() -> None:
    case = problem(
        person("Ana", mentor=SINCE_LONG),
        person("Ben", ramp_up_from=date(2027, 3, 1)),
        CLEO,
        shapes=[shape("08:00", 30)],
        activities=[IMAGES],
        coverage=[line(IMAGES, "08:00", "09:00")],
    )
    assert_agreement(case, [BreakStagger(rate=1), Buddy()])
    two = problem(
        ANA,
        BEN,
        shapes=[shape("08:00", 180)],
        grid=15,
        activities=[IMAGES],
        coverage=[line(IMAGES, "08:00", "09:30")],
    )
    rules = [BreakStagger(rate=1), MealBreak(from_minutes=180)]
    assert_agreement(two, rules, filling="whole")


def test_where_nobody_is_free_what_stands_costs() -> None:
    # Ana and Ben stand on Monday, and Cleo is free on Tuesday alone.
    pins = tuple(day(who, ("images", 15), ("break", 15)) for who in ("ana", "ben"))
    tuesday = day("ana", ("images", 15), ("break", 15), start="2027-03-09 08:00")
    case = problem(
        ANA,
        BEN,
        CLEO,
        days=2,
        shapes=[shape("08:00", 30, weekdays="tue")],
        activities=[IMAGES],
        coverage=[line(IMAGES, "08:00", "09:00")],
        pins=Pins(shifts=(*pins, tuesday)),
    )
    assert_agreement(case, [BreakStagger(rate=1)])


@pytest.mark.parametrize("activities", [[IMAGES, ADMIN], [IMAGES]])
def test_slots_in_which_the_queue_itself_cannot_be_done_agree(activities: list[Activity]) -> None:
    # Material from 08:15 on. Before it Ana has a break; Ben's other work relieves her only where
    # his shift has images too.
    ana, cleo = (day(who, ("break", 15), ("images", 30)) for who in ("ana", "cleo"))
    rules = [ExposureWindow(earliest=time(8, 15)), BreakStagger(rate=1)]
    for pins in ((ana,), (ana, cleo)):
        case = problem(
            ANA,
            BEN,
            *([CLEO] if cleo in pins else []),
            shapes=[shape("08:00", 45)],
            activities=activities,
            coverage=[line(IMAGES, "08:00", "09:00")],
            pins=Pins(shifts=pins),
        )
        assert_agreement(case, rules)
