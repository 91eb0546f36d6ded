"""Two rosters side by side: days in words for each person, no sums beside a name."""

from collections.abc import Iterable
from datetime import date

import image_team
from scheduler.roster import Shift
from web.manager.comparing import Comparison, compare
from web.plan import Plan, plan_of

MONDAY = image_team.FIRST
TEAM = image_team.team_of(image_team.document())


def plan(shifts: Iterable[Shift]) -> Plan:
    return plan_of(TEAM, image_team.roster(shifts).model_dump_json(by_alias=True))


def compared(changed: Iterable[Shift], without: tuple[str, date]) -> Comparison:
    """The two weeks beside the same with a shift left out and others in its place."""
    person, day = without
    zone = image_team.ZONE
    kept = [
        shift
        for shift in image_team.shifts()
        if (shift.person, shift.start.astimezone(zone).date()) != (person, day)
    ]
    return compare(plan(image_team.shifts()), plan([*kept, *changed]))


def words(seen: Comparison) -> list[tuple[str, str, str]]:
    return [(person.name, day.one, day.other) for person in seen.people for day in person.days]


def test_the_same_roster_differs_for_nobody() -> None:
    seen = compare(plan(image_team.shifts()), plan(image_team.shifts()))
    assert (seen.days, seen.people, seen.rules, seen.only_one) == (0, (), (), ())
    assert seen.equal > 0


def test_a_shift_in_one_alone_is_told_by_its_times_and_a_free_day() -> None:
    seen = compared((), ("bram", MONDAY))
    assert words(seen) == [("Bram", "08:00–16:00", "free")]
    assert seen.days == 1


def test_other_work_in_the_same_shift_is_told_by_its_kinds() -> None:
    other = image_team.shift(
        "bram", MONDAY, "08:00", [("admin", 240), ("meal", 30), ("admin", 210)]
    )
    assert words(compared([other], ("bram", MONDAY))) == [
        (
            "Bram",
            "08:00–16:00, Administration, images, chat",
            "08:00–16:00, Administration",
        )
    ]


def test_the_same_work_at_other_times_is_told_as_that() -> None:
    blocks = list(image_team.OFFICE_DAY)
    blocks[0], blocks[-1] = ("admin", 75), ("admin", 135)
    other = image_team.shift("bram", MONDAY, "08:00", blocks)
    ((_, _, said),) = words(compared([other], ("bram", MONDAY)))
    assert said == "08:00–16:00, the same work at other times"


def test_what_is_open_in_one_alone_names_work_and_time() -> None:
    seen = compared((), ("bram", MONDAY))
    # Until 09:45 Anouk is left alone; the last quarter of the hour was open in both.
    assert seen.only_one == ()
    assert seen.only_other == ("Mon 7 Dec, 09:00–09:45: Images, severity 1, 1 of 2",)


def test_a_rule_that_counts_more_against_one_says_how_much() -> None:
    seen = compared((), ("bram", MONDAY))
    coverage = [rule for rule in seen.rules if not rule.first and rule.one < rule.other]
    assert coverage
    assert all(rule.words.endswith(".") for rule in seen.rules)


def test_rosters_without_a_common_day_differ_for_nobody() -> None:
    later = image_team.roster(()).model_copy(
        update={"first": date(2027, 1, 4), "last": date(2027, 1, 10)}
    )
    other = plan_of(TEAM, later.model_dump_json(by_alias=True))
    seen = compare(plan(image_team.shifts()), other)
    assert (seen.common, seen.people) == (None, ())
