from datetime import date

import pytest

from agreement import assert_agreement
from constraints.exposure.no_exposure_overtime import NoExposureOvertime
from hand_rosters import breaches, spans
from scheduler.problem import Problem
from scheduler.team import Contract, Pins
from tiny_teams import ADMIN, CHAT, IMAGES, person, problem, shape, shift

RULE = NoExposureOvertime()
HOUR = Contract(weekly_minutes=60)
SUNDAY = date(2027, 3, 14)


def test_exposure_in_a_shift_marked_overtime_is_named() -> None:
    case = problem(activities=[IMAGES, CHAT, ADMIN])
    blocks = [("admin", 30), ("images", 15), ("admin", 15), ("chat", 20)]
    usual = shift("ana", "2027-03-08 16:00", blocks)
    assert spans(RULE, case, usual) == []
    longer = shift("ana", "2027-03-08 16:00", blocks, overtime=True)
    images, chat = breaches(RULE, case, longer)
    assert str(images.said) == (
        "Ana, Mon 8 March: 15 min of exposure from 16:30 in a shift marked overtime."
    )
    assert (chat.start, chat.end) == (17 * 60, 17 * 60 + 20)
    other = shift("ana", "2027-03-08 16:00", [("admin", 120)], overtime=True)
    assert spans(RULE, case, other) == []


def test_shifts_that_are_not_marked_stay_within_the_contract() -> None:
    case = problem(person("Ana", contract=Contract(weekly_minutes=960)), days=7)
    first = shift("ana", "2027-03-08 08:00", [("admin", 240), ("meal", 30), ("admin", 240)])
    # 480 + 480 = 960 paid minutes, the meals left out.
    assert spans(RULE, case, first, shift("ana", "2027-03-09 08:00", [("admin", 480)])) == []
    (breach,) = breaches(RULE, case, first, shift("ana", "2027-03-09 08:00", [("admin", 481)]))
    assert str(breach.said) == (
        "Ana, week of Mon 8 March: 16 h 01 rostered in shifts not marked overtime. The contract "
        "has 16 h a week."
    )
    more = shift("ana", "2027-03-09 08:00", [("admin", 481)], overtime=True)
    assert spans(RULE, case, first, more) == []


def test_the_week_before_the_roster_counts_and_what_stands_over_it_is_not_reported() -> None:
    before = shift("ana", "2027-03-08 08:00", [("admin", 75)])
    case = problem(person("Ana", contract=HOUR), first=date(2027, 3, 9), history=(before,))
    assert spans(RULE, case) == []
    more = shift("ana", "2027-03-09 08:00", [("admin", 1)])
    assert spans(RULE, case, more) == [("ana", "Mon 08 00:00", "Mon 15 00:00")]
    marked = shift("ana", "2027-03-08 08:00", [("admin", 75)], overtime=True)
    case = problem(person("Ana", contract=HOUR), first=date(2027, 3, 9), history=(marked,))
    assert spans(RULE, case, more) == []


def test_overtime_that_stands_is_not_reported() -> None:
    pin = shift("ana", "2027-03-08 16:00", [("images", 60)], overtime=True)
    assert spans(RULE, problem(pins=Pins(shifts=(pin,)))) == []


SHAPES = [shape("08:00", 30), shape("08:00", 37), shape("23:45", 30)]
NIGHT = shift("ana", "2027-03-08 23:30", [("chat", 60)])
MARKED = shift("ana", "2027-03-08 23:30", [("chat", 60)], overtime=True)
ANA = person("Ana", contract=Contract(weekly_minutes=67))


@pytest.mark.parametrize(
    "case",
    [
        problem(ANA, days=3, shapes=SHAPES, activities=[CHAT]),
        problem(ANA, days=3, first=SUNDAY, shapes=SHAPES, activities=[CHAT]),
        problem(ANA, days=3, first=date(2027, 3, 9), shapes=SHAPES, activities=[CHAT],
                history=(NIGHT,)),
        problem(ANA, days=3, first=date(2027, 3, 9), shapes=SHAPES, activities=[CHAT],
                history=(MARKED,)),
        problem(ANA, days=3, shapes=SHAPES, activities=[CHAT], pins=Pins(shifts=(MARKED,))),
    ],
    ids=["a week", "from Sunday", "history", "overtime before", "pinned overtime"],
)  # fmt: skip
def test_post_and_check_agree(case: Problem) -> None:
    assert_agreement(case, [RULE], filling="breaks")
