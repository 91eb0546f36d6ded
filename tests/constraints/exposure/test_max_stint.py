from datetime import date
from typing import Literal

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.exposure.max_stint import MaxStint
from rosters import breaches
from scheduler.team import Pins
from tiny_teams import ADMIN, CHAT, HIGHEST, IMAGES, WALK, person, problem, shape, shift

ALL = [IMAGES, HIGHEST, CHAT, ADMIN, WALK]


def test_a_change_of_activity_does_not_end_a_stint() -> None:
    case = problem(activities=ALL)
    # 30 + 15 = 45 are one stint at the limit; 30 + 16 are over it.
    at = shift("ana", "2027-03-08 08:00", [("images", 30), ("chat", 15), ("admin", 15)])
    over = shift("ana", "2027-03-08 08:00", [("images", 30), ("chat", 16), ("admin", 14)])
    assert breaches(MaxStint(), case, at) == []
    assert breaches(MaxStint(), case, over) == [
        "Ana: exposure goes on from 08:00 to 08:46 without a break: 46 min. The limit is 45 min."
    ]


def test_one_minute_of_the_highest_severity_shortens_the_whole_stint() -> None:
    case = problem(activities=ALL)
    at = shift("ana", "2027-03-08 08:00", [("images", 19), ("highest", 1), ("break", 10)])
    over = shift("ana", "2027-03-08 08:00", [("images", 20), ("highest", 1), ("break", 9)])
    assert breaches(MaxStint(), case, at) == []
    assert breaches(MaxStint(), case, over) == [
        "Ana: exposure goes on from 08:00 to 08:21 without a break: 21 min. The limit is 20 min."
    ]
    # With a limit for all below the one for the highest severity, that one holds.
    assert len(breaches(MaxStint(minutes=15), case, at)) == 1


def test_a_stint_that_ends_with_the_shift_or_passes_midnight_counts_whole() -> None:
    case = problem(activities=ALL)
    last = shift("ana", "2027-03-08 08:00", [("admin", 60), ("images", 46)])
    night = shift("ana", "2027-03-08 23:30", [("images", 46)])
    assert len(breaches(MaxStint(), case, last)) == 1
    assert len(breaches(MaxStint(), case, night)) == 1


@pytest.mark.parametrize("on", ["2027-03-28", "2027-10-31"])
def test_a_stint_over_a_clock_change_is_counted_in_elapsed_minutes(on: str) -> None:
    case = problem(first=date.fromisoformat(on))
    assert breaches(MaxStint(), case, shift("ana", f"{on} 01:30", [("images", 45)])) == []
    assert len(breaches(MaxStint(), case, shift("ana", f"{on} 01:30", [("images", 46)]))) == 1


def test_what_stands_is_no_breach() -> None:
    pin = shift("ana", "2027-03-08 08:00", [("images", 90)])
    case = problem(pins=Pins(shifts=(pin,)))
    assert breaches(MaxStint(), case) == []


def test_limits_end_at_their_ceilings() -> None:
    for setting in ({"minutes": 61}, {"highest": 21}, {"minutes": 4}):
        with pytest.raises(ValidationError):
            MaxStint.model_validate(setting)
    assert list(MaxStint(minutes=60).looser()) == ["minutes 60 (recommended 45)"]


def test_limits_are_planned_in_whole_slots() -> None:
    # On 15 minutes 50 is 45 and 20 is 15; on 10 minutes 45 is 40; on 5 both fit.
    rule = MaxStint(minutes=50, highest=20)
    assert [rule.longest_run(2, grid) for grid in (5, 10, 15)] == [50, 50, 45]
    assert [rule.longest_run(3, grid) for grid in (5, 10, 15)] == [20, 20, 15]


@pytest.mark.parametrize("minutes", [5, 15, 30, 50])
def test_post_and_check_accept_the_same_rosters(minutes: int) -> None:
    case = problem(shapes=[shape("08:00", 75), shape("08:15", 60)], activities=[IMAGES, ADMIN])
    assert_agreement(case, [MaxStint(minutes=minutes)])


@pytest.mark.parametrize("highest", [10, 20])
def test_stints_with_the_highest_severity_agree(highest: int) -> None:
    case = problem(shapes=[shape("08:00", 75)], activities=[IMAGES, HIGHEST, ADMIN])
    assert_agreement(case, [MaxStint(minutes=45, highest=highest)])
    assert_agreement(case, [MaxStint(minutes=15, highest=highest)])


@pytest.mark.parametrize("grid", [5, 10])
def test_finer_grids_agree(grid: Literal[5, 10]) -> None:
    case = problem(shapes=[shape("08:00", grid * 6)], activities=[IMAGES, HIGHEST], grid=grid)
    assert_agreement(case, [MaxStint(minutes=grid * 4, highest=grid * 2)])


def test_two_people_and_a_night_agree() -> None:
    shapes = [shape("23:30", 45)]
    case = problem(person("Ana"), person("Ben"), shapes=shapes, activities=[IMAGES, CHAT])
    assert_agreement(case, [MaxStint(minutes=30)])
