"""`breather solve` writes a roster that its own checker accepts, or says why there is none."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from web.cli import files

Run = Callable[..., Result]
Save = Callable[[str, object], str]

LAST_LINE = re.compile(
    r"objective=(\d+)/(\d+) bound=(\d+)/(\d+) short=(\d+) short_bound=(\d+) "
    r"demanded=(\d+) seconds=(\d+\.\d) breaches=0"
)


def numbers(stdout: str) -> list[float]:
    found = LAST_LINE.fullmatch(stdout.splitlines()[-1])
    assert found, stdout
    return [float(number) for number in found.groups()]


def options(out: Path, *more: str, first: str = "2026-03-09") -> list[str]:
    return ["--from", first, "--weeks", "1", "--effort", "1", "--out", str(out), *more]


def test_a_roster_is_written_that_check_accepts(
    team: dict[str, Any], saved: Save, run: Run, tmp_path: Path
) -> None:
    out, path = tmp_path / "roster.json", saved("team.json", team)
    done = run("solve", path, *options(out))
    assert done.exit_code == 0, done.stderr
    level1, level2, bound1, bound2, short, short_bound, demanded, _ = numbers(done.stdout)
    assert (bound1 <= level1, bound2 <= level2, short_bound <= short) == (True, True, True)
    # 180 minutes of images and 240 of administration.
    assert demanded == 420
    roster = json.loads(out.read_text("utf-8"))
    assert (roster["team"], roster["from"], roster["to"]) == ("Small", "2026-03-09", "2026-03-15")
    assert {shift["person"] for shift in roster["shifts"]} == {"ana", "ben"}
    for shift in roster["shifts"]:
        reached = shift["start"]
        for block in shift["blocks"]:
            assert block["start"] == reached
            reached = block["end"]
        assert reached == shift["end"]
        assert datetime.fromisoformat(reached).tzinfo is not None
    assert run("check", path, str(out)).exit_code == 0


def test_shift_after_shift_makes_one_that_check_accepts_and_knows_no_bound(
    team: dict[str, Any], saved: Save, run: Run, tmp_path: Path
) -> None:
    out, path = tmp_path / "roster.json", saved("team.json", team)
    done = run("solve", path, *options(out, "--strategy", "greedy"))
    assert done.exit_code == 0, done.stderr
    _, _, bound1, bound2, short, short_bound, demanded, _ = numbers(done.stdout)
    assert (bound1, bound2, short_bound) == (0, 0, 0)
    assert short < demanded
    assert "One shift after the other" in done.stderr
    assert run("check", path, str(out)).exit_code == 0


def test_progress_goes_to_standard_error_in_plain_lines_and_the_result_to_standard_output(
    team: dict[str, Any], saved: Save, run: Run, tmp_path: Path
) -> None:
    done = run("solve", saved("team.json", team), *options(tmp_path / "roster.json"))
    assert len(done.stdout.splitlines()) == 1
    assert "\x1b" not in done.stderr
    assert re.match(r" *\d+\.\d s  \w+", done.stderr.splitlines()[0])
    assert "min short" in done.stderr


def test_events_are_lines_that_add_up_and_name_nobody(
    team: dict[str, Any], saved: Save, run: Run, tmp_path: Path
) -> None:
    events = tmp_path / "events.jsonl"
    asked = options(tmp_path / "roster.json", "--events", str(events))
    done = run("solve", saved("team.json", team), *asked)
    told = [json.loads(line) for line in events.read_text("utf-8").splitlines()]
    level1, level2, bound1, bound2, short, short_bound, demanded, _ = numbers(done.stdout)
    last = told[-1]
    assert (last["stage"], last["level1"], last["level2"]) == ("done", level1, level2)
    assert (last["bound1"], last["bound2"]) == (bound1, bound2)
    assert (last["short"], last["short_bound"], last["demanded"]) == (short, short_bound, demanded)
    assert [each["elapsed"] for each in told] == sorted(each["elapsed"] for each in told)
    for each in told:
        for level in ("level1", "level2"):
            parts = sum(costs.get(level, 0) for costs in each["by_rule"].values())
            assert parts == (each[level] or 0)
    # The first roster is all new: two people, each on one day or more.
    first = next(each for each in told if each["people"])
    assert first["people"] == 2
    assert 1 <= first["days"] <= 7
    assert (last["people"], last["days"]) == (0, 0)
    assert not {"ana", "ben"} & set(re.findall(r"\w+", events.read_text("utf-8").lower()))


def test_a_team_that_can_staff_nothing_gets_an_empty_roster_with_its_shortfalls(
    team: dict[str, Any], saved: Save, run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "roster.json"
    done = run("solve", saved("team.json", {**team, "people": []}), *options(out))
    assert done.exit_code == 0, done.stderr
    assert numbers(done.stdout)[4:7] == [420, 420, 420]
    roster = json.loads(out.read_text("utf-8"))
    assert roster["shifts"] == []
    assert {short["activity"] for short in roster["shortfalls"]} == {"images", "admin"}
    assert "Images: 0 of 1." in {short["words"] for short in roster["shortfalls"]}


def test_a_shape_longer_than_a_shift_may_be_is_never_used(
    team: dict[str, Any], saved: Save, run: Run, tmp_path: Path
) -> None:
    # 600 minutes; the most is 540.
    team["shapes"] = [{"start": "08:00", "minutes": 600}]
    out = tmp_path / "roster.json"
    assert run("solve", saved("team.json", team), *options(out)).exit_code == 0
    roster = json.loads(out.read_text("utf-8"))
    assert roster["shifts"] == []
    assert roster["shortfalls"] != []


@pytest.mark.parametrize("first", ["2026-03-23", "2026-10-19"])
def test_a_period_with_a_night_in_which_the_clock_jumps(
    first: str, team: dict[str, Any], saved: Save, run: Run, tmp_path: Path
) -> None:
    """The shape lies on that Sunday, over the jump: its 240 minutes are elapsed ones."""
    team["shapes"] = [{"start": "00:00", "minutes": 240, "weekdays": ["sun"]}]
    team["coverage"] = []
    team["workload"] = [{"activity": "admin", "day": ["sun"], "minutes": 480}]
    out, path = tmp_path / "roster.json", saved("team.json", team)
    done = run("solve", path, *options(out, first=first))
    assert done.exit_code == 0, done.stderr
    roster = json.loads(out.read_text("utf-8"))
    assert len(roster["shifts"]) == 2
    for shift in roster["shifts"]:
        start, end = (datetime.fromisoformat(shift[edge]) for edge in ("start", "end"))
        assert (end - start).total_seconds() == 240 * 60
        assert end.hour - start.hour == (5 if first == "2026-03-23" else 3)
    assert run("check", path, str(out)).exit_code == 0


def test_faults_are_all_said_and_nothing_is_written(
    team: dict[str, Any], saved: Save, run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "roster.json"
    out.write_text("the old one", "utf-8")
    team["people"][1]["id"] = "ana"
    team["people"][0]["contract"]["weekly_minutes"] = 3000
    team["coverage"][0]["activity"] = "chat"
    team["rules"] = {"recovery_break": {"active": False}}
    path = saved("team.json", team)
    done = run("solve", path, *options(out))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "people[0].contract.weekly_minutes: 3000 is over the ceiling of 2880",
        'people[1].id: "ana" is the id of people[0] already',
        'coverage[0].activity: there is no activity "chat"',
        "rules.recovery_break.active: a mandatory rule cannot be switched off",
        f"{path}: 4 faults",
    ]
    assert out.read_text("utf-8") == "the old one"


def test_days_that_the_file_tells_as_past_are_not_planned_once_more(
    team: dict[str, Any], saved: Save, run: Run, tmp_path: Path
) -> None:
    # 23:30 in UTC is Monday in Brussels.
    team["history"] = [
        {"person": who, "start": start, "end": end}
        for who, start, end in (
            ("ana", "2026-03-08T22:30+00:00", "2026-03-09T02:00+00:00"),
            ("ben", "2026-03-08T23:30+00:00", "2026-03-09T03:00+00:00"),
        )
    ]
    team["worked"] = [
        {"person": "ana", "date": day, "minutes": 0} for day in ("2026-03-08", "2026-03-10")
    ]
    team["urgent"] = [
        {"person": "ana", "from": f"2026-03-08T{moment}+00:00", "minutes": 5}
        for moment in ("22:59", "23:04")
    ]
    out = tmp_path / "roster.json"
    done = run("solve", saved("team.json", team), *options(out))
    assert done.exit_code == 2
    *said, last = done.stderr.splitlines()
    before = "is not before the roster's first day, 2026-03-09"
    assert said == [
        f"history[1].start: 2026-03-09 {before}; pin a shift that stands",
        f"worked[1].date: 2026-03-10 {before}",
        f"urgent[1].from: 2026-03-09 {before}",
    ]
    assert last.endswith("team.json: 3 faults")
    assert not out.exists()


def test_a_folder_that_is_not_there_is_said_before_any_work(
    team: dict[str, Any], saved: Save, run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "nowhere" / "roster.json"
    done = run("solve", saved("team.json", team), *options(out))
    assert (done.exit_code, done.stderr) == (2, f"{out} cannot be written\n")


def test_a_file_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "roster.json"
    out.write_text("the old one", "utf-8")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            files.write_whole(out, "the new one")
    assert [path.name for path in tmp_path.iterdir()] == ["roster.json"]
    assert out.read_text("utf-8") == "the old one"
    files.write_whole(out, "the new one")
    assert [path.name for path in tmp_path.iterdir()] == ["roster.json"]
    assert out.read_text("utf-8") == "the new one"


def test_the_same_effort_and_seed_give_the_same_roster_with_any_number_of_workers(
    team: dict[str, Any], saved: Save, run: Run, tmp_path: Path
) -> None:
    path, rosters = saved("team.json", team), []
    for workers in ("1", "2"):
        out = tmp_path / f"{workers}.json"
        options_ = [*options(out), "--seed", "7", "--workers", workers]
        assert run("solve", path, *options_).exit_code == 0
        rosters.append(json.loads(out.read_text("utf-8"))["shifts"])
    assert rosters[0] == rosters[1]


def test_an_interrupt_ends_the_search_and_keeps_the_best(tmp_path: Path) -> None:
    out, team_file = tmp_path / "roster.json", tmp_path / "team.json"
    program = str(Path(sys.executable).with_name("breather"))
    first = ["--from", "2026-03-09"]
    with team_file.open("wb") as written:
        subprocess.run([program, "example", "child-focus", *first], stdout=written, check=True)
    arguments = ["solve", str(team_file), *first, "--seconds", "600", "--out", str(out)]
    with subprocess.Popen(
        [program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 0, stderr
    assert numbers(stdout)
    assert json.loads(out.read_text("utf-8"))["from"] == "2026-03-09"
