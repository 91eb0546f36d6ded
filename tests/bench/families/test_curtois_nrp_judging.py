"""Solutions of Curtois and Qu's instances are worth what their published rules say."""

from pathlib import Path

import pytest

from bench.families.curtois_nrp import FAMILY
from bench.families.curtois_nrp.instance import Instance
from bench.families.verdict import UnreadableError
from curtois_week import solution, week_file


@pytest.fixture
def instance(tmp_path: Path) -> Instance:
    return FAMILY.read(week_file(tmp_path))


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
