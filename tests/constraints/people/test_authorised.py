from datetime import date

import pytest

from agreement import assert_agreement
from constraints.people.authorised import Authorised
from scheduler.presence import Presence, from_shift
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.roster import Shift
from scheduler.rule import Breach
from scheduler.team import Authorisation, Person
from tiny_teams import ADMIN, CHAT, IMAGES, person, problem, shape, shift

RULE = Authorised()


def allowed(activity: str, first: date, last: date | None = None) -> Person:
    return person(authorised=(Authorisation(activity=activity, first=first, last=last),))


def presence(case: Problem, planned: Shift) -> Presence:
    return from_shift(planned, case.clock, case.activities)


def found(case: Problem, *planned: Shift) -> list[Breach]:
    return list(RULE.check(Record(case, [presence(case, shift) for shift in planned])))


def test_exposing_work_without_authorisation_is_told_with_its_time() -> None:
    case = problem(allowed("chat", date(2027, 1, 1)), activities=(IMAGES, CHAT, ADMIN))
    # 08:00 + 30 min of chat, then 30 min of images: only the images are not authorised.
    breaches = found(case, shift("ana", "2027-03-08 08:00", [("chat", 30), ("images", 30)]))
    assert [(b.start, b.end) for b in breaches] == [(510, 540)]
    assert str(breaches[0].said) == (
        "Ana is not authorised for Image assessment on Mon 8 March: 08:30 to 09:00."
    )
    assert not breaches[0].private


def test_work_that_does_not_expose_needs_no_authorisation() -> None:
    case = problem(person(authorised=()))
    assert not found(case, shift("ana", "2027-03-08 08:00", [("admin", 60)]))


@pytest.mark.parametrize(
    ("first", "last", "accepted"),
    [
        (date(2027, 3, 8), date(2027, 3, 8), True),
        (date(2027, 3, 9), None, False),
        (date(2027, 1, 1), date(2027, 3, 7), False),
    ],
)
def test_both_dates_of_an_authorisation_are_included(
    first: date, last: date | None, accepted: bool
) -> None:
    case = problem(allowed("images", first, last))
    breaches = found(case, shift("ana", "2027-03-08 08:00", [("images", 60)]))
    assert (not breaches) == accepted


def test_one_authorisation_beside_others_is_enough() -> None:
    case = problem(person(), activities=(IMAGES, CHAT))
    assert not found(case, shift("ana", "2027-03-08 08:00", [("images", 30), ("chat", 30)]))


def test_over_midnight_each_part_goes_by_its_own_date() -> None:
    # Until 8 March: of 23:30 to 00:30 the half hour after midnight (1,440 to 1,470) is not.
    case = problem(allowed("images", date(2027, 1, 1), date(2027, 3, 8)))
    breaches = found(case, shift("ana", "2027-03-08 23:30", [("images", 60)]))
    assert [(b.start, b.end) for b in breaches] == [(1440, 1470)]
    breaches = found(case, shift("ana", "2027-03-08 23:30", [("images", 31)]))
    assert [(b.start, b.end) for b in breaches] == [(1440, 1441)]


def test_in_the_night_of_23_hours_the_date_starts_at_local_midnight() -> None:
    # Clocks go forward on 28 March: Saturday has 24 h, so midnight is at minute 1,440; the block
    # of 22:30 to 04:30 local is 5 h long and its part on Sunday lasts to minute 1,350 + 300.
    case = problem(allowed("images", date(2027, 3, 28)), first=date(2027, 3, 27))
    breaches = found(case, shift("ana", "2027-03-27 22:30", [("images", 300)]))
    assert [(b.start, b.end) for b in breaches] == [(1350, 1440)]


def test_what_stands_is_not_told() -> None:
    case = problem(person(authorised=()))
    standing = from_shift(
        shift("ana", "2027-03-08 08:00", [("images", 60)]),
        case.clock,
        case.activities,
        standing=True,
    )
    assert not list(RULE.check(Record(case, [standing])))


def test_post_and_check_accept_the_same_rosters() -> None:
    case = problem(
        allowed("images", date(2027, 1, 1), date(2027, 3, 8)),
        shapes=(shape("23:30", 60), shape("00:15", 30)),
        activities=(IMAGES, CHAT),
        days=1,
    )
    agreed = assert_agreement(case, [RULE])
    assert 0 < agreed.accepted < agreed.rosters


def test_two_days_agree_where_the_authorisation_starts_on_the_second() -> None:
    case = problem(allowed("images", date(2027, 3, 9)), shapes=(shape("08:00", 30),), days=2)
    # A day has nothing, or two slots with 3 things to do: 10. On the first, images are out:
    # 1 + 2 x 2 = 5. Together 5 x 10 of 10 x 10.
    agreed = assert_agreement(case, [RULE])
    assert (agreed.rosters, agreed.accepted) == (100, 50)
