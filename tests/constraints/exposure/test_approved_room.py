from datetime import time

import pytest

from agreement import assert_agreement
from coarse_reach import most_minutes
from constraints.exposure.approved_room import ApprovedRoom
from constraints.exposure.exposure_window import ExposureWindow
from hand_rosters import breaches, spans
from scheduler.roster import Shift
from scheduler.team import Pins, Room, SeatsAt
from tiny_teams import ADMIN, HIGHEST, IMAGES, person, problem, shape, shift

RULE = ApprovedRoom()
ONE_SEAT = (Room(id="quiet", name="Quiet room", seats=1),)
TWO_SEATS = (Room(id="quiet", name="Quiet room", seats=2),)
TWO_ROOMS = (*ONE_SEAT, Room(id="blue", name="Blue room", seats=1))
OPEN = Room(id="open", name="Open office", seats=9, approved=False)
TEAM = (person("Ana"), person("Ben"), person("Cas"))


def images(who: str, start: str, minutes: int, room: str | None = "quiet") -> Shift:
    made = shift(who, f"2027-03-08 {start}", [("images", minutes)])
    return made.model_copy(
        update={"blocks": tuple(b.model_copy(update={"room": room}) for b in made.blocks)}
    )


def test_material_without_an_approved_room_or_away_from_the_site_is_named() -> None:
    case = problem(*TEAM, rooms=(*ONE_SEAT, OPEN), activities=[IMAGES, ADMIN])
    assert spans(RULE, case, images("ana", "08:00", 60)) == []
    home = images("ana", "08:00", 60).model_copy(update={"place": "home"})
    said = [
        str(breach.said)
        for wrong in (
            images("ana", "08:00", 60, None),
            images("ana", "08:00", 60, "open"),
            images("ana", "08:00", 60, "nowhere"),
            home,
        )
        for breach in breaches(RULE, case, wrong)
    ]
    assert said == [
        "Ana, Mon 8 March: material from 08:00 to 09:00 without a room.",
        "Ana, Mon 8 March: material from 08:00 to 09:00 in open, which is not an approved room.",
        "Ana, Mon 8 March: material from 08:00 to 09:00 in nowhere, which is not an approved room.",
        "Ana, Mon 8 March: material from 08:00 to 09:00 away from the site.",
    ]


def test_other_work_needs_no_room() -> None:
    case = problem(activities=[ADMIN], rooms=())
    at_home = shift("ana", "2027-03-08 08:00", [("admin", 60)], place="home")
    assert spans(RULE, case, at_home) == []


def test_more_people_than_seats_are_named_to_the_minute_over_all_queues() -> None:
    case = problem(*TEAM, rooms=TWO_SEATS, activities=[IMAGES, HIGHEST])
    ana, ben = images("ana", "08:00", 60), images("ben", "08:30", 60)
    highest = shift("cas", "2027-03-08 09:00", [("highest", 30)])
    assert spans(RULE, case, ana, ben, highest) == []
    sooner = shift("cas", "2027-03-08 08:59", [("highest", 31)])
    (breach,) = breaches(RULE, case, ana, ben, sooner)
    assert breach.person is None
    assert str(breach.said) == (
        "Quiet room, Mon 8 March: 3 people on material from 08:59 to 09:00. Seats: 2."
    )
    # Who is on a break holds no seat.
    resting = shift("ben", "2027-03-08 08:30", [("images", 29), ("break", 31)])
    assert spans(RULE, case, ana, resting, sooner) == []


def test_two_rooms_have_their_own_seats() -> None:
    case = problem(*TEAM, rooms=TWO_ROOMS)
    ana, ben = images("ana", "08:00", 60), images("ben", "08:00", 60, "blue")
    assert spans(RULE, case, ana, ben) == []
    assert spans(RULE, case, ana, ben, images("cas", "08:00", 60, "blue")) == [
        (None, "Mon 08 08:00", "Mon 08 09:00")
    ]


def test_pins_over_the_seats_are_not_reported_and_nobody_joins_them() -> None:
    pins = Pins(shifts=(images("ana", "08:00", 60), images("ben", "08:30", 60)))
    case = problem(*TEAM, rooms=ONE_SEAT, pins=pins)
    assert spans(RULE, case) == []
    assert spans(RULE, case, images("cas", "08:45", 30)) == [
        (None, "Mon 08 08:45", "Mon 08 09:00"),
        (None, "Mon 08 09:00", "Mon 08 09:15"),
    ]


def test_history_that_runs_into_the_roster_holds_its_seat() -> None:
    night = shift("ana", "2027-03-07 23:30", [("images", 45)])
    case = problem(*TEAM, rooms=ONE_SEAT, history=(night,))
    assert spans(RULE, case, images("ben", "00:10", 20)) == [(None, "Mon 08 00:10", "Mon 08 00:15")]


def handed(*parts: tuple[str, str, int]) -> tuple[Room, ...]:
    """The room of two seats, of which these are the team's: from, to, seats."""
    shared = tuple(
        SeatsAt(start=time.fromisoformat(start), end=time.fromisoformat(end), seats=seats)
        for start, end, seats in parts
    )
    return (TWO_SEATS[0].model_copy(update={"shared": shared}),)


def test_of_a_shared_room_the_seats_of_that_time_count() -> None:
    """Two until 08:20, one until 08:50, then none."""
    rooms = handed(("00:00", "08:20", 2), ("08:20", "08:50", 1))
    case = problem(*TEAM, rooms=rooms)
    assert spans(RULE, case, images("ana", "08:00", 50), images("ben", "08:00", 20)) == []
    found = breaches(RULE, case, images("ana", "08:00", 60), images("ben", "08:00", 30))
    assert [str(breach.said) for breach in found] == [
        "Quiet room, Mon 8 March: 2 people on material from 08:20 to 08:30. Seats: 1.",
        "Quiet room, Mon 8 March: 1 people on material from 08:50 to 09:00. Seats: 0.",
    ]


@pytest.mark.parametrize(
    "rooms",
    [
        handed(("00:00", "08:15", 2), ("08:15", "00:00", 1)),
        # Changes inside a slot: the least of its minutes counts.
        handed(("00:00", "08:20", 1), ("08:10", "08:40", 1)),
        handed(("08:15", "08:30", 2)),
        handed(),
    ],
)
def test_post_and_check_agree_on_shares_of_a_room(rooms: tuple[Room, ...]) -> None:
    case = problem(*TEAM, rooms=rooms, shapes=[shape("08:00", 30)], activities=[IMAGES, ADMIN])
    assert_agreement(case, [RULE])


def test_post_and_check_agree_on_a_share_beside_a_pin() -> None:
    pins = Pins(shifts=(images("cas", "08:05", 20),))
    rooms = handed(("00:00", "08:15", 2), ("08:15", "00:00", 1))
    case = problem(*TEAM, rooms=rooms, shapes=[shape("08:00", 45)], activities=[IMAGES], pins=pins)
    assert_agreement(case, [RULE])


@pytest.mark.parametrize("rooms", [ONE_SEAT, TWO_SEATS])
def test_post_and_check_agree_on_seats(rooms: tuple[Room, ...]) -> None:
    case = problem(*TEAM, rooms=rooms, shapes=[shape("08:00", 30)], activities=[IMAGES, HIGHEST])
    assert_agreement(case, [RULE])


def test_post_and_check_agree_on_rooms_and_on_where_material_can_be_seen() -> None:
    shapes = [shape("08:00", 30), shape("08:00", 30, "home")]
    at_home = [person("Ana", home=True), person("Ben", home=True)]
    case = problem(*at_home, rooms=(*ONE_SEAT, OPEN), shapes=shapes, activities=[IMAGES, ADMIN])
    assert_agreement(case, [RULE], loose=True)
    two = problem(*at_home, rooms=TWO_ROOMS, shapes=[shape("08:00", 45)], activities=[IMAGES])
    assert_agreement(two, [RULE])


@pytest.mark.parametrize(
    "pinned",
    [
        [images("cas", "08:00", 30)],
        # Parts of slots: no free person has the seat in any of them.
        [images("cas", "08:05", 7)],
        # Never two at once, so that one seat of two is left in each slot.
        [images("cas", "08:00", 22), images("dan", "08:22", 38)],
        # Over one seat for two slots of three, and then over none.
        [images("cas", "08:00", 30), images("dan", "08:00", 30)],
        # Over the seats from the start.
        [images("cas", "08:00", 60), images("dan", "08:10", 10), images("eva", "08:15", 15)],
    ],
)
@pytest.mark.parametrize("rooms", [ONE_SEAT, TWO_SEATS])
def test_post_and_check_agree_beside_pins(rooms: tuple[Room, ...], pinned: list[Shift]) -> None:
    others = [person(each.person.title()) for each in pinned]
    case = problem(
        person("Ana"),
        person("Ben"),
        *others,
        rooms=rooms,
        shapes=[shape("08:00", 45)],
        activities=[IMAGES],
        pins=Pins(shifts=tuple(pinned)),
    )
    # The window makes these three slots one segment of the coarse form.
    assert_agreement(case, [RULE, ExposureWindow(earliest=time(8), latest=time(8, 45))])


def test_post_and_check_agree_over_midnight() -> None:
    # A night of history until 00:15, and a night after the roster's last day.
    case = problem(
        person("Ana"),
        person("Ben"),
        rooms=ONE_SEAT,
        shapes=[shape("00:00", 30), shape("23:45", 30)],
        activities=[IMAGES],
        history=(shift("ana", "2027-03-07 23:30", [("images", 45)]),),
    )
    assert_agreement(case, [RULE])


def test_who_has_other_work_in_a_room_takes_no_seat() -> None:
    other = shift("cas", "2027-03-08 08:00", [("admin", 30)])
    blocks = tuple(block.model_copy(update={"room": "quiet"}) for block in other.blocks)
    case = problem(
        *TEAM,
        rooms=ONE_SEAT,
        shapes=[shape("08:00", 30)],
        activities=[IMAGES, ADMIN],
        pins=Pins(shifts=(other.model_copy(update={"blocks": blocks}),)),
    )
    assert_agreement(case, [RULE])


def test_the_coarse_form_leaves_the_minutes_of_the_seats_that_are_free() -> None:
    # One seat from 08:00 to 08:45, of which a pin has 30 minutes.
    case = problem(
        *TEAM,
        rooms=ONE_SEAT,
        shapes=[shape("08:00", 45)],
        activities=[IMAGES],
        pins=Pins(shifts=(images("cas", "08:00", 30),)),
    )
    window = ExposureWindow(earliest=time(8), latest=time(8, 45))
    assert most_minutes(case, [RULE, window]) == 45 - 30
