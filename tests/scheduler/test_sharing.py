"""Shares are whole, and who does less is known to the day."""

from datetime import date, datetime, timedelta

import pytest

from scheduler.sharing import PARTS, Shares, does_less, refused, rests
from scheduler.team import OwnCap, Private, Refusal
from tiny_teams import BRUSSELS, MONDAY, person, problem

DAY = timedelta(days=1)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BRUSSELS)


def test_shares_are_all_parts_together_and_the_largest_remainders_are_rounded_up() -> None:
    # 10,000 x 1/7 = 1,428 and 4/7; x 2/7 = 2,857 and 1/7; x 4/7 = 5,714 and 2/7: one part is left.
    shares = Shares.by_weight({"ana": 1, "ben": 2, "cem": 4}, {"dee": 3})
    assert shares.full == {"ana": 1429, "ben": 2857, "cem": 5714}
    # Dee would be one of weight 10: 10,000 x 3/10.
    assert shares.eased == {"dee": 3000}


def test_of_equal_remainders_the_first_in_order_is_rounded_up() -> None:
    # 3,333 and 1/3 each: the part that is left goes to the first.
    full = Shares.by_weight({"ben": 5, "ana": 5, "cem": 5}, {}).full
    assert full == {"ben": 3334, "ana": 3333, "cem": 3333}
    assert sum(full.values()) == PARTS


def test_without_anybody_to_share_an_equal_share_is_the_whole() -> None:
    assert Shares.by_weight({}, {"ana": 3}) == Shares({}, {"ana": PARTS})
    assert Shares.by_weight({}, {}) == Shares()


@pytest.mark.parametrize(("days", "less"), [(0, True), (83, True), (84, False)])
def test_ramp_up_eases_for_twelve_weeks(days: int, *, less: bool) -> None:
    new = person("Ana", ramp_up_from=MONDAY - days * DAY)
    assert does_less(problem(new), new, MONDAY) is less


@pytest.mark.parametrize(("days", "less"), [(-1, False), (0, True), (7, True), (8, False)])
def test_an_event_eases_for_a_week_after_it(days: int, *, less: bool) -> None:
    event = at(MONDAY, 23, 59)
    ana = person("Ana", private=Private(events=(event,)))
    assert does_less(problem(ana), ana, MONDAY + days * DAY) is less


def test_an_own_cap_eases_on_its_days_alone() -> None:
    cap = OwnCap.model_validate({"from": MONDAY, "to": MONDAY + DAY, "minutes": 60})
    ana = person("Ana", private=Private(own_caps=(cap,)))
    eased = [does_less(problem(ana), ana, MONDAY + n * DAY) for n in (-1, 0, 1, 2)]
    assert eased == [False, True, True, False]


def test_what_was_chosen_after_an_event_holds_from_the_event_to_its_last_day() -> None:
    private = Private(events=(at(MONDAY - 2 * DAY, 10),), no_exposure_until=MONDAY + DAY)
    ana = person("Ana", private=private)
    resting = [rests(problem(ana), ana, MONDAY + n * DAY) for n in (-3, -2, 0, 1, 2)]
    assert resting == [False, True, True, True, False]
    # Without an event that is known it holds from the roster's first day on.
    ana = person("Ana", private=Private(no_exposure_until=MONDAY))
    assert [rests(problem(ana), ana, MONDAY + n * DAY) for n in (-1, 0, 1)] == [False, True, False]
    assert not rests(problem(), person("Ana"), MONDAY)


def test_a_refusal_holds_on_each_date_of_which_it_holds_a_minute() -> None:
    refusal = Refusal.model_validate(
        {"activity": "images", "from": at(MONDAY, 23, 59), "to": at(MONDAY + 2 * DAY, 0, 0)}
    )
    ana = person("Ana", private=Private(refusals=(refusal,)))
    held = [refused(problem(ana), ana, MONDAY + n * DAY) for n in (-1, 0, 1, 2)]
    assert held == [set(), {"images"}, {"images"}, set()]
    # One that begins at midnight holds no minute of the day before.
    midnight = refusal.model_copy(update={"start": at(MONDAY, 0)})
    ana = person("Ana", private=Private(refusals=(midnight,)))
    assert refused(problem(ana), ana, MONDAY - DAY) == set()
    still = refusal.model_copy(update={"end": None})
    ana = person("Ana", private=Private(refusals=(still,)))
    assert refused(problem(ana), ana, MONDAY + 90 * DAY) == {"images"}
