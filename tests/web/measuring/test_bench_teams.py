"""`breather bench teams`: every team once, on SQLite and, under kills, on PostgreSQL."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bench.memory import tree
from web.cli import breather
from web.cli.bench_teams import TOLD_TO_END
from web.storage.migrating import migrate


def measured(*options: str) -> Result:
    return CliRunner().invoke(breather, ["bench", "teams", "--sample", "0", *options])


def queue(result: Result) -> dict[str, str]:
    """The figures of the queue's line."""
    line = next(line for line in result.stdout.splitlines() if line.startswith("queue "))
    return dict(re.findall(r"(\w+)=(\S+)", line))


def test_one_worker_on_sqlite_does_each_team_once() -> None:
    result = measured("--people", "50", "--size", "8")
    assert result.exit_code == 0, result.output
    told = queue(result)
    assert (told["engine"], told["jobs"], told["done"]) == ("table", "6", "6")
    assert (told["results"], told["twice"], told["lost"]) == ("6", "0", "0")


def test_four_workers_on_postgresql_do_each_team_once_though_some_are_killed(
    postgres_url: str,
) -> None:
    result = measured("--people", "160", "--size", "8", "--database", postgres_url, "--kills", "2")
    assert result.exit_code == 0, result.output
    told = queue(result)
    assert (told["engine"], told["jobs"]) == ("procrastinate", "20")
    # The second comes when a third is done; where the machine is quick, that may be all at once.
    assert told["kills"] in {"1", "2"}
    assert (told["results"], told["twice"], told["lost"]) == ("20", "0", "0")


def test_a_store_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.sqlite3"
    migrate(url)
    assert measured("--people", "8", "--size", "8", "--database", url).exit_code == 0
    again = measured("--people", "8", "--size", "8", "--database", url)
    assert again.exit_code == 2
    assert "It cannot be measured: the store is not empty." in again.stderr


def test_what_is_told_to_end_leaves_no_worker_and_no_store(tmp_path: Path) -> None:
    """By SIGTERM as soon as the workers are there."""
    with subprocess.Popen(
        [sys.executable, "-m", "web.cli", "bench", "teams", "--people", "160", "--sample", "0"],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
    ) as bench:
        assert bench.stderr is not None
        while "jobs done" not in bench.stderr.readline():
            assert bench.poll() is None
        workers = [process for process in tree(bench.pid) if process != bench.pid]
        bench.terminate()
        bench.communicate()
    assert bench.returncode == TOLD_TO_END
    assert workers
    assert not any(Path("/proc", str(worker)).exists() for worker in workers)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("options", [("--people", "10"), ("--people", "999", "--size", "500")])
def test_sizes_that_make_no_teams_are_said(options: tuple[str, ...]) -> None:
    result = measured(*options)
    assert result.exit_code == 2
    assert "teams of 8 to 500 people" in result.stderr


def test_families_and_measures_stand_in_one_list() -> None:
    result = CliRunner().invoke(breather, ["bench", "--help"])
    assert result.exit_code == 0
    assert "massp" in result.stdout
    assert "teams" in result.stdout
