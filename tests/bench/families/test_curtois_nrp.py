"""Small instances in the family's format, invented here: read, judged, asked and solved."""

import os
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner

from agreement import assert_agreement
from bench.families.curtois_nrp import FAMILY
from bench.families.curtois_nrp.instance import Cover, Instance, Request, ShiftType, Staff
from bench.families.verdict import UnreadableError, UnsolvableError
from scheduler.presence import Presence, Stretch
from scheduler.record import Record
from scheduler.solving import solve
from web.cli import breather

PUBLIC = os.environ.get("BREATHER_BENCHMARKS")

# A week, Monday to Sunday. After a night no early. Ana works at most two nights, two to three days
# in a row with at least two days off between, and has Thursday off.
TEXT = """# A comment.
SECTION_HORIZON
# days
7

SECTION_SHIFTS
E,480,
N,600,E

SECTION_STAFF
Ana,E=7|N=2,2000,960,3,2,2,1
Ben,E=7|N=0,2400,480,5,1,1,0

SECTION_DAYS_OFF
Ana,3

SECTION_SHIFT_ON_REQUESTS
Ana,0,E,2
Ben,2,E,3

SECTION_SHIFT_OFF_REQUESTS
Ben,4,E,5

SECTION_COVER
0,E,1,100,1
1,E,0,100,1
1,N,1,100,2
4,E,2,50,1
"""


def solution(**weeks: str) -> str:
    """A solution file by hand: a letter a day, a dot where nobody works."""
    people = "".join(
        f'<Employee ID="{name}">'
        + "".join(
            f"<Assign><Day>{day}</Day><Shift>{shift}</Shift></Assign>"
            for day, shift in enumerate(week)
            if shift != "."
        )
        + "</Employee>"
        for name, week in weeks.items()
    )
    return f"<Roster><SchedulingPeriodFile>x.ros</SchedulingPeriodFile>{people}</Roster>"


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Writes an instance, with one text put in another's place; line ends as the public ones."""

    def written(old: str = "", new: str = "", name: str = "Instance7.txt") -> Path:
        assert old in TEXT
        path = tmp_path / name
        path.write_bytes(TEXT.replace(old, new, 1).replace("\n", "\r\n").encode())
        return path

    return written


@pytest.fixture
def instance(file: Callable[..., Path]) -> Instance:
    return FAMILY.read(file())


# Reading


def test_an_instance_is_read_with_all_its_sections(instance: Instance) -> None:
    assert instance == Instance(
        name="Instance7",
        days=7,
        shifts={
            "E": ShiftType("E", 480),
            "N": ShiftType("N", 600, frozenset({"E"})),
        },
        staff={
            "Ana": Staff("Ana", {"E": 7, "N": 2}, 2000, 960, 3, 2, 2, 1, off=frozenset({3})),
            "Ben": Staff("Ben", {"E": 7, "N": 0}, 2400, 480, 5, 1, 1, 0),
        },
        on=(Request("Ana", 0, "E", 2), Request("Ben", 2, "E", 3)),
        off=(Request("Ben", 4, "E", 5),),
        cover=(
            Cover(0, "E", 1, 100, 1),
            Cover(1, "E", 0, 100, 1),
            Cover(1, "N", 1, 100, 2),
            Cover(4, "E", 2, 50, 1),
        ),
    )


def test_minus_nobody_is_nobody(file: Callable[..., Path]) -> None:
    read = FAMILY.read(file("0,E,1,100,1", "0,E,-0,100,1"))
    assert read.cover[0] == Cover(0, "E", 0, 100, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# A comment.", "7", "line 1: stands before the first section"),
        ("# days\n7", "seven", "line 3: 'seven' is no whole number from 0 to 730"),
        ("# days\n7", "0", "line 3: a horizon of no days"),
        ("# days\n7", "7,7", "line 3: 2 parts, not 1"),
        ("# days\n7", "", ": SECTION_HORIZON has 0 lines, not 1"),
        ("# days\n7", "731", "line 3: '731' is no whole number from 0 to 730"),
        ("SECTION_COVER", "SECTION_COLOUR", "line 24: section SECTION_COLOUR is not known"),
        ("SECTION_DAYS_OFF", "SECTION_STAFF", "line 14: section SECTION_STAFF comes twice"),
        ("SECTION_SHIFT_ON_REQUESTS\n", "", " has no SECTION_SHIFT_ON_REQUESTS"),
        ("N,600,E", "N,600", "line 8: 2 parts, not 3"),
        ("N,600,E", "N,600,E|L", "line 8: no shift is called 'L'"),
        ("N,600,E", "E,600,E", "line 8: the shift comes twice"),
        ("E,480,\nN,600,E", "", ": SECTION_SHIFTS has no line"),
        ("E,480,", "E E,480,", "line 7: 'E E' is no name of letters, digits, dots and dashes"),
        ("Ben,E=7|N=0", "Ana,E=7|N=0", "line 12: the person comes twice"),
        ("Ben,E=7|N=0", "Ben,E=7|L=0", "line 12: no shift is called 'L'"),
        ("Ben,E=7|N=0", "Ben,E=7|E=0", "line 12: 'E=0' is no limit, or a second one of a shift"),
        ("Ben,E=7|N=0", "Ben,E=7|N", "line 12: 'N' is no limit, or a second one of a shift"),
        (",2400,480,5,1,1,0", ",2400,480,5,1,1", "line 12: 7 parts, not 8"),
        (",2400,480,5,1,1,0", ",2400,-1,5,1,1,0", "line 12: '-1' is no whole number"),
        ("Ana,3", "Eva,3", "line 15: no person is called 'Eva'"),
        ("Ana,3", "Ana,7", "line 15: '7' is no whole number from 0 to 6"),
        ("Ana,0,E,2", "Ana,0,E", "line 18: 3 parts, not 4"),
        ("Ana,0,E,2", "Eva,0,E,2", "line 18: no person is called 'Eva'"),
        ("Ana,0,E,2", "Ana,0,L,2", "line 18: no shift is called 'L'"),
        ("Ana,0,E,2", "Ana,9,E,2", "line 18: '9' is no whole number from 0 to 6"),
        ("4,E,2,50,1", "4,E,2,50", "line 28: 4 parts, not 5"),
        ("4,E,2,50,1", "4,L,2,50,1", "line 28: no shift is called 'L'"),
        ("4,E,2,50,1", "1,N,2,50,1", "line 28: a day and a shift comes twice"),
    ],
)
def test_a_fault_is_said_with_its_line(
    file: Callable[..., Path], old: str, new: str, said: str
) -> None:
    with pytest.raises(UnreadableError) as told:
        FAMILY.read(file(old, new))
    assert said in str(told.value)
    assert "\n" not in str(told.value)


def test_what_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "Instance1.txt").write_bytes(b"\xff\xfe\x00")
    for name in ("Instance1.txt", "Instance2.txt"):
        with pytest.raises(UnreadableError, match="cannot be read"):
            FAMILY.read(tmp_path / name)


# Judging


def test_the_objective_is_the_sum_of_wishes_and_cover(instance: Instance) -> None:
    # Ana's Monday: 2 are missed, Ben's Wednesday: 3. Against Ben's wish on Friday: 5.
    # Monday E: none of 1, 100. Tuesday E: 1 too many, 1. Tuesday N: 2 of 1, but only Ana, 0.
    # Friday E: 1 of 2, 50.
    text = solution(Ana=".NN....", Ben=".E..E..")
    assert FAMILY.judge(instance, text).objective == 2 + 3 + 5 + 100 + 1 + 0 + 50


def test_a_missed_wish_and_one_too_many_cost_nothing_where_they_are_not(instance: Instance) -> None:
    # Ben has his Wednesday and works on Friday, 5. Tuesday N is missing, 100; Friday E: 1 of 2, 50.
    assert FAMILY.judge(instance, solution(Ana="EE.....", Ben="..E.E..")).objective == (
        # Tuesday E: 1 of 0.
        0 + 0 + 5 + 0 + 1 + 100 + 50
    )


@pytest.mark.parametrize(
    ("ana", "ben", "said"),
    [
        ("..EE...", "E......", "Ana: works on day 3, a day off"),
        ("NE.....", "E......", "Ana: E on day 1 after N"),
        ("NNN....", "E......", "Ana: 3 times N, at most 2"),
        ("EE.....", "N......", "Ben: 1 times N, at most 0"),
        ("EE.....", "E....E.", "Ben: 1 weekends, at most 0"),
        ("EE.....", "EEEEE.E", "Ben: 2880 minutes, at most 2400"),
        ("E......", "E......", "Ana: 480 minutes, at least 960"),
        ("EEEE...", "E......", "Ana: 4 days of work in a row from day 0 on, at most 3"),
        ("E...E..", "E......", "Ana: 1 days of work in a row from day 4 on, at least 2"),
        ("EE..EE.", "E......", ""),
        ("EEE.EE.", "E......", "Ana: 1 days off in a row from day 3 on, at least 2"),
    ],
)
def test_each_hard_rule_is_judged(instance: Instance, ana: str, ben: str, said: str) -> None:
    verdict = FAMILY.judge(instance, solution(Ana=ana, Ben=ben))
    assert (said in verdict.faults) if said else not verdict.faults
    assert (verdict.objective is None) == bool(verdict.faults)


def test_a_short_block_at_either_end_may_go_on_outside(instance: Instance) -> None:
    # One day of work on Monday, one day off on Sunday: both limits ask for two.
    assert not FAMILY.judge(instance, solution(Ana="E...EE.", Ben="E......")).faults


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ana: E", "is no XML"),
        ("<!DOCTYPE Roster><Roster/>", "declarations"),
        ("<Rota/>", "begins with <Rota>"),
        (solution(Eva="E"), "'Eva' whom nobody knows"),
        (solution(Ana="L"), "works a shift 'L'"),
        (solution(Ana="........E"), "works on day '8'"),
        (solution(Ana="E").replace("<Day>0</Day>", "<Day>-1</Day>"), "works on day '-1'"),
        (solution(Ana="EE").replace("<Day>1</Day>", "<Day>0</Day>"), "works twice on day 0"),
    ],
)
def test_what_is_no_solution_is_refused(instance: Instance, text: str, said: str) -> None:
    with pytest.raises(UnreadableError) as told:
        FAMILY.judge(instance, text)
    assert said in str(told.value)


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
    file: Callable[..., Path], old: str, new: str, said: str
) -> None:
    with pytest.raises(UnsolvableError, match=said):
        FAMILY.ask(FAMILY.read(file(old, new)))


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


# From end to end


def bench(*args: str | Path) -> tuple[int, str]:
    """Exit code and all that was said."""
    done = CliRunner().invoke(breather, ["bench", "curtois-nrp", *map(str, args)])
    return done.exit_code, done.output


def test_a_folder_is_solved_written_and_told(file: Callable[..., Path], tmp_path: Path) -> None:
    # Nobody is wanted but by Ana on Monday, so that the bound is met: Ben's early costs nothing.
    good = file(TEXT[TEXT.index("SECTION_SHIFT_OFF") :], REST)
    file("Ana,3", "Eva,3", name="Instance8.txt")
    file(",2000,960,", ",950,960,", name="Instance9.txt")
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


def test_a_rule_that_is_broken_makes_the_exit_code_1(file: Callable[..., Path]) -> None:
    # Two days in a row at most, two off between them: six days of work do not lie in a week.
    path = file("Ana,E=7|N=2,2000,960,3", "Ana,E=7|N=2,9999,2880,2")
    code, said = bench(path, "--seconds", "1")
    assert code == 1
    assert "objective=none" in said
    assert "minutes, at least 2880" in said


# The public instances


@pytest.mark.skipif(PUBLIC is None, reason="BREATHER_BENCHMARKS names no folder of instances")
def test_every_public_instance_is_read_and_asked() -> None:
    found = FAMILY.instances(Path(PUBLIC or "") / "curtois-nrp")
    for path in found:
        instance = FAMILY.read(path)
        question = FAMILY.ask(instance)
        verdict = FAMILY.judge(instance, FAMILY.write(instance, question, ()))
        # Nobody works: only the least minutes are missing.
        assert len(verdict.faults) == len(instance.staff)
        assert all("0 minutes, at least" in fault for fault in verdict.faults)
        assert FAMILY.best_known(path)
    assert found[0].stem == "Instance1"
