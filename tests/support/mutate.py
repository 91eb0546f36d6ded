"""Changes each rule in small ways and says which changes its tests do not notice.

    python tests/support/mutate.py [--workers 2] [RULE ...]

Survivors that no roster can tell from the rule are listed in `equivalent_mutants.toml`, each with
its reason. The exit status is 1 where another one is left, or where the list names one that is not.
"""

import argparse
import io
import subprocess
import sys
import time
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from mutant_runs import MutantRuns
from mutants import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.toml")


@dataclass(frozen=True)
class Target:
    """A file with a rule, and its tests: its own first, then others that name it."""

    name: str
    source: Path
    suites: Sequence[Sequence[Path]]


def targets(names: Sequence[str]) -> list[Target]:
    """The rules of these names, or all, in the order of their files; ValueError for others."""
    found = {}
    for source in sorted((ROOT / "constraints").glob("*/[!_]*.py")):
        tests = ROOT / "tests" / "constraints"
        own = tests / source.parent.name / f"test_{source.stem}.py"
        module = f"constraints.{source.parent.name}.{source.stem} "
        others = [path for path in sorted(tests.rglob("test_*.py")) if module in path.read_text()]
        suites = [[own], [path for path in others if path != own]]
        found[source.stem] = Target(source.stem, source, suites)
    if unknown := set(names) - found.keys():
        raise ValueError(f"no rule {', '.join(sorted(unknown))}")
    return [target for name, target in found.items() if not names or name in names]


def explained(path: Path, name: str) -> dict[tuple[str, str], str]:
    """The reasons of a rule's equivalent mutants, by function and change."""
    listed = tomllib.loads(path.read_text("utf-8")).get(name, [])
    return {(one["function"], one["change"]): one["why"] for one in listed}


def mutate(
    target: Target, known: Mapping[tuple[str, str], str], workers: int, seconds: int = 20
) -> bool:
    """Run a target's mutants and print what became of them; whether none is left to explain."""
    started = time.monotonic()
    every = list(mutants(target.source.read_text("utf-8"), str(target.source)))
    runs = MutantRuns(target.source, every, target.suites, workers, seconds)
    files = [str(path) for suite in target.suites for path in suite]
    heard = io.StringIO()
    with redirect_stdout(heard), redirect_stderr(heard):
        pytest.main(["-qq", "-s", "-p", "no:cacheprovider", *files], plugins=[runs])
    if runs.fault:
        _say(f"{target.name}: {runs.fault}\n{heard.getvalue()}")
        return False
    left = [mutant for mutant in runs.survivors if _key(mutant) not in known]
    stale = known.keys() - {_key(mutant) for mutant in runs.survivors}
    _say(
        f"{target.name}: {len(every)} mutants, {len(every) - len(runs.survivors)} noticed, "
        f"{len(runs.survivors) - len(left)} explained, {len(left)} survive "
        f"({time.monotonic() - started:.0f} s)"
    )
    for mutant in left:
        where = target.source.relative_to(ROOT) if ROOT in target.source.parents else target.source
        _say(f"  {where}:{mutant.line}: {_said(*_key(mutant))}")
    for key in sorted(stale):
        _say(f"  explained, and not among the survivors: {_said(*key)}")
    return not left and not stale


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _key(mutant: Mutant) -> tuple[str, str]:
    return mutant.function, mutant.change


def _said(function: str, change: str) -> str:
    return f"{function}: {change}" if function else change


def main() -> int:
    """0 where every mutant of the rules asked for is noticed or explained."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rules", nargs="*")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    try:
        chosen = targets(asked.rules)
    except ValueError as error:
        parser.error(str(error))
    if len(chosen) == 1:
        (one,) = chosen
        return 0 if mutate(one, explained(EQUIVALENT, one.name), asked.workers) else 1
    # Each in an interpreter of its own: files that were saved meanwhile are read anew.
    again = [sys.executable, __file__, "--workers", str(asked.workers)]
    ended = [subprocess.run([*again, one.name], check=False).returncode for one in chosen]
    return 0 if not any(ended) else 1


if __name__ == "__main__":
    sys.exit(main())
