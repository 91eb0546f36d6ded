from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pytest

from agreement import assert_agreement
from constraints.fairness.balanced_exposure import BalancedExposure
from hand_rosters import presence
from rosters import costs, record
from scheduler.board import Board
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Rulebook
from scheduler.team import Contract, Leave, OwnCap, Person, Pins, Private, Refusal, WorkedMinutes
from tiny_teams import ADMIN, BRUSSELS, CHAT, IMAGES, MONDAY, person, problem, shape, shift

ANA, BEN = person("Ana"), person("Ben")
RULE = BalancedExposure()
EXPOSING = ("images", "chat", "highest")


def morning(who: str, minutes: int, day: int = 0) -> Shift:
    """A shift of exposure at eight, `day` days from the roster's first."""
    on = (MONDAY + timedelta(days=day)).isoformat()
    return shift(who, f"{on} 08:00", [("images", minutes)])


def cost(case: Problem, *shifts: Shift) -> int:
    return costs(RULE, case, *shifts)[1]


def refusing(
    start: str, end: str | None = None, activities: Iterable[str] = ("images",)
) -> Private:
    return Private(
        refusals=tuple(
            Refusal(activity=name, start=_at(start), end=_at(end) if end else None)
            for name in activities
        )
    )


def _at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=BRUSSELS)


def test_each_minute_more_or_less_than_an_equal_share_costs() -> None:
    case = problem(ANA, BEN)
    # 60 and 0: each is 30 from the half of 60.
    assert cost(case, morning("ana", 60)) == 60
    assert cost(case, morning("ana", 60), morning("ben", 60)) == 0
    # 60 and 45: each is 7.5 from 52.5, which rounds to 7.
    assert cost(case, morning("ana", 60), morning("ben", 45)) == 14
    assert costs(BalancedExposure(rate=0), case, morning("ana", 60)) == (0, 0, 0)


def test_shares_go_by_contract_and_cap() -> None:
    half = person("Ben", contract=Contract(weekly_minutes=1140))
    # 38 and 19 hours share 90 as 60 and 30.
    assert cost(problem(ANA, half), morning("ana", 60), morning("ben", 30)) == 0
    # 38 hours x 120 are half of 38 hours x 240 as well; 30 too much for one, too little for other.
    capped = person("Ben", max_daily_exposure=120)
    assert cost(problem(ANA, capped), morning("ana", 60), morning("ben", 30)) == 0
    assert cost(problem(ANA, capped), morning("ana", 30), morning("ben", 60)) == 60
    # A volunteer's week stands for 480 minutes: 2,280 and 480 share 276 as 228 and 48.
    helper = person("Ben", volunteer=True, contract=Contract(weekly_minutes=0))
    assert cost(problem(ANA, helper), morning("ana", 228), morning("ben", 48)) == 0
    # Also ten days of it: a week of 481 would ask for 481 minutes of the 2,760.
    ten = [morning(who, so, day) for day in range(10) for who, so in (("ana", 228), ("ben", 48))]
    assert cost(problem(ANA, helper, days=10), *ten) == 0


def test_the_last_28_days_count_as_they_were_done() -> None:
    history = [morning("ana", 60, -28), morning("ana", 200, -29)]
    # 60 more 28 days ago: now Ben's 60 make it even. What lies 29 days back is forgotten.
    assert cost(problem(ANA, BEN, history=history), morning("ben", 60)) == 0
    done = [WorkedMinutes(person="ana", day=date(2027, 2, 8), minutes=20)]
    assert cost(problem(ANA, BEN, history=history, worked=done), morning("ben", 20)) == 0


def test_days_without_authorisation_or_on_leave_are_neither_expected_nor_counted() -> None:
    # Ben alone could do it.
    for absent in (
        person("Ana", authorised=()),
        person("Ana", leave=(Leave(first=MONDAY, last=MONDAY),)),
    ):
        assert cost(problem(absent, BEN), morning("ben", 60)) == 0


def test_nobody_pays_back_an_opt_out() -> None:
    # Ana refused for two weeks and took it back yesterday; Ben and Cas did 120 each a day.
    history = [morning(who, 120, -day) for day in range(1, 15) for who in ("ben", "cas")]
    returned = person("Ana", private=refusing("2027-02-22 00:00", "2027-03-08 00:00"))
    case = problem(returned, BEN, person("Cas"), days=28, history=history)

    def weeks(case: Problem, ana: int) -> int:
        shifts = [morning("ana", ana, day) for day in range(28)]
        others = [morning(w, (180 - ana) // 2, day) for day in range(28) for w in ("ben", "cas")]
        return cost(case, *shifts, *others)

    # Of 180 a day an equal share is 60, in all four weeks. A heavier one costs.
    assert weeks(case, 60) == 0
    assert weeks(case, 62) == 28 * (2 + 1 + 1)
    # Without the refusal the same past would ask Ana for a third of it: 0.3334 of all 8,400
    # minutes are 2,800.56, less 1,680; and 0.3333 are 2,799.72 where Ben and Cas have 3,360.
    owing = problem(ANA, BEN, person("Cas"), days=28, history=history)
    assert weeks(owing, 60) == 1121 + 560 + 560


@pytest.mark.parametrize(
    "eased",
    [
        person("Ana", private=refusing("2027-03-01 08:00", activities=["chat"])),
        person("Ana", ramp_up_from=date(2027, 2, 1)),
        # The first day of ramp-up, and its last: 83 days after that.
        person("Ana", ramp_up_from=MONDAY),
        person("Ana", ramp_up_from=MONDAY - timedelta(days=83)),
        person("Ana", private=Private(events=(_at("2027-03-03 10:00"),))),
        # The seventh day after an event.
        person("Ana", private=Private(events=(_at("2027-03-01 10:00"),))),
        person("Ana", private=Private(own_caps=(OwnCap(first=MONDAY, minutes=30),))),
    ],
)
def test_of_whom_less_is_possible_nothing_is_expected_but_too_much_costs(eased: Person) -> None:
    case = problem(eased, BEN, activities=[IMAGES, CHAT, ADMIN])
    assert cost(case, morning("ben", 60)) == 0
    assert cost(case, morning("ana", 15), morning("ben", 45)) == 0
    # 40 of 60 are 10 more than half.
    assert cost(case, morning("ana", 40), morning("ben", 20)) == 10


@pytest.mark.parametrize(
    "who",
    [
        person("Ana", ramp_up_from=MONDAY - timedelta(days=84)),
        person("Ana", private=Private(events=(_at("2027-02-28 10:00"),))),
        # What is still to come changes nothing.
        person("Ana", private=Private(events=(_at("2027-03-09 10:00"),))),
        person("Ana", private=refusing("2027-03-09 00:00", activities=EXPOSING)),
    ],
)
def test_before_and_after_a_whole_share_is_expected(who: Person) -> None:
    assert cost(problem(who, BEN), morning("ben", 60)) == 60


def test_a_chosen_date_holds_from_the_event_or_the_roster_s_first_day() -> None:
    chosen = Private(no_exposure_until=MONDAY)
    assert cost(problem(person("Ana", private=chosen), BEN), morning("ben", 60)) == 0
    # The event was on 20 February: on 5 March, 13 days later, nothing was expected either.
    event = Private(events=(_at("2027-02-20 10:00"),), no_exposure_until=date(2027, 3, 20))
    history = [morning("ben", 60, -3)]
    assert cost(problem(person("Ana", private=event), BEN, history=history)) == 0


def test_an_even_roster_costs_nothing() -> None:
    even = [morning("ana", 60), morning("ben", 60)]
    assert list(RULE.weigh(record(problem(ANA, BEN), *even))) == []


def test_on_the_day_of_an_event_and_until_a_chosen_date_nothing_counts() -> None:
    event = Private(events=(_at("2027-03-08 10:00"),), no_exposure_until=date(2027, 3, 20))
    case = problem(person("Ana", private=event), BEN, days=14)
    assert cost(case, morning("ben", 60), morning("ben", 60, 12)) == 0
    # From the 21st on Ana shares again.
    assert cost(case, morning("ben", 60, 13)) == 60


def test_minutes_after_midnight_belong_to_their_day() -> None:
    case = problem(ANA, BEN, days=2)
    night = shift("ana", "2027-03-08 23:00", [("images", 120)])
    last = shift("ben", "2027-03-09 23:00", [("images", 120)])
    # Ben's second hour lies after the roster: 120 and 60 are 30 from 90.
    assert cost(case, night, last) == 60


def test_post_and_weigh_agree_with_history_and_pins() -> None:
    half = person("Ben", contract=Contract(weekly_minutes=1140))
    case = problem(
        ANA,
        half,
        person("Cas"),
        shapes=[shape("08:00", 45)],
        activities=[IMAGES],
        history=[morning("ana", 100, -3), morning("ben", 17, -9)],
        pins=Pins(shifts=(morning("cas", 20),)),
    )
    assert assert_agreement(case, [RULE]).dearest[1] > 0
    assert_agreement(case, [BalancedExposure(rate=7, usual_cap=100)])


def test_post_and_weigh_agree_over_days_and_midnight() -> None:
    case = problem(
        ANA,
        BEN,
        days=2,
        shapes=[shape("23:30", 45), shape("08:00", 30, weekdays="tue")],
        activities=[IMAGES],
    )
    assert_agreement(case, [RULE], filling="whole")


def test_post_and_weigh_agree_where_little_is_expected() -> None:
    eased = person("Ana", private=refusing("2027-03-01 08:00", activities=["chat"]))
    away = person("Cas", leave=(Leave(first=MONDAY, last=MONDAY),))
    history = [morning("ana", 100, -3), morning("cas", 60, -1)]
    case = problem(
        eased, BEN, away, shapes=[shape("08:00", 30)], activities=[IMAGES, CHAT], history=history
    )
    assert_agreement(case, [RULE], filling="whole")
    # Alone, nobody is there to share with.
    alone = problem(eased, activities=[IMAGES, CHAT], history=history)
    assert cost(alone, morning("ana", 30)) == 0


def test_post_and_weigh_agree_where_less_than_a_share_is_done() -> None:
    eased = person("Ana", private=refusing("2027-03-01 08:00", activities=["chat"]))
    case = problem(
        eased, BEN, shapes=[shape("08:00", 30), shape("08:00", 60)], activities=[IMAGES, CHAT]
    )
    # At most Ana alone with 60: 30 beyond an equal share, and Ben as much below his whole one.
    assert assert_agreement(case, [RULE], filling="whole").dearest == (0, 30, 0)
    # One slot of 15 alone is 7.5 beyond, which rounds to 7.
    new = person("Ana", ramp_up_from=MONDAY)
    case = problem(new, BEN, shapes=[shape("08:00", 30)], activities=[IMAGES])
    assert_agreement(case, [RULE])


@pytest.mark.parametrize(
    ("who", "done", "known"),
    [
        # From whom nothing is expected costs nothing with too little, 10 with 40 of 60.
        (person("Ana", private=refusing("2027-03-01 08:00", activities=["chat"])), (0, 60), 0),
        (person("Ana", private=refusing("2027-03-01 08:00", activities=["chat"])), (40, 20), 10),
        (ANA, (60, 0), 30 + 30),
    ],
)
def test_what_is_decided_already_costs_the_same(
    who: Person, done: tuple[int, int], known: int
) -> None:
    shifts = tuple(morning(p, so) for p, so in zip(("ana", "ben"), done, strict=True) if so)
    case = problem(who, BEN, activities=[IMAGES, CHAT], pins=Pins(shifts=shifts))
    board = Board(case, Rulebook([RULE], [BalancedExposure]), free=[])
    assert sum(part for part in board.costs[2] if isinstance(part, int)) == cost(case) == known


def test_a_board_has_the_costs_of_those_who_share_on_its_days() -> None:
    away = person("Ana", leave=(Leave(first=MONDAY, last=MONDAY),))
    case = problem(away, BEN, days=2, activities=[IMAGES])
    book = Rulebook([RULE], [BalancedExposure])
    tuesday = {("ana", 1): presence(case, morning("ana", 30, 1))}
    # Monday alone is Ben's; on Tuesday Ana shares. For each what differs, and what is beyond.
    assert len(Board(case, book, free=[("ben", 0)], held=tuesday).costs[2]) == 2
    both = [("ben", 0), ("ben", 1)]
    assert len(Board(case, book, free=both, held=tuesday).costs[2]) == 4
