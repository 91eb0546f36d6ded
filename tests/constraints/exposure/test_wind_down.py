from collections.abc import Iterable

import pytest

from agreement import assert_agreement
from coarse_reach import most_minutes
from constraints.exposure.max_stint import MaxStint
from constraints.exposure.recovery_break import RecoveryBreak
from constraints.exposure.wind_down import WindDown
from hand_rosters import breaches, spans
from scheduler.problem import Problem
from scheduler.team import Activity, Pins
from tiny_teams import ADMIN, CHAT, HIGHEST, IMAGES, person, problem, shape, shift

RULE = WindDown()


def test_the_last_hour_has_no_material_and_the_last_half_hour_no_contact() -> None:
    case = problem(activities=[IMAGES, CHAT, ADMIN])
    # The shift ends at 16:00: material until 15:00, contact until 15:30.
    fits = [("admin", 375), ("images", 45), ("chat", 30), ("admin", 30)]
    assert spans(RULE, case, shift("ana", "2027-03-08 08:00", fits)) == []
    over = [("admin", 376), ("images", 45), ("chat", 30), ("admin", 29)]
    assert spans(RULE, case, shift("ana", "2027-03-08 08:00", over)) == [
        ("ana", "Mon 08 15:00", "Mon 08 15:01"),
        ("ana", "Mon 08 15:30", "Mon 08 15:31"),
    ]


def test_a_stint_that_ends_with_the_shift_is_named() -> None:
    case = problem()
    (breach,) = breaches(RULE, case, shift("ana", "2027-03-08 09:00", [("images", 45)]))
    assert str(breach.said) == (
        "Ana, Mon 8 March: Image assessment until 09:45, and the shift ends at 09:45. At least "
        "1 h must lie between."
    )


def test_it_counts_back_over_midnight() -> None:
    case = problem(activities=[CHAT])
    # Until 00:20; contact may last until 23:50.
    late = [("chat", 51), ("break", 29)]
    assert spans(RULE, case, shift("ana", "2027-03-08 23:00", late)) == [
        ("ana", "Mon 08 23:50", "Mon 08 23:51")
    ]


def test_a_block_until_midnight_belongs_to_the_day_before() -> None:
    case = problem(activities=[CHAT])
    for minutes, day in ((60, "Mon 8 March"), (61, "Tue 9 March")):
        blocks = [("chat", minutes), ("break", 80 - minutes)]
        (breach,) = breaches(RULE, case, shift("ana", "2027-03-08 23:00", blocks))
        assert str(breach.said).startswith(f"Ana, {day}: Chat until 00:0")


def test_what_stands_is_not_reported() -> None:
    pin = shift("ana", "2027-03-08 09:00", [("images", 45)])
    before = shift("ana", "2027-03-07 23:30", [("chat", 60)])
    case = problem(activities=[IMAGES, CHAT], pins=Pins(shifts=(pin,)), history=(before,))
    assert spans(RULE, case) == []


TWO_ENDS = problem(shapes=[shape("08:00", 60), shape("08:15", 60)], activities=[IMAGES, CHAT])
OFF_GRID = problem(shapes=[shape("08:00", 67)], activities=[IMAGES, CHAT])
MIDNIGHT = problem(shapes=[shape("23:30", 60), shape("23:15", 60)], activities=[IMAGES, CHAT])
FROM_HOME = problem(
    person("Ana", home=True),
    shapes=[shape("08:00", 60), shape("08:00", 75, "home")],
    activities=[IMAGES, CHAT],
)


@pytest.mark.parametrize("case", [TWO_ENDS, OFF_GRID, MIDNIGHT, FROM_HOME])
@pytest.mark.parametrize(("material", "contact"), [(30, 15), (15, 30), (30, 30), (20, 0), (0, 50)])
def test_post_and_check_agree(case: Problem, material: int, contact: int) -> None:
    assert_agreement(case, [WindDown(minutes=material, contact_minutes=contact)])


@pytest.mark.parametrize("activities", [(IMAGES, HIGHEST), (IMAGES, CHAT)])
def test_the_coarse_form_counts_with_stints_and_breaks(activities: tuple[Activity, ...]) -> None:
    case = problem(shapes=[shape("08:00", 60), shape("08:00", 90)], activities=activities)
    rules = [MaxStint(minutes=30, highest=15), RecoveryBreak(minutes=15)]
    assert_agreement(case, [*rules, WindDown(minutes=15, contact_minutes=15)])


class Cut(WindDown):
    """Segments of the coarse form with an edge at 09:00 and at 09:30."""

    def cuts(self, problem: Problem, day: int) -> Iterable[int]:
        del problem, day
        return 540, 570


def test_each_segment_of_the_coarse_form_ends_with_the_wind_down() -> None:
    # Until 09:30 of 08:00 to 10:00, by whatever shift: the longer one has no material.
    shapes = [shape("08:00", 120), shape("08:00", 180, "home")]
    for cell in (shapes[:1], shapes):
        case = problem(person("Ana", home=True), shapes=cell)
        rules = [Cut(minutes=30)]
        assert most_minutes(case, rules, within=(0, 540)) == 60
        assert most_minutes(case, rules, within=(540, 570)) == 30
        assert most_minutes(case, rules, within=(570, 1440)) == 0
        # Until 09:15 where it takes 45.
        assert most_minutes(case, [Cut(minutes=45)], within=(540, 570)) == 15


@pytest.mark.parametrize("rule", [WindDown, Cut])
def test_the_whole_shift_of_the_coarse_form_holds_whole_runs(rule: type[WindDown]) -> None:
    # 105 less 15: 30, a break of 15, 30, a break of 15, also where segments would hold more.
    case = problem(shapes=[shape("08:00", 105)])
    stints = [MaxStint(minutes=30), RecoveryBreak(minutes=15)]
    assert most_minutes(case, [*stints, rule(minutes=15)]) == 30 + 30


def test_less_is_looser() -> None:
    assert list(WindDown(contact_minutes=15).looser()) == ["contact_minutes 15 (recommended 30)"]
