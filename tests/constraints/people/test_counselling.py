from datetime import date, datetime, timedelta

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.people.counselling import Counselling
from hand_rosters import breaches, record, spans
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Cost
from scheduler.team import Busy, Pins, Private
from tiny_teams import (
    ADMIN,
    BRUSSELS,
    CHAT,
    COUNSELLING,
    IMAGES,
    MONDAY,
    person,
    problem,
    shape,
    shift,
)

RULE = Counselling()
WORK = (IMAGES, CHAT, ADMIN, COUNSELLING)


def slot(start: str, end: str) -> Busy:
    """Between local times of Brussels."""
    first, last = (datetime.fromisoformat(m).replace(tzinfo=BRUSSELS) for m in (start, end))
    return Busy(start=first, end=last)


def team(*people: object, **fields: object) -> Problem:
    usual: dict[str, object] = {"activities": WORK}
    return problem(*(people or (person("Ana"),)), **(usual | fields))  # type: ignore[arg-type]


def ana(*blocks: tuple[str, int], start: str = "2027-03-08 08:00") -> Shift:
    return shift("ana", start, blocks)


def costs(case: Problem, *shifts: Shift, rule: Counselling = RULE) -> list[Cost]:
    return list(rule.weigh(record(case, *shifts)))


def test_no_exposure_in_the_hour_before_a_session() -> None:
    early = ana(("images", 15), ("admin", 60), ("counselling", 60), ("images", 15))
    assert spans(RULE, team(), early) == []
    (breach,) = breaches(
        RULE, team(), ana(("images", 15), ("break", 59), ("counselling", 60), ("images", 15))
    )
    # Exposure until 08:15, the session from 09:14 on: 59 minutes lie between.
    assert str(breach.said) == (
        "Ana, Mon 8 March: exposure less than 1 h before the session of 09:14."
    )
    assert not breach.private
    assert len(spans(Counselling(before=61), team(), early)) == 1


def test_a_standing_slot_is_quiet_before_and_holds_a_session() -> None:
    held = person("Ana", sessions=(slot("2027-03-08 10:00", "2027-03-08 11:00"),))
    case = team(held)
    kept = ana(("images", 60), ("admin", 60), ("counselling", 60), ("chat", 15))
    assert spans(RULE, case, kept) == []
    late = ana(("images", 61), ("admin", 59), ("counselling", 60))
    assert spans(RULE, case, late) == [("ana", "Mon 08 09:00", "Mon 08 10:00")]
    (breach,) = breaches(RULE, case, ana(("admin", 240)))
    assert str(breach.said) == (
        "Ana, Mon 8 March: from 10:00 to 11:00 is a standing slot of counselling."
    )
    # A break is no session; and a shift that ends in the slot has no other work in it.
    assert len(spans(RULE, case, ana(("admin", 120), ("break", 60)))) == 1
    assert spans(RULE, case, ana(("admin", 120), ("break", 30))) == []
    assert len(spans(RULE, case, ana(("admin", 121)))) == 1
    assert spans(RULE, case, ana(("admin", 120))) == []


def test_before_a_private_appointment_nobody_reads_why() -> None:
    private = Private(appointments=(slot("2027-03-08 10:00", "2027-03-08 11:00"),))
    case = team(person("Ana", private=private))
    assert spans(RULE, case, ana(("images", 60), ("admin", 60))) == []
    (breach,) = breaches(RULE, case, ana(("images", 61), ("admin", 59)))
    assert breach.private
    assert breach.public_rule == "availability"
    assert str(breach.public_words) == "Not available for this work then."
    assert str(breach.said) == "Ana, Mon 8 March: exposure less than 1 h before an appointment."


def test_what_stands_is_not_told() -> None:
    pins = Pins(shifts=(ana(("images", 15), ("counselling", 60)),))
    assert spans(RULE, team(pins=pins)) == []


@pytest.mark.parametrize("eve", [date(2027, 3, 27), date(2027, 10, 30)])
def test_nights_of_the_clock_change_are_elapsed_minutes(eve: date) -> None:
    # An hour from 01:30 ends at 03:30, or at the first 02:30.
    case = team(first=eve, days=2)
    start = f"{eve + timedelta(days=1)} 01:15"
    quiet = shift("ana", start, [("chat", 15), ("break", 60), ("counselling", 60)])
    assert spans(RULE, case, quiet) == []
    near = shift("ana", start, [("chat", 16), ("break", 59), ("counselling", 60)])
    assert len(spans(RULE, case, near)) == 1


def test_each_day_over_costs_its_rate() -> None:
    # The last session on 5 February: 35 days after it is 12 March, so 13 and 14 March are over.
    before = ana(("counselling", 60), start="2027-02-05 08:00")
    case = team(days=7, history=(before,))
    (cost,) = costs(case)
    assert (cost.level, cost.amount) == (1, 2 * 30)
    assert cost.missing is not None
    assert str(cost.missing.said) == (
        "Ana: counselling is due from Sat 13 March on. From one session to the next are at most "
        "35 days."
    )
    assert costs(case, ana(("counselling", 60), start="2027-03-12 08:00")) == []
    assert costs(case, ana(("counselling", 60), start="2027-03-13 08:00")) == []
    (cost,) = costs(case, ana(("counselling", 60), start="2027-03-14 08:00"))
    assert cost.amount == 30
    # Less than an hour is none.
    (cost,) = costs(case, ana(("counselling", 59), start="2027-03-12 08:00"))
    assert cost.amount == 60


def test_without_a_session_days_are_counted_from_the_first_shift_known() -> None:
    rule = Counselling(between=7)
    known = ana(("admin", 60), start="2027-03-05 08:00")
    # Seven days after 5 March is 12 March: 13 and 14 are over. Without history 14 March is in time.
    (cost,) = costs(team(days=7, history=(known,)), rule=rule)
    assert cost.amount == 2 * 30
    assert costs(team(days=7), rule=rule) == []
    (cost,) = costs(team(days=8), rule=rule)
    assert cost.amount == 30
    assert costs(team(person("Ana", authorised=()), days=8), rule=rule) == []
    assert costs(team(days=8, activities=(IMAGES, ADMIN)), rule=rule) == []


def test_settings_end_at_their_limits() -> None:
    for wrong in (
        {"before": 14},
        {"before": 241},
        {"minutes": 14},
        {"minutes": 121},
        {"between": 6},
        {"between": 61},
        {"rate": -1},
        {"rate": 481},
    ):
        with pytest.raises(ValidationError):
            Counselling.model_validate(wrong)
    assert list(Counselling(between=40).looser()) == ["between 40 (recommended 35)"]


def test_post_and_check_agree_on_quiet_before_sessions() -> None:
    case = team(shapes=(shape("08:00", 90),), activities=(IMAGES, COUNSELLING))
    assert_agreement(case, [Counselling(before=30)])


def test_post_and_check_agree_on_standing_slots_and_appointments() -> None:
    private = Private(appointments=(slot("2027-03-08 09:10", "2027-03-08 09:30"),))
    who = person("Ana", sessions=(slot("2027-03-08 08:20", "2027-03-08 08:50"),), private=private)
    shapes = (shape("08:00", 60), shape("08:30", 45))
    case = team(who, shapes=shapes, activities=(IMAGES, ADMIN, COUNSELLING))
    assert_agreement(case, [Counselling(before=15)])


def test_post_and_check_agree_on_the_days_between() -> None:
    before = ana(("counselling", 30), start=f"{MONDAY - timedelta(days=6)} 08:00")
    case = team(shapes=(shape("08:00", 30),), activities=(COUNSELLING,), days=4, history=(before,))
    assert_agreement(case, [Counselling(between=7, minutes=30)])
