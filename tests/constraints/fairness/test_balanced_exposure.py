from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pytest

from agreement import assert_agreement
from constraints.fairness.balanced_exposure import BalancedExposure
from rosters import costs
from scheduler.problem import Problem
from scheduler.roster import Shift
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
        person("Ana", private=Private(events=(_at("2027-03-03 10:00"),))),
        person("Ana", private=Private(own_caps=(OwnCap(first=MONDAY, minutes=30),))),
    ],
)
def test_of_whom_less_is_possible_nothing_is_expected_but_too_much_costs(eased: Person) -> None:
    case = problem(eased, BEN, activities=[IMAGES, CHAT, ADMIN])
    assert cost(case, morning("ben", 60)) == 0
    assert cost(case, morning("ana", 15), morning("ben", 45)) == 0
    # 40 of 60 are 10 more than half.
    assert cost(case, morning("ana", 40), morning("ben", 20)) == 10


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
