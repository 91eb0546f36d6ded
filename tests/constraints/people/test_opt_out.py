from datetime import datetime

import pytest

from agreement import assert_agreement
from constraints.people.opt_out import OptOut
from scheduler.presence import from_shift
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.roster import Shift
from scheduler.rule import Breach
from scheduler.team import Person, Private, Refusal
from tiny_teams import ADMIN, BRUSSELS, CHAT, IMAGES, person, problem, shape, shift

RULE = OptOut()


def refusing(activity: str, moment: str) -> Person:
    start = datetime.fromisoformat(moment).replace(tzinfo=BRUSSELS)
    return person(private=Private(refusals=(Refusal(activity=activity, start=start),)))


def found(case: Problem, *planned: Shift) -> list[Breach]:
    presences = [from_shift(shift, case.clock, case.activities) for shift in planned]
    return list(RULE.check(Record(case, presences)))


def test_none_of_it_from_that_minute_on() -> None:
    case = problem(refusing("images", "2027-03-08 08:30"))
    assert not found(case, shift("ana", "2027-03-08 08:00", [("images", 30), ("admin", 30)]))
    assert found(case, shift("ana", "2027-03-08 08:00", [("images", 31), ("admin", 29)]))


def test_other_work_goes_on() -> None:
    case = problem(refusing("images", "2027-03-01 08:30"), activities=(IMAGES, CHAT, ADMIN))
    assert not found(case, shift("ana", "2027-03-08 08:00", [("chat", 30), ("admin", 30)]))


def test_it_holds_weeks_later_too() -> None:
    case = problem(refusing("images", "2027-01-04 10:00"), days=2)
    assert found(case, shift("ana", "2027-03-09 08:00", [("images", 15)]))


def test_others_read_neither_rule_nor_time_of_it() -> None:
    case = problem(refusing("images", "2027-03-08 08:30"))
    (breach,) = found(case, shift("ana", "2027-03-08 08:00", [("admin", 45), ("images", 15)]))
    assert breach.private
    assert breach.public_rule == "availability"
    assert str(breach.public_words) == "Not available for this work then."
    assert (breach.start, breach.end) == (480, 540)
    assert str(breach.said) == "Ana no longer does Image assessment: Mon 8 March, 08:45 to 09:00."


def test_a_shift_is_told_once_however_much_refused_work_it_holds() -> None:
    case = problem(refusing("images", "2027-03-08 08:00"))
    planned = shift("ana", "2027-03-08 08:00", [("images", 15), ("admin", 15), ("images", 15)])
    assert len(found(case, planned)) == 1


def test_post_and_check_accept_the_same_rosters() -> None:
    case = problem(
        refusing("images", "2027-03-08 08:40"),
        shapes=(shape("08:00", 75), shape("23:30", 60)),
        activities=(IMAGES, ADMIN),
    )
    # From 08:40 on: of 08:00 to 09:15 the slots from 08:30 on are two things instead of three,
    # and all four of 23:30 to 00:30: 1 + 3 x 3 x 2 x 2 x 2 + 2 ** 4.
    agreed = assert_agreement(case, [RULE])
    assert agreed.accepted == 1 + 72 + 16


# A part of a second later the minute that has begun is refused too.
@pytest.mark.parametrize(("seconds", "late"), [("00", 0), ("00.5", 1), ("01", 1)])
def test_a_refusal_that_was_taken_back_holds_until_then(seconds: str, late: int) -> None:
    back = datetime.fromisoformat(f"2027-03-08T08:30:{seconds}+01:00")
    refusals = refusing("images", "2027-03-01 08:00").private.refusals
    taken_back = refusals[0].model_copy(update={"end": back})
    ana = person("Ana", private=Private(refusals=(taken_back,)))
    case = problem(ana, shapes=(shape("08:00", 75),), activities=(IMAGES, ADMIN))
    whole = shift("ana", "2027-03-08 08:00", [("admin", 30 + late), ("images", 30)])
    assert not found(case, whole)
    assert found(case, shift("ana", "2027-03-08 08:00", [("admin", 29 + late), ("images", 30)]))
    assert_agreement(case, [RULE])
