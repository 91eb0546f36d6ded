"""Strategies beside each other: what is told of each run, and of one that was not run."""

import csv
from pathlib import Path
from typing import Any

import pytest

from bench import side
from bench.runs import Case, Run
from bench.side import COLUMNS, Sides, compare, spans, write
from bench.teams import Grid, Which


def run(*found: tuple[float, int], nothing: tuple[int, int] = (100, 1000)) -> Run:
    """A run that has these rosters, each at a moment and worth so much on level 1."""
    moments: list[dict[str, Any]] = [{"elapsed": 0.5, "short": None, "level1": None}]
    moments += [
        {"elapsed": elapsed, "short": 10 * level1, "level1": level1, "level2": 500}
        for elapsed, level1 in found
    ]
    return Run(moments, nothing=nothing)


STAGED = run((3.0, 70), (5.0, 40), (5.1, 30))
GREEDY = run((1.5, 60))


def test_the_integral_is_the_time_for_which_one_might_as_well_have_had_nothing() -> None:
    # Three seconds without any, two at 70 of 100, a tenth at 40 and nine at 30.
    assert STAGED.integral(1, 6) == pytest.approx(3 + 2 * 0.7 + 0.1 * 0.4 + 0.9 * 0.3)
    assert STAGED.integral(1, 2) == 2
    # 500 of 1000 on level 2 from the third second on.
    assert STAGED.integral(2, 6) == pytest.approx(3 + 3 * 0.5)


def test_the_integral_counts_no_more_than_all_and_nothing_where_there_is_nothing_to_lose() -> None:
    assert run((1.0, 250)).integral(1, 4) == 4
    assert run((1.0, 0), nothing=(0, 0)).integral(1, 4) == 1


def test_seconds_at_which_a_run_is_behind_count_from_its_first_roster() -> None:
    # 70 from the third second on, 30 from 5.1 on; the other has 60 all along.
    assert STAGED.worse_at(GREEDY, 8) == [3, 4]
    assert GREEDY.worse_at(STAGED, 8) == [5, 6, 7, 8]


def test_seconds_are_told_in_spans() -> None:
    assert [spans(s) for s in ([], [3], [3, 4, 5, 9])] == ["", "3", "3-5, 9"]


TWO = Sides(
    Which(people=51), 51, 15, 3, {"staged": STAGED, "greedy": GREEDY}, {"whole": "not run: why"}
)


def test_the_table_has_every_strategy_also_one_that_was_not_run() -> None:
    told = [" ".join(line.split()) for line in TWO.table()]
    assert told == [
        "generated-51, 51 people, grid 15, 3 s each",
        "second staged whole greedy",
        "1 none not run none",
        "2 none not run 60/500",
        "3 70/500 not run 60/500",
        "integral 1 3.00 not run 2.40",
        "integral 2 3.00 not run 2.25",
        "whole: not run: why",
        "Seconds at which staged has a roster and a worse one than greedy: 3",
    ]


def test_the_file_has_a_line_for_each_second_and_is_added_to(tmp_path: Path) -> None:
    out = tmp_path / "made"
    write(TWO, out)
    write(TWO, out)
    lines = list(csv.reader((out / "side.csv").read_text("utf-8").splitlines()))
    assert lines[0] == list(COLUMNS)
    assert lines[1:8] == lines[8:]
    team = ["generated-51", "51", "15"]
    assert lines[1:8] == [
        [*team, "staged", "1", "", "", "", ""],
        [*team, "staged", "2", "", "", "", ""],
        [*team, "staged", "3", "70", "500", "700", ""],
        [*team, "whole", "", "", "", "", "not run: why"],
        [*team, "greedy", "1", "", "", "", ""],
        [*team, "greedy", "2", "60", "500", "600", ""],
        [*team, "greedy", "3", "60", "500", "600", ""],
    ]


@pytest.mark.parametrize(
    ("which", "grid", "ran"),
    [
        (Which(people=50), 15, ["staged", "whole", "greedy"]),
        (Which(people=51), 15, ["staged", "greedy"]),
        (Which("child-focus-doubled"), 5, ["staged", "whole", "greedy"]),
        (Which(people=21), 5, ["staged", "greedy"]),
    ],
)
def test_the_single_model_is_run_for_teams_that_it_can_hold(
    which: Which, grid: Grid, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Case] = []

    def noted(case: Case) -> Run:
        asked.append(case)
        return STAGED

    monkeypatch.setattr(side, "solve", noted)
    found = compare(which, Case(1, 3.0, grid=grid))
    assert [case.strategy for case in asked] == list(found.runs) == ran
    assert {(case.which, case.grid, case.weeks) for case in asked} == {(which, grid, 1)}
    if "whole" not in ran:
        assert found.not_run["whole"].startswith("not run: about ")
        assert found.not_run["whole"].endswith(" GiB")
