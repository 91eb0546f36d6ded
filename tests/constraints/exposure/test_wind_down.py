import pytest

from agreement import assert_agreement
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


def test_less_is_looser() -> None:
    assert list(WindDown(contact_minutes=15).looser()) == ["contact_minutes 15 (recommended 30)"]
