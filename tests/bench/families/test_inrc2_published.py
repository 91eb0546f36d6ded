"""The judge says of the organisers' sample solutions what their own validator says."""

from pathlib import Path

import pytest

from bench.families.inrc2.judging import count, judge, read_solution
from bench.families.inrc2.reading import read
from public_instances import public_instances

# The values of the organisers' sample solutions by history and weeks.
SAMPLES = {
    "n005w4_0_1-2-3-3": 1695,
    "n005w4_1_5-3-1-0": 2010,
    "n005w4_2_6-7-8-9": 1720,
    "n012w8_0_3-5-0-2-0-4-5-2": 3295,
    "n012w8_1_7-7-0-8-9-3-2-6": 3805,
    "n012w8_2_4-5-6-7-2-1-2-1": 3745,
    "n021w4_0_5-4-1-2": 2305,
    "n021w4_1_0-6-1-6": 2305,
    "n021w4_2_8-1-4-3": 2345,
}


def sample(folder: Path, scenario: str, weeks: list[str]) -> str:
    """The solution files of all weeks in one text."""
    texts = (
        Path(folder, f"Sol-{scenario}-{week}-{number}.txt").read_text("utf-8")
        for number, week in enumerate(weeks)
    )
    # One of the files goes on with what it took to find it.
    return "".join(each.partition("Viol:")[0] for each in texts)


@pytest.mark.parametrize(("label", "objective"), SAMPLES.items())
def test_the_organisers_sample_solutions_are_worth_what_their_validator_says(
    label: str, objective: int
) -> None:
    scenario, history, weeks = label.split("_")
    folder = public_instances("inrc2")
    instance = read(folder / label)
    solution = folder / scenario / f"Solution_H_{history}-WD_{weeks}"
    text = sample(solution, scenario, weeks.split("-"))
    assert judge(instance, text).faults == ()
    assert judge(instance, text).objective == objective


def test_each_part_is_what_the_validator_prints() -> None:
    folder = public_instances("inrc2")
    instance = read(folder / "n005w4_0_1-2-3-3")
    solution = folder / "n005w4" / "Solution_H_0-WD_1-2-3-3"
    text = sample(solution, "n005w4", ["1", "2", "3", "3"])
    printed = Path(solution, "validator.txt").read_text("utf-8")
    assigned, _ = read_solution(instance, text)
    points = count(instance, assigned).points
    names = {
        "Total assignment constraints": "total assignments",
        "Consecutive constraints": "consecutive",
        "Non working days constraints": "non working days",
        "Preferences": "preferences",
        "Max working weekend": "working weekends",
        "Complete weekends": "complete weekends",
        "Optimal coverage constraints": "optimal coverage",
    }
    assert all(f"{theirs}: {points[mine]}\n" in printed for theirs, mine in names.items())
