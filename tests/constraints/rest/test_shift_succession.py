from datetime import date, time, timedelta

import pytest

from agreement import assert_agreement
from constraints.rest.shift_succession import ShiftSuccession
from hand_rosters import breaches, spans
from scheduler.roster import Shift
from scheduler.team import Pins, ShiftKind
from tiny_teams import ADMIN, MONDAY, person, problem, shape, shift

RULE = ShiftSuccession()


def on(day: int, start: str, minutes: int = 240, who: str = "ana", first: date = MONDAY) -> Shift:
    return shift(who, f"{first + timedelta(days=day)} {start}", [("admin", minutes)])


def test_no_early_on_the_day_after_a_late() -> None:
    case = problem(activities=[ADMIN], days=3)
    (breach,) = breaches(RULE, case, on(0, "14:30"), on(1, "09:45"))
    assert str(breach.said) == (
        "Ana, Tue 9 March: the shift from 09:45 is «early». On the day before, the one up to 18:30 "
        "is «late»; it may not follow."
    )
    assert spans(RULE, case, on(0, "14:30"), on(1, "09:45")) == [
        ("ana", "Tue 09 09:45", "Tue 09 13:45")
    ]
    # 18:00 is not after 18:00; 10:00 is not before 10:00; two days after is not the day after.
    assert spans(RULE, case, on(0, "14:00"), on(1, "09:45")) == []
    assert spans(RULE, case, on(0, "14:30"), on(1, "10:00")) == []
    assert spans(RULE, case, on(0, "14:30"), on(2, "06:00")) == []
    # From early to late is forward.
    assert spans(RULE, case, on(0, "06:00"), on(1, "14:30")) == []


def test_a_shift_over_midnight_is_late_and_of_the_day_on_which_it_starts() -> None:
    case = problem(activities=[ADMIN], days=3)
    assert len(spans(RULE, case, on(0, "22:00"), on(1, "09:00"))) == 1
    assert spans(RULE, case, on(0, "22:00"), on(2, "09:00")) == []


@pytest.mark.parametrize("first", [date(2027, 3, 27), date(2026, 10, 24)])
def test_the_day_on_which_the_clock_changes(first: date) -> None:
    case = problem(activities=[ADMIN], days=3, first=first)
    # Sunday has 23 or 25 hours; ten o'clock is ten o'clock.
    late = on(0, "16:00", first=first)
    assert len(spans(RULE, case, late, on(1, "09:45", first=first))) == 1
    assert spans(RULE, case, late, on(1, "10:00", first=first)) == []
    # A late Sunday from 14:15 to 18:15.
    assert len(spans(RULE, case, on(1, "14:15", first=first), on(2, "08:00", first=first))) == 1
    assert spans(RULE, case, on(1, "14:00", first=first), on(2, "08:00", first=first)) == []


def test_the_day_before_the_roster_counts_and_what_stands_is_not_reported() -> None:
    case = problem(activities=[ADMIN], days=2, history=[on(-1, "15:00")])
    assert len(spans(RULE, case, on(0, "08:00"))) == 1
    assert spans(RULE, case, on(1, "08:00")) == []
    pinned = problem(
        activities=[ADMIN],
        days=2,
        history=[on(-1, "15:00")],
        pins=Pins(shifts=(on(0, "08:00"), on(1, "06:00"))),
    )
    assert spans(RULE, pinned) == []
    later = problem(activities=[ADMIN], days=2, pins=Pins(shifts=(on(1, "06:00"),)))
    assert len(spans(RULE, later, on(0, "15:00"))) == 1


def test_pairs_are_the_team_s() -> None:
    kinds = (
        ShiftKind(id="day", starts_before=time(14)),
        ShiftKind(id="dark", starts_from=time(20)),
        ShiftKind(id="long", ends_after=time(23)),
    )
    rule = ShiftSuccession(pairs=(("dark", "day"), ("long", "dark"), ("long", "day")))
    assert str(rule.sentence()) == (
        "These kinds of shifts do not follow on the next day: dark → day, long → dark, long → day."
    )
    assert str(ShiftSuccession(pairs=()).sentence()) == (
        "Any kind of shift may follow any other on the next day."
    )
    case = problem(activities=[ADMIN], days=2, shift_kinds=kinds)
    # Over midnight it is both dark and long: one breach, of the first pair that says so.
    (breach,) = breaches(rule, case, on(0, "22:00"), on(1, "13:00"))
    assert "«day»" in str(breach.said)
    assert "«dark»" in str(breach.said)
    assert len(spans(rule, case, on(0, "22:00"), on(1, "21:00"))) == 1
    assert spans(rule, case, on(0, "15:00"), on(1, "13:00")) == []


def test_a_pair_that_is_not_there_is_looser() -> None:
    assert list(RULE.looser()) == []
    more = ShiftSuccession(pairs=(("night", "early"), ("late", "early")))
    assert list(more.looser()) == []
    assert list(ShiftSuccession(pairs=(("night", "early"),)).looser()) == [
        "pairs without late → early (recommended)"
    ]
    assert list(ShiftSuccession(active=False, pairs=()).looser()) == ["switched off"]


@pytest.mark.parametrize("history", [("15:00",), ("14:00",)])
@pytest.mark.parametrize("pins", [(on(1, "08:00"),), (on(0, "17:00"), on(2, "09:00"))])
@pytest.mark.parametrize("pairs", [RULE.pairs, (("early", "early"), ("late", "early"))])
def test_post_and_check_agree(
    history: tuple[str, ...], pins: tuple[Shift, ...], pairs: tuple[tuple[str, str], ...]
) -> None:
    case = problem(
        shapes=[shape("09:45", 60), shape("09:00", 555), shape("10:00", 480), shape("23:00", 120)],
        activities=[ADMIN],
        days=3,
        history=[on(-1, start) for start in history],
        pins=Pins(shifts=pins),
    )
    assert_agreement(case, [ShiftSuccession(pairs=pairs)], filling="breaks", held=1)


def test_post_and_check_agree_on_two_people() -> None:
    case = problem(
        person("Ana"),
        person("Bo"),
        shapes=[shape("08:00", 60), shape("17:15", 60)],
        activities=[ADMIN],
        days=2,
        history=[on(-1, "15:00", who="bo")],
    )
    agreed = assert_agreement(case, [RULE], filling="breaks")
    # Two days of three ways less late-early: 8. Bo has no early on the first: less three.
    assert agreed.accepted == 8 * 5
