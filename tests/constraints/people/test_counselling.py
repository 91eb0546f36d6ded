from datetime import date, datetime, time, timedelta

import pytest
from ortools.sat.python import cp_model
from pydantic import ValidationError

from agreement import Fixing, assert_agreement
from coarse_reach import least_cost
from constraints.change.pinned import Pinned
from constraints.exposure.exposure_window import ExposureWindow
from constraints.people.counselling import Counselling
from hand_rosters import breaches, record, spans
from scheduler.board import Board
from scheduler.problem import PlacedShape, PlannedDay, Problem
from scheduler.roster import Shift
from scheduler.rule import Cost, Rule, Rulebook
from scheduler.team import Activity, Busy, Pins, Private
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
    assert len(spans(RULE, case, ana(("break", 60), start="2027-03-08 10:00"))) == 1
    assert spans(RULE, case, ana(("admin", 120), ("break", 30))) == []
    assert len(spans(RULE, case, ana(("admin", 121)))) == 1
    assert spans(RULE, case, ana(("admin", 120))) == []


def test_before_a_private_appointment_nobody_reads_why() -> None:
    private = Private(appointments=(slot("2027-03-08 10:00", "2027-03-08 11:00"),))
    case = team(person("Ana", private=private))
    assert spans(RULE, case, ana(("images", 60), ("admin", 60))) == []
    assert spans(RULE, case, ana(("images", 60), start="2027-03-08 10:00")) == []
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
    assert (cost.missing.start, cost.missing.end) == (5 * 1440, 7 * 1440)
    assert costs(case, ana(("counselling", 60), start="2027-03-12 08:00")) == []
    assert costs(case, ana(("counselling", 60), start="2027-03-13 08:00")) == []
    (cost,) = costs(case, ana(("counselling", 60), start="2027-03-14 08:00"))
    assert cost.amount == 30
    # Less than an hour is none.
    (cost,) = costs(case, ana(("counselling", 59), start="2027-03-12 08:00"))
    assert cost.amount == 60


def test_days_are_counted_from_the_last_session_before_the_roster() -> None:
    def past(day: int, *blocks: tuple[str, int]) -> Shift:
        return ana(*blocks, start=f"{MONDAY + timedelta(days=day)} 08:00")

    history = [
        past(-45, ("admin", 60)),
        past(-40, ("counselling", 60)),
        past(-33, ("counselling", 60)),
        past(-5, ("counselling", 59)),
    ]
    # 35 days after -33 is day 2: 3 to 6 are over.
    (cost,) = costs(team(days=7, history=history))
    assert cost.amount == 4 * 30
    # Without any, from the first shift on: each of the seven days is.
    (cost,) = costs(team(days=7, history=[history[0], history[3]]))
    assert cost.amount == 7 * 30


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


def held_slot(start: str, end: str, **fields: object) -> Problem:
    """Ana with a standing slot, and a shift from 08:00 to 09:00 whose times are pinned."""
    who = person("Ana", sessions=(slot(f"2027-03-08 {start}", f"2027-03-08 {end}"),))
    pinned = ana(("break", 60)).model_copy(update={"blocks": ()})
    return team(who, pins=Pins(shifts=(pinned,)), **fields)


def test_a_slot_on_the_grid_agrees_in_a_shift_whose_times_are_pinned() -> None:
    case = held_slot("08:15", "08:45", activities=(IMAGES, ADMIN, COUNSELLING))
    agreed = assert_agreement(case, [Counselling(before=15), Pinned()])
    # Two slots of session; before them a break, admin or a session, after them any of the four.
    assert agreed.accepted == 3 * 4


def test_a_slot_within_one_of_the_grid_asks_for_no_session() -> None:
    case = held_slot("08:20", "08:25", activities=(ADMIN, COUNSELLING))
    agreed = assert_agreement(case, [Counselling(before=15), Pinned()])
    # From 08:15 to 08:30 a break or a session: no work lies in the slot.
    assert agreed.accepted == 3 * 2 * 3 * 3


def test_a_shift_from_home_does_not_hold_a_slot_whose_session_is_on_site() -> None:
    who = person("Ana", home=True, sessions=(slot("2027-03-08 08:00", "2027-03-08 08:30"),))
    shapes = (shape("08:00", 30), shape("08:00", 30, "home"))
    case = team(who, shapes=shapes, activities=(ADMIN, COUNSELLING))
    # No shift, or one on site with its session.
    assert assert_agreement(case, [RULE]).accepted == 2


def test_post_and_weigh_agree_on_sessions_that_are_overdue_at_the_start() -> None:
    start = f"{MONDAY - timedelta(days=9)} 08:00"
    before = [shift(who, start, [("counselling", 30)]) for who in ("ana", "ben")]
    case = team(
        person("Ana"),
        person("Ben", authorised=()),
        shapes=(shape("08:00", 30), shape("10:00", 30)),
        activities=(COUNSELLING,),
        days=2,
        history=before,
    )
    rule = Counselling(between=7, minutes=30, rate=1)
    assert assert_agreement(case, [rule], filling="whole").dearest == (2, 0, 0)


def test_post_and_weigh_agree_beside_a_session_that_stands() -> None:
    before = ana(("counselling", 30), start=f"{MONDAY - timedelta(days=9)} 08:00")
    stands = ana(("counselling", 30), start="2027-03-09 08:00")
    case = team(
        shapes=(shape("08:00", 30), shape("10:00", 30)),
        activities=(COUNSELLING,),
        days=3,
        history=(before,),
        pins=Pins(shifts=(stands,)),
    )
    rule = Counselling(between=7, minutes=30, rate=1)
    # Monday alone is over, where it has none.
    assert assert_agreement(case, [rule], filling="whole").dearest == (1, 0, 0)


@pytest.mark.parametrize(("planned", "cost"), [(15, 1), (14, 2)])
def test_a_session_that_is_planned_is_one_from_its_least_minutes_on(
    planned: int, cost: int
) -> None:
    other = Activity(id="talk", name="Talk", session=True)
    before = ana(("counselling", 15), start=f"{MONDAY - timedelta(days=9)} 08:00")
    case = team(activities=(COUNSELLING, other), days=2, history=(before,))
    rule = Counselling(between=7, minutes=15, rate=1)
    tuesday = PlacedShape(1440 + 480, 1440 + 540, "site")
    board = Board(
        case,
        Rulebook([rule], [Counselling]),
        free=[("ana", 0)],
        plans={("ana", 1): PlannedDay(tuesday, {"counselling": planned}, 0)},
    )
    assert Fixing(board).least({("ana", 0): None}) == (cost, 0, 0)


def test_the_coarse_form_has_no_session_in_a_shift_too_short_for_it() -> None:
    before = ana(("counselling", 45), start=f"{MONDAY - timedelta(days=9)} 08:00")
    rule = Counselling(between=7, minutes=45, rate=1)
    for minutes, cost in ((30, 1), (45, 0)):
        shapes = (shape("08:00", minutes),)
        case = team(shapes=shapes, activities=(COUNSELLING,), history=(before,))
        assert least_cost(case, [rule])[0] == cost


def test_the_coarse_form_has_the_session_in_the_segment_of_its_slot() -> None:
    case = held_slot("08:15", "08:30", activities=(ADMIN, COUNSELLING))
    rules: list[Rule] = [ExposureWindow(earliest=time(8, 15), latest=time(8, 30)), RULE]
    book = Rulebook(rules, [type(rule) for rule in rules])
    board = Board(case, book, free=[("ana", 0)], look="days")
    (inside,) = (piece for piece in board.cells["ana", 0].pieces if piece.start == 495)
    board.model.minimize(board.cells["ana", 0].work(inside))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(board.model) == cp_model.OPTIMAL
    assert solver.objective_value == 15
