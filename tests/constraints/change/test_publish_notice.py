from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.change.pinned import Pinned
from constraints.change.publish_notice import PublishNotice
from rosters import breaches, record
from scheduler.presence import from_shift
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.team import Busy, DayOff, Leave, Pins, Private, PublicHolidays, Refusal
from tiny_teams import ADMIN, BRUSSELS, IMAGES, MONDAY, person, problem, shape, shift

RULE = PublishNotice()
SHORT = PublishNotice(working_days=3)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"2027-{text}").replace(tzinfo=BRUSSELS)


def at(start: str, minutes: int = 60, who: str = "ana", **more: Any) -> Shift:  # noqa: ANN401
    return shift(who, f"2027-03-{start}", [("admin", minutes)], **more)


def publishing(
    case: Problem, told: str, *in_force: Shift, days: int | None = None, yes: Iterable[str] = ()
) -> Problem:
    """The case announced at a moment, against these shifts, with the yes of some for day 0."""
    read = [from_shift(each, case.clock, case.activities) for each in in_force]
    return replace(
        case,
        announced=moment(told),
        reference={(p.person, p.day): p for p in read},
        referenced=frozenset(range(case.clock.days if days is None else days)),
        agreed=frozenset((name, 0) for name in yes),
    )


def told(case: Problem, *planned: Shift, rule: PublishNotice = RULE) -> list[str]:
    return breaches(rule, case, *planned)


def test_the_notice_is_seven_working_days_and_never_under_three() -> None:
    assert RULE.working_days == 7
    assert SHORT.working_days == 3
    with pytest.raises(ValidationError):
        PublishNotice(working_days=2)
    assert list(PublishNotice(working_days=6).looser()) == ["working_days 6 (recommended 7)"]


# Monday 22 March is preceded by 19, 18, 17, 16, 15, 12 and, as the seventh, Thursday 11 March.
FIRST = date(2027, 3, 22)


@pytest.mark.parametrize(
    ("at_moment", "late"),
    [("03-11 00:00", False), ("03-11 23:59", False), ("03-12 00:00", True), ("03-14 12:00", True)],
)
def test_a_first_publication_is_in_time_up_to_the_seventh_working_day_before(
    at_moment: str, *, late: bool
) -> None:
    case = publishing(problem(first=FIRST), at_moment, days=0)
    assert bool(told(case, at("22 08:00"))) == late


def test_a_saturday_and_a_sunday_are_no_working_days() -> None:
    case = publishing(problem(first=FIRST, days=2), "03-13 10:00", days=0)
    # From Saturday 13 March: 15, 16, 17, 18 and 19 are five before Monday, six before Tuesday.
    assert told(case, at("22 08:00"), at("23 08:00")) == [
        (
            "Ana, Mon 22 March: a new shift from 08:00 to 09:00. Working days of notice: 5. "
            "Below 7 it needs a yes."
        ),
        (
            "Ana, Tue 23 March: a new shift from 08:00 to 09:00. Working days of notice: 6. "
            "Below 7 it needs a yes."
        ),
    ]
    wednesday = publishing(problem(first=FIRST, days=3), "03-13 10:00", days=0)
    assert not told(wednesday, at("24 08:00"))


def test_public_holidays_and_closing_days_are_no_working_days() -> None:
    # Easter Monday is 29 March 2027. Monday 5 April less seven: 2, 1, 31, 30, 26, 25, 24 March.
    for closed in (True, False):
        holidays = PublicHolidays(country="BE", closed=closed)
        case = problem(first=date(2027, 4, 5), holidays=holidays)
        assert case.clock.date(RULE.latest(case, 0)) == date(2027, 3, 24)
        late = publishing(case, "03-25 09:00", days=0)
        assert told(late, shift("ana", "2027-04-05 08:00", [("admin", 60)]))
        early = publishing(case, "03-24 09:00", days=0)
        assert not told(early, shift("ana", "2027-04-05 08:00", [("admin", 60)]))
    case = problem(first=FIRST, closing_days=(date(2027, 3, 15),))
    assert case.clock.date(RULE.latest(case, 0)) == date(2027, 3, 10)
    assert case.clock.date(SHORT.latest(case, 0)) == date(2027, 3, 17)
    assert told(publishing(case, "03-11 09:00", days=0), at("22 08:00"))
    assert not told(publishing(case, "03-10 09:00", days=0), at("22 08:00"))


def test_the_day_of_the_announcement_is_the_team_s_own_local_day() -> None:
    # 23:30 UTC on the 11th is half past midnight of the 12th in Brussels.
    case = publishing(problem(first=FIRST), "03-11 12:00", days=0)
    utc = replace(case, announced=datetime.fromisoformat("2027-03-11T23:30+00:00"))
    assert told(utc, at("22 08:00"))
    utc = replace(case, announced=datetime.fromisoformat("2027-03-11T22:59+00:00"))
    assert not told(utc, at("22 08:00"))


def test_nothing_is_said_while_nothing_is_published() -> None:
    case = replace(publishing(problem(first=FIRST), "03-19 09:00", at("22 08:00")), announced=None)
    assert not told(case)
    assert not told(case, at("22 10:00"))


def test_each_way_of_changing_a_shift_in_words() -> None:
    case = publishing(problem(first=FIRST), "03-19 09:00", at("22 08:00"))
    assert not told(case, at("22 08:00"))
    assert not told(case, shift("ana", "2027-03-22 08:00", [("images", 30), ("break", 30)]))
    end = "Working days of notice: 1. Below 7 it needs a yes."
    assert told(case) == [f"Ana, Mon 22 March: the shift from 08:00 to 09:00 is gone. {end}"]
    for start, minutes, until in (("07:59", 61, "09:00"), ("08:00", 59, "08:59")):
        assert told(case, at(f"22 {start}", minutes)) == [
            (
                f"Ana, Mon 22 March: the shift was from 08:00 to 09:00 and is now from {start} to "
                f"{until}. {end}"
            )
        ]
    for start, minutes in (("08:01", 59), ("08:00", 61)):
        assert len(told(case, at(f"22 {start}", minutes))) == 1
    assert told(case, at("22 08:00", place="home")) == [
        f"Ana, Mon 22 March: another place for the shift from 08:00 to 09:00. {end}"
    ]


def test_a_breach_lies_where_the_shift_is_or_was() -> None:
    case = publishing(problem(days=2), "03-08 09:00", at("09 08:00"))
    first, second = RULE.check(record(case, at("08 10:00")))
    assert (first.person, first.start, first.end) == ("ana", 600, 660)
    assert (second.person, second.start, second.end) == ("ana", 1440 + 480, 1440 + 540)


def test_a_shift_handed_to_another_day_and_person_needs_each_yes() -> None:
    case = problem(person("Ana"), person("Ben"), days=2)
    case = publishing(case, "03-08 07:00", at("09 08:00"))
    asks = list(RULE.asks(record(case, at("08 08:00"), at("09 08:00", who="ben"))))
    assert [(ask.person, ask.day, ask.notice) for ask in asks] == [
        ("ana", 0, 0),
        ("ana", 1, 1),
        ("ben", 1, 1),
    ]


def test_a_yes_is_for_one_person_and_day() -> None:
    case = problem(person("Ana"), person("Ben"), days=2)
    case = publishing(case, "03-08 07:00", yes=["ana"])
    found = told(case, at("08 08:00"), at("08 08:00", who="ben"), at("09 08:00"))
    assert [each.split(":")[0] for each in found] == ["Ben, Mon 8 March", "Ana, Tue 9 March"]


@pytest.mark.parametrize("on", ["2027-03-28", "2027-10-31"])
def test_a_night_of_a_clock_change_is_the_day_on_which_it_starts(on: str) -> None:
    first = date.fromisoformat(on)
    eve = shift("ana", f"{first - timedelta(days=1)} 23:00", [("admin", 300)])
    case = problem(first=first - timedelta(days=1), days=2)
    # The Saturday's seven working days are Friday back to Thursday of the week before.
    latest = first - timedelta(days=10)
    assert case.clock.date(RULE.latest(case, 0)) == latest
    midnight = datetime.combine(latest, datetime.max.time(), BRUSSELS)
    assert not told(replace(case, announced=midnight), eve)
    assert len(told(replace(case, announced=midnight + timedelta(microseconds=1)), eve)) == 1


def test_shifts_before_the_roster_are_not_judged() -> None:
    case = publishing(problem(history=[at("07 23:00", 120)]), "03-08 07:00")
    assert not told(case)


OWN = [
    {"leave": (Leave(first=MONDAY, last=MONDAY),)},
    {"busy": (Busy(start=moment("03-08 08:59"), end=moment("03-08 12:00")),)},
    {
        "private": Private(
            appointments=(Busy(start=moment("03-08 07:00"), end=moment("03-08 08:01")),)
        )
    },
    {"private": Private(refusals=(Refusal(activity="admin", start=moment("03-08 08:59")),))},
]

NOT_OWN = [
    {},
    {"leave": (Leave(first=MONDAY - timedelta(days=3), last=MONDAY - timedelta(days=1)),)},
    {"leave": (Leave(first=MONDAY + timedelta(days=1), last=MONDAY + timedelta(days=2)),)},
    {"busy": (Busy(start=moment("03-08 09:00"), end=moment("03-08 12:00")),)},
    {"busy": (Busy(start=moment("03-08 07:00"), end=moment("03-08 08:00")),)},
    {"private": Private(refusals=(Refusal(activity="images", start=moment("03-01 08:00")),))},
    {"private": Private(refusals=(Refusal(activity="admin", start=moment("03-08 09:00")),))},
    {
        "private": Private(
            refusals=(
                Refusal(activity="admin", start=moment("03-01 08:00"), end=moment("03-08 08:00")),
            )
        )
    },
]


@pytest.mark.parametrize("fields", OWN)
def test_the_own_shift_may_go_or_be_shorter_without_a_yes(fields: dict[str, Any]) -> None:
    case = publishing(problem(person(**fields)), "03-08 07:00", at("08 08:00"))
    assert not told(case)
    assert not told(case, at("08 08:00", 30))
    assert not told(case, at("08 08:30", 30))
    # Any other shift is not the own one.
    assert told(case, at("08 07:59", 30))
    assert told(case, at("08 08:30", 31))
    assert told(case, at("08 08:00", 30, place="home"))


@pytest.mark.parametrize("fields", NOT_OWN)
def test_a_reason_that_is_not_in_the_shift_changes_nothing(fields: dict[str, Any]) -> None:
    case = publishing(problem(person(**fields)), "03-08 07:00", at("08 08:00"))
    assert told(case)
    assert told(case, at("08 08:00", 30))


def test_a_leave_over_midnight_is_in_the_night_before() -> None:
    off = person(leave=(Leave(first=MONDAY + timedelta(days=1), last=MONDAY + timedelta(days=1)),))
    until = publishing(problem(off, days=2), "03-08 07:00", at("08 23:00", 60))
    assert told(until)
    over = publishing(problem(off, days=2), "03-08 07:00", at("08 23:00", 61))
    assert not told(over)


def test_what_is_pinned_is_no_breach_and_still_asks() -> None:
    times = at("09 10:00").model_copy(update={"blocks": ()})
    off = DayOff(person="ana", day=MONDAY + timedelta(days=2))
    case = problem(days=4, pins=Pins(shifts=(at("08 10:00"), times), days_off=(off,)))
    case = publishing(case, "03-08 07:00", at("10 08:00"), at("11 08:00"))
    assert [each.split(":")[0] for each in told(case, at("09 10:00"))] == ["Ana, Thu 11 March"]
    assert [ask.day for ask in RULE.asks(record(case, at("09 10:00")))] == [0, 1, 2, 3]


SHAPES = [shape("08:00", 30), shape("08:00", 30, "home"), shape("08:00", 45), shape("08:15", 30)]


def test_post_and_check_agree_around_the_border() -> None:
    # Announced on Thursday 4 March, day 0: 4, 5 and 8 March are three before Tuesday, day 5.
    case = problem(first=date(2027, 3, 4), days=6, shapes=[shape("08:00", 30)], activities=[ADMIN])
    case = publishing(case, "03-04 10:00", at("05 08:00", 30))
    agreed = assert_agreement(case, [SHORT], filling="breaks")
    # Days 0 to 4 stay as they are; day 5 is free to have a shift or not.
    assert (agreed.rosters, agreed.accepted) == (2**6, 2)
    seven = PublishNotice(working_days=7)
    assert assert_agreement(case, [seven], filling="breaks").accepted == 1


def test_post_and_check_agree_on_every_way_to_change_with_a_yes_and_without() -> None:
    people = person("Ana", home=True), person("Ben", home=True)
    case = problem(*people, shapes=SHAPES, activities=[ADMIN])
    case = publishing(case, "03-08 07:00", at("08 08:00", 30), at("08 08:00", 45, "ben"))
    assert assert_agreement(case, [RULE], filling="breaks").accepted == 1
    case = replace(case, agreed=frozenset({("ben", 0)}))
    assert assert_agreement(case, [RULE], filling="breaks").accepted == 5


def test_post_and_check_agree_with_blocks_and_a_shape_no_longer_offered() -> None:
    case = problem(shapes=[shape("09:00", 30)], days=2)
    case = publishing(case, "03-08 07:00", at("08 08:00", 37))
    # Two slots of three ways in the old shape; nothing on Tuesday.
    assert assert_agreement(case, [RULE]).accepted == 9


@pytest.mark.parametrize("fields", [OWN[3], NOT_OWN[5]])
def test_post_and_check_agree_for_somebody_who_refuses_work(fields: dict[str, Any]) -> None:
    shapes = [*SHAPES, shape("08:00", 60), shape("08:30", 30), shape("07:45", 60)]
    case = problem(person(home=True, **fields), shapes=shapes, activities=[ADMIN, IMAGES])
    case = publishing(case, "03-08 07:00", at("08 08:00", 60))
    agreed = assert_agreement(case, [RULE], filling="breaks")
    # Free, the shift itself, and the four inside it on site; or the shift itself alone.
    assert agreed.accepted == (1 + 1 + 4 if fields is OWN[3] else 1)


def test_post_and_check_agree_beside_pins() -> None:
    # Ana's Monday is pinned in its times and Ben's Tuesday whole, both other than in force; Ben's
    # Monday is pinned free of the shift in force. Ana's Tuesday is kept.
    times = at("08 10:00", 30).model_copy(update={"blocks": ()})
    pins = Pins(
        shifts=(times, at("09 10:00", 30, "ben")), days_off=(DayOff(person="ben", day=MONDAY),)
    )
    people = person("Ana"), person("Ben")
    case = problem(*people, days=2, shapes=SHAPES[:1], activities=[ADMIN], pins=pins)
    in_force = at("08 08:00", 30), at("09 08:00", 30), at("08 08:00", 30, "ben")
    case = publishing(case, "03-08 07:00", *in_force)
    agreed = assert_agreement(case, [Pinned(), RULE], filling="breaks")
    assert agreed.accepted == 1
