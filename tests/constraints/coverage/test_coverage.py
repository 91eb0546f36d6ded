from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from coarse_reach import least_cost
from constraints.coverage.coverage import Coverage
from every_roster import free_cells
from hand_rosters import presence
from rosters import costs, record
from scheduler.board import Board
from scheduler.demand import CoverageLine, Weekday, WorkloadTarget
from scheduler.problem import PlacedShape, PlannedDay
from scheduler.roster import Shift
from scheduler.rule import Amount, Rulebook
from scheduler.team import Pins, Skill
from tiny_teams import ADMIN, CHAT, IMAGES, line, person, problem, shape, shift

ANA, BEN = person("Ana"), person("Ben")
FRENCH = person("Chloé", id="chloe", skills=(Skill(skill="french", first=date(2020, 1, 1)),))
HOUR = shape("08:00", 60)


def test_missing_minutes_cost_on_both_levels_and_surplus_a_little() -> None:
    case = problem(ANA, BEN, coverage=[line(IMAGES, "08:00", "10:00", minimum=1, target=2)])
    ana = shift("ana", "2027-03-08 08:00", [("images", 90)])
    # Minimum: 30 of the last half hour missing. Target: 90 x 1 + 30 x 2 = 150, at 10 each.
    assert costs(Coverage(), case, ana) == (30, 1500, 150)
    both = ana, shift("ben", "2027-03-08 08:00", [("images", 120)])
    # 30 with one of two.
    assert costs(Coverage(), case, *both) == (0, 300, 30)
    one = problem(ANA, BEN, coverage=[line(IMAGES, "08:00", "10:00")])
    # Two instead of one for 90: surplus 90 at 1.
    assert costs(Coverage(), one, *both) == (0, 90, 0)
    # Work outside the window covers nothing and is no surplus.
    late = shift("ana", "2027-03-08 10:00", [("images", 60)])
    assert costs(Coverage(), one, late) == (0, 1200, 120)


def test_a_shortfall_names_times_and_numbers_and_no_person() -> None:
    case = problem(ANA, BEN, coverage=[line(IMAGES, "08:00", "10:00", minimum=1, target=2)])
    ana = shift("ana", "2027-03-08 08:00", [("images", 90), ("admin", 30)])
    told = [
        (cost.level, missing.start, missing.end, missing.minutes, str(missing.said))
        for cost in Coverage().weigh(record(case, ana))
        if (missing := cost.missing)
    ]
    assert told == [
        (2, 480, 570, 90, "Image assessment: 1 of 2."),
        (1, 570, 600, 30, "Image assessment: 0 of 1."),
        (2, 570, 600, 60, "Image assessment: 0 of 2."),
    ]


@pytest.mark.parametrize(("on", "minutes"), [("2027-03-28", 60), ("2027-10-31", 180)])
def test_windows_are_local_and_minutes_elapsed_over_a_clock_change(on: str, minutes: int) -> None:
    # From half past one to half past three are one hour in spring and three in autumn.
    case = problem(first=date.fromisoformat(on), coverage=[line(IMAGES, "01:30", "03:30")])
    assert costs(Coverage(), case) == (0, minutes * 10, minutes)


def test_a_window_over_midnight_belongs_to_both_days() -> None:
    case = problem(days=2, coverage=[line(IMAGES, "23:00", "01:00")])
    night = shift("ana", "2027-03-08 23:00", [("images", 120)])
    # The night before the roster: its hour after midnight. Monday's: covered. Tuesday's: one
    # hour before the roster ends, what follows belongs to the next one.
    assert costs(Coverage(), case, night) == (0, 1200, 120)


def test_a_line_with_a_skill_costs_but_is_not_short_once_more() -> None:
    lines = [line(CHAT, "08:00", "09:00"), line(CHAT, "08:00", "09:00", minimum=1, skill="french")]
    case = problem(ANA, FRENCH, activities=[CHAT], coverage=lines)
    # Nobody: 60 on each line, and the minimum. Ana: the French line alone. Chloé: nothing.
    assert costs(Coverage(), case) == (60, 1200, 60)
    assert costs(Coverage(), case, shift("ana", "2027-03-08 08:00", [("chat", 60)])) == (60, 600, 0)
    assert costs(Coverage(), case, shift("chloe", "2027-03-08 08:00", [("chat", 60)])) == (0, 0, 0)


def test_coverage_cannot_be_switched_off_and_yields_no_cheap_minute() -> None:
    for setting in ({"active": False}, {"missing_rate": 9}, {"surplus_rate": 11}):
        with pytest.raises(ValidationError):
            Coverage.model_validate(setting)


def test_post_and_weigh_agree_on_every_roster() -> None:
    case = problem(
        ANA,
        BEN,
        shapes=[HOUR, shape("08:15", 45)],
        activities=[IMAGES],
        coverage=[line(IMAGES, "08:15", "09:15", minimum=1, target=2)],
    )
    assert assert_agreement(case, [Coverage()]).dearest == (60, 1200, 120)
    assert_agreement(case, [Coverage(surplus_rate=0, missing_rate=13)])


def test_windows_off_the_grid_and_two_queues_at_once_agree() -> None:
    lines = [line(IMAGES, "08:10", "08:50"), line(CHAT, "08:00", "08:40", minimum=1)]
    case = problem(ANA, BEN, shapes=[shape("08:00", 45)], activities=[IMAGES, CHAT], coverage=lines)
    assert assert_agreement(case, [Coverage()]).dearest == (40, 800, 80)


def test_lines_with_a_skill_agree() -> None:
    lines = [
        line(CHAT, "08:00", "09:00", target=2),
        line(CHAT, "08:15", "08:45", minimum=1, skill="french"),
    ]
    case = problem(ANA, FRENCH, shapes=[HOUR], activities=[CHAT], coverage=lines)
    assert_agreement(case, [Coverage()])


def test_windows_over_midnight_agree_with_history_and_pins_to_the_minute() -> None:
    case = problem(
        ANA,
        BEN,
        days=2,
        shapes=[shape("23:30", 45, weekdays="mon"), shape("00:00", 30, weekdays="tue")],
        activities=[IMAGES],
        coverage=[line(IMAGES, "23:45", "00:30", minimum=1, target=2)],
        history=[shift("ben", "2027-03-07 23:00", [("images", 67)])],
        pins=Pins(shifts=(shift("ben", "2027-03-08 23:37", [("images", 20), ("break", 16)]),)),
    )
    assert_agreement(case, [Coverage()])


def test_a_day_on_which_nobody_can_come_costs_on_the_whole_board() -> None:
    case = problem(
        days=2,
        shapes=[shape("08:00", 45, weekdays="mon")],
        activities=[IMAGES, ADMIN],
        coverage=[line(IMAGES, "08:00", "09:00", minimum=1)],
    )
    assert assert_agreement(case, [Coverage()]).dearest == (120, 1200, 120)


def test_what_is_just_covered_costs_nothing() -> None:
    case = problem(ANA, BEN, coverage=[line(IMAGES, "08:00", "10:00", minimum=1, target=2)])
    both = [shift(who, "2027-03-08 08:00", [("images", 120)]) for who in ("ana", "ben")]
    assert list(Coverage().weigh(record(case, *both))) == []
    # One too many, where a surplus costs nothing.
    one = problem(ANA, BEN, coverage=[line(IMAGES, "08:00", "10:00")])
    assert list(Coverage(surplus_rate=0).weigh(record(one, *both))) == []


def test_people_there_count_towards_the_minimum() -> None:
    case = problem(ANA, BEN, coverage=[line(IMAGES, "08:00", "10:00", minimum=3, target=0)])
    # 120 x (3 - 1), also for the target, which is never below the minimum.
    ana = shift("ana", "2027-03-08 08:00", [("images", 120)])
    assert costs(Coverage(), case, ana) == (240, 2400, 240)


def test_standing_blocks_count_in_their_own_segments() -> None:
    # Segments at 08:00, 09:00 and 10:00. A pin covers 30 of 120, and none of the other line's 60.
    pin = shift("ana", "2027-03-08 08:00", [("images", 30), ("admin", 30)])
    lines = [line(IMAGES, "08:00", "10:00"), line(CHAT, "09:00", "10:00")]
    case = problem(activities=[IMAGES, CHAT, ADMIN], coverage=lines, pins=Pins(shifts=(pin,)))
    assert least_cost(case, [Coverage()]) == (0, (90 + 60) * 10)


def test_the_ceiling_of_its_costs_is_what_could_be_missing_or_too_much() -> None:
    # One slot of 15 minutes: two wanted. Three may come beside the one who stands: 2 too many.
    pin = shift("dirk", "2027-03-08 08:00", [("images", 60)])
    case = problem(
        *(person(name) for name in ("Ana", "Ben", "Chloe", "Dirk")),
        activities=[IMAGES],
        coverage=[line(IMAGES, "08:00", "08:15", minimum=1, target=2)],
        pins=Pins(shifts=(pin,)),
    )
    board = Board(case, Rulebook([Coverage()], [Coverage]), free=free_cells(case))
    assert board.ceilings == {1: 15, 2: 2 * 150 + 2 * 15}


def uncovered(*lines: CoverageLine, planned: Mapping[str, int], held: Sequence[Shift]) -> Amount:
    """What a board of Monday alone tells a workload target of Tuesday's coverage of chat."""
    case = problem(
        ANA,
        BEN,
        FRENCH,
        days=3,
        activities=[CHAT, ADMIN],
        coverage=lines,
        workload=[WorkloadTarget(activity="chat", day=Weekday.every(), minutes=500)],
    )
    hour = PlacedShape(1440 + 480, 1440 + 540, "site")
    wednesday = PlacedShape(2880 + 480, 2880 + 540, "site")
    board = Board(
        case,
        Rulebook([Coverage()], [Coverage]),
        free=[("ana", 0)],
        held={(one.person, 1): presence(case, one) for one in held},
        plans={
            ("ana", 1): PlannedDay(hour, planned, 0),
            ("ana", 2): PlannedDay(wednesday, {"chat": 60}, 60),
        },
    )
    return board.uncovered("chat", 1)


def test_a_board_tells_what_is_uncovered_on_days_that_it_does_not_touch() -> None:
    ben = shift("ben", "2027-03-09 08:00", [("chat", 60)])
    chloe = shift("chloe", "2027-03-09 08:30", [("chat", 60)])
    plain = line(CHAT, "08:00", "10:00")
    # One from 08:00 to 08:30, two to 09:00, one to 09:30, nobody after that.
    assert uncovered(plain, planned={}, held=[ben, chloe]) == Amount(held=30)
    two = line(CHAT, "08:00", "10:00", minimum=1, target=2)
    # 30 + 0 + 30 + 30 x 2, less what is planned for somebody, and never less than nothing.
    assert uncovered(two, planned={"admin": 60}, held=[ben, chloe]) == Amount(held=120)
    assert uncovered(two, planned={"chat": 45}, held=[ben, chloe]) == Amount(held=75)
    assert uncovered(two, planned={"chat": 121}, held=[ben, chloe]) == Amount()
    # Lines with a skill add no minutes of their own.
    french = line(CHAT, "08:00", "10:00", skill="french")
    assert uncovered(plain, french, planned={}, held=[ben]) == Amount(held=60)
