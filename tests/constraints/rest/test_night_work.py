from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from coarse_reach import most_minutes
from constraints.rest.night_work import NightWork
from hand_rosters import breaches, spans
from scheduler.roster import Shift
from scheduler.team import Pins
from tiny_teams import ADMIN, CHAT, IMAGES, MONDAY, person, problem, shape, shift

RULE = NightWork()


def on(
    day: int, start: str = "22:00", work: str = "admin", minutes: int = 480, first: date = MONDAY
) -> Shift:
    return shift("ana", f"{first + timedelta(days=day)} {start}", [(work, minutes)])


def nights(*days: int) -> list[Shift]:
    return [on(day) for day in days]


def test_nine_nights_in_a_roster_and_not_ten() -> None:
    case = problem(activities=[ADMIN], days=28)
    assert spans(RULE, case, *nights(*range(0, 27, 3))) == []
    (breach,) = breaches(RULE, case, *nights(*range(0, 28, 3)))
    assert str(breach.said) == (
        "Ana, Mon 8 March to Sun 4 April: number of nights 10. The limit is 9."
    )
    assert spans(RULE, case, *nights(*range(0, 28, 3))) == [("ana", "Mon 08 22:00", "Mon 05 06:00")]


def test_a_night_has_three_hours_between_23_and_6() -> None:
    case = problem(activities=[ADMIN], days=2)
    none = NightWork(nights=0)
    # 23:00 to 02:00, and 03:00 to 06:00, are 180 minutes; a minute less is none.
    assert len(spans(none, case, on(0, "22:00", minutes=240))) == 1
    assert spans(none, case, on(0, "22:00", minutes=239)) == []
    assert len(spans(none, case, on(0, "03:00"))) == 1
    assert spans(none, case, on(0, "03:01")) == []


def test_a_short_roster_is_counted_with_the_days_before_it() -> None:
    # Three days: with day -25 they are 28.
    case = problem(activities=[ADMIN], days=3, history=nights(-26, -25, -10))
    assert spans(NightWork(nights=3), case, on(2)) == []
    assert len(spans(NightWork(nights=2), case, on(2))) == 1
    inside = problem(activities=[ADMIN], days=3, history=nights(-26, -10))
    assert spans(NightWork(nights=2), inside, on(2)) == []
    whole = problem(activities=[ADMIN], days=28, history=nights(-1))
    assert spans(NightWork(nights=1), whole, on(27)) == []
    longer = problem(activities=[ADMIN], days=30, history=nights(-1))
    assert len(spans(NightWork(nights=1), longer, on(0), on(29))) == 1


def test_more_nights_that_stand_are_not_reported_and_none_is_added() -> None:
    case = problem(activities=[ADMIN], days=7, history=nights(-3, -2), pins=Pins(shifts=(on(1),)))
    rule = NightWork(nights=2)
    assert spans(rule, case) == []
    assert spans(rule, case, on(4, "09:00")) == []
    assert len(spans(rule, case, on(4))) == 1


def test_no_exposure_on_the_day_after_a_night() -> None:
    case = problem(activities=[IMAGES, ADMIN], days=4)
    (breach,) = breaches(RULE, case, on(0), on(1, "18:00", "images", 60))
    assert str(breach.said) == (
        "Ana, Tue 9 March: exposure at 18:00. On the day after the night from 22:00 there is none."
    )
    assert spans(RULE, case, on(0), on(1, "18:00", "images", 60)) == [
        ("ana", "Tue 09 18:00", "Tue 09 19:00")
    ]
    assert spans(RULE, case, on(0), on(1, "18:00")) == []
    assert spans(RULE, case, on(0), on(2, "00:00", "images", 60)) == []
    # From the first block to the last.
    blocks = [("admin", 30), ("images", 30), ("break", 30), ("images", 15), ("admin", 15)]
    assert spans(RULE, case, on(0), shift("ana", "2027-03-09 12:00", blocks)) == [
        ("ana", "Tue 09 12:30", "Tue 09 13:45")
    ]
    # The day before a night is not the day after it.
    assert spans(RULE, case, on(0, "09:00", "images", 60), on(1)) == []


def test_a_night_goes_on_over_midnight_and_the_next_one_begins_after_it() -> None:
    case = problem(activities=[CHAT, ADMIN], days=2)

    def night(day: int, before: int) -> Shift:
        blocks = [("admin", before), ("chat", 480 - before)]
        return shift("ana", f"{MONDAY + timedelta(days=day)} 22:00", [b for b in blocks if b[1]])

    # Two hours before midnight and two of the six after it.
    assert spans(RULE, case, shift("ana", f"{MONDAY} 22:00", [("chat", 240), ("admin", 240)])) == []
    assert spans(RULE, case, night(0, 0), night(1, 120)) == []
    assert spans(RULE, case, night(0, 0), night(1, 119)) == [
        ("ana", "Tue 09 23:59", "Wed 10 00:00")
    ]
    # Over the next midnight only the minutes before it.
    late = shift("ana", "2027-03-09 23:30", [("chat", 60)])
    assert spans(RULE, case, on(0), late) == [("ana", "Tue 09 23:30", "Wed 10 00:00")]


def test_a_night_after_midnight_keeps_the_next_day_free_and_not_its_own() -> None:
    case = problem(activities=[CHAT, ADMIN], days=3)
    early = on(0, "01:00", "chat", 360)
    assert spans(RULE, case, early) == []
    assert len(spans(RULE, case, early, on(1, "12:00", "chat", 60))) == 1
    assert spans(RULE, case, early, on(2, "12:00", "chat", 60)) == []


@pytest.mark.parametrize("first", [date(2027, 3, 27), date(2026, 10, 24)])
def test_the_night_in_which_the_clock_changes(first: date) -> None:
    case = problem(activities=[CHAT, ADMIN], days=3, first=first)
    night = on(0, first=first, minutes=360)
    # The Sunday after it has 23 or 25 hours: to its last minute there is no exposure.
    last = on(1, "23:45", "chat", 15, first=first)
    assert len(spans(RULE, case, night, last)) == 1
    assert spans(RULE, case, night, on(2, "00:00", "chat", 15, first=first)) == []


def test_the_night_before_the_roster_counts_and_what_stands_is_not_reported() -> None:
    case = problem(activities=[CHAT, ADMIN], days=2, history=[on(-1, work="chat")])
    assert spans(RULE, case) == []
    assert len(spans(RULE, case, on(0, "18:00", "chat", 60))) == 1
    assert spans(RULE, case, on(1, "18:00", "chat", 60)) == []
    exposed = on(1, "18:00", "chat", 60)
    pinned = problem(activities=[CHAT, ADMIN], days=2, pins=Pins(shifts=(exposed,)))
    assert len(spans(RULE, pinned, on(0))) == 1
    both = problem(activities=[CHAT, ADMIN], days=2, pins=Pins(shifts=(on(0), exposed)))
    assert spans(RULE, both) == []
    # Two days before the roster is too long ago.
    old = problem(activities=[CHAT, ADMIN], days=2, history=[on(-2)])
    assert spans(RULE, old, on(0, "18:00", "chat", 60)) == []


def test_ranges_and_what_is_looser() -> None:
    for number in (-1, 32):
        with pytest.raises(ValidationError):
            NightWork(nights=number)
    assert list(NightWork(nights=10).looser()) == ["nights 10 (recommended 9)"]
    assert list(NightWork(nights=8).looser()) == []


NIGHT = shape("22:45", 210)
NO_NIGHT = shape("20:00", 360 - 15)


@pytest.mark.parametrize("limit", [0, 2])
@pytest.mark.parametrize("history", [(-25,), (-24,), (-5, -4, -3)])
@pytest.mark.parametrize("pins", [(), (2,)])
def test_post_and_check_agree_on_the_number(
    limit: int, history: tuple[int, ...], pins: tuple[int, ...]
) -> None:
    case = problem(
        shapes=[NIGHT, NO_NIGHT],
        activities=[ADMIN],
        days=4,
        history=nights(*history),
        pins=Pins(shifts=tuple(nights(*pins))),
    )
    assert_agreement(case, [NightWork(nights=limit)], filling="breaks", held=1)


@pytest.mark.parametrize("history", [(), (on(-1, work="chat"),), (on(-2),)])
@pytest.mark.parametrize("pins", [(), (on(1, "18:00", "chat", 60),), (on(1),)])
def test_post_and_check_agree_on_the_day_after(
    history: tuple[Shift, ...], pins: tuple[Shift, ...]
) -> None:
    case = problem(
        shapes=[NIGHT, NO_NIGHT, shape("09:00", 60)],
        activities=[CHAT, ADMIN],
        days=3,
        history=history,
        pins=Pins(shifts=pins),
    )
    assert_agreement(case, [RULE], filling="whole", held=1)


def test_post_and_check_agree_on_the_blocks_of_a_night() -> None:
    # From 23:30 the kind of this team: a night is any shift past midnight.
    kinds = [{"id": "night", "ends_after": "23:45"}]
    base = problem(activities=[CHAT])
    team = base.team.model_validate(
        {
            **base.team.model_dump(),
            "shift_kinds": kinds,
            "shapes": [shape("23:30", 60).model_dump(), shape("12:00", 30).model_dump()],
        }
    )
    case = type(base).of(team, MONDAY, 2)
    agreed = assert_agreement(case, [RULE])
    # A cell holds nothing, 2^4 ways of a night and 2^2 of noon. After one of the 16 nights:
    # nothing, 2^2 nights without exposure before midnight, or an empty noon; else all.
    assert agreed.accepted == (1 + 4) * (1 + 16 + 4) + 16 * (1 + 4 + 1)


def test_the_coarse_form_keeps_the_day_after_free() -> None:
    case = problem(shapes=[shape("22:00", 480)], activities=[CHAT], days=2)
    # Two nights: all 480 minutes of the first, of the second the 360 after midnight.
    assert most_minutes(case, [RULE]) == 480 + 360
    apart = problem(shapes=[shape("22:00", 480)], activities=[CHAT], days=3)
    assert most_minutes(apart, [RULE]) == 480 + 360 + 360
    one = problem(person("Ana"), shapes=[shape("18:00", 360)], activities=[CHAT], days=2)
    assert most_minutes(one, [RULE]) == 720
