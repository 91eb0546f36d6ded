"""A made-up organisation: teams of about one size, who share halls of seats floor by floor."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.examples.generated import FEWEST, MOST, even_rooms, generated_team
from scheduler.handing_out import HALF_DAYS, seats_wanted, with_rooms
from scheduler.team import Room, Team

# Teams that share the halls of one floor, and the seats there are of those wanted at the worst.
TEAMS_A_FLOOR = 10
SEATS_OF_WANTED = 19 / 20
LARGEST_HALL = 60


@dataclass(frozen=True)
class Size:
    """How many people there are in all, in teams of about `team`: 8 to 500 each.

    Raises ValueError where they do not make one team, or a team of another size.
    """

    people: int
    team: int = 20

    def __post_init__(self) -> None:
        if self.people < self.team or not FEWEST <= self.team <= max(self.teams) <= MOST:
            raise ValueError(f"teams of {FEWEST} to {MOST} people, and at least one, are measured")

    @property
    def teams(self) -> list[int]:
        """People of each team; those left over join the first ones."""
        number = self.people // self.team
        if not number:
            return [self.people]
        each, more = divmod(self.people, number)
        return [each + (n < more) for n in range(number)]


def organisation(size: Size, first: date, seed: int = 0) -> Iterator[Team]:
    """The teams, each with the seats handed out to it, for a roster from the week of `first`."""
    sizes = size.teams
    for start in range(0, len(sizes), TEAMS_A_FLOOR):
        floor = [
            generated_team(people, first, seed + start + n)
            for n, people in enumerate(sizes[start : start + TEAMS_A_FLOOR])
        ]
        yield from with_rooms(floor, halls(floor))


def halls(teams: list[Team]) -> tuple[Room, ...]:
    """Halls with a few seats less than all of the teams want in their busiest half-day."""
    wanted = [seats_wanted(team) for team in teams]
    seats = max(sum(own[half] for own in wanted) for half in HALF_DAYS)
    seats = max(1, int(seats * SEATS_OF_WANTED))
    return even_rooms(seats, LARGEST_HALL, key="hall", name="Hall")
