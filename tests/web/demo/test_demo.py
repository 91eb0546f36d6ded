"""`breather demo` from its start to its end, with all the processes that it starts."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args
from uuid import uuid4

import pytest
from icalendar import Calendar

from waiting import until
from web.demo.ready import READY
from web.storage.tables import Role

MARK = "BREATHER_TEST_DEMO"
PROGRAM = str(Path(sys.executable).with_name("breather"))
PATIENCE_SECONDS = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def marked(mark: str) -> list[int]:
    """The processes that carry the mark, whoever their parent is by now."""
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"{MARK}={mark}".encode() in environment.read_bytes().split(b"\0"):
                found.append(int(environment.parent.name))
        except OSError:
            continue
    return found


@contextmanager
def demo(port: int, mark: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [PROGRAM, "demo", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, MARK: mark},
    ) as process:
        try:
            yield process
        finally:
            for number in marked(mark):
                os.kill(number, signal.SIGKILL)


def lines_until(process: subprocess.Popen[str], start: str) -> str:
    assert process.stdout is not None
    said = ""
    # A demo that goes on without the line is ended, so that the test says what came instead.
    watch = threading.Timer(PATIENCE_SECONDS, process.kill)
    watch.start()
    try:
        for line in process.stdout:
            said += line
            if line.strip().startswith(start):
                return said
    finally:
        watch.cancel()
    assert process.stderr is not None
    pytest.fail(said + process.stderr.read())


def fetched(address: str) -> tuple[int, bytes]:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - this machine's own
        return answer.status, answer.read()


def test_the_demo_shows_a_published_roster_and_ends_with_all_its_processes() -> None:
    port, mark = free_port(), uuid4().hex
    with demo(port, mark) as process:
        said = lines_until(process, "They are for this demo alone")
        pages = re.findall(r"http://127\.0\.0\.1:\d+/\S*", said)
        assert len(pages) == 2
        # Nobody is signed in: the page leads to the form, which names the accounts.
        status, body = fetched(pages[0])
        assert status == 200
        assert b'type="password"' in body
        for ready in READY:
            assert ready.username in said
            assert ready.username.encode() in body
        assert {ready.role for ready in READY} == {*get_args(Role), None}
        status, body = fetched(pages[1])
        assert status == 200
        assert Calendar.from_ical(body).walk("VEVENT")
        second = subprocess.run(
            [PROGRAM, "demo", "--port", str(port)], capture_output=True, text=True, check=False
        )
        assert second.returncode == 2
        assert second.stderr == f"Port {port} of 127.0.0.1 cannot be had: Address already in use.\n"
        assert len(marked(mark)) > 1
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        until(lambda: not marked(mark))


def test_an_interrupt_while_the_roster_is_made_ends_all_its_processes() -> None:
    mark = uuid4().hex
    with demo(free_port(), mark) as process:
        lines_until(process, "Shifts laid out")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        until(lambda: not marked(mark))


def test_a_killed_demo_leaves_no_worker() -> None:
    mark = uuid4().hex
    with demo(free_port(), mark) as process:
        lines_until(process, "Making a roster")
        process.kill()
        process.wait()
        until(lambda: not marked(mark))
