"""A made-up organisation: teams of the sizes asked for, and halls that nobody has twice."""

from datetime import date

import pytest

from constraints.reading import read
from scheduler.handing_out import HALF_DAYS, seats_wanted
from scheduler.team import Room
from web.measuring.organisation import TEAMS_A_FLOOR, Size, halls, organisation

MONDAY = date(2026, 11, 30)


def seats(room: Room, weekday: str, *, afternoon: bool) -> int:
    return sum(
        part.seats
        for part in room.shared or ()
        if weekday in part.weekdays and (part.start.hour == 12) == afternoon
    )


def test_people_who_are_left_over_join_the_first_teams() -> None:
    assert Size(10_000).teams == [20] * 500
    assert Size(52, 10).teams == [11, 11, 10, 10, 10]


@pytest.mark.parametrize(("people", "team"), [(10, 20), (100, 7), (900, 501), (999, 500)])
def test_sizes_that_make_no_teams_are_refused(people: int, team: int) -> None:
    with pytest.raises(ValueError, match="teams of 8 to 500 people"):
        Size(people, team)


def test_teams_of_a_floor_share_its_halls_and_no_seat_is_two_teams() -> None:
    teams = list(organisation(Size(96, 8), MONDAY))
    assert len(teams) == 12
    assert [team.name for team in teams] == [f"Team {n} of 8" for n in range(12)]
    assert list(organisation(Size(96, 8), MONDAY)) == teams
    for floor in (teams[:TEAMS_A_FLOOR], teams[TEAMS_A_FLOOR:]):
        parts = [room for team in floor for room in team.rooms]
        for hall in {part.id: part for part in parts}.values():
            for half in HALF_DAYS:
                given = [
                    seats(part, half.weekday, afternoon=half.afternoon)
                    for part in parts
                    if part.id == hall.id
                ]
                assert sum(given) <= hall.seats


def test_halls_have_nineteen_of_twenty_seats_of_the_busiest_half_day() -> None:
    teams = list(organisation(Size(80, 20), MONDAY))
    wanted = [seats_wanted(team) for team in teams]
    busiest = max(sum(own[half] for own in wanted) for half in HALF_DAYS)
    assert sum(hall.seats for hall in halls(teams)) == busiest * 19 // 20


def test_each_is_a_team_file_without_a_fault() -> None:
    for team in organisation(Size(60, 20), MONDAY):
        assert read(team.model_dump_json(by_alias=True, exclude_defaults=True))[0] == team
