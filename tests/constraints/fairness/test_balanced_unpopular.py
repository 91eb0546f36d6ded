from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.fairness.balanced_unpopular import BalancedUnpopular
from rosters import costs, record
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.team import (
    Contract,
    Leave,
    OwnCap,
    Person,
    Pins,
    Private,
    PublicHolidays,
    Refusal,
)
from tiny_teams import ADMIN, BRUSSELS, MONDAY, person, problem, shape, shift

ANA, BEN, CAS = person("Ana"), person("Ben"), person("Cas")
RULE = BalancedUnpopular()
SATURDAY, SUNDAY = 5, 6


def on(who: str, day: int, start: str = "10:00", minutes: int = 60) -> Shift:
    """A shift, `day` days from the roster's first, which is a Monday."""
    return shift(who, f"{MONDAY + timedelta(days=day)} {start}", [("admin", minutes)])


def team(*people: Person, days: int = 7, **fields: Any) -> Problem:  # noqa: ANN401  (any field)
    return problem(*people, days=days, activities=[ADMIN], **fields)


def cost(case: Problem, *shifts: Shift) -> int:
    first, second, short = costs(RULE, case, *shifts)
    assert (first, short) == (0, 0)
    return second


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=BRUSSELS)


def refusing(start: str, end: str | None = None) -> Private:
    return Private(
        refusals=(Refusal(activity="images", start=at(start), end=at(end) if end else None),)
    )


def test_a_weekend_more_or_less_than_an_equal_share_costs() -> None:
    case = team(ANA, BEN)
    # One and none: each is half a shift from the half, 50 hundredths.
    assert cost(case, on("ana", SATURDAY)) == 100
    assert cost(case, on("ana", SATURDAY), on("ben", SUNDAY)) == 0
    assert cost(case, on("ana", 4)) == 0
    # Three people: 0.3334, 0.3333 and 0.3333 of one are 67, 33 and 33 hundredths.
    assert cost(team(ANA, BEN, CAS), on("ana", SATURDAY)) == 67 + 33 + 33
    assert costs(BalancedUnpopular(rate=3), case, on("ana", SATURDAY)) == (0, 300, 0)
    assert costs(BalancedUnpopular(rate=0), case, on("ana", SATURDAY)) == (0, 0, 0)
    # Where nothing deviates nothing is named.
    assert list(RULE.weigh(record(case))) == []


def test_lates_and_nights_are_shared_each_by_itself() -> None:
    case = team(ANA, BEN)
    assert cost(case, on("ana", 0, "17:30")) == 100
    assert cost(case, on("ana", 0, "17:00")) == 0
    assert cost(case, on("ana", 0, "17:30"), on("ben", 1, "17:30")) == 0
    # A night from 23:00 ends after 18:00 too: a late and a night.
    assert cost(case, on("ana", 0, "23:00", 360)) == 200
    assert cost(case, on("ana", 0, "23:00", 360), on("ben", 1, "17:30")) == 100
    # A late on Saturday is one of both.
    assert cost(case, on("ana", SATURDAY, "17:30")) == 200
    assert costs(BalancedUnpopular(kinds=("early",)), case, on("ana", 0, "09:59"))[1] == 100
    assert costs(BalancedUnpopular(kinds=()), case, on("ana", 0, "23:00", 360))[1] == 0


def test_a_shift_over_midnight_belongs_to_the_day_of_its_start() -> None:
    case = team(ANA, BEN)
    kinds = BalancedUnpopular(kinds=())
    assert costs(kinds, case, on("ana", 4, "22:00", 121))[1] == 100
    assert costs(kinds, case, on("ana", 4, "22:00", 120))[1] == 0
    assert costs(kinds, case, on("ana", 6, "22:00", 240))[1] == 100
    # Ben is away on Saturday: Friday's night into it is shared with him all the same.
    away = person("Ben", leave=(Leave(first=date(2027, 3, 13), last=date(2027, 3, 13)),))
    assert costs(kinds, team(ANA, away), on("ana", 4, "22:00", 180))[1] == 100
    assert costs(kinds, team(ANA, away), on("ana", 5, "22:00", 60))[1] == 0


@pytest.mark.parametrize(("night", "spring"), [("2027-03-27", True), ("2027-10-30", False)])
def test_nights_of_the_clock_change_count_as_they_last(night: str, spring: bool) -> None:
    # From 23:00 to 03:00 by the clock are 3 hours in spring and 5 in autumn: 180 make a night.
    monday = date.fromisoformat(night) - timedelta(days=5)
    minutes = 180 if spring else 300
    case = problem(ANA, BEN, first=monday, days=7, activities=[ADMIN])
    nights = BalancedUnpopular(kinds=("night",))
    done = shift("ana", f"{night} 23:00", [("admin", minutes)])
    # The weekend and the night.
    assert costs(nights, case, done)[1] == 200


def test_shares_go_by_contract() -> None:
    half = person("Ben", contract=Contract(weekly_minutes=1140))
    shifts = [on("ana", 5), on("ana", 6), on("ben", 12)]
    assert cost(team(ANA, half, days=14), *shifts) == 0
    # 0.6667 and 0.3333 of one: 33 hundredths each.
    assert cost(team(ANA, half), on("ana", 5)) == 66


def test_twelve_weeks_count_and_two_years_of_holidays() -> None:
    # 84 days back is a Monday: a late there counts, one on the day before does not.
    assert cost(team(ANA, BEN, history=[on("ana", -84, "17:30")]), on("ben", 0, "17:30")) == 0
    assert cost(team(ANA, BEN, history=[on("ana", -85, "17:30")]), on("ben", 0, "17:30")) == 100
    assert cost(team(ANA, BEN, history=[on("ana", -84, "17:30")])) == 100
    # The Sunday before that Monday is a day too far back, and the Monday after the roster is none.
    assert cost(team(ANA, BEN, history=[on("ana", -85)])) == 0
    assert cost(team(ANA, BEN, history=[on("ana", 7, "17:30")])) == 0

    wanted = PublicHolidays(country="BE", closed=False)
    for day, counts in ((date(2025, 4, 21), True), (date(2025, 3, 10), False)):
        history = [shift("ana", f"{day} 10:00", [("admin", 60)])]
        assert cost(team(ANA, BEN, history=history, holidays=wanted)) == (100 if counts else 0)
    # 11 November 2024 is 731 days before 12 November 2026.
    for first, counts in ((date(2026, 11, 12), True), (date(2026, 11, 13), False)):
        history = [shift("ana", "2024-11-11 10:00", [("admin", 60)])]
        case = problem(ANA, BEN, first=first, activities=[ADMIN], history=history, holidays=wanted)
        assert cost(case) == (100 if counts else 0)


def test_a_night_into_a_holiday_is_one_and_closed_days_are_nobodys() -> None:
    # Easter Monday is 29 March 2027; the Sunday before it is a weekend as well.
    def easter(closed: bool, history: Iterable[Shift] = ()) -> Problem:
        wanted = PublicHolidays(country="BE", closed=closed)
        return problem(
            ANA,
            BEN,
            first=date(2027, 3, 23),
            days=7,
            activities=[ADMIN],
            history=history,
            holidays=wanted,
        )

    none = BalancedUnpopular(kinds=())
    eve = shift("ana", "2027-03-28 22:00", [("admin", 121)])
    assert costs(none, easter(closed=False), eve)[1] == 200
    monday = shift("ana", "2027-03-29 10:00", [("admin", 60)])
    assert costs(none, easter(closed=False), monday)[1] == 100
    assert costs(none, easter(closed=True), monday)[1] == 0
    # Ascension is Thursday 6 May: a night into it, and one from it on.
    wanted = PublicHolidays(country="BE", closed=False)
    case = problem(ANA, BEN, first=date(2027, 5, 3), days=7, activities=[ADMIN], holidays=wanted)
    for start in ("2027-05-05 22:00", "2027-05-06 22:00"):
        assert costs(none, case, shift("ana", start, [("admin", 121)]))[1] == 100


def test_what_could_not_be_done_on_leave_is_not_expected() -> None:
    away = person("Ana", leave=(Leave(first=MONDAY, last=MONDAY + timedelta(days=6)),))
    assert cost(team(away, BEN), on("ben", SATURDAY)) == 0
    assert cost(team(away, BEN, days=14), on("ben", SATURDAY + 7)) == 100


def test_nobody_pays_back_an_opt_out() -> None:
    # Ana refused for two weeks and took it back yesterday; Ben and Cas worked both weekends.
    history = [on(who, -day) for day in (1, 2, 8, 9) for who in ("ben", "cas")]
    returned = person("Ana", private=refusing("2027-02-22 00:00", "2027-03-08 00:00"))
    people = ("ana", "ben", "cas")
    weekends = [day for day in range(28) if day % 7 >= SATURDAY]
    # Eight days with three shifts each: one of each person.
    equal = [on(who, day) for day in weekends for who in people]

    case = team(returned, BEN, CAS, days=28, history=history)
    assert cost(case, *equal) == 0
    # A heavier share of Ana's costs: two more, and one less for each of the others.
    heavier = [*equal, on("ana", 5, "14:00"), on("ana", 6, "14:00")]
    lighter = [s for s in heavier if s not in (on("ben", 12), on("cas", 13))]
    assert cost(case, *lighter) > 0

    # Without the refusal the same past would ask Ana for a third of it: 8 shifts x 0.3334.
    owing = team(ANA, BEN, CAS, days=28, history=history)
    assert cost(owing, *equal) == 267 + 133 + 133


@pytest.mark.parametrize(
    "eased",
    [
        person("Ana", private=refusing("2027-03-13 23:59")),
        person("Ana", private=refusing("2027-03-01 00:00", "2027-03-13 00:01")),
        person("Ana", ramp_up_from=date(2026, 12, 20)),
        person("Ana", ramp_up_from=date(2027, 4, 1)),
        person("Ana", private=Private(events=(at("2027-03-06 10:00"),))),
        person("Ana", private=Private(no_exposure_until=date(2027, 3, 13))),
        person("Ana", private=Private(own_caps=(OwnCap(first=date(2027, 3, 13), minutes=30),))),
    ],
)
def test_of_whom_less_is_possible_nothing_is_expected_but_too_much_costs(eased: Person) -> None:
    # Saturday 13 March 2027 is the last day of each.
    case = team(eased, BEN)
    assert cost(case, on("ben", SATURDAY)) == 0
    # One alone is half a shift beyond an equal share.
    assert cost(case, on("ana", SATURDAY)) == 50
    assert cost(case, on("ana", SATURDAY), on("ben", SATURDAY)) == 0


@pytest.mark.parametrize(
    "again",
    [
        person("Ana", private=refusing("2027-03-14 00:00")),
        person("Ana", private=refusing("2027-03-01 00:00", "2027-03-13 00:00")),
        person("Ana", ramp_up_from=date(2026, 12, 19)),
        person("Ana", private=Private(events=(at("2027-03-05 23:59"),))),
        person("Ana", private=Private(no_exposure_until=date(2027, 3, 12))),
        person("Ana", private=Private(own_caps=(OwnCap(first=date(2027, 3, 14), minutes=30),))),
    ],
)
def test_the_day_after_it_is_shared_again(again: Person) -> None:
    assert cost(team(again, BEN), on("ben", SATURDAY)) == 100


def test_settings_end_at_their_limits() -> None:
    for wrong in ({"rate": -1}, {"rate": 101}):
        with pytest.raises(ValidationError):
            BalancedUnpopular.model_validate(wrong)


def test_post_and_weigh_agree_with_history_and_pins() -> None:
    half = person("Ben", contract=Contract(weekly_minutes=1140))
    case = problem(
        ANA,
        half,
        CAS,
        first=MONDAY + timedelta(days=SATURDAY),
        days=2,
        shapes=[shape("10:00", 60), shape("17:30", 60, weekdays="sun")],
        activities=[ADMIN],
        history=[on("ana", -3, "17:30"), on("ben", -9, "23:00", 360), on("ben", -1)],
        pins=Pins(shifts=(on("cas", SATURDAY, "16:00", 180),)),
    )
    assert assert_agreement(case, [RULE], filling="breaks").dearest[1] > 0
    assert_agreement(case, [BalancedUnpopular(rate=7, kinds=("late",))], filling="breaks")


def test_post_and_weigh_agree_over_midnight_and_holidays() -> None:
    case = problem(
        ANA,
        BEN,
        first=date(2027, 3, 28),
        days=2,
        shapes=[shape("23:00", 240), shape("10:00", 60, weekdays="mon")],
        activities=[ADMIN],
        history=[shift("ana", "2026-12-25 10:00", [("admin", 60)])],
        holidays=PublicHolidays(country="BE", closed=False),
    )
    assert_agreement(case, [RULE], filling="breaks")


def test_post_and_weigh_agree_where_little_is_expected() -> None:
    eased = person("Ana", private=refusing("2027-03-01 08:00"))
    away = person("Cas", leave=(Leave(first=date(2027, 3, 13), last=date(2027, 3, 13)),))
    case = problem(
        eased,
        BEN,
        away,
        first=MONDAY + timedelta(days=SATURDAY),
        days=2,
        shapes=[shape("10:00", 60)],
        activities=[ADMIN],
        history=[on("ana", -2), on("cas", -1), on("ana", -8)],
    )
    assert_agreement(case, [RULE], filling="breaks")
    # Alone, nobody is there to share with.
    assert cost(team(eased), on("ana", SATURDAY)) == 0


def weights(ana: int, ben: int, **fields: Any) -> tuple[Person, Person]:  # noqa: ANN401  (any field)
    """Ana, with any other fields, and Ben, with these contracted minutes."""
    return (
        person("Ana", contract=Contract(weekly_minutes=ana), **fields),
        person("Ben", contract=Contract(weekly_minutes=ben)),
    )


# Of 300 and 2,100 minutes 1,250 parts are Ana's share: a shift of hers is 8,750 beyond, and half a
# hundredth is rounded down to 87. Of 2,450 and 2,500 it is 4,949, and 5,051 are rounded up to 51.
@pytest.mark.parametrize(("minutes", "hundredths"), [((300, 2100), 87), ((2450, 2500), 51)])
@pytest.mark.parametrize("past", [(), (on("ana", -1),)])
def test_half_a_hundredth_is_rounded_alike(
    minutes: tuple[int, int], hundredths: int, past: tuple[Shift, ...]
) -> None:
    shapes = [shape("10:00", 60, weekdays="sun")]
    for private, people in ((Private(), 2), (refusing("2027-03-01 00:00"), 1)):
        case = problem(
            *weights(*minutes, private=private),
            first=MONDAY + timedelta(days=SUNDAY),
            shapes=shapes,
            activities=[ADMIN],
            history=past,
        )
        assert_agreement(case, [RULE], filling="breaks")
        # Each of the two, or Ana alone, of whom nothing is expected.
        sunday = [] if past else [on("ana", SUNDAY)]
        assert cost(case, *sunday) == people * hundredths


def test_what_was_beyond_a_share_before_the_roster_agrees() -> None:
    # Ana refused until the roster's first day, and worked on the Sunday before it.
    returned = person("Ana", private=refusing("2027-02-22 00:00", "2027-03-08 00:00"))
    case = problem(
        returned,
        BEN,
        first=MONDAY,
        shapes=[shape("17:30", 60)],
        activities=[ADMIN],
        history=[on("ana", -1)],
    )
    assert cost(case) == 50
    assert_agreement(case, [RULE], filling="breaks")
