"""However a solve ends, there is a valid roster, and no process is left."""

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

import few_people as few_people_module
from few_people import few_people
from scheduler.solving import Progress, Strategy, solve
from waiting import until


def test_a_stop_keeps_the_best_so_far() -> None:
    told: list[Progress] = []
    problem, rulebook = few_people()

    def stop() -> bool:
        return bool(told) and told[-1].level1 is not None

    # Without a limit of time or effort: only the stop ends it.
    solution = solve(problem, rulebook, on_progress=told.append, stop=stop)
    found = [(p.level1, p.level2) for p in told if p.level1 is not None]
    assert (solution.value.level1, solution.value.level2) == min(found)
    assert solution.roster.shifts
    assert solution.breaches == ()


def test_a_stop_before_anything_is_found_gives_the_pinned_alone() -> None:
    problem, rulebook = few_people(history=[])
    solution = solve(problem, rulebook, stop=lambda: True)
    assert (solution.roster.shifts, solution.breaches) == ((), ())


@pytest.mark.parametrize("strategy", get_args(Strategy))
def test_half_a_second_is_enough_for_a_roster(strategy: Strategy) -> None:
    problem, rulebook = few_people(28)
    solution = solve(problem, rulebook, seconds=0.5, strategy=strategy)
    assert solution.breaches == ()
    assert solution.roster.score is not None
    assert solution.roster.score.short <= problem.demanded


def test_nobody_at_all_gives_an_empty_roster_with_its_shortfalls_in_words() -> None:
    problem, rulebook = few_people(people=())
    roster = solve(problem, rulebook, effort=1).roster
    assert roster.shifts == ()
    assert roster.score is not None
    assert roster.score.short == roster.score.short_bound == problem.demanded
    words = {shortfall.words for shortfall in roster.shortfalls}
    assert "Hotline: 0 of 1." in words
    assert len(words) > 5


def test_people_who_may_do_nothing_give_one_as_well() -> None:
    problem, rulebook = few_people(coverage=[], workload=[], pins={"days_off": days_off()})
    roster = solve(problem, rulebook, effort=1).roster
    assert roster.shifts == ()
    assert {shortfall.rule for shortfall in roster.shortfalls} == {"contract_minutes"}


def days_off() -> list[dict[str, str]]:
    people = ("lotte", "noor", "wout", "fatima")
    return [{"person": p, "date": f"2026-03-{day:02}"} for p in people for day in range(9, 16)]


SUPPORT = Path(few_people_module.__file__).parent

# A solve that tells the ids of its processes, then goes on until it is ended.
SOLVING = """
import sys
sys.path.insert(0, SUPPORT)
from few_people import few_people
from scheduler.solving import solve
from scheduler.solving.crew import Crew

start = Crew._start

def noted(crew):
    worker = start(crew)
    print(worker.process.pid, flush=True)
    return worker

Crew._start = noted
if __name__ == "__main__":
    problem, rulebook = few_people(28)
    solve(problem, rulebook, seconds=float(sys.argv[1]), workers=2)
    print(any(name.startswith("ortools") for name in sys.modules))
"""


def solving(tmp_path: Path, seconds: float) -> subprocess.Popen[str]:
    script = tmp_path / "solving.py"
    script.write_text(f"SUPPORT = {str(SUPPORT)!r}\n{SOLVING}", "utf-8")
    command = [sys.executable, str(script), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_solver_processes_die_with_whoever_asked(tmp_path: Path) -> None:
    with solving(tmp_path, 600) as process:
        assert process.stdout is not None
        children = [int(process.stdout.readline()) for _ in range(2)]
        assert all(alive(child) for child in children)
        process.kill()
    until(lambda: not any(alive(child) for child in children))


# A solver process in the middle of a task that takes ten minutes; between it and whoever asked a
# server that lives on as long as it does.
ASKING = """
import os, sys, time
from multiprocessing import Pipe
from scheduler.solving import child

child._answer = lambda *_: time.sleep(600)
ours, theirs = Pipe()
if os.fork() == 0:
    ours.close()
    solver = os.fork()
    if solver == 0:
        child.serve(theirs, None)
        os._exit(0)
    theirs.close()
    print(solver, flush=True)
    os.wait()
    os._exit(0)
theirs.close()
ours.send((0, None))
sys.stdin.read()
"""


def test_a_solver_process_in_mid_task_dies_with_whoever_asked() -> None:
    command = [sys.executable, "-c", ASKING]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        solver = int(process.stdout.readline())
        assert alive(solver)
        process.kill()
    until(lambda: not alive(solver))


def alive(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_the_process_that_asks_loads_no_solver(tmp_path: Path) -> None:
    with solving(tmp_path, 3) as process:
        stdout, _ = process.communicate()
    assert process.returncode == 0
    assert stdout.splitlines()[-1] == "False"
