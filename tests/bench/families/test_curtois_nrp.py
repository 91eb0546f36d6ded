"""Small instances of Curtois and Qu's kind are asked as they are meant, and solved."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner

from agreement import assert_agreement
from bench.families.curtois_nrp import FAMILY
from bench.families.curtois_nrp.instance import Cover, Instance, Request, ShiftType, Staff
from bench.families.verdict import UnsolvableError
from curtois_week import TEXT, solution, week_file
from public_instances import public_instances
from scheduler.presence import Presence, Stretch
from scheduler.record import Record
from scheduler.solving import Progress, solve
from web.cli import breather


@pytest.fixture
def instance(tmp_path: Path) -> Instance:
    return FAMILY.read(week_file(tmp_path))


# What the engine is asked


def days_of(days: int, **changes: int) -> Instance:
    """Two people, or one, a few days, E and N; every rule can bind."""
    limits = {
        "most_minutes": 1560,
        "least_minutes": 480,
        "most_days": 2,
        "least_days": 2,
        "least_days_off": 2,
        "most_weekends": 1,
    } | changes
    return Instance(
        name="Tiny",
        days=days,
        shifts={"E": ShiftType("E", 480), "N": ShiftType("N", 600, frozenset({"E"}))},
        staff={
            "Ana": Staff("Ana", {"E": days, "N": 1}, *limits.values(), off=frozenset({2})),
            "Ben": Staff("Ben", {"E": 1, "N": 0}, *limits.values()),
        },
        on=(Request("Ana", 1, "E", 2), Request("Ben", 2, "E", 3), Request("Ana", 2, "E", 1)),
        off=(Request("Ben", 0, "E", 5), Request("Ana", 0, "N", 4)),
        cover=(Cover(0, "E", 1, 100, 1), Cover(1, "N", 1, 10, 2), Cover(1, "E", 0, 10, 3)),
    )


def alone(instance: Instance) -> Instance:
    """The same with Ana only."""
    return Instance(
        instance.name,
        instance.days,
        instance.shifts,
        {"Ana": instance.staff["Ana"]},
        tuple(one for one in instance.on if one.staff == "Ana"),
        tuple(one for one in instance.off if one.staff == "Ana"),
        instance.cover,
    )


@pytest.mark.parametrize(
    "instance",
    [
        days_of(3),
        alone(days_of(6, most_minutes=2640, most_days=3)),
        alone(days_of(7, most_minutes=9999, most_days=3, most_weekends=0)),
    ],
    ids=["two people", "runs", "weekends"],
)
def test_what_is_posted_checked_and_weighed_is_the_same(instance: Instance) -> None:
    question = FAMILY.ask(instance)
    agreed = assert_agreement(
        question.problem, question.rulebook.all, filling="breaks", held=1, most=2200
    )
    assert 0 < agreed.accepted < agreed.rosters


def rosters(instance: Instance) -> Iterator[dict[str, str]]:
    """Every roster: a dot or a shift a day, for everybody."""
    weeks = [
        "".join(week) for week in product("." + "".join(instance.shifts), repeat=instance.days)
    ]
    for found in product(weeks, repeat=len(instance.staff)):
        yield dict(zip(instance.staff, found, strict=True))


def presences(instance: Instance, weeks: dict[str, str]) -> list[Presence]:
    """The same as the engine has it: each kind has a half hour of the day."""
    places = list(instance.shifts)
    return [
        Presence(name, day, start, start + 30, (Stretch(start, start + 30, None),))
        for name, week in weeks.items()
        for day, shift in enumerate(week)
        if shift != "."
        for start in [1440 * day + 30 * places.index(shift)]
    ]


@pytest.mark.parametrize(
    "instance",
    [days_of(3), alone(days_of(7, most_minutes=2160, most_days=3, most_weekends=0))],
    ids=["two people", "a week"],
)
def test_the_rules_and_the_judge_say_the_same_of_every_roster(instance: Instance) -> None:
    question = FAMILY.ask(instance)
    for weeks in rosters(instance):
        shifts = presences(instance, weeks)
        record = Record(question.problem, shifts)
        costs = question.rulebook.weigh(record)
        missing = sum(cost.amount for cost in costs if cost.level == 1)
        value = sum(cost.amount for cost in costs if cost.level == 2)
        kept = not question.rulebook.check(record) and not missing
        verdict = FAMILY.judge(instance, solution(**weeks))
        assert verdict.objective == (value // 10 if kept else None), weeks
        assert value % 10 == 0
        # What is written is what was meant.
        assert FAMILY.judge(instance, FAMILY.write(instance, question, shifts)) == verdict


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",2000,960,", ",950,960,", "Ana works at least 960 minutes and at most 950"),
        # Six days are not off, two of them nights: 2 x 600 + 4 x 480.
        (",2000,960,", ",9999,3121,", "Ana works at least 3121 minutes and at most 3120"),
    ],
)
def test_limits_that_nobody_can_keep_are_said(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(UnsolvableError, match=said):
        FAMILY.ask(FAMILY.read(week_file(tmp_path, old, new)))


def test_the_best_known_value_goes_by_the_name_of_the_file() -> None:
    known = [FAMILY.best_known(Path(f"some/{name}.txt")) for name in ("Instance1", "Instance6")]
    assert known == [607, None]


def kept_weeks(instance: Instance, who: str, others: dict[str, str]) -> Iterator[str]:
    """Every week of one person that breaks no rule."""
    for week in map("".join, product("." + "".join(instance.shifts), repeat=instance.days)):
        if not FAMILY.judge(instance, solution(**{who: week}, **others)).faults:
            yield week


def test_the_plan_of_a_week_is_its_best_roster_with_nothing_left_to_place(
    instance: Instance,
) -> None:
    # By brute force over what the judge lets each of them do.
    anas = list(kept_weeks(instance, "Ana", {"Ben": "E......"}))
    bens = list(kept_weeks(instance, "Ben", {"Ana": "EE....."}))
    found = (
        FAMILY.judge(instance, solution(Ana=ana, Ben=ben)).objective or 0
        for ana in anas
        for ben in bens
    )
    # Ana's early on Monday and night on Tuesday, Ben's Wednesday: then on Friday one of two is
    # there, 50, against Ben's wish, 5.
    assert min(found) == 50 + 5
    question = FAMILY.ask(instance)
    planned = solve(question.problem, question.rulebook, effort=0)
    text = FAMILY.write(instance, question, planned.presences)
    assert FAMILY.judge(instance, text).objective == 55
    assert (planned.value.level1, planned.value.level2) == (0, 550)


def test_a_run_of_days_goes_over_the_end_of_a_week_that_is_planned_alone() -> None:
    # Sunday and Monday are all that Ana may work, and one of them is too few.
    ana = Staff("Ana", {}, 960, 960, 5, 2, 2, 1, off=frozenset({0, 1, 2, 3, 4, 5, 8}))
    instance = Instance("Tiny", 9, {"E": ShiftType("E", 480)}, {"Ana": ana})
    question = FAMILY.ask(instance)
    planned = solve(question.problem, question.rulebook, effort=0)
    assert [(shift.person, shift.day) for shift in planned.presences] == [("Ana", 6), ("Ana", 7)]


# From end to end


def bench(*args: str | Path) -> tuple[int, str]:
    """Exit code and all that was said."""
    done = CliRunner().invoke(breather, ["bench", "curtois-nrp", *map(str, args)])
    return done.exit_code, done.output


def test_a_folder_is_solved_written_and_told(tmp_path: Path) -> None:
    # Nobody is wanted but by Ana on Monday, so that the bound is met: Ben's early costs nothing.
    good = week_file(tmp_path, TEXT[TEXT.index("SECTION_SHIFT_OFF") :], REST)
    week_file(tmp_path, "Ana,3", "Eva,3", name="Instance8.txt")
    week_file(tmp_path, ",2000,960,", ",950,960,", name="Instance9.txt")
    code, said = bench(good.parent, "--seconds", "60", "--out", tmp_path / "out")
    assert code == 2
    first, second, third = said.splitlines()
    assert first.startswith("curtois-nrp Instance7 seed=0 objective=150 bound=150 best_known=1056 ")
    assert "Instance8 refused: " in second
    assert second.endswith("line 15: no person is called 'Eva'")
    assert third.endswith("refused: Ana works at least 960 minutes and at most 950")
    text = (tmp_path / "out" / "Instance7_0.roster.xml").read_text("utf-8")
    assert FAMILY.judge(FAMILY.read(good), text).objective == 150


# Three people are wanted on Friday, of whom there are two at most: 50 for one in any case.
REST = """SECTION_SHIFT_OFF_REQUESTS
Ben,0,N,5

SECTION_COVER
0,E,2,100,1
3,E,2,100,1
4,E,3,50,1
"""


def test_a_rule_that_is_broken_makes_the_exit_code_1(tmp_path: Path) -> None:
    # Two days in a row at most, two off between them: six days of work do not lie in a week.
    path = week_file(tmp_path, "Ana,E=7|N=2,2000,960,3", "Ana,E=7|N=2,9999,2880,2")
    code, said = bench(path, "--seconds", "1")
    assert code == 1
    assert "objective=none" in said
    assert "minutes, at least 2880" in said


# The public instances


def test_every_public_instance_is_read_and_asked() -> None:
    found = FAMILY.instances(public_instances("curtois-nrp"))
    for path in found:
        instance = FAMILY.read(path)
        question = FAMILY.ask(instance)
        verdict = FAMILY.judge(instance, FAMILY.write(instance, question, ()))
        # Nobody works: only the least minutes are missing.
        assert len(verdict.faults) == len(instance.staff)
        assert all("0 minutes, at least" in fault for fault in verdict.faults)
        assert FAMILY.best_known(path)
    assert found[0].stem == "Instance1"


def test_the_first_public_instance_has_its_proved_value() -> None:
    instance = FAMILY.read(public_instances("curtois-nrp") / "Instance1.txt")
    question = FAMILY.ask(instance)
    reached = []

    def tell(progress: Progress) -> None:
        if (progress.level1, progress.level2) == (0, 6070):
            reached.append(progress)

    solution = solve(
        question.problem,
        question.rulebook,
        seconds=60,
        on_progress=tell,
        stop=lambda: bool(reached),
    )
    text = FAMILY.write(instance, question, solution.presences)
    assert FAMILY.judge(instance, text).objective == 607
    assert FAMILY.bound(instance, solution.bounds) <= 607
