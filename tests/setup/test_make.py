"""`make demo` passes on what it is told and ends, however it is ended."""

import contextlib
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
COMMAND = f"""#!{sys.executable}
import signal, sys, threading
ended = threading.Event()
for one in (signal.SIGINT, signal.SIGTERM):
    signal.signal(one, lambda *_: ended.set())
print(*sys.argv[1:], flush=True)
ended.wait(60)
print("ended by a signal" if ended.is_set() else "never told", flush=True)
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone that is set up, with a command that says its arguments and waits for a signal."""
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    shutil.copytree(PROJECT / "make", tmp_path / "make")
    shutil.copytree(PROJECT / "requirements", tmp_path / "requirements")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(PROJECT / name, tmp_path)
    (programs / "python").symlink_to(sys.executable)
    (programs / "breather").write_text(COMMAND)
    (programs / "breather").chmod(0o755)
    (tmp_path / ".venv" / ".made").touch()
    return tmp_path


@pytest.fixture
def demo(clone: Path) -> Iterator[subprocess.Popen[str]]:
    """A started `make demo`, in a session of its own, that has said its first line."""
    # The make that runs these tests is none of its business.
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    with subprocess.Popen(
        ["make", "demo", "PORT=8123"],
        cwd=clone,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == "demo --port 8123\n"
        yield started
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _await_end_of_group(group: int) -> None:
    """Wait for the end of all the processes of a group, each at most ten seconds."""
    for process in _processes():
        with contextlib.suppress(ProcessLookupError):
            if os.getpgid(process) != group:
                continue
            handle = os.pidfd_open(process)
            ended, _, _ = select.select([handle], [], [], 10)
            os.close(handle)
            assert ended, f"{process} goes on"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["make alone", "whole group"])
def test_a_signal_ends_the_demo_and_make(
    demo: subprocess.Popen[str], how: signal.Signals, send: Callable[[int, int], None]
) -> None:
    send(demo.pid, how)
    output, _ = demo.communicate(timeout=50)
    assert output == "ended by a signal\n"
    _await_end_of_group(demo.pid)


def test_the_demo_ends_when_make_is_killed(demo: subprocess.Popen[str]) -> None:
    demo.kill()
    output, _ = demo.communicate(timeout=50)
    assert output == "ended by a signal\n"
