from datetime import timedelta

import pytest

from agreement import assert_agreement
from constraints.breaks.min_block import MinBlock
from constraints.exposure.max_stint import MaxStint
from constraints.people.authorised import Authorised
from hand_rosters import breaches, presence
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.rule import Rule, Rulebook
from scheduler.team import Activity, Authorisation, Pins, Room
from tiny_teams import ADMIN, CHAT, HIGHEST, IMAGES, MONDAY, ROOM, person, problem, shape, shift

RULE = MinBlock()
CASE = problem(activities=[IMAGES, HIGHEST, CHAT, ADMIN])


def said(*blocks: tuple[str, int], case: Problem = CASE, rule: Rule = RULE) -> list[str]:
    return [str(b.said) for b in breaches(rule, case, shift("ana", "2027-03-08 08:00", blocks))]


def test_a_block_lasts_half_an_hour_and_of_the_highest_severity_a_quarter() -> None:
    assert said(("admin", 30), ("images", 30), ("break", 5), ("highest", 15)) == []
    admin, highest = said(("admin", 29), ("images", 30), ("break", 5), ("highest", 14))
    assert admin == (
        "Ana: Admin from 08:00 to 08:29 lasts 29 min. A block of it lasts at least 30 min."
    )
    assert highest == (
        "Ana: Highest severity from 09:04 to 09:18 lasts 14 min. A block of it lasts at least "
        "15 min."
    )


def test_a_change_of_activity_or_a_break_ends_a_block() -> None:
    assert len(said(("images", 20), ("chat", 20))) == 2
    assert len(said(("admin", 20), ("break", 5), ("admin", 20))) == 2


def test_a_change_of_room_does_not() -> None:
    rooms = (ROOM, Room(id="other", name="Other", seats=2))
    case = problem(activities=[IMAGES], rooms=rooms)
    one = shift("ana", "2027-03-08 08:00", [("images", 15), ("images", 15)])
    moved = one.blocks[1].model_copy(update={"room": "other"})
    assert breaches(RULE, case, one.model_copy(update={"blocks": (one.blocks[0], moved)})) == []


def test_an_activity_has_its_own_and_may_be_over_midnight() -> None:
    calls = Activity(id="calls", name="Calls", min_block=60)
    case = problem(activities=[calls])
    for minutes, number in ((60, 0), (59, 1)):
        late = shift("ana", "2027-03-08 23:30", [("calls", minutes), ("break", 90 - minutes)])
        assert len(breaches(RULE, case, late)) == number


def test_it_is_never_more_than_the_longest_stint() -> None:
    book = Rulebook([RULE, MaxStint(minutes=20)], [RULE.__class__, MaxStint])
    # A stint of 20 minutes is planned as 15 on this grid, and as 20 on one of 5 or 10.
    for grid, shortest in ((15, 15), (10, 20), (5, 20)):
        case = problem(activities=[IMAGES, ADMIN], grid=grid)  # type: ignore[arg-type]
        for minutes in (shortest - 1, shortest):
            block = presence(case, shift("ana", "2027-03-08 08:00", [("images", minutes)]))
            found = [b.rule for b in book.check(Record(case, [block]))]
            assert found == ([] if minutes == shortest else ["min_block"])
        work = presence(case, shift("ana", "2027-03-08 08:00", [("admin", 29)]))
        assert len(book.check(Record(case, [work]))) == 1


def test_nor_more_than_the_longest_stint_with_the_highest_severity() -> None:
    book = Rulebook([RULE, MaxStint(highest=10)], [RULE.__class__, MaxStint])
    case = problem(activities=[HIGHEST], grid=5)
    for minutes, found in ((9, ["min_block"]), (10, [])):
        block = presence(case, shift("ana", "2027-03-08 08:00", [("highest", minutes)]))
        assert [b.rule for b in book.check(Record(case, [block]))] == found


def test_what_stands_is_not_reported() -> None:
    short = [("images", 5), ("break", 175)]
    before, pin = shift("ana", "2027-03-07 08:00", short), shift("ana", "2027-03-08 08:00", short)
    assert breaches(RULE, problem(history=(before,), pins=Pins(shifts=(pin,)))) == []


def lasting(activity: Activity, minutes: int) -> Activity:
    return activity.model_copy(update={"min_block": minutes})


HOUR_AND_HALF = problem(shapes=[shape("08:00", 90), shape("08:15", 60)], activities=[IMAGES, ADMIN])
OFF_GRID = problem(shapes=[shape("08:00", 82)], activities=[IMAGES, CHAT])
LONGER = problem(shapes=[shape("08:00", 105)], activities=[lasting(IMAGES, 40), lasting(ADMIN, 60)])
WHOLE = problem(shapes=[shape("08:00", 75)], activities=[lasting(ADMIN, 90), IMAGES])
HALF_HOURS = problem(
    shapes=[shape("08:00", 50), shape("08:10", 60)], activities=[IMAGES, ADMIN], grid=10
)
MIDNIGHT = problem(shapes=[shape("23:30", 60), shape("23:45", 75)], activities=[HIGHEST, ADMIN])
TWO_ROOMS = problem(
    shapes=[shape("08:00", 75)],
    activities=[IMAGES],
    rooms=(ROOM, Room(id="other", name="Other", seats=2)),
)
CASES = [HOUR_AND_HALF, OFF_GRID, LONGER, WHOLE, HALF_HOURS, MIDNIGHT, TWO_ROOMS]


@pytest.mark.parametrize("case", CASES)
def test_post_and_check_agree(case: Problem) -> None:
    assert_agreement(case, [MinBlock(highest=20)])


@pytest.mark.parametrize("minutes", [15, 20, 30, 44])
def test_post_and_check_agree_beside_a_longest_stint(minutes: int) -> None:
    case = problem(shapes=[shape("08:00", 90)], activities=[lasting(IMAGES, 45), HIGHEST])
    assert_agreement(case, [MaxStint(minutes=minutes, highest=15), MinBlock()])


@pytest.mark.parametrize("minutes", [30, 45])
@pytest.mark.parametrize("until", [True, False])
def test_a_block_ends_or_begins_where_the_activity_may_not_be_done(
    minutes: int, *, until: bool
) -> None:
    # Authorised until the midnight of the shift, or from it on.
    date = MONDAY if until else MONDAY + timedelta(days=1)
    dates = {"first": MONDAY, "last": date} if until else {"first": date}
    ana = person(authorised=(Authorisation(activity="images", **dates),))
    case = problem(ana, shapes=[shape("23:15", 90)], activities=[IMAGES, ADMIN])
    assert_agreement(case, [Authorised(), MinBlock(minutes=minutes)])


def test_post_and_check_agree_on_two_people() -> None:
    case = problem(person("Ana"), person("Bo"), shapes=[shape("08:00", 60)], activities=[ADMIN])
    assert_agreement(case, [MinBlock(minutes=40)])
