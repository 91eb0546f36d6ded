"""Seats of a shared room from minute to minute, also over noon and both changes of the clock."""

from datetime import date, time

from scheduler.demand import Weekday
from scheduler.team import Room, SeatsAt
from tiny_teams import MONDAY, problem

HALVES = (
    SeatsAt(start=time(0), end=time(12), seats=3),
    SeatsAt(weekdays=(Weekday.MON,), start=time(12), end=time(0), seats=1),
)
SHARED = Room(id="quiet", name="Quiet room", seats=4, shared=HALVES)


def between(room: Room, start: int, end: int, first: date = MONDAY) -> list[tuple[int, int, int]]:
    return list(problem(rooms=(room,), first=first).shared_seats.between("quiet", start, end))


def test_a_room_of_ones_own_has_its_seats_at_any_time() -> None:
    own = Room(id="quiet", name="Quiet room", seats=4)
    assert between(own, -60, 3000) == [(-60, 3000, 4)]


def test_at_noon_the_share_changes() -> None:
    assert between(SHARED, 660, 780) == [(660, 720, 3), (720, 780, 1)]


def test_outside_what_was_handed_out_there_is_none() -> None:
    """Monday's afternoon ends at midnight; Tuesday's has nothing."""
    assert between(SHARED, 1430, 1450) == [(1430, 1440, 1), (1440, 1450, 3)]
    assert between(SHARED, 1440 + 700, 1440 + 800) == [(2140, 2160, 3), (2160, 2240, 0)]


def test_two_windows_at_once_add_up_to_no_more_than_the_room_has() -> None:
    more = (*HALVES, SeatsAt(start=time(11), end=time(13), seats=2))
    both = SHARED.model_copy(update={"shared": more})
    assert between(both, 600, 800) == [(600, 660, 3), (660, 720, 4), (720, 780, 3), (780, 800, 1)]


def test_noon_is_local_in_the_nights_of_23_and_of_25_hours() -> None:
    """Sundays in Brussels: 28 March 2027 has noon after 660 minutes, 31 October after 780."""
    assert between(SHARED, 600, 700, first=date(2027, 3, 28)) == [(600, 660, 3), (660, 700, 0)]
    assert between(SHARED, 700, 800, first=date(2027, 10, 31)) == [(700, 780, 3), (780, 800, 0)]
