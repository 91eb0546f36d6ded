"""Runs a rule's tests against its mutants: collected once, then one forked process a mutant.

Nothing on the disk is changed. In its process a mutant takes the place of the code that is already
loaded, and only the tests that enter the changed function run, the quickest first, until one fails.
"""

import gc
import json
import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType

import pytest

from mutants import Mutant

# What a mutant may use before it counts as noticed: processor time, as the machine may be busy with
# other things, by what its tests use without a change; and bytes.
TIMES_UNCHANGED = 10
MEMORY = 4 << 30
# The exit status of a process in which not a test has failed, but this tool.
BROKEN = 3


@dataclass(frozen=True)
class Measured:
    """One test without a change: seconds of processor time, and the functions that it enters."""

    item: pytest.Item
    seconds: float
    entered: frozenset[str]


Tests = Sequence[Measured]


class _SuiteError(Exception):
    """Tests fail, or cannot be collected, without any change."""


@dataclass
class MutantRuns:
    """A plugin of pytest: in place of each test once, the tests of each mutant.

    source: the changed file. suites: test files; those of a later one are asked for what no
    earlier one notices. seconds: processor time that each mutant may use in any case. survivors:
    what no test has noticed, once pytest has ended; fault: why nothing could be asked.
    """

    source: Path
    mutants: Sequence[Mutant]
    suites: Sequence[Sequence[Path]]
    workers: int
    seconds: int = 20
    survivors: list[Mutant] = field(default_factory=list)
    fault: str = "pytest has not come to an end"

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Ask one suite after another."""
        try:
            self._ask_all(session)
            self.fault = ""
        except _SuiteError as error:
            # pytest would take an exception for a fault of its own.
            self.fault = str(error)
        return True

    def _ask_all(self, session: pytest.Session) -> None:
        if session.testsfailed:
            raise _SuiteError("the tests cannot be collected")
        modules = [m for m in sys.modules.values() if _file(m) == str(self.source)]
        if not modules:
            raise _SuiteError(f"no test loads {self.source.name}")
        loaded = _loaded(str(self.source))
        self.survivors = list(self.mutants)
        for suite in self.suites:
            items = [item for item in session.items if item.path in suite]
            if items and self.survivors:
                measured = _measure(session, items, str(self.source))
                self._ask(measured, partial(self._judge, session, modules[0], loaded))

    def _ask(self, measured: Sequence[Measured], judge: Callable[[Mutant, Tests], int]) -> None:
        """Keep the survivors that none of these tests notices."""
        running: dict[int, Mutant] = {}
        noticed: set[Mutant] = set()

        def wait() -> None:
            process, status = os.wait()
            mutant = running.pop(process)
            if os.WIFEXITED(status) and os.WEXITSTATUS(status) == BROKEN:
                raise _SuiteError(f"cannot be run: {mutant.function}: {mutant.change}")
            if status:
                noticed.add(mutant)

        for mutant in self.survivors:
            tests = [m for m in measured if not mutant.function or mutant.function in m.entered]
            if len(running) >= self.workers:
                wait()
            running[_forked(partial(judge, mutant, tests))] = mutant
        while running:
            wait()
        self.survivors = [mutant for mutant in self.survivors if mutant not in noticed]

    def _judge(
        self,
        session: pytest.Session,
        module: ModuleType,
        loaded: Mapping[str, Sequence[FunctionType]],
        mutant: Mutant,
        tests: Tests,
    ) -> int:
        """1 as soon as a test notices the mutant, 0 where none does."""
        quickest = sorted(tests, key=lambda m: m.seconds)
        seconds = self.seconds + int(TIMES_UNCHANGED * sum(m.seconds for m in quickest))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        if not _become(mutant, module, loaded):
            return 1
        return 0 if all(_run(session, measured.item) for measured in quickest) else 1


def _file(module: ModuleType) -> str | None:
    return getattr(module, "__file__", None)


def _loaded(filename: str) -> dict[str, list[FunctionType]]:
    """The functions that a file has made, by qualified name."""
    found = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == filename:
            found[one.__code__.co_qualname].append(one)
    return found


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _become(
    mutant: Mutant, module: ModuleType, loaded: Mapping[str, Sequence[FunctionType]]
) -> bool:
    """Put the changed code where the unchanged one is; False where it could not be loaded so."""
    if not mutant.function:
        try:
            exec(mutant.constants, vars(module))  # noqa: S102  (the project's own file)
        except (ArithmeticError, LookupError, TypeError, ValueError):
            return False
        return True
    code = next(c for c in _codes(mutant.code) if c.co_qualname == mutant.function)
    for function in loaded[mutant.function]:
        function.__code__ = code
    return True


def _forked(work: Callable[[], int]) -> int:
    """Start work in a process that ends with its number, or as BROKEN; gives the process."""
    sys.stdout.flush()
    process = os.fork()
    if process:
        return process
    status = BROKEN
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        status = work()
    finally:
        os._exit(status)


def _run(session: pytest.Session, item: pytest.Item) -> bool:
    """Whether a test passes."""
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
    return not session.testsfailed


def _measure(
    session: pytest.Session, items: Sequence[pytest.Item], filename: str
) -> list[Measured]:
    """Run each test once, unchanged, in another process: what it leaves must not hide a mutant."""
    reading, writing = os.pipe()

    def work() -> int:
        told = [_told(session, item, filename) for item in items]
        with os.fdopen(writing, "w") as out:
            json.dump(told, out)
        return 0

    process = _forked(work)
    os.close(writing)
    with os.fdopen(reading) as answer:
        told = answer.read()
    os.waitpid(process, 0)
    if not told:
        raise _SuiteError("the tests end their process")
    found = []
    for item, (passed, seconds, entered) in zip(items, json.loads(told), strict=True):
        if not passed:
            raise _SuiteError(f"{item.nodeid} fails without a change")
        found.append(Measured(item, seconds, frozenset(entered)))
    return found


def _told(
    session: pytest.Session, item: pytest.Item, filename: str
) -> tuple[bool, float, list[str]]:
    entered = set()

    def note(frame: FrameType, event: str, arg: object) -> None:
        if frame.f_code.co_filename == filename:
            entered.add(frame.f_code.co_qualname.partition(".<locals>")[0])

    started = time.process_time()
    sys.settrace(note)
    try:
        passed = _run(session, item)
    finally:
        sys.settrace(None)
    return passed, time.process_time() - started, sorted(entered)
