from datetime import timedelta

import pytest

from agreement import Fixing, assert_agreement
from coarse_reach import most_minutes
from constraints.exposure.no_lone_exposure import NoLoneExposure
from constraints.people.availability import Availability
from hand_rosters import breaches, presence, spans
from scheduler.board import Board
from scheduler.roster import Shift
from scheduler.rule import Rulebook
from scheduler.team import Busy, Pins
from tiny_teams import ADMIN, CHAT, IMAGES, person, problem, shape, shift

RULE = NoLoneExposure()
ANA, BEN, CAS = (person(name, home=True) for name in ("Ana", "Ben", "Cas"))


def there(who: str, start: str, minutes: int, what: str = "admin") -> Shift:
    return shift(who, f"2027-03-08 {start}", [(what, minutes)])


def test_each_minute_of_material_with_nobody_else_on_site_is_named() -> None:
    case = problem(ANA, BEN, CAS, activities=[IMAGES, ADMIN])
    ana = shift("ana", "2027-03-08 08:00", [("images", 45), ("admin", 15), ("images", 45)])
    assert spans(RULE, case, ana, there("ben", "08:00", 45), there("cas", "09:00", 45)) == []
    ben, cas = there("ben", "08:01", 43), there("cas", "09:00", 44)
    first, second, third = breaches(RULE, case, ana, ben, cas)
    assert str(first.said) == (
        "Ana, Mon 8 March: on material from 08:00 to 08:01 with nobody else on site."
    )
    assert [b.end - b.start for b in (first, second, third)] == [1, 1, 1]


def test_company_that_comes_and_goes_beside_other_company_counts_once() -> None:
    case = problem(ANA, BEN, CAS, activities=[IMAGES, ADMIN])
    ana = there("ana", "08:00", 45, "images")
    assert spans(RULE, case, ana, there("ben", "08:00", 45), there("cas", "08:10", 10)) == []


def test_breaks_count_as_company_and_work_from_home_does_not() -> None:
    case = problem(ANA, BEN, activities=[IMAGES, ADMIN])
    ana = there("ana", "08:00", 45, "images")
    assert spans(RULE, case, ana, there("ben", "08:00", 45, "break")) == []
    home = there("ben", "08:00", 45).model_copy(update={"place": "home"})
    assert spans(RULE, case, ana, home) == [("ana", "Mon 08 08:00", "Mon 08 08:45")]


def test_two_on_material_are_company_to_each_other() -> None:
    case = problem(ANA, BEN)
    both = there("ana", "08:00", 45, "images"), there("ben", "08:15", 45, "images")
    assert spans(RULE, case, *both) == [
        ("ana", "Mon 08 08:00", "Mon 08 08:15"),
        ("ben", "Mon 08 08:45", "Mon 08 09:00"),
    ]


def test_contact_and_other_work_may_be_done_alone() -> None:
    case = problem(ANA, activities=[CHAT, ADMIN])
    assert spans(RULE, case, there("ana", "08:00", 45, "chat")) == []


def test_a_shift_that_began_before_the_roster_is_company_until_it_ends() -> None:
    night = shift("ben", "2027-03-07 22:00", [("admin", 140)])
    case = problem(ANA, BEN, history=(night,), activities=[IMAGES, ADMIN])
    assert spans(RULE, case, there("ana", "00:00", 45, "images")) == [
        ("ana", "Mon 08 00:20", "Mon 08 00:45")
    ]


def test_material_that_stands_alone_is_not_reported() -> None:
    case = problem(ANA, BEN, pins=Pins(shifts=(there("ana", "08:00", 45, "images"),)))
    assert spans(RULE, case) == []


STAGGERED = [shape("08:00", 30), shape("08:15", 30)]


def test_post_and_check_agree_with_staggered_shifts() -> None:
    case = problem(ANA, BEN, shapes=STAGGERED, activities=[IMAGES, CHAT])
    assert_agreement(case, [RULE])
    three = problem(ANA, BEN, CAS, shapes=STAGGERED, activities=[IMAGES])
    assert_agreement(three, [RULE])


def test_post_and_check_agree_where_some_work_from_home() -> None:
    shapes = [shape("08:00", 45), shape("08:00", 45, "home")]
    case = problem(ANA, BEN, shapes=shapes, activities=[IMAGES, ADMIN])
    assert_agreement(case, [RULE])


def test_post_and_check_agree_over_midnight_and_after_the_last_day() -> None:
    nights = [shape("23:45", 30, weekdays="mon tue"), shape("00:00", 30, weekdays="tue")]
    case = problem(ANA, BEN, days=2, shapes=nights, activities=[IMAGES])
    assert_agreement(case, [RULE])


@pytest.mark.parametrize(
    "pinned",
    [
        [there("cas", "08:00", 30, "break")],
        [there("cas", "08:15", 45, "break")],
        # What stands alone on material asks for no company, and is company.
        [there("cas", "08:00", 30, "images")],
        [there("ben", "08:00", 15, "break"), there("cas", "08:30", 30, "break")],
    ],
)
def test_post_and_check_agree_beside_pins(pinned: list[Shift]) -> None:
    case = problem(
        ANA,
        BEN,
        CAS,
        shapes=[shape("08:00", 45), shape("08:15", 45)],
        activities=[IMAGES],
        pins=Pins(shifts=tuple(pinned)),
    )
    assert_agreement(case, [RULE])


def test_post_and_check_agree_with_a_night_of_history_as_company() -> None:
    night = shift("cas", "2027-03-07 22:00", [("break", 150)])
    case = problem(
        ANA, BEN, CAS, shapes=[shape("00:00", 45)], activities=[IMAGES], history=(night,)
    )
    assert_agreement(case, [RULE])


def test_planning_takes_the_strict_side_where_company_ends_within_a_slot() -> None:
    # Until 08:20: company in the first slot, not in the whole of the second one.
    case = problem(
        ANA,
        BEN,
        shapes=[shape("08:00", 30)],
        activities=[IMAGES, ADMIN],
        pins=Pins(shifts=(there("ben", "08:00", 20),)),
    )
    fixing = Fixing(Board(case, Rulebook([RULE], [NoLoneExposure]), free=[("ana", 0)]))
    first = shift("ana", "2027-03-08 08:00", [("images", 15), ("break", 15)])
    second = shift("ana", "2027-03-08 08:00", [("break", 15), ("images", 15)])
    assert fixing.least({("ana", 0): presence(case, first)}) is not None
    assert fixing.least({("ana", 0): presence(case, second)}) is None


def test_the_coarse_form_has_no_more_material_than_company() -> None:
    # Ben is there for 20 of the 30 minutes, and once for all of them.
    for minutes in (20, 30):
        pins = Pins(shifts=(there("ben", "08:00", minutes),))
        case = problem(ANA, BEN, shapes=[shape("08:00", 30)], activities=[IMAGES, ADMIN], pins=pins)
        assert most_minutes(case, [RULE]) == minutes


def test_held_material_keeps_its_only_company_beside_others_at_home() -> None:
    # Cas cannot come at 08:00, and so only works from home; Ben has to come.
    start = there("cas", "08:00", 10).start
    busy = Busy(start=start, end=start + timedelta(minutes=10))
    cas = person("Cas", home=True, busy=(busy,))
    shapes = [shape("08:00", 60), shape("08:15", 45, "home")]
    case = problem(ANA, person("Ben"), cas, shapes=shapes, activities=[IMAGES, ADMIN])
    material = [("admin", 15), ("images", 45)]
    ana = presence(case, shift("ana", "2027-03-08 08:00", material))
    ben = presence(case, there("ben", "08:00", 60))
    book = Rulebook([Availability(), RULE], [Availability, NoLoneExposure])
    free = [("ben", 0), ("cas", 0)]
    fixing = Fixing(Board(case, book, free=free, held={("ana", 0): ana}))
    assert fixing.least({("ben", 0): None, ("cas", 0): None}) is None
    assert fixing.least({("ben", 0): ben, ("cas", 0): None}) is not None
