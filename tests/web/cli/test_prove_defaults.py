"""All rules hold together, and what was not seen of one is said."""

from datetime import date

import pytest

from constraints.reading import read
from scheduler.binding import Refused
from scheduler.examples import example
from scheduler.rule import Breach, Kind, words
from web.cli.proving import NEVER_ALONE, Proof, exposure_by_severity, lines, prove

REFUSED = Refused("a block is divided", Breach("max_stint", "ana", 0, 30, words("Too long.")))


def proof(*felt: str) -> Proof:
    rulebook = read(example("every-rule", date(2026, 1, 5)))[1]
    costs = {"coverage": {"level1": 30, "level2": 600}}
    return Proof(rulebook, {}, (), dict.fromkeys(felt, REFUSED), costs)


def test_what_each_rule_was_seen_to_do_is_said_in_a_line() -> None:
    said = {
        line.split()[0]: line.split(maxsplit=2)[2] for line in list(lines(proof("max_stint")))[2:]
    }
    assert said["max_stint"] == "refuses where a block is divided: Too long."
    assert said["daily_rest"].startswith("NOT FELT")
    assert said["coverage"] == "costs level 1: 30, level 2: 600"
    assert said["preferences"] == "costs nothing: met in full"
    assert said["urgent_case"].startswith("refuses nothing alone: it judges what happened")


def test_every_rule_of_the_catalogue_is_active_in_the_example() -> None:
    whole = proof()
    assert len(whole.rulebook.rules) == len(whole.rulebook.all) == 51


def test_a_rule_that_is_not_felt_fails_the_proof() -> None:
    hard = [r.name for r in proof().rulebook.rules if r.kind is not Kind.SOFT]
    assert proof(*hard).unfelt == []
    assert proof(*(name for name in hard if name != "buddy")).unfelt == ["buddy"]
    assert proof(*(name for name in hard if name not in NEVER_ALONE)).unfelt == []


@pytest.mark.slow
def test_the_example_has_a_roster_in_which_every_rule_is_felt() -> None:
    found = prove(seconds=60)
    assert found.breaches == ()
    assert {1, 2, 3} <= exposure_by_severity(found).keys()
    assert found.unfelt == []
