"""Worker processes of a measure: started, killed on purpose, and never left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

# Where workers are killed, nobody waits for half a minute each time.
_LEASE, _LEASE_UNDER_KILLS = 30.0, 4.0
_END_SECONDS = 30.0


class Workers:
    """Processes that take jobs of a store. They end when this one does, however it ends.

    number: of them. processes: solver processes of each. folder: where each writes what it did.
    killed: whether some will be.
    """

    def __init__(
        self, url: str, folder: Path, *, number: int, processes: int, killed: bool
    ) -> None:
        self._url, self._folder = url, folder
        lease = _LEASE_UNDER_KILLS if killed else _LEASE
        self._options = ["--processes", str(processes), "--lease", str(lease)]
        self._started = 0
        self._running = [self._start() for _ in range(number)]

    def _start(self) -> "subprocess.Popen[bytes]":
        self._started += 1
        out = self._folder / f"{self._started}.jsonl"
        return subprocess.Popen(
            [sys.executable, "-m", "web.measuring.worker", self._url, str(out), *self._options],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )

    def kill_one(self, turn: int) -> None:
        """Kill one with all that it started, and start another in its place."""
        place = turn % len(self._running)
        _kill(self._running[place])
        self._running[place] = self._start()

    def dead(self) -> bool:
        """Whether one ended by itself."""
        return any(worker.poll() is not None for worker in self._running)

    def end(self) -> None:
        """Let each end in good order, which takes a second; then for certain."""
        for worker in self._running:
            if worker.stdin is not None:
                worker.stdin.close()
        for worker in self._running:
            try:
                worker.wait(timeout=_END_SECONDS)
            except subprocess.TimeoutExpired:
                _kill(worker)

    def kill(self) -> None:
        """Leave none behind."""
        for worker in self._running:
            if worker.poll() is None:
                _kill(worker)


def _kill(worker: "subprocess.Popen[bytes]") -> None:
    os.killpg(worker.pid, signal.SIGKILL)
    worker.communicate()
