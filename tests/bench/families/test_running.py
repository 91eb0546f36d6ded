"""Runs of instances are told in a line, kept, and go on past what cannot be run."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from bench.families import running
from bench.families.catalogue import FAMILIES, family
from bench.families.family import Family, Question
from bench.families.running import Asked, Kept, Outcome, Refused, Result, run
from bench.families.verdict import UnreadableError, UnsolvableError, Verdict
from scheduler.evaluating import Bounds
from scheduler.presence import Presence
from scheduler.solving.crew import SolverLostError
from web.cli import bench


class Numbers(Family[int]):
    """A family whose instances hold a number, and whose solutions are worth it and the seed."""

    name = "numbers"
    files = "n*.txt"
    solutions = ".out"
    published = MappingProxyType({"n1": 4, "n2": 0})

    def read(self, path: Path) -> int:
        text = path.read_text("utf-8")
        if not text.lstrip("-").isdigit():
            raise UnreadableError(f"{path} line 1: {text!r} is no number")
        return int(text)

    def ask(self, instance: int) -> Question:
        if instance < 0:
            raise UnsolvableError(f"{instance} is below 0")
        return Question(instance, None)  # type: ignore[arg-type]  # the engine is not asked here

    def write(self, instance: int, question: Question, shifts: Iterable[Presence]) -> str:
        del question
        (seed,) = shifts
        return f"{instance} {seed}"

    def judge(self, instance: int, text: str) -> Verdict:
        del instance
        value = sum(map(int, text.split()))
        return Verdict(value) if value < 100 else Verdict(None, ("over 100", "far over"))

    def bound(self, instance: int, bounds: Bounds) -> int:
        del instance
        return bounds.level2 - 1


class Engine:
    """Stands for the engine: its roster is the seed, and it remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, float, int, int]] = []

    def __call__(self, problem: object, rulebook: object, **how: Any) -> SimpleNamespace:  # noqa: ANN401
        del rulebook
        self.asked.append((problem, how["seconds"], how["seed"], how["workers"]))
        if problem == 13:
            raise SolverLostError("a solver process ended with -9")
        value = SimpleNamespace(level1=0, level2=7)
        return SimpleNamespace(presences=(how["seed"],), value=value, bounds=Bounds(0, 3, 0))


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    stands_in = Engine()
    monkeypatch.setattr(running, "solve", stands_in)
    monkeypatch.setattr(bench, "family", lambda _: Numbers())
    return stands_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "numbers"
    home.mkdir()
    for name, text in {"n1": "6", "n2": "4", "n10": "8", "other": "1"}.items():
        (home / f"{name}.txt").write_text(text, "utf-8")
    return home


def results(outcomes: Iterable[Outcome]) -> Iterator[Result]:
    for outcome in outcomes:
        assert isinstance(outcome, Result)
        yield outcome


def the_command(*arguments: object) -> tuple[int, list[str], list[str]]:
    done = CliRunner().invoke(bench.command, ["massp", *map(str, arguments)])
    return done.exit_code, done.stdout.splitlines(), done.stderr.splitlines()


# Which instances


def test_instances_are_those_of_the_pattern_in_the_order_of_their_numbers(folder: Path) -> None:
    assert [path.name for path in Numbers().instances(folder)] == ["n1.txt", "n2.txt", "n10.txt"]
    assert Numbers().instances(folder / "other.txt") == [folder / "other.txt"]


def test_a_path_without_instances_is_told(folder: Path) -> None:
    (folder / "empty").mkdir()
    for path in (folder / "empty", folder / "n3.txt"):
        with pytest.raises(UnreadableError, match=r"holds no instance of numbers \(n\*\.txt\)"):
            Numbers().instances(path)


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_of_the_catalogue_has_its_own_name(name: str) -> None:
    assert family(name).name == name


# One line each


def test_a_run_is_told_in_one_line_of_names_and_figures() -> None:
    result = Result("shoe", "s1", 2, 30, 24, 25, 59.96, 2, 0.314, (0, 30))
    assert result.line() == (
        "shoe s1 seed=2 objective=30 bound=24 best_known=25 ratio=1.200 seconds=60.0 workers=2 "
        "load=0.31"
    )
    broken = Result("shoe", "s1", 0, None, 24, 25, 1, 2, 0, (5, 30), ("one", "another"))
    assert "objective=none" in broken.line()
    assert broken.line().endswith("ratio=none seconds=1.0 workers=2 load=0.00 broken: one; another")


def test_of_many_faults_a_line_tells_the_first_five() -> None:
    for number, end in ((5, "1; 2; 3; 4; 5"), (6, "1; 2; 3; 4; 5; 1 more")):
        faults = tuple(str(fault) for fault in range(1, number + 1))
        line = Result("shoe", "s1", 0, None, 24, 25, 1, 2, 0, (5, 30), faults).line()
        assert line.endswith(f" broken: {end}")


def test_there_is_no_ratio_to_what_is_unknown_or_nothing() -> None:
    for best in (None, 0):
        assert Result("shoe", "s1", 0, 30, 24, best, 1, 2, 0, (0, 30)).ratio is None


# Runs


def test_each_instance_is_run_by_each_seed(engine: Engine, folder: Path) -> None:
    family = Numbers()
    asked = Asked(seconds=5, seeds=(0, 3), workers=4)
    found = list(results(run(family, family.instances(folder)[:2], asked)))
    assert [(r.instance, r.seed, r.objective) for r in found] == [
        ("n1", 0, 6),
        ("n1", 3, 9),
        ("n2", 0, 4),
        ("n2", 3, 7),
    ]
    assert engine.asked == [(6, 5, 0, 4), (6, 5, 3, 4), (4, 5, 0, 4), (4, 5, 3, 4)]
    assert [(r.bound, r.best_known, r.engine) for r in found[1:3]] == [
        (2, 4, (0, 7)),
        (2, 0, (0, 7)),
    ]


def test_solutions_are_written_by_instance_and_seed(engine: Engine, folder: Path) -> None:
    out = folder / "a" / "b"
    list(run(Numbers(), [folder / "n1.txt"], Asked(1, (0, 1), out=out)))
    assert {path.name: path.read_text() for path in out.iterdir()} == {
        "n1_0.out": "6 0",
        "n1_1.out": "6 1",
    }


def test_what_cannot_be_run_is_refused_and_the_rest_goes_on(engine: Engine, folder: Path) -> None:
    for name, text in {"n1": "six", "n2": "-1", "n3": "13"}.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    family = Numbers()
    *refused, last = run(family, family.instances(folder), Asked(1))
    assert [each.line() for each in refused] == [
        f"numbers n1 refused: {folder / 'n1.txt'} line 1: 'six' is no number",
        "numbers n2 refused: -1 is below 0",
        "numbers n3 refused: a solver process ended with -9",
    ]
    assert all(isinstance(each, Refused) for each in refused)
    assert isinstance(last, Result)
    assert last.objective == 8


# Results that are kept


def test_what_was_run_in_the_same_way_is_told_and_not_run_again(
    engine: Engine, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "kept" / "results.jsonl"
    paths = [folder / "n1.txt", folder / "n2.txt"]
    first = list(run(Numbers(), paths[:1], Asked(5), known=Kept(file)))
    assert list(run(Numbers(), paths, Asked(5), known=Kept(file)))[:1] == first
    assert [asked[0] for asked in engine.asked] == [6, 4]
    for other in (Asked(6), Asked(5, (1,)), Asked(5, workers=1)):
        list(run(Numbers(), paths[:1], other, known=Kept(file)))
    assert engine.asked[2:] == [(6, 6, 0, 2), (6, 5, 1, 2), (6, 5, 0, 1)]


def test_a_result_is_kept_as_soon_as_it_is_there(
    engine: Engine, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "results.jsonl"
    family = Numbers()
    runs = run(family, family.instances(folder), Asked(5), known=Kept(file))
    (result,) = results([next(runs)])
    (line,) = file.read_text("utf-8").splitlines()
    assert json.loads(line)["objective"] == 6
    assert Kept(file).find("numbers", "n1", 0, Asked(5)) == result


def test_a_broken_result_is_kept_with_its_faults(
    engine: Engine, folder: Path, tmp_path: Path
) -> None:
    (folder / "n1.txt").write_text("100", "utf-8")
    file = tmp_path / "results.jsonl"
    (result,) = results(run(Numbers(), [folder / "n1.txt"], Asked(5), known=Kept(file)))
    assert (result.objective, result.faults) == (None, ("over 100", "far over"))
    assert Kept(file).find("numbers", "n1", 0, Asked(5)) == result


@pytest.mark.parametrize("wrong", ["[]", "{}", "7", '{"limit": 5, "engine": 1}', "half a li"])
def test_a_file_that_holds_no_results_is_told_with_its_line(
    engine: Engine, folder: Path, tmp_path: Path, wrong: str
) -> None:
    file = tmp_path / "results.jsonl"
    list(run(Numbers(), [folder / "n1.txt"], Asked(5), known=Kept(file)))
    with file.open("a", encoding="utf-8") as end:
        end.write(wrong + "\n")
    with pytest.raises(UnreadableError, match=r"results\.jsonl line 2 is no result"):
        Kept(file)
    file.write_bytes(b"\xff")
    with pytest.raises(UnreadableError, match="cannot be read as text"):
        Kept(file)


# The command


def test_the_command_tells_results_and_refusals_apart(engine: Engine, folder: Path) -> None:
    code, told, refused = the_command(folder, "--seconds", "2", "--seeds", "2")
    assert (code, len(told), refused) == (0, 6, [])
    assert told[1].startswith("numbers n1 seed=1 objective=7 bound=2 best_known=4 ratio=1.750 ")
    (folder / "n2.txt").write_text("-4", "utf-8")
    code, told, refused = the_command(folder)
    assert (code, len(told)) == (2, 2)
    assert refused == ["numbers n2 refused: -4 is below 0"]


def test_a_broken_rule_is_exit_1_and_a_refusal_2_whichever_comes_first(
    engine: Engine, folder: Path
) -> None:
    (folder / "n2.txt").write_text("100", "utf-8")
    code, told, refused = the_command(folder)
    assert (code, len(told), refused) == (1, 3, [])
    assert told[1].endswith(" broken: over 100; far over")
    for name in ("n1", "n10"):
        before = (folder / f"{name}.txt").read_text("utf-8")
        (folder / f"{name}.txt").write_text("-1", "utf-8")
        assert the_command(folder)[0] == 2
        (folder / f"{name}.txt").write_text(before, "utf-8")


def test_nothing_to_run_or_nowhere_to_keep_it_is_one_line_and_exit_2(
    engine: Engine, folder: Path, tmp_path: Path
) -> None:
    code, told, (line,) = the_command(folder / "n7.txt")
    assert (code, told) == (2, [])
    assert line.endswith("n7.txt holds no instance of numbers (n*.txt)")
    file = tmp_path / "results.jsonl"
    file.write_text("?\n", "utf-8")
    code, told, (line,) = the_command(folder, "--results", file)
    assert (code, told) == (2, [])
    assert line.endswith("results.jsonl line 1 is no result")
    assert engine.asked == []


def test_the_command_keeps_and_writes_what_it_is_told_to(
    engine: Engine, folder: Path, tmp_path: Path
) -> None:
    options = ("--results", tmp_path / "r.jsonl", "--out", tmp_path / "out", "--workers", "1")
    before = the_command(folder, *options)
    assert the_command(folder, *options) == before
    assert [asked[1:] for asked in engine.asked] == [(60.0, 0, 1)] * 3
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "n1_0.out",
        "n2_0.out",
        "n10_0.out",
    }


@pytest.mark.parametrize(
    "wrong", [("--seconds", "0"), ("--seeds", "0"), ("--workers", "0"), ("--seconds", "-1")]
)
def test_numbers_outside_their_ranges_are_refused(
    engine: Engine, folder: Path, wrong: tuple[str, str]
) -> None:
    assert the_command(folder, *wrong)[0] == 2
    assert engine.asked == []
